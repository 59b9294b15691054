"""What opens above a page: receipts and the tables behind charts, what can be taken away, and the buttons that open them.

They are the browser's own popovers: no request, closed by Escape, reached by keyboard.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from dashboard.content.bounds import first_inputs
from dashboard.content.values import Chapter, Chart, Figure, Receipt, ReceiptInput, Source, Table
from dashboard.figures.band import band_text
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.render.citation import as_text, figure_citation
from dashboard.render.html.downloads import downloads
from dashboard.render.html.markup import grade_chip, grade_words, is_web_address, opener, panel_id
from dashboard.render.html.reports import report_link
from dashboard.render.html.rows import first_of_table, rest_of_receipt

MAX_ROWS_KEPT = 5000  # rows of evidence as HTML, about 1 kB each: every view shows rows that others showed
MAX_REPEATED_ROWS = 5  # a receipt with more rows than these does not repeat those of another receipt

# The receipts of a page that list their rows: id and title by rows.
Drawn = dict[tuple[ReceiptInput, ...], tuple[str, str]]


def figure_receipt(
    figure: Figure, t: Translator, drawn: Drawn | None = None, *, as_of: str = "", chapter: Chapter | None = None
) -> str:
    """The receipt of a figure, as a popover; with the day of the build's data, also what takes the figure away.

    With its chapter, a receipt of very many rows lists the first of them and leads to the others.
    """
    facts = [(t("Value"), figure.text), (t("Unit"), unit_word(figure.unit, t)), (t("Band"), band_text(figure, t))]
    grade = grade_words(t).get(figure.grade)
    if grade:
        facts.append((t("Grade"), t("{letter}: {meaning}", letter=figure.grade, meaning=grade)))
    taken = _take_away(figure, as_of, t) if as_of else ""
    return _receipt(panel_id(figure.figure_id), figure.label, figure.receipt, facts, t, drawn, taken, chapter)


def _take_away(figure: Figure, as_of: str, t: Translator) -> str:
    """A button that copies the figure as a sentence (page.js), and links to its citation in three forms."""
    words = as_text(figure_citation(figure, as_of, t), t)
    address = f"/api/v1/builds/{figure.receipt.build_id}/cite?figure={quote(figure.figure_id, safe='')}&lang={t.lang}"
    forms = (("text", t("Text")), ("bibtex", "BibTeX"), ("ris", "RIS"))
    links = " · ".join(
        f'<a href="{escape(relative(f"{address}&format={form}"))}" target="_self"{"" if form == "text" else " download"}>{escape(word)}</a>'
        for form, word in forms
    )
    copy, done, cite = escape(t("Copy the figure")), escape(t("Copied")), escape(t("Cite"))
    return (
        f'<div class="take"><button class="open" aria-live="polite" data-copy="{escape(words)}" data-done="{done}">{copy}</button>'
        f"<span>{cite} {links}</span>{report_link(figure, t)}</div>"
    )


def chart_tools(chart: Chart, chapter: Chapter, t: Translator, drawn: Drawn | None = None) -> str:
    """Openers and popovers of a chart: its numbers as a table, its receipt, and what can be taken away."""
    table, receipt = panel_id(f"table.{chart.chart_id}"), panel_id(f"chart.{chart.chart_id}")
    opened, taken = _downloads(chart.table, chart, chapter, t)
    return (
        '<div class="tools">'
        + opener(table, t("Table"), t("Table of: {label}", label=chart.title))
        + opener(receipt, t("Receipt"), t("Receipt of: {label}", label=chart.title))
        + f"{opened}</div>"
        + popover(table, chart.title, first_of_table(chart.table, chapter, t), t)
        + _receipt(receipt, chart.title, chart.receipt, [(t("Unit"), chart.subtitle)], t, drawn, chapter=chapter)
        + taken
    )


def table_tools(table: Table, chapter: Chapter, t: Translator, drawn: Drawn | None = None) -> str:
    """Openers and popovers of a table: its receipt where it has one, and what can be taken away."""
    opened, taken = _downloads(table, None, chapter, t)
    if table.receipt is None:
        return f'<div class="tools">{opened}</div>{taken}'
    name = panel_id(f"receipt.{table.table_id}")
    button = opener(name, t("Receipt"), t("Receipt of: {label}", label=table.title))
    receipt = _receipt(name, table.title, table.receipt, [], t, drawn, chapter=chapter)
    return f'<div class="tools">{button}{opened}</div>{receipt}{taken}'


def _downloads(table: Table, chart: Chart | None, chapter: Chapter, t: Translator) -> tuple[str, str]:
    """The opener and the popover of what can be taken away of a table, or of a chart with the table behind it."""
    title, name = (chart or table).title, panel_id(f"download.{chart.chart_id if chart else table.table_id}")
    if chart:
        name = f"{name}-chart"  # a table of the same id may stand beside it
    label = t("Download: {label}", label=title)
    return opener(name, t("Download"), label), popover(name, label, downloads(table, chart, chapter, t), t)


def _receipt(
    name: str,
    title: str,
    receipt: Receipt,
    facts: list[tuple[str, str]],
    t: Translator,
    drawn: Drawn | None,
    taken: str = "",
    chapter: Chapter | None = None,
) -> str:
    """A receipt as a popover; rows that an earlier one of the page lists are a click away there, not sent again."""
    facts = [
        *facts,
        (t("How it is computed"), receipt.formula),
        *((one.label, one.value_text) for one in receipt.steps),
    ]
    before = None
    if drawn is not None and len(receipt.inputs) > MAX_REPEATED_ROWS:
        before = drawn.get(receipt.inputs)
        drawn.setdefault(receipt.inputs, (name, title))
    rows = _same_rows(*before, t) if before else _rows(receipt, name, chapter, t)
    return popover(name, title, f"{taken}{_facts(facts)}{rows}{_end(receipt, t)}", t)


def _end(receipt: Receipt, t: Translator) -> str:
    """The method, with the link to where it is described in full, and the build."""
    method = escape(receipt.method_version)
    if query := receipt.method_query:
        before = "" if t.lang == "fr" else f"lang={t.lang}&amp;"
        method = f'<a href="{relative("/evidence")}?{before}{escape(query)}" target="_self">{method}</a>'
    method_row = f"<dt>{escape(t('Method'))}</dt><dd>{method}</dd>" if method else ""
    return f"<dl>{method_row}<dt>{escape(t('Build'))}</dt><dd>{escape(receipt.build_id)}</dd></dl>"


def further_cautions(row: ReceiptInput, t: Translator) -> list[str]:
    """What marks the value, then the cautions of the other rows that tell the same fact, each with where it stands."""
    return [*row.marks] + [
        t("Same fact, {label}: {note}", label=one.label, note=one.note)
        for one in row.elsewhere
        if one.note and one.note != row.note
    ]


def _same_rows(target: str, title: str, t: Translator) -> str:
    words = t("Its rows of evidence are those of:")
    return f"<p>{escape(words)} {opener(target, title, t('Receipt of: {label}', label=title))}</p>"


def _rows(receipt: Receipt, name: str, chapter: Chapter | None, t: Translator) -> str:
    """The rows a receipt rests on, as a table; nothing where there are none, and the first where they are very many."""
    if not receipt.inputs:
        return ""
    count = t.plural(
        "It rests on {count} row of evidence:", "It rests on {count} rows of evidence:", len(receipt.inputs)
    )
    shown = first_inputs(receipt) if chapter else receipt
    return f"<p>{escape(count)}</p>{input_rows(shown.inputs, t)}{rest_of_receipt(name, receipt, chapter, t)}"


def input_rows(inputs: Sequence[ReceiptInput], t: Translator) -> str:
    """Rows of evidence as a table."""
    names = tuple(escape(name) for name in (t("Input"), t("Value"), t("Grade"), t("Date"), t("Sources")))
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_input_row(row, t) for row in inputs)
    label = t("Rows of evidence")
    return (
        f'<div class="scroll stack" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def popover(name: str, title: str, body: str, t: Translator) -> str:
    """A panel that its opener shows above the page; `body` is HTML.

    The body travels as an attribute and page.js puts it in its place when the panel opens: most panels are never
    opened, and a page's hold ten times the elements of the page itself, each searched, built and styled by the browser.
    """
    kept = body.replace("&", "&amp;").replace("'", "&#39;")
    word = t("Close")
    close = f'<button class="close" popovertarget="{name}" popovertargetaction="hide">{escape(word)}</button>'
    return (
        f'<div class="panel" id="{name}" popover="auto" role="dialog" aria-label="{escape(title)}" '
        f"data-body='{kept}'><header><h4>{escape(title)}</h4>{close}</header></div>"
    )


_PANEL = re.compile(r'<div class="panel".*?</header></div>', re.DOTALL)


def without_panels(html: str) -> str:
    """The same HTML without what opens above the page."""
    return _PANEL.sub("", html)


def foreign(text: str, language: str) -> str:
    """A text in its own direction, and said to be in `language` where that is not the page's ("" where it is)."""
    said = f' lang="{escape(language)}"' if language else ""
    return f'<bdi dir="auto"{said}>{escape(text)}</bdi>'


