"""Charts made of rows, drawn with Plotly: bar, stacked bar, bullet, dumbbell, tornado."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.content import theme
from dashboard.content.charts import (
    Bar,
    BarChart,
    BulletChart,
    DumbbellChart,
    StackedBarChart,
    TornadoBar,
    TornadoChart,
    Value,
)
from dashboard.content.maps import LegendItem
from dashboard.render.lines import text_px
from dashboard.render.plotly.canvas import SMALL_PX, Look, pattern
from dashboard.render.plotly.row_layout import (
    Rows,
    draw_range,
    end_text,
    furthest,
    hover,
    lay_rows,
    lay_values,
    pair_room,
    pair_texts,
    points,
    side_text,
)


def bar(chart: BarChart, look: Look) -> go.Figure:
    """Bars from zero with their texts at the end."""
    rows = lay_rows(look, [b.label for b in chart.bars], beside=[b.value.text for b in chart.bars])
    canvas = rows.canvas
    lay_values(rows, chart.axis, [_room_after(b.value) for b in chart.bars])
    many = len({b.role for b in chart.bars}) > 1
    shown = [(row, b) for row, b in enumerate(chart.bars) if b.value.value is not None]
    marker = _bar_marker(look, [(b.role, b.value) for _, b in shown])
    canvas.trace(
        ("x",),
        type="bar",
        orientation="h",
        x=[b.value.value for _, b in shown],
        y=[rows.y(row) for row, _ in shown],
        width=[rows.mark] * len(shown),
        marker=marker | ({"pattern": pattern(look, *_hatching(shown))} if many else {}),
        hovertext=[hover(look, b.label, b.value) for _, b in shown],
    )
    for row, b in enumerate(chart.bars):
        draw_range(rows, row, b.value, b.role)
        end_text(rows, row, b.value, chart.axis)
    canvas.legend(chart.legend, "hatched")
    return canvas.build()


def _hatching(shown: list[tuple[int, Bar]]) -> tuple[list[str], list[bool]]:
    return [b.role for _, b in shown], [b.value.is_provisional for _, b in shown]


def _room_after(value: Value) -> tuple[float | None, str, str]:
    end = furthest(value)
    if end is not None and end < 0:
        return min(n for n in (value.value, value.low) if n is not None), value.text, ""
    return end, "", value.text


def stacked_bar(chart: StackedBarChart, look: Look) -> go.Figure:
    """Stacks of parts; a part's text stands inside it where it fits, always on hover."""
    rows = lay_rows(look, list(chart.rows), mark_px=24, beside=chart.totals)
    canvas = rows.canvas
    sums = [sum(p.values[row].value or 0.0 for p in chart.parts) for row in range(len(chart.rows))]
    totals = chart.totals or ("",) * len(chart.rows)
    lay_values(rows, chart.axis, [(end, "", text) for end, text in zip(sums, totals, strict=True)])
    starts = [0.0] * len(chart.rows)
    unit_px = canvas.inner_px / ((chart.axis.high - chart.axis.low) or 1.0)
    for part in chart.parts:
        shown = [(row, v) for row, v in enumerate(part.values) if v.value is not None]
        marker = {
            "color": [look.soft(part.role, 0.12) if v.is_provisional else look.colour(part.role) for _, v in shown],
            "line": {"color": look.tokens.background, "width": 1},
            "pattern": pattern(look, [part.role] * len(shown), [v.is_provisional for _, v in shown]),
        }
        canvas.trace(
            ("x",),
            type="bar",
            orientation="h",
            base=[starts[row] for row, _ in shown],
            x=[v.value for _, v in shown],
            y=[rows.y(row) for row, _ in shown],
            width=[rows.mark] * len(shown),
            marker=marker,
            hovertext=[hover(look, f"{chart.rows[row]}\n{part.label}", v) for row, v in shown],
        )
        for row, v in shown:
            value = v.value or 0.0
            if text_px(v.text, SMALL_PX) + 12 < value * unit_px:
                _inside_text(rows, row, starts[row] + value / 2, v.text, part.role)
            if v.low is not None and v.high is not None:
                _part_range(rows, row, starts[row], v.low, v.high)
            starts[row] += value
    for row, total in enumerate(totals):
        side_text(rows, row, sums[row], total)
    canvas.legend(tuple(LegendItem(p.role, p.label) for p in chart.keyed), "hatched")
    return canvas.build()


