"""A chapter on the screen: the same value the print and the API read, given to Streamlit as a few pieces of HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.chapters.shared.contents import CONTENTS, MOVED
from dashboard.content.values import Chapter, Lang, Passage
from dashboard.http.root import relative, root_url
from dashboard.i18n import translator
from dashboard.render.html.markup import marked, newest_text
from dashboard.render.html.pieces import Page, page
from dashboard.render.plotly.canvas import Width
from dashboard.screen.shell import View
from dashboard.warehouse.build import Build

MOST_PAGES = 60  # up to 1 MB each


@dataclass(frozen=True)
class Html:
    """Long HTML for `st.html`, which would look a plain text up among the files and search it for an indent."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def made_page(build: Build, chapter: Chapter, width: Width) -> Page:
    """The pieces of a chapter's page, made once for everybody."""
    key = (chapter.name, chapter.query, chapter.lang, width, root_url())
    made: Page = build.cache("pages", MOST_PAGES).get(key, lambda: page(chapter, translator(chapter.lang), width))
    return made


def title_html(chapter: Chapter) -> str:
    """The title of a chapter, its question, and how new what it says is."""
    title = marked(chapter.title, (Passage(chapter.title, chapter.title_language),))
    newest = newest_text(chapter, translator(chapter.lang)) if chapter.newest_fact else ""
    fresh = f'<p class="newest">{escape(newest)}</p>' if newest else ""
    question = f'<p class="question">{escape(chapter.question)}</p>'
    return f'<div class="head"{_moved(chapter.name)}><h1>{title}</h1>{question}{fresh}</div>'


def draw(view: View, chapter: Chapter, controls: Callable[[], None] | None = None) -> None:
    """Draw a whole chapter, top to bottom; `controls` draws the page's widgets under its sentences and figures."""
    made = made_page(view.build, chapter, view.width)
    if made.contents:
        st.html(Html(made.contents))
    figures, *sections = made.pieces
    st.html(Html(title_html(chapter) + made.head))
    st.html(Html(figures))
    if controls:
        with st.container(key="controls"):
            st.html(controls_fold(chapter.lang))
            controls()
    for piece in sections:
        st.html(Html(piece))


def controls_fold(lang: Lang) -> str:
    """What a phone folds the page's widgets under."""
    t = translator(lang)
    words = escape(t("Filters and choices"))
    return f'<details class="controls"><summary>{words}</summary></details>'


def _moved(name: str) -> str:
    """Where sections of old addresses stand now, for the script that leads there: "fibre /networks; mobile /networks"."""
    found = [f"{section} {relative(CONTENTS[to].path)}" for (source, section), to in MOVED.items() if source == name]
    return f' data-moved="{escape("; ".join(found))}"' if found else ""
