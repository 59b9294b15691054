"""Outlines are cut when a build is made: what lies in a window stays as it is seen, and nothing else is sent to a reader."""

from __future__ import annotations

import itertools
import json

import pytest
import shapely

from etl.shapes.cut import GEO_DIR
from etl.shapes.outlines import Outline, cut_outlines
from etl.shapes.views import COAST, MOROCCO, VIEWS, View

FRAMES = json.loads((GEO_DIR / "drawn.json").read_text(encoding="utf-8"))["frames"]
OUTLINES = cut_outlines(FRAMES)
BY_NAME = {view.frame: view for view in VIEWS}


def window(view: View, beyond: float = 0.0) -> shapely.Polygon:
    margin = beyond * max(view.x_max - view.x_min, view.y_max - view.y_min)
    return shapely.box(view.x_min - margin, view.y_min - margin, view.x_max + margin, view.y_max + margin)


def drawn(view: View, layer: str) -> shapely.Geometry:
    rings = [zip(o.xs_km, o.ys_km, strict=True) for o in OUTLINES if (o.view, o.layer) == (view.frame, layer)]
    return shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])


def reviewed(view: View, layer: str) -> shapely.Geometry:
    shapes = FRAMES[view.frame][layer]
    rings = shapes if layer == "land" else [ring for rings in shapes.values() for ring in rings]
    return shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda o: f"{o.view}-{o.layer}-{o.code}")
def test_every_outline_is_closed_and_ends_just_beyond_its_window(outline: Outline) -> None:
    points = list(zip(outline.xs_km, outline.ys_km, strict=True))
    assert points[0] == points[-1]
    assert len(points) > 3
    assert all(one != other for one, other in itertools.pairwise(points))
    view = BY_NAME[outline.view]
    assert shapely.MultiPoint(points).within(window(view, 0.031).buffer(1))
    assert shapely.Polygon(points).intersects(window(view, 0.03))


@pytest.mark.parametrize("layer", ["land", "regions", "countries"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.frame)
def test_what_is_drawn_differs_from_what_was_reviewed_by_less_than_is_seen(view: View, layer: str) -> None:
    seen_km = 1.6 * (view.x_max - view.x_min) / 560  # less than two pixels, rounding and thinning together
    ours, theirs = (shape.intersection(window(view)) for shape in (drawn(view, layer), reviewed(view, layer)))
    islets_km2 = (4 * seen_km) ** 2
    for one, other in ((ours, theirs), (theirs, ours)):
        beyond = one.difference(other.buffer(seen_km))
        assert all(part.area < islets_km2 for part in getattr(beyond, "geoms", [beyond]))


def test_the_same_frames_are_cut_to_the_same_points() -> None:
    assert cut_outlines(FRAMES) == OUTLINES


def test_all_twelve_regions_are_in_the_view_of_morocco_and_the_coast_has_its_own() -> None:
    codes = {view.frame: {o.code for o in OUTLINES if (o.view, o.layer) == (view.frame, "regions")} for view in VIEWS}
    assert codes[MOROCCO.frame] == set(FRAMES["morocco"]["regions"])
    assert codes[COAST.frame] <= codes[MOROCCO.frame]
    assert {"MA-04", "MA-06"} <= codes[COAST.frame]


def test_a_shape_outside_the_window_is_left_out_and_one_across_it_is_cut() -> None:
    square = [[0, 2000], [4000, 2000], [4000, 2200], [0, 2200], [0, 2000]]
    away = [[9000, 0], [9100, 0], [9100, 100], [9000, 0]]
    frame = {"land": [square, away], "regions": {}, "countries": {}}
    found = [o for o in cut_outlines(dict.fromkeys(FRAMES, frame)) if o.view == "morocco"]
    assert len(found) == 1
    assert (min(found[0].xs_km), max(found[0].xs_km)) == (0, round(720 + 0.03 * 1830))
