"""Outlines as a window of the map needs them: cut at its edge, and no finer than its pixels can show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from dashboard.chapters.shared.map_labels import Point, View
from dashboard.content.maps import Ring

_PX = 560  # about the width of a panel on a wide screen
_BEYOND = 0.03  # part of the window kept around it, so that the cut and its stroke stay out of sight
_DETAIL_PX = 0.7


def outline(ring: Ring, view: View) -> Ring:
    """A closed ring (projected km) for a view: cut, thinned by less than a pixel and rounded; empty when it vanishes."""
    km_a_px = (view.x_max - view.x_min) / _PX
    digits = None if km_a_px > 1.5 else 1
    cut = _cut(ring, view)
    if not cut:
        return ()
    points = [(round(x, digits), round(y, digits)) for x, y in _simplify([*cut, cut[0]], _DETAIL_PX * km_a_px)]
    found = tuple(point for point, _ in itertools.groupby(points))
    return found if len(found) > 3 else ()


def _cut(ring: Ring, view: View) -> list[Point]:
    """The ring inside the view's rectangle, one edge after another (Sutherland and Hodgman), without its last point."""
    margin = _BEYOND * max(view.x_max - view.x_min, view.y_max - view.y_min)
    edges = (
        (0, view.x_min - margin, 1),
        (0, view.x_max + margin, -1),
        (1, view.y_min - margin, 1),
        (1, view.y_max + margin, -1),
    )
    points = list(ring[:-1] if ring[0] == ring[-1] else ring)
    for axis, limit, side in edges:
        points = list(_cut_at(points, axis, limit, side))
    return points


def _cut_at(points: list[Point], axis: int, limit: float, side: int) -> Iterator[Point]:
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        is_in, was_in = side * (point[axis] - limit) >= 0, side * (before[axis] - limit) >= 0
        if is_in != was_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            yield (before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1]))
        if is_in:
            yield point


def _simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within `tolerance` of the line through those kept (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, at = max((_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    part = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
    return float(((px - part * dx) ** 2 + (py - part * dy) ** 2) ** 0.5)
