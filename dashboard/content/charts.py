"""Specifications of charts: a closed list of kinds, each a frozen value that screen and print draw alike.

Numbers are plain floats in the unit the subtitle names; texts are already written in the reader's language. A blank
(None) is a gap, never a zero. `role` is a name of `dashboard.content.theme.ROLES`. Nothing here knows a drawing library.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from dashboard.content.axes import Axis
from dashboard.content.maps import LegendItem, MapArea, MapChart, MapLabel
from dashboard.content.values import Chart


@dataclass(frozen=True)
class Value:
    """One value of a row: the number, and the text set beside its mark.

    With `low` and `high` (same unit) a whisker is drawn; where `value` is None and they are given, the range alone.
    Where all three are None nothing is drawn and `text` says why ("no figure found"). Provisional values are hollow.
    """

    value: float | None
    text: str
    is_provisional: bool = False
    low: float | None = None
    high: float | None = None
    hover: str = ""
    figure_id: str = ""  # of the figure that `text` writes, where it writes one

    def __post_init__(self) -> None:
        _check_numbers(self.value, self.low, self.high)


def _check_numbers(value: float | None, low: float | None, high: float | None) -> None:
    """ValueError for a number that cannot be drawn, or for half a band: what is not known is None."""
    if any(number is not None and not math.isfinite(number) for number in (value, low, high)):
        raise ValueError(f"not a finite number among {value}, {low}, {high}: a blank is None")
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        raise ValueError(f"a band needs both its ends in order, not {low} and {high}")


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart."""

    label: str
    value: Value
    role: str = "accent"


@dataclass(frozen=True)
class BarChart(Chart):
    """Horizontal bars from zero, first row on top; a legend where roles differ and the rows do not say how."""

    bars: tuple[Bar, ...]
    axis: Axis
    legend: tuple[LegendItem, ...] = ()


@dataclass(frozen=True)
class StackPart:
    """One part of every stack: one value per row; a blank takes no room. Texts stand inside where they fit."""

    label: str
    role: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class StackedBarChart(Chart):
    """Horizontal stacks of non-negative parts; `totals` holds the text after each stack ("" for none).

    `totals_of` holds the ids of the figures that each of those texts writes.
    """

    rows: tuple[str, ...]
    parts: tuple[StackPart, ...]
    axis: Axis
    totals: tuple[str, ...] = ()
    totals_of: tuple[tuple[str, ...], ...] = ()

    @property
    def keyed(self) -> tuple[StackPart, ...]:
        """The parts that a legend explains: none where each row has one part of its own and bears its name."""
        return () if tuple(part.label for part in self.parts) == self.rows else self.parts


@dataclass(frozen=True)
class Point:
    """A point of a line at `x` (decimal year). `label` is set beside it ("" for none); `hover` says period and value.

    `low`..`high` make the line's band; a point with value None and a band draws the band alone, one without either cuts the line.
    `mark` says in a word what the value is where it is not simply observed.
    """

    x: float
    value: float | None
    label: str = ""
    hover: str = ""
    is_provisional: bool = False
    low: float | None = None
    high: float | None = None
    mark: str = ""

    def __post_init__(self) -> None:
        _check_numbers(self.value, self.low, self.high)


@dataclass(frozen=True)
class Line:
    """A series in order of x. Its `label` is written at its end."""

    label: str
    role: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class LineChart(Chart):
    """Lines over time with their bands. For a fan, give an inner band as a line whose points have no value."""

    lines: tuple[Line, ...]
    x_axis: Axis
    y_axis: Axis


@dataclass(frozen=True)
class TrajectoryChart(Chart):
    """What was observed, the path required from base to target, the path at the past pace, and the target points."""

    observed: Line
    required: Line
    past_pace: Line | None
    targets: Line  # drawn as points only; labels carry the target's value and year
    x_axis: Axis
    y_axis: Axis


@dataclass(frozen=True)
class Bullet:
    """A row: the value as a bar, the target as a tick, the base (if any) as a small square; same unit for all."""

    label: str
    value: Value
    target: Value
    base: Value | None = None
    role: str = "accent"


@dataclass(frozen=True)
class BulletChart(Chart):
    """Values against their targets on one scale (percent of target where units differ)."""

    bullets: tuple[Bullet, ...]
    value_label: str
    target_label: str
    axis: Axis
    base_label: str = ""


