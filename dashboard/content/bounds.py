"""How much of what is long a page, a brief, a drawing or paper shows at once; files and the API hold all of it.

What is shorter than a bound stands whole. What is longer shows a first part, says how much there is, and leads to the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from dashboard.content.charts import (
    BarChart,
    BulletChart,
    DumbbellChart,
    HeatChart,
    LedgerChart,
    LineChart,
    ScatterChart,
    StackedBarChart,
    TimelineChart,
    TornadoChart,
)
from dashboard.content.maps import MapChart, MapLabel, MapLine, MapMarker, MapPanel
from dashboard.content.values import Chart, Receipt, Table

MOST_ROWS, FIRST_ROWS = 150, 50  # of a table
MOST_INPUTS, FIRST_INPUTS = 200, 25  # rows of evidence under a receipt: a kilobyte each
MOST_MARKS, FIRST_MARKS = 80, 40  # rows of a drawing
MOST_POINTS, FIRST_POINTS = 400, 200  # points of a scatter, marks of a map

_ROWS: dict[type[Chart], str] = {
    BarChart: "bars",
    BulletChart: "bullets",
    DumbbellChart: "dumbbells",
    HeatChart: "rows",
    LedgerChart: "rows",
    LineChart: "lines",
    StackedBarChart: "rows",
    TimelineChart: "lanes",
    TornadoChart: "bars",
}
Item = TypeVar("Item")


def first_rows(table: Table) -> Table:
    """The table with the rows that are shown at first."""
    return replace(table, rows=table.rows[:FIRST_ROWS]) if len(table.rows) > MOST_ROWS else table


def first_inputs(receipt: Receipt) -> Receipt:
    """The receipt with the rows of evidence that are shown at first."""
    return replace(receipt, inputs=receipt.inputs[:FIRST_INPUTS]) if len(receipt.inputs) > MOST_INPUTS else receipt


def first_marks(chart: Chart) -> tuple[Chart, int, int]:
    """The chart as it is drawn, with how many marks that draws, and of how many; its table keeps every row."""
    if isinstance(chart, MapChart):
        return _first_of_map(chart)
    if isinstance(chart, ScatterChart):
        points = _first(chart.points, MOST_POINTS, FIRST_POINTS)
        return replace(chart, points=points), len(points), len(chart.points)
    name = _ROWS.get(type(chart), "")
    whole: tuple[Any, ...] = getattr(chart, name) if name else ()
    if len(whole) <= MOST_MARKS:
        return chart, len(whole), len(whole)
    cut: dict[str, Any] = {name: whole[:FIRST_MARKS]}
    if isinstance(chart, StackedBarChart):
        cut["parts"] = tuple(replace(part, values=part.values[:FIRST_MARKS]) for part in chart.parts)
        cut |= {name: getattr(chart, name)[:FIRST_MARKS] for name in ("totals", "totals_of")}
    return replace(chart, **cut), FIRST_MARKS, len(whole)


def _first_of_map(chart: MapChart) -> tuple[Chart, int, int]:
    """A map with the largest of its marks, and the first of its lines and labels."""
    shown = tuple(_first_of_panel(panel) for panel in chart.panels)
    counts = [sum(len(p.markers) + len(p.lines) for p in panels) for panels in (shown, chart.panels)]
    return (chart if counts[0] == counts[1] else replace(chart, panels=shown)), *counts  # type: ignore[return-value]


def _first_of_panel(panel: MapPanel) -> MapPanel:
    if max(len(panel.markers), len(panel.lines)) <= MOST_POINTS:
        return panel
    by_size = sorted(panel.markers, key=lambda marker: -1.0 if marker.value is None else marker.value, reverse=True)
    kept = {id(marker) for marker in _first(by_size, MOST_POINTS, FIRST_POINTS)}
    markers: tuple[MapMarker, ...] = tuple(marker for marker in panel.markers if id(marker) in kept)
    lines: tuple[MapLine, ...] = tuple(_first(panel.lines, MOST_POINTS, FIRST_POINTS))
    labels = {
        field.name: _labels(getattr(panel, field.name)) for field in fields(panel) if field.name.startswith("labels_")
    }
    return replace(panel, markers=markers, lines=lines, **labels)  # type: ignore[arg-type]


def _labels(labels: tuple[MapLabel, ...]) -> tuple[MapLabel, ...]:
    """The names of seas and neighbours, and the first of the others."""
    loud = [label for label in labels if not label.is_quiet][:FIRST_MARKS]
    kept = set(map(id, loud))
    return tuple(label for label in labels if label.is_quiet or id(label) in kept)


def _first(items: Sequence[Item], most: int, first: int) -> tuple[Item, ...]:
    return tuple(items[:first] if len(items) > most else items)
