"""Siyada in a notebook: one published build as pandas and geopandas frames.

>>> import siyada
>>> build = siyada.open_build()
>>> build.table("regions")["region_code"].is_unique
True
>>> build.figures().loc["share.institutional_sites.local", "grade"]
'C'
>>> build.layer("sites").crs.to_epsg()
4326
>>> build.chapter("share", lang="en")["name"]
'share'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.api.as_json import chapter_object
from dashboard.chapters.registry import build_chapter, read_choices
from dashboard.content.values import Lang
from dashboard.figures.figure import all_figures
from dashboard.http.answers import json_bytes
from dashboard.warehouse.build import open_warehouse
from dashboard.warehouse.frames import Frames
from dashboard.warehouse.reading import Reading
from etl.paths import warehouse_dir

__all__ = ["Analysis", "open_build"]


class Analysis(Frames):
    """One published build: its tables and layers (`Frames`), its figures and its chapters."""

    def figures(self, lang: Lang = "en") -> pd.DataFrame:
        """Every figure at default choices by its id, as `siyada figures` gives it; `receipt` is a dictionary.

        `value` is a number in `unit`; a figure that is a state (`achieved`) has its code in `state` and no number.
        """
        found = pd.DataFrame(all_figures(Reading.of(self.build, lang))).set_index("figure_id")
        is_state = found["value"].map(lambda value: isinstance(value, str))
        states = found["value"].where(is_state).astype("string")
        found.insert(list(found.columns).index("value") + 1, "state", states)
        found["value"] = found["value"].mask(is_state)
        return found.astype({"value": "Float64", "low": "Float64", "high": "Float64"})

    def chapter(self, name: str, choices: str = "", lang: Lang = "en") -> dict[str, Any]:
        """A chapter as the API gives it, for the choices of a page's address (`"growth=..."`); KeyError for an unknown name."""
        settled, notices = read_choices(self.build, name, choices)
        found: dict[str, Any] = json.loads(
            json_bytes(chapter_object(build_chapter(self.build, name, settled, lang), notices))
        )
        return found


def open_build(build_id: str = "", warehouse: Path | None = None) -> Analysis:
    """The published build, or the one with this id. Raises `dashboard.warehouse.build.NoBuildError` where there is none.

    `warehouse` is the folder of the builds, by default SIYADA_WAREHOUSE or `data/warehouse/` of the checkout.
    """
    builds = open_warehouse(warehouse or warehouse_dir())
    return Analysis(builds.build(build_id) if build_id else builds.current())
