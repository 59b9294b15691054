"""One chart as a page that other sites frame: no script, no state, its source and its build under it, and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import get_args
from urllib.parse import quote

from dashboard.content.maps import MapChart
from dashboard.content.values import Chapter, Chart, Lang, Source
from dashboard.i18n import Translator, translator
from dashboard.render.html.alone import stand_alone
from dashboard.render.html.drawn import drawing, height_px
from dashboard.render.plotly.canvas import Width
from dashboard.render.plotly.map import MAP_PHONE_PX, MAP_PX

_NAMED = 8  # publishers; the table has them all
WIDTH_PX = 640  # of a frame, where nobody says another
_PADDING_PX = 16  # around the page
NARROW_PX = 540  # a frame up to so wide has labels above their rows
_LINE_PX, _LETTERS_A_PX = 22, 0.145  # of small text, for the height of a frame: room is kept, never measured
_LOOK = (
    f"body{{padding:{_PADDING_PX}px}}main,footer{{max-width:none;padding-inline:0}}h1{{font-size:1.25rem;margin:0}}"
    "p{margin:.25rem 0}footer{margin-block-start:.75rem;padding-block:.5rem 0;font-size:.8125rem}"
    f".phone{{display:none}}@media (max-width:{NARROW_PX}px){{.phone{{display:block}}.wide{{display:none}}}}"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
)


@dataclass(frozen=True)
class EmbeddedChart:
    """A chart to be framed: what it rests on, where its image and its page are (addresses as the page names them), and where its code
    for other pages is (an oEmbed address)."""

    chart: Chart
    chapter: Chapter
    sources: tuple[Source, ...]
    back: str
    oembed: str


def page(framed: EmbeddedChart, faces: str) -> str:
    """The whole page as HTML; `faces` is the CSS of the font's faces."""
    chapter, chart = framed.chapter, framed.chart
    body = _body(framed)
    oembed = f'<link rel="alternate" type="application/json+oembed" href="{escape(framed.oembed)}" title="{escape(chart.title)}">'
    return stand_alone(chapter.lang, f"{chart.title} · Siyada", body, faces, links=oembed, look=_LOOK)


def _body(framed: EmbeddedChart) -> str:
    chapter, chart, t = framed.chapter, framed.chart, translator(framed.chapter.lang)
    words = t("See it in the dashboard, with its receipt")
    back = f'<a href="{escape(framed.back)}" target="_blank" rel="noopener">{escape(words)}</a>'
    day = t.period(chapter.as_of)
    build = t("Siyada · data as of {date} · build {build}", date=day, build=chapter.build_id)
    choices = f"<p>{escape(chapter.choices_text)}</p>" if chapter.query and chapter.choices_text else ""
    note = f'<p class="note">{escape(chart.note)}</p>' if chart.note else ""
    sources = sources_line(framed.sources, t)
    source = f"<p>{escape(sources)}</p>" if sources else ""
    drawn = "".join(f'<div class="{width}">{drawing(chart, chapter.lang, width)}</div>' for width in get_args(Width))
    return (
        f'<main><h1>{escape(chart.title)}</h1><p class="subtitle">{escape(chart.subtitle)}</p>{choices}{drawn}{note}</main>'
        f"<footer>{source}<p>{escape(build)} · CC BY 4.0</p><p>{back}</p></footer>"
    )


def sources_line(sources: Sequence[Source], t: Translator) -> str:
    """Who published what a chart rests on: the first names, and how many more there are; "" where nothing is known."""
    names = list(dict.fromkeys(source.publisher for source in sources))
    listed, more = t.listed(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        listed = t.plural("{names} and {count} more", "{names} and {count} more", more, names=listed)
    return t("Sources: {names}", names=listed) if names else ""


def frame_code(address: str, title: str, width_px: int, height_px: int) -> str:
    """The HTML by which another page frames the chart at `address`."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width_px}" height="{height_px}" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def frame_height_px(chart: Chart, lang: Lang, width_px: int = WIDTH_PX) -> int:
    """How high a frame of this width must be for its chart to be seen whole; the room of its words is reckoned, not measured."""
    room = max(width_px - 2 * _PADDING_PX, 100)
    width: Width = "wide" if width_px > NARROW_PX else "phone"
    drawn = height_px(chart, lang, width)
    if isinstance(chart, MapChart):  # it keeps its proportions
        drawn = round(drawn * room / (MAP_PHONE_PX if width == "phone" else MAP_PX))
    words = (chart.title, chart.title, chart.subtitle, chart.note, "x" * 260)  # the last for sources and build
    lines = sum(1 + int(len(text) / (room * _LETTERS_A_PX)) for text in words if text)
    return min(drawn + (lines + 3) * _LINE_PX, 3000)


def embed_path(chapter: Chapter, chart: Chart) -> str:
    """The address from our root of a chart to be framed: the same build, choices and language, whoever opens it and when."""
    asked = "&".join(part for part in (f"lang={chapter.lang}", f"build={chapter.build_id}", chapter.query) if part)
    return f"/embed/{chapter.name}/{quote(chart.chart_id)}?{asked}"
