"""Content as HTML text: figures, tables and receipts. Every text is escaped; a link is http(s) or one of our own pages.

Receipts and table views are the browser's own popovers: no request, closed by Escape, reached by keyboard.
"""

from __future__ import annotations

import functools
import re
from html import escape
from urllib.parse import quote, urlsplit

from dashboard.content import (
    Cell,
    Chapter,
    Chart,
    Column,
    Figure,
    Kpi,
    Receipt,
    ReceiptInput,
    Sentence,
    Source,
    Table,
    Text,
)
from dashboard.i18n import Translator
from dashboard.theme import ROLES

_OWN_PAGE = re.compile(r"(/[a-z]+)?\?")  # "?site=..." on the same page, "/sites?site=..." on another
_OWN_FILE = re.compile(r"/api/v1/[a-z0-9_./]*(\?lang=[a-z]{2})?")
_ISOLATES = re.compile("[\u2066-\u2069]")  # no width of their own
_FRENCH_SPACE = re.compile(r" (?=[;:?!»%])|(?<=«) ")  # where a line may not break
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
MAX_LARGE = 13  # characters of a figure set at full size
MAX_SHORT = 14  # characters of a cell that is kept on one line
MAX_EASY_TEXT = 4 * MAX_SHORT  # characters of a cell that needs no room of its own
MAX_HELD = 24  # characters held on one line with a figure, on either side
MAX_EASY_COLUMNS = 8  # a table with more is set smaller
MAX_PHONE_COLUMNS = 3  # a table with more becomes a list of rows on a phone, and one of long texts too
MAX_ROWS_KEPT = 5000  # rows of evidence as HTML, about 1 kB each: every view shows rows that others showed
MAX_REPEATED_ROWS = 5  # a receipt with more rows than these does not repeat those of another receipt

# The receipts of a page that list their rows: id and title by rows.
Told = dict[tuple[ReceiptInput, ...], tuple[str, str]]


@functools.cache
def grade_words(t: Translator) -> dict[str, str]:
    """What each grade means."""
    return {
        "A": t("official statistic or primary document"),
        "B": t("operator or investor disclosure, or peer-reviewed measurement"),
        "C": t("reputable press"),
        "D": t("one weak source, an estimate, or a placeholder"),
    }


def grade_chip(grade: str, t: Translator) -> str:
    """The grade's letter, its meaning on hover and for a screen reader; nothing where there is no grade."""
    words = grade_words(t).get(grade)
    if words is None:
        return ""
    meaning = escape(t("Grade {letter}: {meaning}", letter=grade, meaning=words))
    return (
        f'<span class="grade grade-{grade.lower()}" role="img" title="{meaning}" aria-label="{meaning}">{grade}</span>'
    )


def mark(role: str) -> str:
    """The symbol of a role in its colour, light or dark; nothing where the role has no meaning of its own."""
    if role not in ROLES or role == "neutral":
        return ""
    found = ROLES[role]
    return f'<i class="mark mark-{found.symbol}" style="color:light-dark({found.light},{found.dark})"></i>'


