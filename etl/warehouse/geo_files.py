"""Shapes and places of a build as analysts' tools take them: one GeoParquet a layer and one GeoPackage of all.

Made when a build is made, for what serves knows neither frames nor shapes; the same rows give the same bytes. Longitude and
latitude on WGS 84 (EPSG:4326). A place that no source gives has no geometry, and its row stays.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.contracts.licences import EVIDENCE_OF, licences_of
from etl.paths import GEOPACKAGE

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_SHAPES = ("regions", "land", "peers")
_PLACES = ("sites", "landings")
_NOT_ATTRIBUTES = {"lat", "lon", "x_km", "y_km"}  # said by the geometry
_DAY_ZERO = (
    "2000-01-01T00:00:00.000Z"  # stands in the file as its last change: the build's id says which build it is of
)
_CRS = "EPSG:4326"


def load_geo_files(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `out_geo_files`: `name`, `body`. Needs `out_layers` and the core tables of places and routes."""
    layers = {name: _shapes(connection, name) for name in _SHAPES}
    layers |= {name: _places(connection, name) for name in _PLACES}
    layers["cable_routes"] = _routes(connection)
    terms = {name: json.dumps(licences_of(name, _cited(connection, name))) for name in layers}
    files = [(f"{name}.parquet", _geoparquet(frame, terms[name])) for name, frame in layers.items()]
    files.append((GEOPACKAGE, _geopackage(layers, terms)))
    connection.execute("create table out_geo_files (name varchar, body blob)")
    connection.executemany("insert into out_geo_files values (?, ?)", sorted(files))


def _cited(connection: duckdb.DuckDBPyConnection, layer: str) -> set[str]:
    """Ids of the sources that the rows behind a layer name."""
    asked = "select distinct unnest(source_ids) from core_row_sources where table_name = ?"
    return {source for (source,) in connection.execute(asked, [EVIDENCE_OF.get(layer, layer)]).fetchall()}


def _shapes(connection: duckdb.DuckDBPyConnection, name: str) -> GeoDataFrame:
    from geopandas import GeoDataFrame

    found = connection.execute("select geojson from out_layers where layer = ?", [name]).fetchone()
    return GeoDataFrame.from_features(json.loads(found[0])["features"] if found else [], crs=_CRS)


def _places(connection: duckdb.DuckDBPyConnection, name: str) -> GeoDataFrame:
    """One point a row of a table with `lat` and `lon`; lists are joined by `;`, as in our CSV."""
    from geopandas import GeoDataFrame, points_from_xy

    kinds = {column: kind for column, kind, *_ in connection.execute(f"describe core_{name}").fetchall()}
    kept = [column for column in kinds if column not in _NOT_ATTRIBUTES]
    cells = ", ".join(
        f'array_to_string("{column}", \';\') as "{column}"' if kinds[column].endswith("[]") else f'"{column}"'
        for column in kept
    )
    rows = connection.sql(f"select lon, lat, {cells} from core_{name} order by row_key")  # noqa: S608 - our own table names
    frame = rows.to_arrow_table().to_pandas(types_mapper=_nullable())
    points = points_from_xy(frame["lon"].astype("float64"), frame["lat"].astype("float64"), crs=_CRS)
    points[frame["lon"].isna() | frame["lat"].isna()] = None
    return GeoDataFrame(frame[kept], geometry=points)


def _routes(connection: duckdb.DuckDBPyConnection) -> GeoDataFrame:
    """One schematic line a segment of a system; no route was surveyed."""
    import shapely
    from geopandas import GeoDataFrame

    rows = connection.execute(
        "select cable_id, segment, list([lon, lat] order by seq) from core_cable_routes group by all order by all"
    ).fetchall()
    columns = {"cable_id": [row[0] for row in rows], "segment": [row[1] for row in rows]}
    lines = [shapely.LineString(way) if len(way) > 1 else None for _, _, way in rows]  # one point is no line
    return GeoDataFrame(columns, geometry=lines, crs=_CRS)


def _geoparquet(frame: GeoDataFrame, terms: str) -> bytes:
    """The layer with its licences (JSON) in the metadata, as our other Parquet files have them."""
    from pyarrow import parquet

    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    table = parquet.read_table(out)
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({**table.schema.metadata, "siyada_licenses": terms}), out)
    return out.getvalue()


def _geopackage(layers: dict[str, GeoDataFrame], terms: dict[str, str]) -> bytes:
    import pyogrio

    # Read back at once, so nothing need reach the disk: waiting for it took longer than all the rest.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DAY_ZERO, "OGR_SQLITE_SYNCHRONOUS": "OFF"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GEOPACKAGE
        for name, frame in layers.items():
            content = {"licenses": terms[name]}
            pyogrio.write_dataframe(
                frame, path, layer=name, driver="GPKG", append=path.exists(), layer_metadata=content
            )
        return path.read_bytes()


def _nullable() -> Callable[[Any], Any]:
    import pandas as pd
    import pyarrow as pa

    kinds = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.float64(): pd.Float64Dtype()}
    return (kinds | {pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}).get
