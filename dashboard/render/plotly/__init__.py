"""Charts and maps drawn with Plotly."""
