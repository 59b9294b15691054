"""Checked rows into a DuckDB file, published whole or not at all."""
