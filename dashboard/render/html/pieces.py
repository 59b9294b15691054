"""What a chapter is made of on the screen: HTML and drawings by turns, as few pieces of HTML as there can be.

Every piece handed to Streamlit costs a message, and in the browser a component and a search of its HTML: what stands
between two drawings is one piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dashboard.content.values import Box, Chapter, Chart, Section, Table, Text
from dashboard.i18n import Translator
from dashboard.render.html import markup, panels
from dashboard.render.html.first_screen import Writers, carried, first_screen

# Rows shown before a fold, as page.css says it, and how many a fold must hide to be worth a click.
FIRST_ROWS, WORTH_HIDING = 10, 3
FIRST_ROWS_PHONE, WORTH_HIDING_PHONE = 2, 2  # a row of a list is a third of a phone's height


@dataclass(frozen=True)
class Framed:
    """A drawing with the HTML above and below it ("" for none), all in one frame."""

    chart: Chart
    above: str
    below: str


def pieces(chapter: Chapter, t: Translator) -> tuple[str | Framed, ...]:
    """A chapter below its title, top to bottom; rows of evidence that several receipts rest on are listed in the first."""
    drawn: panels.Drawn = {}
    found: list[str | Framed] = [_head(chapter, t, drawn)]
    between: list[str] = []
    for section in chapter.sections:
        if section.is_beside:  # stands in the head
            continue
        between.append(_section(section))
        for block in section.blocks:
            if isinstance(block, Chart):
                found += [*_run(between), _framed(block, chapter, t, drawn)]
                between = []
            elif isinstance(block, Table):
                between.append(_table(block, chapter, t, drawn))
            elif isinstance(block, Text):
                between.append(markup.prose(block))
            elif isinstance(block, Box):
                between.append(
                    f'<div class="sentences">{"".join(markup.sentence(line, t) for line in block.lines)}</div>'
                )
    if chapter.notes:
        between.append('<ul class="notes">' + "".join(f"<li>{escape(note)}</li>" for note in chapter.notes) + "</ul>")
    between.append(markup.snapshot_links(chapter, t))
    return (*found, *_run(between))


def _run(parts: list[str]) -> list[str]:
    return [f'<div class="run">{"".join(parts)}</div>'] if parts else []


def _section(section: Section) -> str:
    lead = f"<p>{escape(section.lead)}</p>" if section.lead else ""
    return (
        f'<section class="section" id="{escape(section.section_id)}"><h2>{escape(section.title)}</h2>{lead}</section>'
    )


def _framed(chart: Chart, chapter: Chapter, t: Translator, drawn: panels.Drawn) -> Framed:
    title = f'<div class="chart-title"><h3>{escape(chart.title)}</h3><p>{escape(chart.subtitle)}</p></div>'
    note = f'<div class="run"><p class="note">{escape(chart.note)}</p></div>' if chart.note else ""
    return Framed(chart, f'<div class="run titled">{title}{panels.chart_tools(chart, chapter, t, drawn)}</div>', note)


def _table(table: Table, chapter: Chapter, t: Translator, drawn: panels.Drawn) -> str:
    title = f'<div class="chart-title"><h3>{escape(table.title)}</h3></div>'
    head = f'<div class="run titled">{title}{panels.table_tools(table, chapter, t, drawn)}</div>'
    shown = _foldable(table, markup.html_table(table, t), t)
    return f'<div class="framed" id="table-{escape(table.table_id)}">{head}<div>{shown}</div></div>'


def _foldable(table: Table, html: str, t: Translator) -> str:
    """A long table with a native fold under it: of a folded one everywhere, of any list of rows on a phone."""
    count = len(table.rows)
    is_wide = table.is_folded and count >= FIRST_ROWS + WORTH_HIDING
    is_phone = is_wide or (markup.is_list_on_phone(table) and count >= FIRST_ROWS_PHONE + WORTH_HIDING_PHONE)
    if not is_phone:
        return html
    more, less = t("Show all rows ({count})", count=t.number(count)), t("Show the first rows only")
    label = t("Table: {label}", label=table.title)
    words = f'<span class="more">{escape(more)}</span><span class="less">{escape(less)}</span>'
    return (
        f'<div class="fold{" fold-wide" if is_wide else ""}">{html}'
        f'<details><summary>{words}<span class="unseen"> ({escape(label)})</span></summary></details></div>'
    )


def _head(chapter: Chapter, t: Translator, drawn: panels.Drawn) -> str:
    """Headline sentences and figures of a chapter as one piece of HTML, with their receipts."""
    first = first_screen(
        chapter,
        t,
        Writers(
            lambda item: markup.sentence_text(item, t),
            lambda chart: panels.chart_tools(chart, chapter, t, drawn),
            carried,
        ),
    )
    sentences = first or "".join(markup.sentence(item, t) for item in chapter.sentences)
    cards = "".join(markup.kpi_card(kpi, t) for kpi in chapter.kpis)
    receipts = "".join(panels.figure_receipt(shown, t, drawn, as_of=chapter.as_of) for shown in chapter.figures)
    words = t("Key figures")  # heard, not seen: the figures' names are headings of the third rank
    title = f'<h2 class="unseen">{escape(words)}</h2>' if cards else ""
    choices = f'<p class="choices">{escape(chapter.choices_text)}</p>' if chapter.choices_text else ""
    return (
        f'<div class="head">{choices}<div class="{"whole" if first else "sentences"}">{sentences}</div>{title}'
        f'<div class="kpis" style="--columns:{_columns(len(chapter.kpis))}">{cards}</div>{receipts}</div>'
    )


def _columns(count: int) -> int:
    """How many figures stand side by side on a wide screen, so that no row is left with a lone one."""
    return next((columns for columns in (4, 3, 5) if count % columns == 0), 4 if count % 4 > 1 else 3)