def band_text(figure: Figure, t: Translator) -> str:
    """The band of a figure in words; empty where it has none, or where the figure itself is told as its band."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    is_estimate = figure.kind == "estimate"
    low, high = (_in_unit(value, figure.unit, t, is_estimate=is_estimate) for value in (figure.low, figure.high))
    return t("between {low} and {high}", low=low, high=high)


def kpi_card(kpi: Kpi, t: Translator) -> str:
    """A figure set large with its grade, band, date and receipt."""
    figure = kpi.figure
    word = t("estimate")
    estimate = f'<span class="estimate">{escape(word)}</span>' if figure.kind == "estimate" else ""
    band = f'<p class="band">{escape(band_text(figure, t))}</p>' if band_text(figure, t) else ""
    when = escape(t("as of {date}", date=t.period(figure.as_of)))
    as_of = f'<time title="{when}">{escape(t.period(figure.as_of))}</time>' if figure.as_of else ""
    long = " long" if len(_ISOLATES.sub("", figure.text)) > MAX_LARGE else ""
    receipt = opener(_id(figure.figure_id), t("Receipt"), t("Receipt of: {label}", label=figure.label))
    return (
        f'<article class="kpi tone-{escape(kpi.tone)}" data-figure="{escape(figure.figure_id)}">'
        f'<h3>{mark(kpi.tone)}{escape(figure.label)}</h3><p class="value{long}"><span>{escape(figure.text)}</span>{estimate}</p>{band}'
        f'<p class="caption">{escape(kpi.caption)}</p>'
        f'<p class="foot">{grade_chip(figure.grade, t)}{as_of}'
        f"{receipt}</p></article>"
    )


def quoted(item: Sentence) -> list[tuple[int, int, Figure]]:
    """Where a sentence quotes its figures: start, end and figure, in order; one that its words do not hold is left out."""
    places: list[tuple[int, int, Figure]] = []
    for figure in item.figures:
        # Whole numbers only: the 2 of "2030" is not the figure 2.
        found = re.finditer(rf"(?<![\d.,]){re.escape(figure.text)}(?!\d)", item.text)
        free = (m.span() for m in found if all(m.end() <= start or m.start() >= end for start, end, _ in places))
        if figure.text and (span := next(free, None)):
            places.append((*span, figure))
    return sorted(places, key=lambda place: place[0])


def sentence(item: Sentence, t: Translator) -> str:
    """A headline sentence whose figures open their receipts."""
    pieces, at, places = [], 0, quoted(item)
    for start, end, figure in places:
        label = escape(t("Receipt of: {label}", label=figure.label))
        # A browser breaks a line beside a button whatever the spaces say: the button is held to what touches it.
        before, held = _last_word(item.text[at:start])
        after = re.match(r"[^ ]*", item.text[end:])
        follows = after.group() if after and len(after.group()) <= MAX_HELD else ""
        if any(end < other < end + len(follows) for other, _, _ in places):
            follows = ""
        pieces.append(
            f'{escape(before)}<span class="held">{escape(held)}<button class="quoted" '
            f'popovertarget="{_id(figure.figure_id)}" title="{label}">{escape(item.text[start:end])}</button>'
            f"{escape(follows)}</span>"
        )
        at = end + len(follows)
    return f"<p>{''.join(pieces)}{escape(item.text[at:])}</p>"


def _last_word(text: str) -> tuple[str, str]:
    """A text, and what of its end may not be parted from what follows: the last word, with its no-break spaces."""
    end = len(text) - 1 if text.endswith(": ") else len(text)  # a value stays with the label it answers
    cut = text.rfind(" ", 0, end) + 1
    return (text[:cut], text[cut:]) if len(text) - cut <= MAX_HELD else (text, "")


def figure_receipt(figure: Figure, t: Translator, told: Told | None = None) -> str:
    """The receipt of a figure, as a popover."""
    facts = [(t("Value"), figure.text), (t("Unit"), unit_word(figure.unit, t)), (t("Band"), band_text(figure, t))]
    grade = grade_words(t).get(figure.grade)
    if grade:
        facts.append((t("Grade"), t("{letter}: {meaning}", letter=figure.grade, meaning=grade)))
    return _receipt(_id(figure.figure_id), figure.label, figure.receipt, facts, t, told)


def chart_tools(chart: Chart, chapter: Chapter, t: Translator, told: Told | None = None) -> str:
    """Openers and popovers of a chart, its numbers as a table and its receipt, and the link to its CSV."""
    table, receipt = _id(f"table.{chart.chart_id}"), _id(f"chart.{chart.chart_id}")
    return (
        '<div class="tools">'
        + opener(table, t("Table"), t("Table of: {label}", label=chart.title))
        + opener(receipt, t("Receipt"), t("Receipt of: {label}", label=chart.title))
        + csv_link(chart.table, chapter, t)
        + "</div>"
        + popover(table, chart.title, html_table(chart.table, t), t)
        + _receipt(receipt, chart.title, chart.receipt, [(t("Unit"), chart.subtitle)], t, told)
    )


def table_tools(table: Table, chapter: Chapter, t: Translator, told: Told | None = None) -> str:
    """Opener and popover of a table's receipt where it has one, and the link to its CSV."""
    link = csv_link(table, chapter, t)
    if table.receipt is None:
        return f'<div class="tools">{link}</div>'
    name = _id(f"receipt.{table.table_id}")
    button = opener(name, t("Receipt"), t("Receipt of: {label}", label=table.title))
    return f'<div class="tools">{button}{link}</div>' + _receipt(name, table.title, table.receipt, [], t, told)


