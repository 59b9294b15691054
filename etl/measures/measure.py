"""The measures over checked rows, written beside the summed figures: same tables, same receipts."""

from __future__ import annotations

import duckdb

from etl.measures.locality.write import measure_popular_sites
from etl.measures.progress.write import measure_progress
from etl.measures.resilience.write import measure_resilience
from etl.measures.share.write import measure_share


def measure(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `out_figures` and `out_figure_inputs` what is computed in Python rather than summed in SQL."""
    measure_share(connection)
    measure_progress(connection)
    measure_resilience(connection)
    measure_popular_sites(connection)
