"""Builds of the warehouse: the only door to DuckDB, what changed between builds, and terms of reuse."""
