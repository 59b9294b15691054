"""The same content as a chapter of ours, on a page of Dash and on a plain page of Streamlit, to be measured beside it."""
