"""The measures over checked rows, written beside the summed figures: same tables, same receipts."""

from __future__ import annotations

import duckdb

from etl.measure_popular_sites import measure_popular_sites
from etl.measure_progress import measure_progress
from etl.measure_resilience import measure_resilience
from etl.measure_share import measure_share


def measure(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `out_figures` and `out_figure_inputs` what is computed in Python rather than summed in SQL."""
    measure_share(connection)
    measure_progress(connection)
    measure_resilience(connection)
    measure_popular_sites(connection)
