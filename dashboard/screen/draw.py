"""A chapter on the screen: the same value the print and the API read, drawn with Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.chapters.shared.contents import CONTENTS, MOVED
from dashboard.content.values import Chapter, Passage
from dashboard.http.root import relative, root_url
from dashboard.i18n import translator
from dashboard.render.html.markup import marked, newest_text
from dashboard.render.html.pieces import Framed, Group, Page, page
from dashboard.render.plotly.figure import CONFIG, Drawing, figure
from dashboard.screen.shell import View

MOST_DRAWINGS = 400
MOST_PAGES = 60  # up to 1 MB each


@dataclass(frozen=True)
class Html:
    """Long HTML for `st.html`, which would look a plain text up among the files and search it for an indent."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def draw(view: View, chapter: Chapter, controls: Callable[[], None] | None = None) -> None:
    """Draw a whole chapter, top to bottom; `controls` draws the page's widgets between the sentences and the figures."""
    t = translator(chapter.lang)
    key = (chapter.name, chapter.query, chapter.lang, root_url())
    made: Page = view.build.cache("pages", MOST_PAGES).get(key, lambda: page(chapter, t))
    if made.contents:
        st.html(Html(made.contents))
    title = marked(chapter.title, (Passage(chapter.title, chapter.title_language),))
    newest = f'<p class="newest">{escape(newest_text(chapter, t))}</p>' if chapter.newest_fact else ""
    question = f'<p class="question">{escape(chapter.question)}</p>'
    st.html(f'<div class="head"{_moved(chapter.name)}><h1>{title}</h1>{question}{newest}</div>')
    st.html(Html(made.head))
    if controls:
        words = escape(t("Filters and choices"))
        with st.container(key="controls"):
            st.html(f'<details class="controls"><summary>{words}</summary></details>')  # for phones
            controls()
    for group in made.groups:
        if group.folded:
            with st.container(key=f"folding-{group.folded}"):
                _draw_group(view, group, chapter)
        else:
            _draw_group(view, group, chapter)


def _moved(name: str) -> str:
    """Where sections of old addresses stand now, for the script that leads there: "fibre /networks; mobile /networks"."""
    found = [f"{section} {relative(CONTENTS[to].path)}" for (source, section), to in MOVED.items() if source == name]
    return f' data-moved="{escape("; ".join(found))}"' if found else ""


def _draw_group(view: View, group: Group, chapter: Chapter) -> None:
    for piece in group.pieces:
        if isinstance(piece, Framed):
            _draw_chart(view, piece, chapter)
        else:
            st.html(Html(piece))


def _draw_chart(view: View, piece: Framed, chapter: Chapter) -> None:
    chart = piece.chart
    with st.container(key=f"chart-{chart.chart_id}", border=True):
        st.html(Html(piece.above))
        key = (chapter.name, chart.chart_id, chapter.query, chapter.lang, view.mode, view.width)
        drawn: Drawing = view.build.cache("drawings", MOST_DRAWINGS).get(
            key, lambda: figure(chart, is_rtl=view.t.is_rtl, mode=view.mode, width=view.width)
        )
        st.plotly_chart(drawn, alt=chart.alt, theme=None, key=f"plot-{chart.chart_id}", config=CONFIG)
        if piece.below:
            st.html(Html(piece.below))
