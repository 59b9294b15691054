"""The specification of a map: our own shapes in projected kilometres, so that no request leaves for anyone's tiles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.content.theme import ROLES
from dashboard.content.values import Chart


@dataclass(frozen=True)
class LegendItem:
    """A line of a legend: what a role means in this chart."""

    role: str
    text: str


Ring = tuple[tuple[float, float], ...]


def thin(points: Sequence[tuple[float, float]], near: float) -> list[tuple[float, float]]:
    """The points without those nearer than `near` to the one kept before them; the first and the last stay."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= near:
            kept.append(point)
    return [*kept, *points[1:][-1:]]


@dataclass(frozen=True)
class MapArea:
    """A land or a region: rings of (x, y) in projected km, and what it says on hover."""

    rings: tuple[Ring, ...]
    fill: str  # a name of dashboard.content.theme.FILLS: sea, land, region, region_active, heat_0...
    hover: str = ""


@dataclass(frozen=True)
class MapLine:
    """A submarine system: its parts in projected km; `role` gives colour and dash."""

    label: str
    role: str
    parts: tuple[Ring, ...]
    hover: str = ""


@dataclass(frozen=True)
class MapMarker:
    """A town: its area is `value` (None: the smallest, hollow); `count` is written inside; `role` gives the shape."""

    x: float
    y: float
    value: float | None
    role: str
    hover: str
    count: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class MapLabel:
    """A text laid by hand: its edge `anchor` stands at (x, y) in km; a thin line leads to `leader` where given."""

    text: str
    x: float
    y: float
    anchor: str = "center"  # left, center or right edge of the text; maps are never mirrored
    leader: tuple[float, float] | None = None
    is_quiet: bool = False  # seas and neighbours, set in muted text


@dataclass(frozen=True)
class MapPanel:
    """One frame (projected km) and what lies in it, with labels for a wide screen and for a phone."""

    panel_id: str
    title: str
    x_min: float
    y_min: float
    x_max: float
    y_max: float
    areas: tuple[MapArea, ...] = ()
    lines: tuple[MapLine, ...] = ()
    markers: tuple[MapMarker, ...] = ()
    labels_wide: tuple[MapLabel, ...] = ()
    labels_phone: tuple[MapLabel, ...] = ()


@dataclass(frozen=True)
class MapChart(Chart):
    """Panels side by side: the first is the main one. At most four marker shapes over all panels (ValueError if more).

    `size_max` is the value of the largest marker over all panels, so that areas compare between panels.
    """

    panels: tuple[MapPanel, ...]
    size_max: float
    marker_legend: tuple[LegendItem, ...] = ()
    line_legend: tuple[LegendItem, ...] = ()
    fill_legend: tuple[LegendItem, ...] = ()  # `role` is then a fill

    def __post_init__(self) -> None:
        shapes = {ROLES[marker.role].symbol for panel in self.panels for marker in panel.markers}
        if len(shapes) > 4:
            raise ValueError(f"a map has at most four marker shapes, not {len(shapes)}: {', '.join(sorted(shapes))}")
