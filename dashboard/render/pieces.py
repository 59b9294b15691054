"""The pieces of HTML a chapter is made of on the screen, apart from its drawings."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dashboard.content import Chapter, Chart, Table
from dashboard.i18n import Translator
from dashboard.render import markup

# Rows shown before a fold, as page.css says it, and how many a fold must hide to be worth a click.
FIRST_ROWS, WORTH_HIDING = 10, 3
FIRST_ROWS_PHONE, WORTH_HIDING_PHONE = 2, 2  # a row of a list is a third of a phone's height


@dataclass(frozen=True)
class Pieces:
    """HTML by place: the head, tables by id, and the tools under each chart and table by id."""

    head: str
    tables: dict[str, str]
    tools: dict[str, str]


def pieces(chapter: Chapter, t: Translator) -> Pieces:
    """All HTML of a chapter, top to bottom; rows of evidence that several receipts rest on are listed in the first."""
    told: markup.Told = {}
    head = _head(chapter, t, told)
    tables, tools = {}, {}
    for block in (block for section in chapter.sections for block in section.blocks):
        if isinstance(block, Chart):
            tools[block.chart_id] = markup.chart_tools(block, chapter, t, told)
        elif isinstance(block, Table):
            tables[block.table_id] = _foldable(block, markup.html_table(block, t), t)
            tools[block.table_id] = markup.table_tools(block, chapter, t, told)
    return Pieces(head, tables, tools)


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


def _head(chapter: Chapter, t: Translator, told: markup.Told) -> str:
    """Headline sentences and figures of a chapter as one piece of HTML, with their receipts."""
    sentences = "".join(markup.sentence(item, t) for item in chapter.sentences)
    cards = "".join(markup.kpi_card(kpi, t) for kpi in chapter.kpis)
    receipts = "".join(markup.figure_receipt(shown, t, told) for shown in chapter.figures)
    words = t("Key figures")  # heard, not seen: the figures' names are headings of the third rank
    title = f'<h2 class="unseen">{escape(words)}</h2>' if cards else ""
    choices = f'<p class="choices">{escape(chapter.choices_text)}</p>' if chapter.choices_text else ""
    return (
        f'<div class="head">{choices}<div class="sentences">{sentences}</div>{title}'
        f'<div class="kpis" style="--columns:{_columns(len(chapter.kpis))}">{cards}</div>{receipts}</div>'
    )


def _columns(count: int) -> int:
    """How many figures stand side by side on a wide screen, so that no row is left with a lone one."""
    return next((columns for columns in (4, 3, 5) if count % columns == 0), 4 if count % 4 > 1 else 3)
