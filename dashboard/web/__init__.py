"""Everything before Streamlit: server, limits, own addresses, files for the browser."""
