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

from pathlib import Path

from dashboard.frames import Frames
from dashboard.warehouse import open_warehouse
from etl.paths import warehouse_dir

__all__ = ["Frames", "open_build"]


def open_build(build_id: str = "", warehouse: Path | None = None) -> Frames:
    """The published build, or the one with this id. Raises `dashboard.warehouse.NoBuildError` where there is none.

    `warehouse` is the folder of the builds, by default SIYADA_WAREHOUSE or `data/warehouse/` of the checkout.
    """
    builds = open_warehouse(warehouse or warehouse_dir())
    return Frames(builds.build(build_id) if build_id else builds.current())
