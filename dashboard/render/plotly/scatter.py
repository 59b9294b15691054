"""Subjects on two scales, drawn with Plotly: a mark each, its name beside it where it meets no other."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.content.charts import ScatterChart, ScatterPoint
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX, Canvas, Look, rgba, symbol
from dashboard.render.plotly.lines import LINE_PX, inside_px, value_canvas

_MARK_PX, _NAME_PX = 12, 20
Box = tuple[float, float, float, float]  # left, right, bottom, top, from where the plot starts


def scatter(chart: ScatterChart, look: Look) -> go.Figure:
    """A mark for each subject, and its name over, under or beside it."""
    canvas = value_canvas(look, chart.x_axis, chart.y_axis, 16)
    columns = 46 if look.is_phone else 100
    title = look.text(chart.x_axis.title, columns)
    canvas.layout["xaxis"] |= {"title": {"text": title, "standoff": 8}, "showgrid": True}
    canvas.bottom = 34 + LINE_PX * (title.count("<br>") + 1)
    canvas.trace(
        ("x", "y"),
        type="scatter",
        mode="markers",
        x=[point.x for point in chart.points],
        y=[point.y for point in chart.points],
        marker={
            "symbol": [symbol(point.role) for point in chart.points],
            "size": _MARK_PX,
            "color": [look.colour(point.role) for point in chart.points],
            "line": {"color": look.tokens.background, "width": 1},
            "opacity": 1,
        },
        cliponaxis=False,
        hovertext=[look.text(point.hover or point.label) for point in chart.points],
    )
    _name(canvas, chart.points)
    return canvas.build()


def _name(canvas: Canvas, points: tuple[ScatterPoint, ...]) -> None:
    """Names over their marks, or else under, after or before them: the first place that is free."""
    look = canvas.look
    at = [(inside_px(canvas, point.x), _up_px(canvas, point.y)) for point in points]
    half = _MARK_PX / 2
    taken: list[Box] = [(x - half, x + half, y - half, y + half) for x, y in at]
    ground = rgba(look.tokens.background, 0.8)
    for point, (x, y) in zip(points, at, strict=True):
        wide = text_px(point.label, SMALL_PX)
        after, before = x + half + 4, x - half - 4
        tall = LINE_PX / 2
        places: tuple[tuple[Box, dict[str, Any]], ...] = (
            ((x - wide / 2, x + wide / 2, y + half, y + half + _NAME_PX), {"yanchor": "bottom", "yshift": 8}),
            ((x - wide / 2, x + wide / 2, y - half - _NAME_PX, y - half), {"yanchor": "top", "yshift": -8}),
            ((after, after + wide, y - tall, y + tall), {"xanchor": look.start, "xshift": look.shift(10)}),
            ((before - wide, before, y - tall, y + tall), {"xanchor": look.end, "xshift": look.shift(-10)}),
        )
        inside = [(box, place) for box, place in places if box[0] >= 0 and box[1] <= canvas.inner_px] or places[:1]
        box, place = next((one for one in inside if not any(_meet(one[0], other) for other in taken)), inside[0])
        taken.append(box)
        canvas.note(look.text(point.label), point.x, point.y, font={"size": SMALL_PX}, bgcolor=ground, **place)


def _up_px(canvas: Canvas, y: float) -> float:
    low, high = canvas.layout["yaxis"]["range"]
    return float((y - low) / ((high - low) or 1.0) * canvas.plot_px)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
