"""Checked rows into tables: `raw_<table>` as read, `core_<table>` typed, and the shapes ready to draw."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl.contracts.tables import TABLES, TableContract, columns
from etl.evidence.check import Evidence, EvidenceRow
from etl.shapes.outlines import cut_outlines
from etl.shapes.projection import project
from etl.warehouse.doubt_words import LANGUAGES, Words

LAYERS = ("land", "peers", "regions")
_SQL_TYPES: dict[object, str] = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", date: "DATE", tuple: "VARCHAR[]"}


def load_evidence(connection: duckdb.DuckDBPyConnection, evidence: Evidence) -> None:
    """Create `raw_*` and `core_*` for every table, and `core_row_sources`: which sources each row names.

    Rows stand in the order of their keys: their order in the file carries no meaning, so it leaves no trace. A core row carries its `row_key` (its key columns joined by "/") and, where it has a position, `x_km` and `y_km` on
    the plane of `etl.shapes.projection`.
    """
    linked: list[tuple[str, str, tuple[str, ...]]] = []
    for table in TABLES:
        names = columns(table)
        rows = in_order(table, evidence.rows[table.name])
        texts: list[list[Any]] = [[row.texts[i] for row in rows] for i in range(len(names))]
        _create(connection, f"raw_{table.name}", dict.fromkeys(names, "VARCHAR"), texts)
        keys = [_row_key(table, names, row) for row in rows]
        typed: list[list[Any]] = [keys, *([row.values[i] for row in rows] for i in range(len(names)))]
        kinds = {"row_key": "VARCHAR"} | {name: _sql_type(table, name) for name in names}
        if {"lat", "lon"} <= set(names):
            places = [_place(row.values[names.index("lon")], row.values[names.index("lat")]) for row in rows]
            kinds |= {"x_km": "DOUBLE", "y_km": "DOUBLE"}
            typed += [[x for x, _ in places], [y for _, y in places]]
        _create(connection, f"core_{table.name}", kinds, typed)
        if "source_ids" in names:
            at = names.index("source_ids")
            linked += [
                (table.name, key, typing.cast("tuple[str, ...]", row.values[at]))
                for key, row in zip(keys, rows, strict=True)
                if row.values[at]
            ]
    sources = [list(cells) for cells in zip(*linked, strict=True)]
    _create(
        connection,
        "core_row_sources",
        {"table_name": "VARCHAR", "row_key": "VARCHAR", "source_ids": "VARCHAR[]"},
        sources,
    )


def in_order(table: TableContract, rows: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """Rows by the values of their key, blanks first, then by their cells; the contract may tell some keys first."""
    places = [columns(table).index(column) for column in table.key]

    def by_key(row: EvidenceRow) -> tuple[object, ...]:
        text = row.texts[places[0]]
        first = table.order.index(text) if text in table.order else len(table.order)
        return (first, *((row.values[i] is not None, row.values[i]) for i in places), row.texts)

    return sorted(rows, key=by_key)


def load_doubts(connection: duckdb.DuckDBPyConnection, evidence: Evidence) -> None:
    """Create `out_doubts`: what hardly can be true, in three languages, with the answer of its row, null without one."""
    doubts = evidence.judgement.doubts if evidence.judgement else ()
    kinds = {
        "table_name": "VARCHAR",
        "row_key": "VARCHAR",
        "column_name": "VARCHAR",
        "value": "VARCHAR",
        "rule": "VARCHAR",
        "doubt_en": "VARCHAR",
        "doubt_fr": "VARCHAR",
        "doubt_ar": "VARCHAR",
        "answer": "VARCHAR",
    }
    words = Words(evidence)
    rows = sorted(
        (
            d.table,
            d.row_key,
            d.violation.column,
            d.violation.value,
            d.violation.rule,
            *(words.message(d.violation, language) for language in LANGUAGES),
            d.answer,
        )
        for d in doubts
    )
    body: list[list[Any]] = [[row[i] or None for row in rows] for i in range(len(kinds))]
    _create(connection, "out_doubts", kinds, body)


def load_shapes(connection: duckdb.DuckDBPyConnection, geo: Path) -> None:
    """Create `out_outlines` (rings of a layer as a view of the map shows them, in projected km) and `out_layers` (the reviewed
    GeoJSON itself, to give away). Raises OSError, ValueError or KeyError when a file of shapes is missing or is not whole.
    """
    outlines = cut_outlines(json.loads((geo / "drawn.json").read_text(encoding="utf-8"))["frames"])
    kinds = {"view": "VARCHAR", "layer": "VARCHAR", "code": "VARCHAR", "xs_km": "DOUBLE[]", "ys_km": "DOUBLE[]"}
    _create(connection, "out_outlines", kinds, [list(cells) for cells in zip(*outlines, strict=True)])
    texts = [(geo / f"{layer}.geojson").read_text(encoding="utf-8") for layer in LAYERS]
    for text in texts:
        json.loads(text)  # given away as it is, so it must be whole
    _create(connection, "out_layers", {"layer": "VARCHAR", "geojson": "VARCHAR"}, [list(LAYERS), texts])


def _create(connection: duckdb.DuckDBPyConnection, name: str, kinds: dict[str, str], body: list[list[Any]]) -> None:
    """Create one table from one list of cells a column."""
    selected = ", ".join(f'unnest(?::{kind}[]) as "{column}"' for column, kind in kinds.items())
    connection.execute(f'create table "{name}" as select {selected}', body)


def _row_key(table: TableContract, names: tuple[str, ...], row: EvidenceRow) -> str:
    return "/".join(row.texts[names.index(column)] for column in table.key)


def _place(lon: object, lat: object) -> tuple[float | None, float | None]:
    if not isinstance(lon, float) or not isinstance(lat, float):
        return None, None
    return project(lon, lat)


def _sql_type(table: TableContract, column: str) -> str:
    """The DuckDB type of a contract's column: its Python type, blanks allowed, codes of a closed list as text."""
    kind: object = table.model.model_fields[column].annotation
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        return "VARCHAR"
    return _SQL_TYPES[origin or kind]
