"""Content drawn for a reader: Streamlit and Plotly on the screen, Typst in print."""