def _inside_text(rows: Rows, row: int, x: float, text: str, role: str) -> None:
    """Write on a bar; on a hatched one a plate of the page's own colour keeps the hatch from the letters."""
    look = rows.canvas.look
    plate = look.tokens.background if theme.role(role).hatch else look.colour(role)
    font = {"size": SMALL_PX, "color": theme.text_on(plate, look.mode)}
    rows.canvas.note(look.text(text), x, rows.y(row), font=font, bgcolor=plate, borderpad=1)


def _part_range(rows: Rows, row: int, start: float, low: float, high: float) -> None:
    """A whisker for one part of a stack, measured from where the part starts; its numbers travel as custom data."""
    ink = rows.canvas.look.tokens.text
    rows.canvas.trace(
        ("customdata",),
        type="scatter",
        mode="lines+markers",
        x=[start + low, start + high],
        y=[rows.y(row) + rows.mark * 0.62] * 2,
        customdata=[low, high],
        line={"color": ink, "width": 1.5},
        marker={"symbol": "line-ns", "size": 8, "line": {"width": 1.5, "color": ink}},
        hoverinfo="skip",
    )


def bullet(chart: BulletChart, look: Look) -> go.Figure:
    """Values as bars over a pale track to the target, the target as an upright tick, the base as a small square."""
    rows = lay_rows(look, [b.label for b in chart.bullets])
    canvas = rows.canvas
    ends = [furthest(b.value, b.target, b.base) for b in chart.bullets]
    texts = [" / ".join(t for t in (b.value.text, b.target.text) if t) for b in chart.bullets]
    lay_values(rows, chart.axis, [(end, "", text) for end, text in zip(ends, texts, strict=True)])
    _track(rows, [b.target for b in chart.bullets])
    shown = [(row, b) for row, b in enumerate(chart.bullets) if b.value.value is not None]
    canvas.trace(
        ("x",),
        type="bar",
        orientation="h",
        x=[b.value.value for _, b in shown],
        y=[rows.y(row) for row, _ in shown],
        width=[rows.mark * 0.5] * len(shown),
        marker=_bar_marker(look, [(b.role, b.value) for _, b in shown]),
        hovertext=[hover(look, b.label, b.value) for _, b in shown],
    )
    bases = [(row, b.label, b.base) for row, b in enumerate(chart.bullets) if b.base]
    points(rows, bases, "base", {"size": 9})
    tick = {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": look.colour("target")}}
    points(rows, [(row, b.label, b.target) for row, b in enumerate(chart.bullets)], "target", tick)
    for row, b in enumerate(chart.bullets):
        for value in (b.value, b.target, b.base):
            draw_range(rows, row, value, b.role)
        side_text(rows, row, ends[row] or max(chart.axis.low, 0.0), texts[row])
    canvas.legend((LegendItem(chart.bullets[0].role if chart.bullets else "accent", chart.value_label),), "bar")
    canvas.legend((LegendItem("target", chart.target_label),), "tick")
    if bases:
        canvas.legend((LegendItem("base", chart.base_label),), "marker")
    return canvas.build()


def _track(rows: Rows, targets: list[Value]) -> None:
    known = [(row, target.value) for row, target in enumerate(targets) if target.value is not None]
    rows.canvas.trace(
        type="bar",
        orientation="h",
        x=[value for _, value in known],
        y=[rows.y(row) for row, _ in known],
        width=[rows.mark] * len(known),
        marker={"color": rows.canvas.look.soft("band", 0.16)},
        hoverinfo="skip",
    )


def _bar_marker(look: Look, bars: list[tuple[str, Value]]) -> dict[str, Any]:
    """Full bars, hollow where provisional, outlined in their role's colour."""
    fills = [look.soft(role, 0.12) if value.is_provisional else look.colour(role) for role, value in bars]
    return {"color": fills, "line": {"color": [look.colour(role) for role, _ in bars], "width": 1.5}}


def dumbbell(chart: DumbbellChart, look: Look) -> go.Figure:
    """Two marks a row joined by a line, each with its own shape."""
    rows = lay_rows(look, [d.label for d in chart.dumbbells])
    canvas = rows.canvas
    lay_values(rows, chart.axis, [room for d in chart.dumbbells for room in pair_room(d.start, d.end)])
    for row, d in enumerate(chart.dumbbells):
        if d.start.value is not None and d.end.value is not None:
            canvas.trace(
                type="scatter",
                mode="lines",
                x=[d.start.value, d.end.value],
                y=[rows.y(row)] * 2,
                line={"color": look.tokens.muted, "width": 2},
                hoverinfo="skip",
            )
        for value, role in ((d.start, chart.start_role), (d.end, chart.end_role)):
            draw_range(rows, row, value, role)
        pair_texts(rows, row, d.start, d.end)
    for which, role in (("start", chart.start_role), ("end", chart.end_role)):
        points(rows, [(row, d.label, getattr(d, which)) for row, d in enumerate(chart.dumbbells)], role, {})
    canvas.legend(
        (LegendItem(chart.start_role, chart.start_label), LegendItem(chart.end_role, chart.end_label)), "marker"
    )
    return canvas.build()


def tornado(chart: TornadoChart, look: Look) -> go.Figure:
    """Bars on both sides of the central result; where both fall on one side they share the row's height."""
    rows = lay_rows(look, [b.label for b in chart.bars])
    canvas = rows.canvas
    lay_values(rows, chart.axis, [room for b in chart.bars for room in pair_room(b.at_low, b.at_high, chart.centre)])
    _sides(rows, chart)
    for row, b in enumerate(chart.bars):
        draw_range(rows, row, b.at_low, "at_low")
        draw_range(rows, row, b.at_high, "at_high")
        pair_texts(rows, row, b.at_low, b.at_high, chart.centre)
    if (centre := chart.centre.value) is not None:
        upright = {"type": "line", "x0": centre, "x1": centre, "y0": -0.5, "y1": len(chart.bars) - 0.5}
        canvas.shapes.append(upright | {"line": {"color": look.tokens.text, "width": 1.5}})
        canvas.note(look.bold(chart.centre.text), centre, -0.5, yanchor="bottom", font={"size": SMALL_PX})
        canvas.head += 16
    known = [n for n in (centre, chart.centre.low, chart.centre.high) if n is not None]
    unseen = {"size": 1, "opacity": 0}  # the centre is a shape; its numbers travel with an unseen mark
    canvas.trace(
        ("x",), type="scatter", mode="markers", x=known, y=[-0.5] * len(known), marker=unseen, hoverinfo="skip"
    )
    canvas.legend((LegendItem("at_low", chart.low_label), LegendItem("at_high", chart.high_label)), "hatched")
    return canvas.build()


def _sides(rows: Rows, chart: TornadoChart) -> None:
    """The two bars of every row, each from the centre to its result."""
    look, centre = rows.canvas.look, chart.centre.value
    for role, shift in (("at_low", -0.25), ("at_high", 0.25)):
        values = [(row, b, b.at_low if role == "at_low" else b.at_high) for row, b in enumerate(chart.bars)]
        shown = [(row, b, v, v.value) for row, b, v in values if v.value is not None]
        base = [number if centre is None else centre for _, _, _, number in shown]
        halves = [_is_one_sided(b, centre) for _, b, _, _ in shown]
        rows.canvas.trace(
            ("base+x",),
            type="bar",
            orientation="h",
            base=base,
            x=[number - start for (_, _, _, number), start in zip(shown, base, strict=True)],
            y=[
                rows.y(row) + (rows.mark * shift if half else 0.0)
                for (row, _, _, _), half in zip(shown, halves, strict=True)
            ],
            width=[rows.mark * (0.5 if half else 1.0) for half in halves],
            marker={"color": look.colour(role), "pattern": pattern(look, [role] * len(shown))},
            hovertext=[hover(look, b.label, v) for _, b, v, _ in shown],
        )


def _is_one_sided(b: TornadoBar, centre: float | None) -> bool:
    ends = (b.at_low.value, b.at_high.value)
    if centre is None or None in ends:
        return False
    return all((end or 0.0) >= centre for end in ends) or all((end or 0.0) <= centre for end in ends)
