"""A chart in a page: drawn as SVG at once, and where its Plotly figure is for the reader who reaches for it."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from dashboard.content.values import Chapter, Chart
from dashboard.http.root import relative
from dashboard.i18n import translator
from dashboard.render.html.first_screen import carried_in
from dashboard.render.plotly.canvas import Width
from dashboard.render.plotly.figure import figure
from dashboard.render.svg.figure import draw_figure


def draw_in_page(chart: Chart, chapter: Chapter, width: Width) -> str:
    """A chart of `chapter` as HTML; its figure's address lacks the colour mode, which the browser knows (page.js)."""
    is_rtl = translator(chapter.lang).is_rtl
    light, dark = (figure(chart, is_rtl=is_rtl, mode=mode, width=width).to_dict() for mode in ("light", "dark"))
    at = f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}/charts/{quote(chart.chart_id)}.json"
    asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query, f"width={width}") if part)
    address = escape(f"{relative(at)}?{asked}")
    return f'<div class="plot" data-figure="{address}"{carried_in(draw_figure(light, dark, chart.alt))}></div>'
