"""Own scans at build time: their published counts as tables, and the local share of each service as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date

import duckdb

from etl.locality.published import PublishedScan, PublishedService, PublishedShare, published_scans
from etl.locality.scans import Scan
from etl.warehouse.append import append
from etl.warehouse.figures import MeasuredFigure, write_figures

GRADE = "D"
"""One source, that nobody else has reviewed."""
_TABLES = {
    "out_scans": """scan_id varchar, frame varchar, frame_size bigint, is_census boolean, tool varchar, first_day varchar,
        last_day varchar, ranges_dated varchar, ranges_id varchar, is_ranges_doubtful boolean, method_version varchar,
        place integer""",
    "out_scan_services": """scan_id varchar, service varchar, names_asked bigint, names_measured bigint, names_unmeasured bigint,
        asked_hidden varchar, measured_hidden varchar, unmeasured_hidden varchar, addresses bigint, networks bigint,
        bound_low_pct double, bound_high_pct double, largest_asn bigint, largest_pct double, cluster_low_pct double,
        cluster_high_pct double""",
    "out_locality": """row_key varchar, scan_id varchar, service varchar, class varchar, control varchar, names bigint,
        names_measured bigint, share_pct double, low_pct double, high_pct double, hidden varchar, place integer""",
}


def write_scans(connection: duckdb.DuckDBPyConnection, scans: Sequence[Scan]) -> None:
    """Write `out_scans`, `out_scan_services`, `out_locality`, and the scans' rows of `out_figures` and `out_rows`."""
    for table, columns in _TABLES.items():
        connection.execute(f"create table {table} ({columns})")
    published = published_scans(scans)
    append(connection, "out_scans", [astuple(scan) for scan, _, _ in published])
    append(connection, "out_scan_services", [astuple(service) for _, services, _ in published for service in services])
    append(connection, "out_locality", [astuple(share) for _, _, shares in published for share in shares])
    _name_rows(connection, published)
    figures = [figure for scan, services, shares in published for figure in _figures(scan, services, shares)]
    if figures:
        write_figures(connection, figures)


def _name_rows(
    connection: duckdb.DuckDBPyConnection,
    published: Sequence[tuple[PublishedScan, list[PublishedService], list[PublishedShare]]],
) -> None:
    """What a receipt calls the rows of a scan: its frame, which is nobody's translation."""
    rows = [
        [
            "out_locality",
            share.row_key,
            *[scan.frame] * 3,
            GRADE,
            scan.first_day or None,
            None,
            scan.scan_id,
            _day(scan),
        ]
        for scan, _, shares in published
        for share in shares
        if not share.hidden
    ]
    append(connection, "out_rows", rows)


def _day(scan: PublishedScan) -> date:
    """The day of a scan, or of the ranges it was held against where its file tells none."""
    return date.fromisoformat(scan.first_day or scan.ranges_dated)


def _figures(
    scan: PublishedScan, services: Sequence[PublishedService], shares: Sequence[PublishedShare]
) -> list[MeasuredFigure]:
    """The share of names placed in Morocco, of each service in which it is shown."""
    return [
        MeasuredFigure(
            f"share.scans.{scan.scan_id}.{share.service}.local",
            share.share_pct,
            "pct",
            "measured",
            [("out_locality", share.row_key, float(share.names), "count")],
            scan.method_version,
            share.low_pct,
            share.high_pct,
            GRADE,
            scan.first_day or scan.ranges_dated,
        )
        for share in shares
        if share.kind == "local" and not share.control and share.share_pct is not None and share.names is not None
    ]
