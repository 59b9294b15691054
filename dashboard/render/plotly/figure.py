"""One chart specification in, one Plotly figure out, for a reading direction, a mode and a width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from dashboard.content import charts
from dashboard.content.maps import MapChart
from dashboard.content.theme import Mode
from dashboard.content.values import Chart
from dashboard.render.plotly import grids as plotly_grids
from dashboard.render.plotly import lines as plotly_lines
from dashboard.render.plotly import map as plotly_map
from dashboard.render.plotly import rows as plotly_rows
from dashboard.render.plotly import scatter as plotly_scatter
from dashboard.render.plotly.canvas import CONFIG, Look, Width

__all__ = ["CONFIG", "Drawing", "figure"]

Drawing = go.Figure

_DRAW: dict[type[Chart], Callable[[Any, Look], go.Figure]] = {
    charts.BarChart: plotly_rows.bar,
    charts.StackedBarChart: plotly_rows.stacked_bar,
    charts.LineChart: plotly_lines.line,
    charts.TrajectoryChart: plotly_lines.trajectory,
    charts.BulletChart: plotly_rows.bullet,
    charts.DumbbellChart: plotly_rows.dumbbell,
    charts.HeatChart: plotly_grids.heat,
    MapChart: plotly_map.map_figure,
    charts.TimelineChart: plotly_lines.timeline,
    charts.TornadoChart: plotly_rows.tornado,
    charts.LedgerChart: plotly_grids.ledger,
    charts.ScatterChart: plotly_scatter.scatter,
}


def figure(chart: Chart, *, is_rtl: bool, mode: Mode = "light", width: Width = "wide") -> go.Figure:
    """Draw a chart; its title, subtitle and note belong to the page. KeyError for a kind outside `CHART_KINDS`.

    The height in pixels is in the figure; the width is the page's (`width` says whether labels go above their rows).
    Values and time are mirrored in Arabic, maps never. Give the page's element `CONFIG` and no theme of its own.
    """
    return _DRAW[type(chart)](chart, Look(is_rtl=is_rtl, mode=mode, width=width))