def source_link(source: Source, t: Translator) -> str:
    """A source as a link to its document; without an address, as text with the reason."""
    text = foreign(f"{source.publisher} · {source.title}", source.language)
    read = t("read on {date}", date=t.period(source.accessed_on)) if source.accessed_on else ""
    details = [source.kind_label, t.period(source.published_on), source.read_via_label, read]
    if source.url and is_web_address(source.url):
        text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    else:
        details.append(t("primary page not read: to be re-checked"))
    return f"{text} <small>{escape(' · '.join(filter(None, details)))}</small>"


@functools.lru_cache(maxsize=MAX_ROWS_KEPT)
def _input_row(row: ReceiptInput, t: Translator) -> str:
    words = t("official figure, read second-hand")
    second_hand = f"<small>{escape(words)}</small>" if row.is_second_hand else ""
    note = "".join(f"<small>{escape(one)}</small>" for one in (row.note, *further_cautions(row, t)) if one)
    day = t("recorded on {date}", date=t.period(row.recorded_on)) if row.recorded_on else ""
    recorded = f"<small>{escape(day)}</small>" if day else ""
    sources = "".join(f"<li>{source_link(source, t)}</li>" for source in row.sources)
    meaning = escape(grade_words(t).get(row.grade, ""))
    cells = (
        f"<div>{escape(row.label)}{note}</div>",
        f"<span>{escape(row.value_text)}</span>",
        f"<div>{grade_chip(row.grade, t)}<small>{meaning}</small>{second_hand}</div>",
        f"<div>{escape(t.period(row.as_of))}{recorded}</div>",
        f"<ul>{sources}</ul>",
    )
    head, *others = cells
    return (
        f'<tr><th scope="row">{head}</th>' + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"
    )  # page.js names the cells of a panel


def _facts(facts: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts if v) + "</dl>"


def unit_word(unit: str, t: Translator) -> str:
    """A unit code as a reader writes it."""
    return {"pct": "%", "count": t("count")}.get(unit, unit)
