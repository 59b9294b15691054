"""Long tables and receipts: their first rows in a page, and all of them page by page, without a script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from dashboard.content.bounds import first_inputs, first_rows
from dashboard.content.values import Chapter, Chart, Receipt, Table
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.render.html.markup import html_table, panel_id

ROWS_A_PAGE = 200


@dataclass(frozen=True)
class Rows:
    """One page of what is too long for its chapter's page: a table, or the rows under a receipt, from row `start` on."""

    title: str
    start: int
    count: int
    body: str
    address: str  # of these rows, as the chapter's page names them: "table=register"


def first_of_table(table: Table, chapter: Chapter, t: Translator) -> str:
    """A table as a page shows it: whole, or its first rows with the way to the others."""
    shown = first_rows(table)
    return html_table(shown, t) + rest(f"rows={quote(table.table_id)}", table, len(shown.rows), chapter, t)


def rest(asked: str, of: Table | Receipt, shown: int, chapter: Chapter, t: Translator) -> str:
    """How many rows there are and the way to those that are not shown; "" where all are."""
    count = len(of.rows if isinstance(of, Table) else of.inputs)
    if shown >= count:
        return ""
    said = t("Rows {first} to {last} of {count}.", first=t.number(1), last=t.number(shown), count=t.number(count))
    links = [(rows_address(chapter, asked, shown), t("The next rows"), "")]
    if isinstance(of, Table):
        links.append((_file_address(chapter, of), t("All rows (CSV)"), " download"))
    listed = " · ".join(
        f'<a href="{escape(relative(url))}" target="_self"{more}>{escape(word)}</a>' for url, word, more in links
    )
    return f'<p class="rest note">{escape(said)} {listed}</p>'


def rest_of_receipt(name: str, receipt: Receipt, chapter: Chapter | None, t: Translator) -> str:
    """The same for the rows of a receipt; `name` is that of its panel."""
    shown = len(first_inputs(receipt).inputs)
    return rest(f"receipt={quote(name)}", receipt, shown, chapter, t) if chapter else ""


def rows_address(chapter: Chapter, asked: str, start: int) -> str:
    """Where the rows from `start` on stand, counted from 0."""
    parts = (f"chapter={chapter.name}", chapter.query, f"lang={chapter.lang}", asked, f"from={start + 1}")
    return f"/brief?{'&'.join(part for part in parts if part)}"


def _file_address(chapter: Chapter, table: Table) -> str:
    asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query) if part)
    return f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}/tables/{quote(table.table_id)}.csv?{asked}"


def rows_of_table(table: Table, start: int, t: Translator) -> Rows:
    """A page of a table's rows."""
    part = replace(table, rows=table.rows[start : start + ROWS_A_PAGE])
    return Rows(table.title, start, len(table.rows), html_table(part, t), f"rows={quote(table.table_id)}")


def receipts_of(chapter: Chapter) -> dict[str, tuple[str, Receipt]]:
    """Every receipt of a chapter with its title, by the name of its panel."""
    found = {panel_id(figure.figure_id): (figure.label, figure.receipt) for figure in chapter.figures}
    for section in chapter.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                found[panel_id(f"chart.{block.chart_id}")] = (block.title, block.receipt)
            elif isinstance(block, Table) and block.receipt:
                found[panel_id(f"receipt.{block.table_id}")] = (block.title, block.receipt)
    return found


def turning(rows: Rows, chapter: Chapter, t: Translator, *, is_below: bool = False) -> str:
    """Which rows a page shows, and the links to the pages before and after it; those below the rows have a name of their own."""
    last = min(rows.start + ROWS_A_PAGE, rows.count)
    said = t(
        "Rows {first} to {last} of {count}.",
        first=t.number(min(rows.start + 1, rows.count)),
        last=t.number(last),
        count=t.number(rows.count),
    )
    links = []
    if rows.start > 0:
        links.append((max(rows.start - ROWS_A_PAGE, 0), t("The rows before")))
    if last < rows.count:
        links.append((last, t("The next rows")))
    turned = " · ".join(
        f'<a href="{escape(relative(rows_address(chapter, rows.address, start)))}">{escape(word)}</a>'
        for start, word in links
    )
    if not links:
        return f'<p class="rest">{escape(said)}</p>'
    label = escape(t("Pages of rows, below them") if is_below else t("Pages of rows"))
    return f'<nav class="rest" aria-label="{label}"><p>{escape(said)} {turned}</p></nav>'
