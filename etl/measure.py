"""The measures over checked rows, written beside the summed figures: same tables, same receipts."""

from __future__ import annotations

import duckdb

from etl.measure_progress import measure_progress
from etl.measures.draws import wilson_interval
from etl.versions import COMPUTE_SHARE


def measure(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `out_figures` and `out_figure_inputs` what is computed in Python rather than summed in SQL."""
    _institutional_sites(connection)
    measure_progress(connection)


def _institutional_sites(connection: duckdb.DuckDBPyConnection) -> None:
    """The measured share of institutional sites hosted at home, with the Wilson interval of its sample."""
    found = connection.execute(
        """select metric, row_key, value, confidence, period from core_compute_demand
           where country = 'MAR' and metric in ('gov_sites_local_pct', 'gov_sites_sample_n')"""
    ).fetchall()
    rows = {row[0]: row for row in found}
    share_pct, sampled = rows["gov_sites_local_pct"][2], rows["gov_sites_sample_n"][2]
    low, high = wilson_interval(share_pct / 100, int(sampled))
    figure_id = "share.institutional_sites.local"
    connection.execute(
        "insert into out_figures values (?, ?, ?, ?, 'pct', 'measured', ?, ?, ?, null)",
        [
            figure_id,
            share_pct,
            low * 100,
            high * 100,
            max(row[3] for row in found),
            max(row[4] for row in found),
            COMPUTE_SHARE,
        ],
    )
    connection.executemany(
        "insert into out_figure_inputs values (?, 'compute_demand', ?, ?, ?)",
        [[figure_id, row[1], row[2], "pct" if row[0].endswith("_pct") else "count"] for row in found],
    )
