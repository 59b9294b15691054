"""The measures: pure functions of checked rows."""
