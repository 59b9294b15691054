"""The script Streamlit runs for every reader and every change: see `dashboard.screen.shell`.

It stands among the pages, not above them: beside a folder called `pages` Streamlit would run a page on its own, without
the frame, for the first reader of a fresh server who arrives by that page's link.
"""

from dashboard.screen import shell

shell.run()
