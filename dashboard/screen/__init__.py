"""The screen, drawn with Streamlit: frame, addresses, pages and their controls."""