def csv_link(table: Table, chapter: Chapter, t: Translator) -> str:
    """A link to the CSV of exactly what is shown: the same build, choices and language, whoever opens it and when."""
    given = "&".join(part for part in (f"lang={chapter.lang}", chapter.query) if part)
    address = f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}/tables/{quote(table.table_id)}.csv?{given}"
    label = escape(t("Download exactly what is shown: {label}", label=table.title))
    word = escape(t("CSV"))
    return f'<a class="open" href="{escape(address)}" target="_self" download aria-label="{label}">{word}</a>'


def _receipt(
    name: str, title: str, receipt: Receipt, facts: list[tuple[str, str]], t: Translator, told: Told | None
) -> str:
    """A receipt as a popover; rows that an earlier one of the page lists are a click away there, not sent again."""
    facts = [*facts, (t("How it is computed"), receipt.formula)]
    end = [(t("Method"), receipt.method_version), (t("Build"), receipt.build_id)]
    before = None
    if told is not None and len(receipt.inputs) > MAX_REPEATED_ROWS:
        before = told.get(receipt.inputs)
        told.setdefault(receipt.inputs, (name, title))
    rows = _same_rows(*before, t) if before else _rows(receipt, t)
    return popover(name, title, f"{_facts(facts)}{rows}{_facts(end)}", t)


def _same_rows(target: str, title: str, t: Translator) -> str:
    words = t("Its rows of evidence are those of:")
    return f"<p>{escape(words)} {opener(target, title, t('Receipt of: {label}', label=title))}</p>"


