"""Charts as inline SVG text, drawn without a browser: bars, stacks and maps, for a page that runs no script.

A drawing is `WIDTH_PX` wide in its own units, so that its texts stay readable on a phone, and grows with the page.
Colours are variables of the page's style (`variables`), so that light, dark and print are the page's business. Values
are mirrored in Arabic, maps never.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from dashboard.content.charts import BarChart, StackedBarChart, Value
from dashboard.content.maps import LegendItem, MapChart
from dashboard.content.theme import FILLS, ROLES, Mode
from dashboard.content.values import Chart
from dashboard.render.lines import wrap
from dashboard.render.svg.map import map_panels
from dashboard.render.svg.marks import PATTERNS, SMALL_PX, WIDTH_PX, fill_name, hatched, role_name, swatch, tag, text

_LABEL_COLUMNS = 52
_LINE_PX, _BAR_PX, _GAP_PX = 15, 16, 14
_LETTER_PX = 7.0  # widest average of our font at this size: room is kept, never measured


def drawing(chart: Chart, *, is_rtl: bool) -> str:
    """A chart as HTML with inline SVG, named by its text alternative; empty for a kind that is shown as its table."""
    draw = _DRAW.get(type(chart))
    return draw(chart, is_rtl) if draw else ""


def variables(drawn: str, mode: Mode) -> str:
    """The colours that a page's drawings use, as declarations of CSS variables for a mode."""
    found = sorted(set(re.findall(r"var\(--((?:role|fill)-[a-z0-9-]+)\)", drawn)))
    known = {role_name(name): role.colour(mode) for name, role in ROLES.items()}
    known |= {fill_name(name): pair[0 if mode == "light" else 1] for name, pair in FILLS.items()}
    return ";".join(f"--{name}:{known[name]}" for name in found)


def _bars(chart: BarChart, is_rtl: bool) -> str:
    ends = [_end(bar.value) for bar in chart.bars]
    room = WIDTH_PX - max((len(bar.value.text) for bar in chart.bars), default=0) * _LETTER_PX - 10
    scale = room / (max(ends, default=0.0) or 1.0)
    body, top = "", 0.0
    for bar, end in zip(chart.bars, ends, strict=True):
        labels, top = _label(bar.label, top, is_rtl)
        width = max((bar.value.value or 0.0) * scale, 0.0)
        body += labels + _rectangle(0.0, top, width, bar.role, bar.value, is_rtl)
        body += _whisker(bar.value, scale, top, is_rtl)
        body += text(end * scale + 6, top + _BAR_PX - 4, bar.value.text, is_rtl=is_rtl, kind="value")
        top += _BAR_PX + _GAP_PX
    return _svg(body, top, chart.alt) + _legend(chart.legend)


def _stacks(chart: StackedBarChart, is_rtl: bool) -> str:
    totals = chart.totals or ("",) * len(chart.rows)
    sums = [sum(part.values[row].value or 0.0 for part in chart.parts) for row in range(len(chart.rows))]
    room = WIDTH_PX - max((len(total) for total in totals), default=0) * _LETTER_PX - 10
    scale = room / (max(sums, default=0.0) or 1.0)
    body, top = "", 0.0
    for row, (label, total) in enumerate(zip(chart.rows, totals, strict=True)):
        labels, top = _label(label, top, is_rtl)
        body += labels
        start = 0.0
        for part in chart.parts:
            value = part.values[row]
            width = (value.value or 0.0) * scale
            body += _rectangle(start, top, width, part.role, value, is_rtl)
            if value.text and len(value.text) * _LETTER_PX + 8 < width:
                body += _plate(start + width / 2, top, value.text, is_rtl)
            start += width
        body += text(start + 6, top + _BAR_PX - 4, total, is_rtl=is_rtl, kind="value")
        top += _BAR_PX + _GAP_PX
    return _svg(body, top, chart.alt) + _legend(LegendItem(part.role, part.label) for part in chart.parts)


def _map(chart: MapChart, is_rtl: bool) -> str:
    legend = "".join(
        _legend(items, kind)
        for items, kind in ((chart.marker_legend, "marker"), (chart.line_legend, "line"), (chart.fill_legend, "fill"))
    )
    return map_panels(chart, is_rtl=is_rtl) + legend


_DRAW: dict[type[Chart], Callable[[Any, bool], str]] = {BarChart: _bars, StackedBarChart: _stacks, MapChart: _map}


def _end(value: Value) -> float:
    return max((n for n in (value.value, value.high) if n is not None), default=0.0)


def _label(label: str, top: float, is_rtl: bool) -> tuple[str, float]:
    """The lines of a row's label, and where its mark begins."""
    lines = wrap(label, _LABEL_COLUMNS) or [""]
    drawn = "".join(
        text(0, top + (i + 1) * _LINE_PX - 4, line, is_rtl=is_rtl, kind="label") for i, line in enumerate(lines)
    )
    return drawn, top + len(lines) * _LINE_PX + 2


def _rectangle(start: float, top: float, width: float, role: str, value: Value, is_rtl: bool) -> str:
    """A bar from `start`, hatched as its role is; only its outline where the value is provisional."""
    if value.value is None or width <= 0:
        return ""
    x = WIDTH_PX - start - width if is_rtl else start
    place = {"x": x, "y": top, "width": max(width, 1.0), "height": _BAR_PX}
    colour = f"var(--{role_name(role)})"
    if value.is_provisional:
        return tag("rect", **place, fill="none", stroke=colour, stroke_width=1.5)
    return tag("rect", **place, fill=colour) + hatched(role, **place)


def _whisker(value: Value, scale: float, top: float, is_rtl: bool) -> str:
    """The band of a value; alone where there is no value."""
    if value.low is None or value.high is None:
        return ""
    x, end = ((WIDTH_PX - n * scale if is_rtl else n * scale) for n in (value.low, value.high))
    y = top + _BAR_PX / 2
    way = f"M{x:.1f} {y - 4}v8M{x:.1f} {y}H{end:.1f}M{end:.1f} {y - 4}v8"
    return tag("path", d=way, stroke="var(--text)", stroke_width=1.5, fill="none")


def _plate(middle: float, top: float, words: str, is_rtl: bool) -> str:
    """A text inside a bar, on a plate that keeps the hatch from its letters."""
    width = len(words) * _LETTER_PX + 4
    x = WIDTH_PX - middle if is_rtl else middle
    plate = tag("rect", x=x - width / 2, y=top + 2, width=width, height=_BAR_PX - 4, rx=2, fill="var(--background)")
    return plate + text(middle, top + _BAR_PX - 4.5, words, is_rtl=is_rtl, kind="inside", anchor="middle")


def _legend(items: Iterable[LegendItem], kind: str = "area") -> str:
    listed = "".join(f"<li>{swatch(item.role, kind)}{escape(item.text)}</li>" for item in items)
    return f'<ul class="legend">{listed}</ul>' if listed else ""


def _svg(body: str, height: float, alt: str) -> str:
    hatches = "".join(pattern for name, pattern in PATTERNS.items() if f"#{name})" in body)
    defined = f"<defs>{hatches}</defs>" if hatches else ""
    return (
        f'<svg class="chart" role="img" aria-label="{escape(alt)}" viewBox="0 0 {WIDTH_PX} {height:.0f}" '
        f'font-size="{SMALL_PX}">{defined}{body}</svg>'
    )
