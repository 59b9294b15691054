"""A stack of few rows as a strip at most 90 px high: its bars, and where it has several rows the words of each above it.

The numbers stand in texts of their own that name their figures (`data-figure`).
"""

from __future__ import annotations

from html import escape

from dashboard.content.charts import StackedBarChart
from dashboard.i18n import Translator
from dashboard.render.svg.marks import PATTERNS, WIDTH_PX, hatched, role_name, tag, text

_TEXT_PX, _THIN_PX, _THICK_PX, _GAP_PX = 15.0, 8.0, 16.0, 4.0
_LEAST_PX = 1.5  # a part that is there is seen


def strip(chart: StackedBarChart, t: Translator) -> str:
    """The drawing of a strip, named by its text alternative."""
    is_single = len(chart.rows) == 1
    scale = WIDTH_PX / (chart.axis.high or 1.0)
    body, top = "", 0.0
    for row, label in enumerate(chart.rows):
        if not is_single:
            said = t.labelled(label, chart.totals[row]) if chart.totals else label
            body += f'<g data-figure="{escape(" ".join(_figures(chart, row)))}">'
            body += text(0, top + _TEXT_PX - 4.5, said, is_rtl=t.is_rtl, kind="label") + "</g>"
            top += _TEXT_PX
        height = _THICK_PX if is_single else _THIN_PX
        body += _bar(chart, row, top, height, scale, t.is_rtl)
        top += height + _GAP_PX
    hatches = "".join(pattern for name, pattern in PATTERNS.items() if f"#{name})" in body)
    return (
        f'<svg class="strip-drawing" role="img" aria-label="{escape(chart.alt)}" '
        f'viewBox="0 0 {WIDTH_PX} {top - _GAP_PX:.0f}" font-size="11">{f"<defs>{hatches}</defs>" if hatches else ""}{body}</svg>'
    )


def _figures(chart: StackedBarChart, row: int) -> tuple[str, ...]:
    return chart.totals_of[row] if chart.totals_of else ()


def _bar(chart: StackedBarChart, row: int, top: float, height: float, scale: float, is_rtl: bool) -> str:
    drawn, start = "", 0.0
    for part in chart.parts:
        value = part.values[row].value
        if not value:
            continue
        width = max(value * scale, _LEAST_PX)
        x = WIDTH_PX - start - width if is_rtl else start
        place = {"x": x, "y": top, "width": width, "height": height}
        drawn += tag("rect", **place, fill=f"var(--{role_name(part.role)})") + hatched(part.role, **place)
        start += width
    return drawn
