"""Tables and shapes of a build as CSV, JSON, Parquet, workbooks and GeoJSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences
from dashboard.warehouse.tables import LAYERS, SHAPES, columns, in_order, rows
from etl.evidence.csv_form import PLAIN, Conventions, csv_file, csv_text

_PLACES = {"lat", "lon", "x_km", "y_km"}


def as_csv(build: Build, table: str, form: Conventions = PLAIN) -> bytes:
    """The whole table as a CSV file, in the form of `etl.evidence.csv_form`."""
    return csv_file(csv_text(columns(build, table), (row.values() for row in rows(build, table)), form))


def as_workbook(build: Build, table: str) -> bytes:
    """The whole table as a workbook of one sheet: numbers as numbers, whole days as days, every text as a text."""
    from xlsxwriter import Workbook  # a third of a second, and seldom asked for

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": table, "author": "Siyada", "comments": f"build {build.build_id}", "created": datetime.fromisoformat(build.as_of)})  # fmt: skip
    sheet = book.add_worksheet(table[:31])
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, name in enumerate(columns(build, table)):
        sheet.write_string(0, place, name, head)
    for line, row in enumerate(rows(build, table), 1):
        for place, value in enumerate(row.values()):
            if isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(line, place, value)
            elif value is not None:
                sheet.write_string(line, place, _text(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(map(_text, value))
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


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
    content = {
        "siyada_build": build.build_id,
        "siyada_table": table,
        "siyada_licenses": json.dumps(licences(build, table)),
    }
    schema = pa.schema(kinds.items(), content)
    out = io.BytesIO()
    parquet.write_table(build.arrow(in_order(build, table)).cast(schema), out)
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
    content = {"build_id": build.build_id, "licenses": licences(build, name)}
    return {"type": "FeatureCollection", **content, **more, "features": features}
