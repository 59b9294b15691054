"""A build as pandas and geopandas frames, for an analyst's notebook: `import siyada`. Nothing that serves imports this."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from dashboard import api_tables
from dashboard.chapters.figures import all_figures
from dashboard.content import Lang
from dashboard.warehouse import Build

_NULLABLE: Callable[[Any], Any] = {
    pa.int64(): pd.Int64Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
}.get


class Frames:
    """The tables, figures and layers of one build. A blank is `<NA>`, never zero."""

    def __init__(self, build: Build) -> None:
        self._build = build

    @property
    def build_id(self) -> str:
        """The hash of the evidence, the shapes and the methods: cite it with what you publish."""
        return self._build.build_id

    def tables(self) -> list[str]:
        """Names of the tables: the evidence's, then the results' (`out_...`)."""
        return api_tables.names(self._build)

    def table(self, name: str) -> pd.DataFrame:
        """A whole table with nullable types; days as `datetime64`. LookupError for an unknown name."""
        frame: pd.DataFrame = self._build.arrow(api_tables.in_order(self._build, name)).to_pandas(
            types_mapper=_NULLABLE
        )
        days = [column for column, kind in api_tables.columns(self._build, name).items() if kind == "DATE"]
        return frame.assign(**{column: pd.to_datetime(frame[column]) for column in days})

    def figures(self, lang: Lang = "en") -> pd.DataFrame:
        """Every figure at default choices by its id, as `siyada figures` gives it; `receipt` is a dictionary.

        `value` is a number in `unit`; a figure that is a state (`achieved`) has its code in `state` and no number.
        """
        found = pd.DataFrame(all_figures(self._build, lang)).set_index("figure_id")
        is_state = found["value"].map(lambda value: isinstance(value, str))
        states = found["value"].where(is_state).astype("string")
        found.insert(list(found.columns).index("value") + 1, "state", states)
        found["value"] = found["value"].mask(is_state)
        return found.astype({"value": "Float64", "low": "Float64", "high": "Float64"})

    def observations_wide(self) -> pd.DataFrame:
        """Observed values: a row a period, a column an (indicator, country, perimeter); what was not observed is `<NA>`."""
        found = self.table("observations").fillna({"perimeter": ""})
        series = ["indicator_id", "country", "perimeter"]  # two perimeters are two series
        return found.pivot(index="period", columns=series, values="value").sort_index().sort_index(axis=1)

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """A layer of shapes, places or routes in WGS 84 (`EPSG:4326`). LookupError for an unknown name."""
        return gpd.read_parquet(BytesIO(api_tables.geo_file(self._build, f"{name}.parquet")))

    def chapter(self, name: str, choices: str = "", lang: Lang = "en") -> dict[str, Any]:
        """A chapter as the API gives it, for the choices of a page's address (`"growth=..."`); KeyError for an unknown name."""
        from dashboard.api_answers import json_bytes
        from dashboard.api_chapters import chapter_object
        from dashboard.book import chosen, tell

        settled, notices = chosen(self._build, name, choices)
        found: dict[str, Any] = json.loads(json_bytes(chapter_object(tell(self._build, name, settled, lang), notices)))
        return found