@dataclass(frozen=True)
class Dumbbell:
    """A row with two values joined by a line: before and after, expected and opened."""

    label: str
    start: Value
    end: Value


@dataclass(frozen=True)
class DumbbellChart(Chart):
    """Pairs on one scale; the scale may be decimal years (a slip in time)."""

    dumbbells: tuple[Dumbbell, ...]
    start_label: str
    end_label: str
    axis: Axis
    start_role: str = "base"
    end_role: str = "accent"


@dataclass(frozen=True)
class HeatCell:
    """A cell: `text` is always written; `fill` names one of `dashboard.content.theme.FILLS` (`heat_0`..`heat_4`, `blank`)."""

    value: float | None
    text: str
    fill: str = "blank"
    hover: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A row of cells, one per column."""

    label: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatChart(Chart):
    """A table whose cells are shaded by level."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened at `x` (decimal year); `label` is written beside it where there is room ("" for none)."""

    x: float
    role: str
    label: str
    hover: str
    is_provisional: bool = False  # expected, or its date is uncertain: drawn hollow


@dataclass(frozen=True)
class Span:
    """A stretch of time from `start` to `end` (decimal years)."""

    start: float
    end: float
    role: str
    hover: str


@dataclass(frozen=True)
class Lane:
    """A row of a timeline: stretches of time under the events."""

    label: str
    events: tuple[Event, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class TimelineChart(Chart):
    """Events along time, a lane per subject; `now` (decimal year) is a thin line called `now_text`."""

    lanes: tuple[Lane, ...]
    x_axis: Axis
    legend: tuple[LegendItem, ...] = ()
    now: float | None = None
    now_text: str = ""


@dataclass(frozen=True)
class TornadoBar:
    """What the result becomes when one input moves to its low and to its high; texts say the results."""

    label: str
    at_low: Value
    at_high: Value


@dataclass(frozen=True)
class TornadoChart(Chart):
    """Bars around the central result, widest first (the chapter sorts)."""

    centre: Value
    bars: tuple[TornadoBar, ...]
    low_label: str
    high_label: str
    axis: Axis


@dataclass(frozen=True)
class LedgerStage:
    """A column of a ledger and its total."""

    label: str
    role: str
    total: Value


@dataclass(frozen=True)
class LedgerRow:
    """A subject: one value per stage. None: not reached. A value of None with a text: reached, amount not published."""

    label: str
    values: tuple[Value | None, ...]
    note: str = ""  # the slip, in words


@dataclass(frozen=True)
class LedgerChart(Chart):
    """From promise to delivery: a column per stage in order, circles whose area is the amount, joined along a row."""

    stages: tuple[LedgerStage, ...]
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True)
class ScatterPoint:
    """A subject by two of its values; `label` is written beside it, `hover` says both values."""

    label: str
    role: str
    x: float
    y: float
    hover: str = ""

    def __post_init__(self) -> None:
        _check_numbers(self.x, None, None)
        _check_numbers(self.y, None, None)


@dataclass(frozen=True)
class ScatterChart(Chart):
    """Subjects on two scales, neither of them time; the titles of the scales say what each measures, and of when."""

    points: tuple[ScatterPoint, ...]
    x_axis: Axis
    y_axis: Axis


CHART_KINDS: tuple[type[Chart], ...] = (
    BarChart,
    StackedBarChart,
    LineChart,
    TrajectoryChart,
    BulletChart,
    DumbbellChart,
    HeatChart,
    MapChart,
    TimelineChart,
    TornadoChart,
    LedgerChart,
    ScatterChart,
)


def drawn_numbers(chart: Chart) -> tuple[float, ...]:
    """Every number a renderer must draw, in the order of the specification; blanks are left out.

    Positions count (a point's x, a marker's place, a line's way on a map), scales, legends, lands and labels do not.
    """
    skipped = (Axis, MapArea, MapLabel, LegendItem, str, bool, type(None))
    base = {field.name for field in fields(Chart)} | {"size_max", "now", "x_min", "y_min", "x_max", "y_max"}

    def walk(node: Any) -> list[float]:
        if isinstance(node, skipped):
            return []
        if isinstance(node, Point) and node.value is None:
            return [float(end) for end in (node.low, node.high) if end is not None]
        if isinstance(node, tuple):
            return [number for item in node for number in walk(item)]
        if is_dataclass(node):
            return [n for field in fields(node) if field.name not in base for n in walk(getattr(node, field.name))]
        return [float(node)]

    return tuple(walk(chart))