def _rows(receipt: Receipt, t: Translator) -> str:
    """The rows a receipt rests on, as a table; nothing where there are none."""
    if not receipt.inputs:
        return ""
    names = tuple(escape(name) for name in (t("Input"), t("Value"), t("Grade"), t("Date"), t("Sources")))
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_input_row(row, t) for row in receipt.inputs)
    count = t.plural(
        "It rests on {count} row of evidence:", "It rests on {count} rows of evidence:", len(receipt.inputs)
    )
    return (
        f'<p>{escape(count)}</p><div class="scroll stack" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def is_list_on_phone(table: Table) -> bool:
    """Whether a phone shows a table row by row: where its columns, or the long texts in them, leave it no room."""
    if len(table.columns) < MAX_PHONE_COLUMNS:
        return False
    is_wordy = any(len(cell.text) > MAX_EASY_TEXT for row in table.rows for cell in row)
    return len(table.columns) > MAX_PHONE_COLUMNS or is_wordy


def html_table(table: Table, t: Translator) -> str:
    """A table that scrolls inside its frame when it is wider than the page; of one without rows, its note alone."""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    if not table.rows and note:
        return note
    labels = [escape(column.label) for column in table.columns]
    heads = "".join(
        f'<th scope="col" class="{c.align}">{label}</th>' for c, label in zip(table.columns, labels, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{_classes(column, cell)}" data-label="{label}"{_meaning(column, cell, t)}>{_cell(cell, t)}</td>'
            for column, label, cell in zip(table.columns, labels, row, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    stack = " stack" if is_list_on_phone(table) else ""
    stack += " dense" if len(table.columns) > MAX_EASY_COLUMNS else ""
    return (
        f'<div class="scroll{stack}" tabindex="0" role="region" aria-label="{escape(table.title)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def prose(text: Text) -> str:
    """Paragraphs under their title."""
    title = f"<h3>{escape(text.title)}</h3>" if text.title else ""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs)
    return f'<div class="prose">{title}{paragraphs}</div>'


def snapshot_links(chapter: Chapter, t: Translator) -> str:
    """Links to the PDF of the chapter as chosen, and to that of every chapter; both name the build."""
    address = f"/api/v1/builds/{chapter.build_id}/snapshot.pdf?lang={t.lang}"
    view = f"{address}&chapters={chapter.name}" + (f"&{chapter.query}" if chapter.query else "")
    links = ((view, t("PDF of this view")), (address, t("The whole report as PDF")))
    told = " · ".join(f'<a href="{escape(url)}" target="_self" download>{escape(text)}</a>' for url, text in links)
    return f'<p class="links snapshots">{told}</p>'


def opener(target: str, text: str, label: str) -> str:
    """A button that opens the popover `target`; `label` says in full what it opens."""
    return f'<button class="open" popovertarget="{target}" aria-label="{escape(label)}">{escape(text)}</button>'


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


def is_web_address(url: str) -> bool:
    """True for an http(s) address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def source_link(source: Source, t: Translator) -> str:
    """A source as a link to its document; without an address, as text with the reason."""
    text = f'<bdi dir="auto">{escape(source.publisher)} · {escape(source.title)}</bdi>'
    read = t("read on {date}", date=t.period(source.accessed_on)) if source.accessed_on else ""
    details = [source.kind_label, t.period(source.published_on), read]
    if source.url and is_web_address(source.url):
        text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    else:
        details.append(t("primary page not read: to be re-checked"))
    return f"{text} <small>{escape(' · '.join(filter(None, details)))}</small>"


@functools.lru_cache(maxsize=MAX_ROWS_KEPT)
def _input_row(row: ReceiptInput, t: Translator) -> str:
    words = t("official figure, read second-hand")
    second_hand = f"<small>{escape(words)}</small>" if row.is_second_hand else ""
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    sources = "".join(f"<li>{source_link(source, t)}</li>" for source in row.sources)
    meaning = escape(grade_words(t).get(row.grade, ""))
    cells = (
        f"<div>{escape(row.label)}{note}</div>",
        f"<span>{escape(row.value_text)}</span>",
        f"<div>{grade_chip(row.grade, t)}<small>{meaning}</small>{second_hand}</div>",
        f"<span>{escape(t.period(row.as_of))}</span>",
        f"<ul>{sources}</ul>",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"  # page.js names the cells of a panel


def _facts(facts: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts if v) + "</dl>"


def _classes(column: Column, cell: Cell) -> str:
    """A figure and a date stay on one line; a long text may break, and has room to."""
    length = len(cell.text)
    if isinstance(cell.value, str) and _DATE.fullmatch(cell.value):
        return column.align + " date"
    return column.align + (" short" if length <= MAX_SHORT else " long" if length > MAX_EASY_TEXT else "")


def _meaning(column: Column, cell: Cell, t: Translator) -> str:
    """What a grade means, on hover over its letter."""
    words = grade_words(t).get(str(cell.value)) if column.key in ("grade", "confidence") else None
    return f' title="{escape(words)}"' if words else ""


def _cell(cell: Cell, t: Translator) -> str:
    words = _FRENCH_SPACE.sub("\u00a0", cell.text) if t.lang == "fr" else cell.text
    text = f"<span>{escape(words)}</span>" if cell.text else ""
    if text and (sign := mark(cell.role)):
        text = f'<span class="state">{sign}{text}</span>'  # a sign is not parted from its word
    if _OWN_PAGE.match(cell.link):
        lang = "" if t.lang == "fr" else f"&lang={t.lang}"
        return f'<a href="{escape(cell.link + lang)}" target="_self">{text}</a>'
    if _OWN_FILE.fullmatch(cell.link) or is_web_address(cell.link):
        return f'<a href="{escape(cell.link)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    return text


def unit_word(unit: str, t: Translator) -> str:
    """A unit code as a reader writes it."""
    return {"pct": "%", "count": t("count")}.get(unit, unit)


def _in_unit(value: float, unit: str, t: Translator, *, is_estimate: bool) -> str:
    if unit in ("pct", "%") and is_estimate:
        return t.significant_percent(value)
    if unit in ("pct", "%"):
        return t.percent(value)
    return t.significant(value) if unit in ("", "count") else t.amount(value, unit, 1)


def _id(name: str) -> str:
    return "panel-" + re.sub(r"[^a-z0-9]+", "-", name.lower())
