"""A chart in HTML: drawn as SVG at once, and in a page where its Plotly figure is for the reader who reaches for it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import quote

from dashboard.content.values import Chapter, Chart, Lang
from dashboard.http.root import relative
from dashboard.i18n import translator
from dashboard.render.html.carried import carried_in
from dashboard.render.plotly.canvas import Width
from dashboard.render.plotly.figure import figure
from dashboard.render.svg.figure import draw_figure

MOST_DRAWN = 300  # charts for which what was drawn is kept: of a lever moved, most stay as they were


@lru_cache(MOST_DRAWN)
def drawing(chart: Chart, lang: Lang, width: Width) -> str:
    """A chart as HTML that needs no script; its colours follow those of the page."""
    is_rtl = translator(lang).is_rtl
    light, dark = (figure(chart, is_rtl=is_rtl, mode=mode, width=width).to_dict() for mode in ("light", "dark"))
    return draw_figure(light, dark, chart.alt)


@lru_cache(MOST_DRAWN)
def height_px(chart: Chart, lang: Lang, width: Width) -> int:
    """How high a chart is drawn."""
    return int(figure(chart, is_rtl=translator(lang).is_rtl, width=width).to_dict()["layout"]["height"])


def drawing_to_reach(chart: Chart, chapter: Chapter, width: Width) -> str:
    """A chart of `chapter` in its page; the figure's address lacks the colour mode, which the browser knows (page.js)."""
    at = f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}/charts/{quote(chart.chart_id)}.json"
    asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query, f"width={width}") if part)
    address = escape(f"{relative(at)}?{asked}")
    return f'<div class="plot" data-figure="{address}"{carried_in(drawing(chart, chapter.lang, width))}></div>'
