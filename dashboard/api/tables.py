"""Tables and shapes of a build as CSV, JSON, Parquet and GeoJSON.

A table is one of the evidence's (`sites`) with its checked and typed rows, or one of the results' (`out_figures`).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences
from etl.contracts.tables import TABLES
from etl.evidence.csv_form import csv_file, csv_text

EVIDENCE = tuple(table.name for table in TABLES)
NOT_TABLES = ("out_frames", "out_shapes", "out_layers")  # drawn shapes: see the layers
SHAPES = ("regions", "land", "peers")
LAYERS = (*SHAPES, "sites", "landings", "cable_routes")
_PLACES = {"lat", "lon", "x_km", "y_km"}

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
    return build.rows(_in_order(build, table))


def _in_order(build: Build, table: str) -> str:
    kinds = columns(build, table)
    stored = f"core_{table}" if table in EVIDENCE else table
    order = "rowid" if table in EVIDENCE else "all"
    return f"select {', '.join(map(_quoted, kinds))} from {stored} order by {order}"  # noqa: S608 - a name the build holds


def _quoted(name: str) -> str:
    return f'"{name}"'


def as_csv(build: Build, table: str) -> bytes:
    """The whole table as a CSV file, in the form of `etl.evidence.csv_form`."""
    return csv_file(csv_text(columns(build, table), (row.values() for row in rows(build, table))))


def as_json(build: Build, table: str) -> dict[str, Any]:
    """The table with its build and its licences: lists stay lists, blanks are null."""
    found = rows(build, table)
    return {"table": table, "build_id": build.build_id, "licenses": licences(build, table), "rows": found}


def as_parquet(build: Build, table: str) -> bytes:
    """The typed table; the build id and the licences (JSON) stand in the file's metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    simple = {
        "VARCHAR": pa.string(),
        "BIGINT": pa.int64(),
        "INTEGER": pa.int32(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
    }
    kinds = {
        name: pa.list_(simple[kind[:-2]]) if kind.endswith("[]") else simple[kind]
        for name, kind in columns(build, table).items()
    }
    told = {
        "siyada_build": build.build_id,
        "siyada_table": table,
        "siyada_licenses": json.dumps(licences(build, table)),
    }
    schema = pa.schema(kinds.items(), told)
    out = io.BytesIO()
    parquet.write_table(build.arrow(_in_order(build, table)).cast(schema), out)
    return out.getvalue()


def layer(build: Build, name: str) -> dict[str, Any]:
    """A layer in longitude and latitude. LookupError for an unknown one, or one that an old build does not hold."""
    if name in SHAPES:
        found: dict[str, Any] = json.loads(build.layer(name))
        return found | {"build_id": build.build_id, "licenses": licences(build, name)}
    if name == "cable_routes":
        return _collection(build, name, list(_routes(build)), note="Routes are schematic; no route was surveyed.")
    if name not in LAYERS:
        raise LookupError(name)
    listed = rows(build, name)
    placed = [row for row in listed if row["lon"] is not None]
    features = [
        _feature({"type": "Point", "coordinates": [row["lon"], row["lat"]]}, _without_place(row)) for row in placed
    ]
    return _collection(build, name, features, without_a_place=len(listed) - len(placed))


def _without_place(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _PLACES}


def _routes(build: Build) -> Iterator[dict[str, Any]]:
    found = build.rows(
        "select cable_id, segment, list(lon order by seq) as lons, list(lat order by seq) as lats from core_cable_routes "
        "group by all order by all"
    )
    for row in found:
        way = [[lon, lat] for lon, lat in zip(row["lons"], row["lats"], strict=True)]
        yield _feature(
            {"type": "LineString", "coordinates": way}, {"cable_id": row["cable_id"], "segment": row["segment"]}
        )


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(build: Build, name: str, features: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    told = {"build_id": build.build_id, "licenses": licences(build, name)}
    return {"type": "FeatureCollection", **told, **more, "features": features}
