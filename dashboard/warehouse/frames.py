"""The tables and layers of a build as pandas and geopandas frames, for an analyst's notebook: `import siyada`. Nothing that serves imports this."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from dashboard.warehouse import tables
from dashboard.warehouse.build import Build

_NULLABLE: Callable[[Any], Any] = {
    pa.int64(): pd.Int64Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
}.get


class Frames:
    """The tables and layers of one build. A blank is `<NA>`, never zero."""

    def __init__(self, build: Build) -> None:
        self.build = build

    @property
    def build_id(self) -> str:
        """The hash of the evidence, the shapes and the methods: cite it with what you publish."""
        return self.build.build_id

    def tables(self) -> list[str]:
        """Names of the tables: the evidence's, then the results' (`out_...`)."""
        return tables.names(self.build)

    def table(self, name: str) -> pd.DataFrame:
        """A whole table with nullable types; days as `datetime64`. LookupError for an unknown name."""
        frame: pd.DataFrame = self.build.arrow(tables.in_order(self.build, name)).to_pandas(types_mapper=_NULLABLE)
        days = [column for column, kind in tables.columns(self.build, name).items() if kind == "DATE"]
        return frame.assign(**{column: pd.to_datetime(frame[column]) for column in days})

    def observations_wide(self) -> pd.DataFrame:
        """Observed values: a row a period, a column an (indicator, country, perimeter); what was not observed is `<NA>`, forecasts too."""
        found = self.table("observations").fillna({"perimeter": ""})
        if "observation_status" in found:  # not in a build made before there was such a column
            found = found[found["observation_status"].fillna("") != "forecast"]
        series = ["indicator_id", "country", "perimeter"]  # two perimeters are two series
        return found.pivot(index="period", columns=series, values="value").sort_index().sort_index(axis=1)

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """A layer of shapes, places or routes in WGS 84 (`EPSG:4326`). LookupError for an unknown name."""
        return gpd.read_parquet(BytesIO(tables.geo_file(self.build, f"{name}.parquet")))
