"""A chapter on the screen: the same value the print and the API read, drawn with Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from dashboard.content import Chapter, Chart, Table, Text
from dashboard.i18n import Translator, translator
from dashboard.render import markup
from dashboard.render.canvas import Width
from dashboard.render.figures import CONFIG, figure
from dashboard.render.pieces import Pieces, pieces
from dashboard.theme import Mode


@dataclass(frozen=True)
class Html:
    """Long HTML for `st.html`, which would look a plain text up among the files and search it for an indent."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def draw(chapter: Chapter, mode: Mode, width: Width, controls: Callable[[], None] | None = None) -> None:
    """Draw a whole chapter, top to bottom; `controls` draws the page's widgets between the title and the figures."""
    t = translator(chapter.lang)
    st.html(
        f'<div class="head"><h1>{escape(chapter.title)}</h1><p class="question">{escape(chapter.question)}</p></div>'
    )
    if controls:
        with st.container(key="controls"):
            controls()
    made = _pieces((chapter.build_id, chapter.name, chapter.query, chapter.lang), chapter)
    st.html(Html(made.head))
    for section in chapter.sections:
        lead = f"<p>{escape(section.lead)}</p>" if section.lead else ""
        title = f"<h2>{escape(section.title)}</h2>"
        st.html(f'<section class="section" id="{escape(section.section_id)}">{title}{lead}</section>')
        for block in section.blocks:
            if isinstance(block, Chart):
                _draw_chart(block, made, chapter, mode, width, t)
            elif isinstance(block, Text):
                st.html(markup.prose(block))
            else:
                _draw_table(block, made)
    if chapter.notes:
        st.html('<ul class="notes">' + "".join(f"<li>{escape(note)}</li>" for note in chapter.notes) + "</ul>")
    st.html(markup.snapshot_links(chapter, t))


def _draw_chart(chart: Chart, made: Pieces, chapter: Chapter, mode: Mode, width: Width, t: Translator) -> None:
    with st.container(key=f"chart-{chart.chart_id}", border=True):
        st.html(f'<div class="chart-title"><h3>{escape(chart.title)}</h3><p>{escape(chart.subtitle)}</p></div>')
        key = (chapter.build_id, chapter.name, chart.chart_id, chapter.query, chapter.lang, mode, width)
        drawn = _figure(key, chart, t.is_rtl, mode, width)
        st.plotly_chart(drawn, alt=chart.alt, theme=None, key=f"plot-{chart.chart_id}", config=CONFIG)
        note = f'<p class="note">{escape(chart.note)}</p>' if chart.note else ""
        if note:
            st.html(note)
        st.html(Html(made.tools[chart.chart_id]))


def _draw_table(table: Table, made: Pieces) -> None:
    with st.container(key=f"table-{table.table_id}", border=True):
        title = f'<div class="chart-title"><h3>{escape(table.title)}</h3></div>'
        st.html(Html(title + made.tables[table.table_id]))
        st.html(Html(made.tools[table.table_id]))


@st.cache_resource(max_entries=400, show_spinner=False)
def _figure(key: tuple[str, ...], _chart: Chart, _is_rtl: bool, _mode: Mode, _width: Width) -> Any:
    """A drawn chart, kept for every reader of the same view; `key` names the view."""
    return figure(_chart, is_rtl=_is_rtl, mode=_mode, width=_width)


@st.cache_resource(max_entries=60, show_spinner=False)
def _pieces(key: tuple[str, ...], _chapter: Chapter) -> Pieces:
    """The HTML of a chapter (up to 1 MB), kept as drawings are."""
    return pieces(_chapter, translator(_chapter.lang))
