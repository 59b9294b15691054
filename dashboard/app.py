"""The script Streamlit runs for every reader and every change: see `dashboard.shell`."""

from dashboard import shell

shell.run()
