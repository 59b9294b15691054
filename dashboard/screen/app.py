"""The script Streamlit runs for every reader and every change: see `dashboard.screen.shell`.

The pages are functions: beside a folder called `pages` Streamlit would run a file of it on its own, without the frame, for
the first reader of a fresh server who arrives by that page's link.
"""

from dashboard.screen import page, shell

shell.run(page.PAGES)
