"""Charts along time, drawn with Plotly: line with bands, trajectory to a target, timeline."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.content import theme
from dashboard.content.axes import Axis
from dashboard.content.charts import Event, Lane, Line, LineChart, Point, TimelineChart, TrajectoryChart
from dashboard.content.maps import LegendItem
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX, Canvas, Look, rgba, symbol
from dashboard.render.plotly.row_layout import lay_rows

_PLOT_PX_WIDE, _PLOT_PX_PHONE = 300, 240
LINE_PX = 15
_TITLE_COLUMNS_WIDE, _TITLE_COLUMNS_PHONE = 100, 46
_OVER_PX = 14  # above the plot there is this much room for a name


def line(chart: LineChart, look: Look) -> go.Figure:
    """Bands, then lines, each named at its end."""
    columns = 14 if look.is_phone else 24
    names = [look.text(each.label, columns) for each in chart.lines]
    parts = [part for each in chart.lines for part in textwrap.wrap(each.label, columns)]
    end_px = max((text_px(part, SMALL_PX) for part in parts), default=0.0) + 16
    canvas = value_canvas(look, chart.x_axis, chart.y_axis, end_px)
    for each in chart.lines:
        _bands(canvas, each)
    for each in chart.lines:
        _draw(canvas, each)
    for each in chart.lines:
        _label(canvas, each, beside=tuple(other for other in chart.lines if other is not each))
    ends = [(_last(each), each.role, name) for each, name in zip(chart.lines, names, strict=True)]
    _name_ends(canvas, chart.y_axis, [(x, y, role, name) for (x, y), role, name in ends if x is not None and name])
    return canvas.build()


def trajectory(chart: TrajectoryChart, look: Look) -> go.Figure:
    """Observations, the required path, the past pace prolonged, and the targets with their values."""
    texts = [p.label for each in (chart.targets, chart.observed) for p in each.points[-1:]]
    canvas = value_canvas(look, chart.x_axis, chart.y_axis, max(map(text_px, texts), default=0.0) / 2 + 16)
    canvas.head += 18
    lines = [each for each in (chart.required, chart.past_pace, chart.observed) if each]
    for each in (*lines, chart.targets):
        _bands(canvas, each)
    for each in lines:
        _draw(canvas, each, has_markers=each is chart.observed)
    _label(canvas, chart.observed, chart.required, beside=(chart.targets,))
    _draw(canvas, chart.targets, has_line=False)
    _label(canvas, chart.targets, passed=_last(chart.observed)[1])
    canvas.legend(tuple(LegendItem(each.role, each.label) for each in lines), "line")
    canvas.legend((LegendItem(chart.targets.role, chart.targets.label),), "marker")
    return canvas.build()


def timeline(chart: TimelineChart, look: Look) -> go.Figure:
    """A lane per subject: stretches of time, events upon them, labels where there is room."""
    rows = lay_rows(look, [lane.label for lane in chart.lanes], mark_px=46 if look.is_phone else 36)
    canvas = rows.canvas
    canvas.layout["xaxis"] = look.x_axis(_pad(chart.x_axis), canvas.inner_px) | {"showgrid": True}
    canvas.bottom = 48 if chart.x_axis.title else 30
    for row, lane in enumerate(chart.lanes):
        y = rows.y(row) + rows.mark * 0.25
        for span in lane.spans:
            canvas.trace(
                ("x",),
                type="scatter",
                mode="lines",
                x=[span.start, span.end],
                y=[y, y],
                line={"color": look.soft(span.role, 0.4), "width": 9},
                hovertext=[look.text(span.hover)] * 2,
            )
        _events(canvas, lane.events, y)
        for event, x, anchor in _free_labels(canvas, lane, _pad(chart.x_axis)):
            text = look.text(event.label)
            canvas.note(text, x, y, xanchor=anchor, yanchor="bottom", yshift=7, font={"size": SMALL_PX})
    if chart.now is not None:
        stroke = {"color": look.tokens.muted, "width": 1, "dash": "dot"}
        y1 = len(chart.lanes) - 0.5
        canvas.shapes.append({"type": "line", "x0": chart.now, "x1": chart.now, "y0": -0.5, "y1": y1, "line": stroke})
        font = {"size": SMALL_PX, "color": look.tokens.muted}
        canvas.note(look.text(chart.now_text), chart.now, -0.5, yanchor="bottom", font=font)
        canvas.head += 16
    canvas.legend(chart.legend, "marker")
    return canvas.build()


def value_canvas(look: Look, x_axis: Axis, y_axis: Axis, end_px: float) -> Canvas:
    """The ground of a chart with values upwards and time, or another value, across; `end_px` is kept after the plot."""
    canvas = Canvas(look, _PLOT_PX_PHONE if look.is_phone else _PLOT_PX_WIDE)
    tick_px = max((text_px(text, SMALL_PX) for _, text in y_axis.ticks), default=0.0)
    canvas.margins(tick_px + 16, min(end_px, look.nominal_px * 0.36))
    canvas.bottom = 48 if x_axis.title else 30
    canvas.layout["xaxis"] = look.x_axis(_pad(x_axis), canvas.inner_px) | {"showgrid": False, "ticks": "outside"}
    canvas.layout["yaxis"] = look.y_axis(y_axis)
    if y_axis.title:
        title = look.text(y_axis.title, _TITLE_COLUMNS_PHONE if look.is_phone else _TITLE_COLUMNS_WIDE)
        canvas.head += 18 + LINE_PX * title.count("<br>")
        font = {"size": SMALL_PX, "color": look.tokens.muted}
        canvas.note(
            title,
            1 if look.is_rtl else 0,
            y_axis.high,
            xref="paper",
            xanchor=look.start,
            align=look.start,
            xshift=look.shift(-tick_px - 8),
            yanchor="bottom",
            yshift=8,
            font=font,
        )
    return canvas


def _pad(axis: Axis) -> Axis:
    """A little air at both ends, so that no marker is cut."""
    air = (axis.high - axis.low) * 0.02
    return replace(axis, low=axis.low - air, high=axis.high + air)


def _draw(canvas: Canvas, each: Line, *, has_markers: bool = True, has_line: bool = True) -> None:
    """Draw a series: a blank breaks it, a provisional point is hollow (filled with the page's background)."""
    look, kept = canvas.look, [p for p in each.points if p.value is not None]
    if not kept:
        return
    colour = look.colour(each.role)
    modes = [mode for mode, wanted in (("lines", has_line), ("markers", has_markers)) if wanted]
    canvas.trace(
        ("x", "y"),
        type="scatter",
        mode="+".join(modes),
        x=[None if p.value is None else p.x for p in each.points],
        y=[p.value for p in each.points],
        line={"color": colour, "dash": theme.role(each.role).dash, "width": 2.5},
        marker={
            "symbol": symbol(each.role),
            "size": 11 if not has_line else 7 if len(kept) > 12 else 9,
            "color": [look.tokens.background if p.is_provisional else colour for p in each.points],
            "line": {"color": colour, "width": 2},
            "opacity": 1,
        },
        cliponaxis=False,
        hovertext=[look.text(p.hover or p.label) for p in each.points],
    )


def _label(
    canvas: Canvas, each: Line, above: Line | None = None, passed: float | None = None, beside: tuple[Line, ...] = ()
) -> None:
    """Write the labels of points over them; under them where the line `above` passes at or over the point, and where a
    point of the lines `beside`, or its label, would be met.

    Points lower than `passed`, the last excepted, have theirs after them: over them stands what passed them.
    """
    for p in each.points:
        if p.value is None:
            continue
        level = _level(above, p.x) if above else None
        is_under = (level is not None and level >= p.value) or any(_meets(canvas, p, other) for other in beside)
        place: dict[str, Any] = {"yanchor": "top" if is_under else "bottom", "yshift": -7 if is_under else 7}
        if passed is not None and p.value < passed and p is not each.points[-1]:
            place = {"xanchor": canvas.look.start, "xshift": canvas.look.shift(9)}
        elif (within_px := inside_px(canvas, p.x)) < text_px(p.label, SMALL_PX) / 2:  # it would run over the scale
            place |= {"xanchor": canvas.look.start, "xshift": canvas.look.shift(-within_px)}
        ground = rgba(canvas.look.tokens.background, 0.8)  # what passes behind a label does not strike it through
        canvas.note(canvas.look.text(p.label), p.x, p.value, font={"size": SMALL_PX}, bgcolor=ground, **place)


def _meets(canvas: Canvas, point: Point, beside: Line) -> bool:
    """Whether a label over a point would run into a point of another line, or into the label over it."""
    low, high = canvas.layout["yaxis"]["range"]
    for other in beside.points:
        if other.value is None or point.value is None:
            continue
        across = abs(inside_px(canvas, point.x) - inside_px(canvas, other.x))
        up = (other.value - point.value) / abs(high - low) * canvas.plot_px
        own, others = text_px(point.label, SMALL_PX) / 2, text_px(other.label, SMALL_PX) / 2
        is_on_label = across < own + others + 4 and abs(up) < LINE_PX and other.label != ""
        is_on_mark = across < own + LINE_PX / 2 and 0 < up < 2 * LINE_PX
        if is_on_label or is_on_mark:
            return True
    return False


def inside_px(canvas: Canvas, x: float) -> float:
    """How far a place lies from where the plot starts."""
    low, high = sorted(canvas.layout["xaxis"]["range"])
    return float((x - low) / (high - low) * canvas.inner_px)


def _level(each: Line, x: float) -> float | None:
    """The height of a line at x, between its points; None outside it."""
    known = [(p.x, p.value) for p in each.points if p.value is not None]
    for (x0, y0), (x1, y1) in pairwise(known):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
    return None


def _bands(canvas: Canvas, each: Line) -> None:
    """Draw low..high as one closed shape per unbroken stretch."""
    look = canvas.look
    stretch: list[Point] = []
    for p in (*each.points, None):
        if p is not None and p.low is not None and p.high is not None:
            stretch.append(p)
        elif stretch:
            there, back = stretch, stretch[::-1]
            canvas.trace(
                ("y",),
                type="scatter",
                mode="lines",
                x=[q.x for q in (*there, *back)],
                y=[*(q.low for q in there), *(q.high for q in back)],
                fill="toself",
                fillcolor=look.soft(each.role, 0.16),
                line={"color": look.soft(each.role, 0.45), "width": 1, "dash": theme.role(each.role).dash},
                hoverinfo="skip",
            )
            stretch = []


def _last(each: Line) -> tuple[float | None, float]:
    """Where a line ends: its last value, or the middle of its last band."""
    for p in reversed(each.points):
        if p.value is not None:
            return p.x, p.value
        if p.low is not None and p.high is not None:
            return p.x, (p.low + p.high) / 2
    return None, 0.0


def _name_ends(canvas: Canvas, y_axis: Axis, ends: list[tuple[float, float, str, str]]) -> None:
    """Write each line's name after the last end, moved up or down so that names do not meet; a thread leads to an earlier end."""
    look = canvas.look
    unit_px = canvas.plot_px / ((y_axis.high - y_axis.low) or 1.0)
    last = max((x for x, _, _, _ in ends), default=0.0)
    ends = sorted(ends, key=lambda end: end[1])
    halves = [(name.count("<br>") + 1) * LINE_PX / 2 + 1 for _, _, _, name in ends]
    middles = _apart([(y - y_axis.low) * unit_px for _, y, _, _ in ends], halves, canvas.plot_px + _OVER_PX)
    for (x, y, role, name), middle in zip(ends, middles, strict=True):
        if x < last:
            thread = {
                "type": "line",
                "x0": x,
                "y0": y,
                "x1": last,
                "y1": y_axis.low + middle / unit_px,
                "layer": "below",
            }
            canvas.shapes.append(thread | {"line": {"color": look.tokens.muted, "width": 1}})
        canvas.note(
            name,
            last,
            y,
            xanchor=look.start,
            align=look.start,
            xshift=look.shift(10),
            yshift=middle - (y - y_axis.low) * unit_px,
            font={"size": SMALL_PX, "color": _ink(look, role)},
            bgcolor=rgba(look.tokens.background, 0.8),
        )


def _apart(wished: list[float], halves: list[float], ceiling: float) -> list[float]:
    """Middles of texts near the heights wished (ascending, px) that do not meet: pushed up, then down from the ceiling."""
    middles, floor = [], -1e9
    for middle, half in zip(wished, halves, strict=True):
        middles.append(max(middle, floor + half))
        floor = middles[-1] + half
    for at in reversed(range(len(middles))):
        middles[at] = min(middles[at], ceiling - halves[at])
        ceiling = middles[at] - halves[at]
    return middles


def _ink(look: Look, role: str) -> str:
    """The colour of a role for writing; the text colour where the role's is too faint for letters."""
    grounds = (look.tokens.background, look.tokens.second_background)
    is_readable = all(theme.contrast(look.colour(role), ground) >= 4.5 for ground in grounds)
    return look.colour(role) if is_readable else look.tokens.text


def _events(canvas: Canvas, events: tuple[Event, ...], y: float) -> None:
    look = canvas.look
    if not events:
        return
    canvas.trace(
        ("x",),
        type="scatter",
        mode="markers",
        x=[e.x for e in events],
        y=[y] * len(events),
        marker={
            "symbol": [symbol(e.role) for e in events],
            "size": 12,
            "color": [look.tokens.background if e.is_provisional else look.colour(e.role) for e in events],
            "line": {"color": [look.colour(e.role) for e in events], "width": 2},
            "opacity": 1,
        },
        cliponaxis=False,
        hovertext=[look.text(e.hover) for e in events],
    )


def _free_labels(canvas: Canvas, lane: Lane, axis: Axis) -> list[tuple[Event, float, Any]]:
    """The labels of a lane that meet no other, from the latest event back (the newest matters most)."""
    look, unit_px = canvas.look, canvas.inner_px / ((axis.high - axis.low) or 1.0)
    taken = float("inf")
    found: list[tuple[Event, float, Any]] = []
    for event in sorted(lane.events, key=lambda e: -e.x):
        if not event.label:
            continue
        at, wide = (event.x - axis.low) * unit_px, text_px(event.label, SMALL_PX)
        start = min(max(at - wide / 2, 0.0), canvas.inner_px - wide)
        if start < 0 or start + wide + 8 > taken:
            continue
        taken = start
        is_first, is_last = start == 0.0, at + wide / 2 > canvas.inner_px
        anchor = look.start if is_first else look.end if is_last else "center"
        found.append((event, axis.low if is_first else axis.high if is_last else event.x, anchor))
    return found
