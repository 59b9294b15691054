"""The tables of a build by name: the evidence's (`sites`) with their checked and typed rows, the results' (`out_figures`)."""

from __future__ import annotations

from typing import Any

from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES

EVIDENCE = tuple(table.name for table in TABLES)
NOT_TABLES = ("out_outlines", "out_layers", "out_geo_files")  # drawn shapes: see the layers
SHAPES = ("regions", "land", "peers")
LAYERS = (*SHAPES, "sites", "landings", "cable_routes")

Columns = dict[str, str]  # name -> DuckDB type


def columns(build: Build, table: str) -> Columns:
    """Name and DuckDB type of each column of a table, in order. LookupError for a table that the build does not hold."""
    stored = f"core_{table}" if table in EVIDENCE else table
    found = build.rows(
        "select column_name, data_type from information_schema.columns where table_name = ? order by ordinal_position",
        stored,
    )
    if not found or table in NOT_TABLES or not (table in EVIDENCE or table.startswith("out_")):
        raise LookupError(table)
    return {row["column_name"]: row["data_type"] for row in found}


def names(build: Build) -> list[str]:
    """Every table of a build: the evidence's first, then the results'."""
    found = build.rows("select table_name from information_schema.tables order by table_name")
    stored = [row["table_name"] for row in found]
    evidence = [name for name in EVIDENCE if f"core_{name}" in stored]
    return evidence + [name for name in stored if name.startswith("out_") and name not in NOT_TABLES]


def rows(build: Build, table: str) -> list[dict[str, Any]]:
    """All rows in a fixed order. LookupError for an unknown table."""
    return build.rows(in_order(build, table))


def in_order(build: Build, table: str) -> str:
    """The query for all rows of a table, in a fixed order. LookupError for an unknown one."""
    kinds = columns(build, table)
    stored = f"core_{table}" if table in EVIDENCE else table
    order = "rowid" if table in EVIDENCE else "all"
    return f"select {', '.join(map(_quote, kinds))} from {stored} order by {order}"  # noqa: S608 - a name the build holds


def _quote(name: str) -> str:
    return f'"{name}"'


def geo_file(build: Build, name: str) -> bytes:
    """A file of shapes that was made with the build (`etl.geo_files`). LookupError for one that it does not hold."""
    return bytes(build.row("select body from out_geo_files where name = ?", name)["body"])
