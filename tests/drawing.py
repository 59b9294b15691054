"""A told chapter, drawn by everything that draws: both widths of the screen, the API's JSON, its CSV files and print."""

from __future__ import annotations

import json
from typing import get_args

from dashboard.api.as_json import chapter_object
from dashboard.chapters.registry import tables
from dashboard.content.choices import Notice
from dashboard.content.values import Chapter, Chart
from dashboard.documents import manifest
from dashboard.http.answers import written
from dashboard.i18n import translator
from dashboard.render.csv import table_csv
from dashboard.render.html import pieces
from dashboard.render.pdf import report as pdf
from dashboard.render.plotly import figure as figures
from dashboard.render.plotly.canvas import Width
from dashboard.support.edition import edition


def draw_everywhere(chapter: Chapter, notices: tuple[Notice, ...] = ()) -> None:
    """Draw a chapter as the screen, the API and print do, short of the browser and of Typst."""
    t = translator(chapter.lang)
    assert chapter.sections
    for width in get_args(Width):
        pieces.page(chapter, t, width)
    for chart in (block for section in chapter.sections for block in section.blocks if isinstance(block, Chart)):
        figures.figure(chart, is_rtl=t.is_rtl, width="wide").to_json()
        figures.figure(chart, is_rtl=t.is_rtl, mode="dark", width="phone")
    assert written(chapter_object(chapter, notices)).body
    for table in tables(chapter).values():
        assert table_csv(table)
    json.dumps(_print(chapter, "content"), allow_nan=False)


def print_chapter(chapter: Chapter) -> bytes:
    """The chapter as a PDF, laid out by Typst."""
    made = _print(chapter, "report")
    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF-")
    return made


def _print(chapter: Chapter, what: str) -> object:
    t = translator(chapter.lang)
    identity = pdf.Identity(chapter.build_id, chapter.as_of, edition(), ())
    files = manifest.data_files(chapter, tables(chapter), t)
    return getattr(pdf, what)([chapter], identity, files, chapter.lang, is_whole=False)
