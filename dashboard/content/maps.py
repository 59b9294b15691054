"""The specification of a map: our own shapes in projected kilometres, so that no request leaves for anyone's tiles."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.content.theme import ROLES
from dashboard.content.values import Chart


@dataclass(frozen=True)
class LegendItem:
    """A line of a legend: what a role means in this chart."""

    role: str
    text: str


Ring = tuple[tuple[float, float], ...]


MARK_PX: dict[str, tuple[int, int]] = {"wide": (36, 11), "phone": (26, 9)}
"""The diameter of the largest marker and the least of any, on a wide screen and on a phone."""
COUNT_PX = 17  # the least diameter of a marker with a count inside


def scale_mark(value: float | None, most: float) -> float:
    """The part (0 to 1) of the largest mark's diameter that makes a mark's area stand for `value`; 0 where there is none."""
    return math.sqrt(min(value / most, 1.0)) if value and value > 0 and most > 0 else 0.0


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
