"""What a chapter is made of on the screen: a few pieces of HTML, its drawings within.

Every piece handed to Streamlit costs a message, and in the browser a component and a search of its HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dashboard.content.bounds import first_rows
from dashboard.content.values import Block, Chapter, Chart, Section, Table, Text
from dashboard.i18n import Translator
from dashboard.render.html import markup, panels
from dashboard.render.html.carried import carried
from dashboard.render.html.drawn import drawing_to_reach
from dashboard.render.html.first_screen import Writers, first_screen
from dashboard.render.html.rows import first_of_table
from dashboard.render.plotly.canvas import Width

# Rows shown before a fold, as page.css says it, and how many a fold must hide to be worth a click.
FIRST_ROWS, WORTH_HIDING = 10, 3
FIRST_ROWS_PHONE, WORTH_HIDING_PHONE = 2, 2  # a row of a list is a third of a phone's height
OPEN_SECTIONS = 3  # open at first; those after them open on demand
FEWEST_LISTED = 3  # sections from which a page has a list of them


@dataclass(frozen=True)
class Page:
    """A chapter: the links to its sections ("" for none), its head, which its widgets stand under, and what follows them."""

    contents: str
    head: str
    pieces: tuple[str, ...]


def page(chapter: Chapter, t: Translator, width: Width) -> Page:
    """A chapter below its title, top to bottom; rows of evidence that several receipts rest on are listed in the first.

    A section is a piece: of one that a choice leaves as it is, nothing is sent again.
    """
    drawn: panels.Drawn = {}
    head = _head(chapter, t, drawn)
    figures = _figures(chapter, t, drawn)
    sections = [
        _section(section, chapter, t, Drawer(width, drawn), is_open=place < OPEN_SECTIONS)
        for place, section in enumerate(_below(chapter))
    ]
    notes = "".join(f"<li>{escape(note)}</li>" for note in chapter.notes)
    end = _run((f'<ul class="notes">{notes}</ul>' if notes else "") + markup.snapshot_links(chapter, t))
    return Page(_contents(chapter, t), head, (figures, *sections, end))


@dataclass(frozen=True)
class Drawer:
    """For which width a page draws its charts, and the receipts that it has listed so far."""

    width: Width
    drawn: panels.Drawn


def _section(section: Section, chapter: Chapter, t: Translator, drawer: Drawer, *, is_open: bool) -> str:
    """A section that can be closed: its title and, while it is, the first sentence of its lead; then its blocks.

    One that is open at first is closed on a phone when it arrives (sections.js).
    """
    first, _, rest = section.lead.partition(". ")
    lead = f"<p>{escape(first)}{'.' if rest else ''}<span> {escape(rest)}</span></p>" if first else ""
    blocks = "".join(_block(block, chapter, t, drawer) for block in section.blocks)
    return (
        f'<details class="section folding" id="{escape(section.section_id)}"{" open" if is_open else ""}>'
        f"<summary><h2>{escape(section.title)}</h2>{lead}</summary>{_run(blocks)}</details>"
    )


def _block(block: Block, chapter: Chapter, t: Translator, drawer: Drawer) -> str:
    if isinstance(block, Chart):
        return _chart(block, chapter, t, drawer)
    if isinstance(block, Table):
        return _table(block, chapter, t, drawer.drawn)
    if isinstance(block, Text):
        return markup.prose(block)
    return f'<div class="sentences">{"".join(markup.sentence(line, t) for line in block.lines)}</div>'


def _run(html: str) -> str:
    return f'<div class="run">{html}</div>' if html else ""


def _below(chapter: Chapter) -> list[Section]:
    """The sections that do not stand in the head."""
    return [section for section in chapter.sections if not section.is_beside]


def _links(chapter: Chapter) -> str:
    listed = _below(chapter)
    listed = listed if len(listed) >= FEWEST_LISTED else []
    return "".join(f'<li><a href="#{escape(s.section_id)}">{escape(s.title)}</a></li>' for s in listed)


def _contents(chapter: Chapter, t: Translator) -> str:
    """Links to the sections, which stay in view where the page is wide."""
    title, links = escape(t("On this page")), _links(chapter)
    return f'<nav class="contents wide" aria-label="{title}"><p>{title}</p><ol>{links}</ol></nav>' if links else ""


def _contents_folded(chapter: Chapter, t: Translator) -> str:
    """The same links above the text, where the page has no room beside it."""
    title, links = escape(t("On this page")), _links(chapter)
    listed = f'<nav aria-label="{title}"><ol>{links}</ol></nav>'
    return f'<details class="contents narrow"><summary>{title}</summary>{listed}</details>' if links else ""


def _chart(chart: Chart, chapter: Chapter, t: Translator, drawer: Drawer) -> str:
    title = f'<div class="chart-title"><h3>{escape(chart.title)}</h3><p>{escape(chart.subtitle)}</p></div>'
    note = f'<p class="note">{escape(chart.note)}</p>' if chart.note else ""
    tools = panels.chart_tools(chart, chapter, t, drawer.drawn)
    head = f'<div class="run titled">{title}{tools}</div>'
    return f'<div class="framed chart" id="chart-{escape(chart.chart_id)}">{head}{drawing_to_reach(chart, chapter, drawer.width)}{note}</div>'


def _table(table: Table, chapter: Chapter, t: Translator, drawn: panels.Drawn) -> str:
    title = f'<div class="chart-title"><h3>{escape(table.title)}</h3></div>'
    head = f'<div class="run titled">{title}{panels.table_tools(table, chapter, t, drawn)}</div>'
    cut = first_rows(table)
    shown = _foldable(cut, first_of_table(table, chapter, t), t, is_whole=cut is table)
    return f'<div class="framed" id="table-{escape(table.table_id)}">{head}<div>{shown}</div></div>'


def _foldable(table: Table, html: str, t: Translator, *, is_whole: bool = True) -> str:
    """A long table with a native fold under it: of a folded one everywhere, of any list of rows on a phone.

    `is_whole`: it shows all its rows; where it is not, the fold opens what the page has of them.
    """
    count = len(table.rows)
    is_wide = table.is_folded and count >= FIRST_ROWS + WORTH_HIDING
    is_phone = is_wide or (markup.is_list_on_phone(table) and count >= FIRST_ROWS_PHONE + WORTH_HIDING_PHONE)
    if not is_phone:
        return html
    more = (
        t("Show all rows ({count})", count=t.number(count))
        if is_whole
        else t("Show more rows ({count})", count=t.number(count))
    )
    less = t("Show the first rows only")
    label = t("Table: {label}", label=table.title)
    words = f'<span class="more">{escape(more)}</span><span class="less">{escape(less)}</span>'
    return (
        f'<div class="fold{" fold-wide" if is_wide else ""}">{html}'
        f'<details><summary>{words}<span class="unseen"> ({escape(label)})</span></summary></details></div>'
    )


def _head(chapter: Chapter, t: Translator, drawn: panels.Drawn) -> str:
    """What a chapter says first: its sentences, or its first screen, and the way to its sections."""
    write = Writers(
        lambda item: markup.sentence_text(item, t), lambda chart: panels.chart_tools(chart, chapter, t, drawn), carried
    )
    first = first_screen(chapter, t, write, "".join(markup.sentence(item, t) for item in chapter.sentences))
    choices = f'<p class="choices">{escape(chapter.choices_text)}</p>' if chapter.choices_text else ""
    return f'<div class="head">{markup.paper_line(chapter, t)}{choices}{first}{_contents_folded(chapter, t)}</div>'


def _figures(chapter: Chapter, t: Translator, drawn: panels.Drawn) -> str:
    """The figures of a chapter set large, and the receipts of all that it quotes."""
    cards = "".join(markup.kpi_card(kpi, t) for kpi in chapter.kpis)
    receipts = "".join(
        panels.figure_receipt(shown, t, drawn, as_of=chapter.as_of, chapter=chapter) for shown in chapter.figures
    )
    words = t("Key figures")  # heard, not seen: the figures' names are headings of the third rank
    title = f'<h2 class="unseen">{escape(words)}</h2>' if cards else ""
    return f'{title}<div class="kpis" style="--columns:{_columns(len(chapter.kpis))}">{cards}</div>{receipts}'


def _columns(count: int) -> int:
    """How many figures stand side by side on a wide screen, so that no row is left with a lone one."""
    return next((columns for columns in (4, 3, 5) if count % columns == 0), 4 if count % 4 > 1 else 3)
