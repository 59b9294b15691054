"""Where the name of a place stands that has no place by hand: beside its mark, else further off with a leader.

Pixels stand for the narrowest page of each layout, and a letter for the width of a wide one, so that what is clear here
is clear on the page and in print. The first free place counts, so the same map always comes out the same.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.content.maps import COUNT_PX, MARK_PX, MapLabel, MapMarker, scale_mark
from etl.shapes.views import ATLANTIC, COAST, MEDITERRANEAN, MOROCCO, Point, View

LETTER_PX, LINE_PX = 6.6, 14.0
_AIR_PX = 2.0  # around a large marker
EDGE_PX = 4.0
NEAR_PX = 26.0  # beyond this a name needs a leader
MOST_NAMES = 100  # laid by this rule on one panel
_LEAST_PX = {MOROCCO: 460.0, COAST: 345.0, MEDITERRANEAN: 700.0, ATLANTIC: 290.0}
_DISTANCES_PX = (13.0, 18.0, 26.0, 38.0, 52.0, 70.0, 92.0, 120.0, 155.0, 195.0, 240.0)
_DIRECTIONS = tuple(math.radians(angle) for angle in (0, 180, 35, 145, -35, -145, 65, 115, -65, -115, 90, -90))


@dataclass(frozen=True)
class Box:
    """A rectangle in projected km."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share anything."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top


def km_a_pixel(view: View, *, is_phone: bool) -> float:
    """Kilometres to a pixel of a view where it is drawn least: on a phone, or else on a laptop's page and in print."""
    return (view.x_max - view.x_min) / (350.0 if is_phone else _LEAST_PX[view])


def box_of(label: MapLabel, km_px: float) -> Box:
    """The room a text takes."""
    lines = label.text.split("\n")
    letters = max(sum(not _is_hidden(letter) for letter in line) for line in lines)
    width, height = letters * LETTER_PX * km_px, len(lines) * LINE_PX * km_px
    left = label.x - {"left": 0.0, "center": width / 2, "right": width}[label.anchor]
    return Box(left, label.y - height / 2, left + width, label.y + height / 2)


def box_of_marker(marker: MapMarker, size_max: float, km_px: float) -> Box:
    """The room a marker takes: its area is its value's part of the largest."""
    large = (MARK_PX["wide"][0] / 2 + _AIR_PX) * scale_mark(marker.value, size_max)
    half = max(COUNT_PX / 2 + _AIR_PX + 1, large) * km_px
    return Box(marker.x - half, marker.y - half, marker.x + half, marker.y + half)


def place(names: Iterable[tuple[str, Point]], view: View, taken: Iterable[Box], km_px: float) -> tuple[MapLabel, ...]:
    """A label for each name (text, point in km), clear of what is taken, of each other and of the view's edge.

    Where no place is free (a panel full of names) the name stands beside its point all the same. Of more names than a map
    can hold, the first `MOST_NAMES` are laid: the others are said when their mark is pointed at, and in the table.
    """
    full, found = list(taken), []
    for text, at in itertools.islice(names, MOST_NAMES):
        tried = list(_candidates(text, at, km_px))
        near = [box for box in full if box.meets(_reach(text, at, km_px))]
        free = (label for label in tried if _is_free(label, at, view, near, km_px))
        label = next(free, tried[0])
        found.append(label)
        full.append(box_of(label, km_px))
    return tuple(found)


def _reach(text: str, at: Point, km_px: float) -> Box:
    """All the room that any label of a text, or its leader, may take around its point."""
    far = (_DISTANCES_PX[-1] + LINE_PX * (2 + text.count("\n")) + LETTER_PX * (1 + len(text))) * km_px
    return Box(at[0] - far, at[1] - far, at[0] + far, at[1] + far)


def apart(at: Point, others: Iterable[Point], km_px: float) -> Point:
    """Where a marker stands that would hide others: moved from the nearest until two of the least size stand free."""
    least, x, y = (COUNT_PX + 6) * km_px, *at
    known = sorted(others)
    for _ in range(24):
        near = min(known, key=lambda other: math.dist(other, (x, y)), default=None)
        distance = math.inf if near is None else math.dist(near, (x, y))
        if near is None or distance >= least:
            break
        angle = math.atan2(y - near[1], x - near[0]) if distance > 0 else math.pi / 2
        x, y = near[0] + 1.001 * least * math.cos(angle), near[1] + 1.001 * least * math.sin(angle)
    return x, y


def _candidates(text: str, at: Point, km_px: float) -> Iterator[MapLabel]:
    for distance, angle in itertools.product(_DISTANCES_PX, _DIRECTIONS):
        across, up = math.cos(angle), math.sin(angle)
        anchor = "center" if abs(across) < 0.2 else "left" if across > 0 else "right"
        # Above and below, the text itself is as high as the step to the first place beside the mark.
        x, y = at[0] + distance * across * km_px, at[1] + (distance + LINE_PX * abs(up) / 2) * up * km_px
        yield MapLabel(text, x, y, anchor, at if distance > NEAR_PX else None)


def _is_free(label: MapLabel, at: Point, view: View, taken: list[Box], km_px: float) -> bool:
    room, edge = box_of(label, km_px), EDGE_PX * km_px
    if room.left < view.x_min + edge or room.right > view.x_max - edge:
        return False
    if room.bottom < view.y_min + edge or room.top > view.y_max - edge:
        return False
    if any(room.meets(box) for box in taken):
        return False
    if label.leader is None:
        return True
    ends = ((label.x, label.y), label.leader)
    on_the_way = [_between(*ends, part / 20) for part in range(20)]
    return not any(box.holds(point) for box in taken if not box.holds(at) for point in on_the_way)


def _between(one: Point, other: Point, part: float) -> Point:
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def _is_hidden(letter: str) -> bool:
    """Direction marks and vowel signs, which take no room."""
    return letter in "\u200e\u2066\u2067\u2068\u2069" or "\u064b" <= letter <= "\u0652"
