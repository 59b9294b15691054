"""Popular sites at build time: the last run of every country beside its last twelve, and Morocco's figures.

Shares are written in percent. Method: `etl.measures.locality.runs`.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import duckdb

from etl.measures.locality.runs import METHOD_VERSION, PopularSites, Run, measure_runs
from etl.warehouse.append import append, read_rows
from etl.warehouse.figures import Input, MeasuredFigure, write_figures

HOME = "MAR"


def measure_popular_sites(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `out_locality_countries`, and the popular sites' rows of `out_figures` and `out_figure_inputs`."""
    connection.execute(
        """create table out_locality_countries (country varchar, measured_on date, sites_local bigint, sites_regional bigint,
           sites_external bigint, sites_measured bigint, local_pct double, low_95_pct double, high_95_pct double,
           regional_pct double, runs integer, first_run date, median_12_pct double, low_12_pct double, high_12_pct double,
           row_key varchar, confidence varchar)"""
    )
    rows = read_rows(connection, "select * from out_locality_runs order by country, measured_on")
    found = {country: (list(group)) for country, group in groupby(rows, key=lambda row: str(row["country"]))}
    measured = {country: measure_runs(map(_run, group)) for country, group in found.items()}
    append(
        connection,
        "out_locality_countries",
        [[country, *_cells(sites), found[country][-1]["confidence"]] for country, sites in measured.items()],
    )
    popular = _figures(measured[HOME]) if HOME in measured else []
    if figures := popular + _networks(connection):
        write_figures(connection, figures)


def _run(row: dict[str, Any]) -> Run:
    counts = (row[f"sites_{part}"] for part in ("local", "regional", "external"))
    return Run(row["row_key"], row["measured_on"].isoformat(), *counts)


def _cells(sites: PopularSites) -> list[object]:
    last, shares = sites.last, (sites.median, sites.least, sites.greatest)
    counts = [last.local, last.regional, last.external, last.measured]
    lines = [100 * share for share in (last.local_share, sites.low, sites.high, last.regional_share)]
    twelve = [len(sites.runs), sites.runs[0].day, *(100 * share for share in shares)]
    return [last.day, *counts, *lines, *twelve, last.row_key]


def _figures(sites: PopularSites) -> list[MeasuredFigure]:
    """The last run with its interval, the median and the ends of the last twelve, and the part answered in the region."""
    last = sites.last
    runs = [_input(run, run.local_share) for run in sites.runs]
    return [
        _figure("local", last.local_share, [_input(last, last.local_share)], band=(sites.low, sites.high)),
        _figure("median_12", sites.median, runs),
        _figure("low_12", sites.least, runs),
        _figure("high_12", sites.greatest, runs),
        _figure("regional", last.regional_share, [_input(last, last.regional_share)]),
    ]


def _networks(connection: duckdb.DuckDBPyConnection) -> list[MeasuredFigure]:
    """What the file that names networks says of Morocco: the part answered in it, and of that what no named network answers."""
    rows = read_rows(
        connection,
        f"""select provider, answered, sites, sites_measured, row_key from out_locality_networks
            where country = '{HOME}' and answered = 'local' and sites_measured > 0 order by row_key""",  # noqa: S608 - our own
    )
    parts = {"local": rows, "unnamed_local": [row for row in rows if row["provider"] == "other"]}
    return [
        _figure(
            f"networks.{name}",
            sum(row["sites"] for row in kept) / kept[0]["sites_measured"],
            [("web_locality_providers", row["row_key"], float(row["sites"]), "count") for row in kept],
        )
        for name, kept in parts.items()
        if kept
    ]


def _input(run: Run, share: float) -> Input:
    return ("web_locality", run.row_key, 100 * share, "pct")


def _figure(name: str, share: float, inputs: list[Input], *, band: tuple[float, float] | None = None) -> MeasuredFigure:
    low, high = (100 * end for end in band) if band else (None, None)
    return MeasuredFigure(
        f"share.popular_sites.{name}", 100 * share, "pct", "measured", inputs, METHOD_VERSION, low, high
    )
