"""Outlines as each view of the map needs them: cut at its edge, and no finer than its pixels can show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from etl.shapes.views import VIEWS, Point, View

if TYPE_CHECKING:
    from geopandas import GeoSeries

_PANEL_PX = 560  # about the width of a panel on a wide screen
_SEEN_PX = 0.7  # no nearer do two points make a line that is seen
_BEYOND = 0.03  # part of the window kept around it, so that the cut and its stroke stay out of sight
_COARSE_KM_A_PIXEL = 1.5  # from here on whole kilometres are exact enough


class Outline(NamedTuple):
    """A closed ring of a layer as it is drawn in a view; no ring has a hole."""

    view: str
    layer: str  # land, regions or countries
    code: str  # of the region or country; "" for land
    xs_km: list[float]
    ys_km: list[float]


def cut_outlines(frames: Mapping[str, Any]) -> list[Outline]:
    """The outlines of every view, from the frames of `drawn.json` ({layer: rings in projected km}), in their order."""
    from geopandas import GeoDataFrame
    from shapely import Polygon

    outlines = []
    for view in VIEWS:
        rings = list(_rings(frames[view.frame]))
        frame = GeoDataFrame(
            {"layer": [layer for layer, _, _ in rings], "code": [code for _, code, _ in rings]},
            geometry=[Polygon(ring) for _, _, ring in rings],
        )
        parts = frame.set_geometry(_as_seen(frame.geometry, view)).explode()
        outlines += [
            Outline(view.frame, layer, code, *map(list, zip(*ring, strict=True)))
            for layer, code, shape in zip(parts["layer"], parts["code"], parts.geometry, strict=True)
            if (ring := _rounded(shape, view))
        ]
    return outlines


def _rings(frame: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Point]]]:
    """Layer, code and points of each ring of a frame."""
    for layer in ("land", "regions", "countries"):
        for code, rings in frame[layer].items() if layer != "land" else (("", frame["land"]),):
            yield from ((layer, code, ring) for ring in rings)


def _as_seen(shapes: GeoSeries, view: View) -> GeoSeries:
    """Shapes inside the window and a little beyond, without the points that nobody would see (Douglas and Peucker)."""
    margin = _BEYOND * max(view.x_max - view.x_min, view.y_max - view.y_min)
    window = (view.x_min - margin, view.y_min - margin, view.x_max + margin, view.y_max + margin)
    return shapes.clip_by_rect(*window).simplify(_SEEN_PX * _km_a_pixel(view), preserve_topology=False)


def _rounded(shape: Any, view: View) -> list[Point]:
    """The closed ring around a shape, to what a pixel can show; empty where nothing is left of it."""
    if shape is None or shape.geom_type != "Polygon" or shape.is_empty:
        return []
    digits = 0 if _km_a_pixel(view) > _COARSE_KM_A_PIXEL else 1
    points = [(round(x, digits), round(y, digits)) for x, y in shape.exterior.coords]
    ring = [point for point, _ in itertools.groupby(points)]
    return ring if len(ring) > 3 else []


def _km_a_pixel(view: View) -> float:
    return (view.x_max - view.x_min) / _PANEL_PX
