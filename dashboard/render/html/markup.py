"""Content as HTML text: figures, sentences and tables. Every text is escaped; a link is http(s) or one of our own pages."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlsplit

from dashboard.content.freshness import count_old
from dashboard.content.theme import ROLES
from dashboard.content.values import (
    LANGS,
    Cell,
    Chapter,
    Column,
    Figure,
    Kpi,
    Lang,
    Passage,
    Sentence,
    Table,
    Text,
    by_language,
)
from dashboard.figures.band import band_text
from dashboard.http.root import relative, root_url
from dashboard.i18n import Translator

_OWN_PAGE = re.compile(r"(/[a-z]+)?\?")  # "?site=..." on the same page, "/sites?site=..." on another
_OWN_FILE = re.compile(r"/api/v1/[a-z0-9_./]*(\?lang=[a-z]{2})?")
_ISOLATES = re.compile("[\u2066-\u2069]")  # no width of their own
_FRENCH_SPACE = re.compile(r" (?=[;:?!»%])|(?<=«) ")  # where a line may not break
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
MAX_LARGE = 13  # characters of a figure set at full size
MAX_SHORT = 14  # characters of a cell that is kept on one line
MAX_EASY_TEXT = 4 * MAX_SHORT  # characters of a cell that needs no room of its own
MAX_HELD = 24  # characters held on one line with a figure, on either side
MAX_EASY_ROWS = 10  # a table with more can be sorted and searched
MAX_EASY_COLUMNS = 8  # a table with more is set smaller
MAX_PHONE_COLUMNS = 3  # a table with more becomes a list of rows on a phone, and one of long texts too


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


def dates_text(figure: Figure, t: Translator) -> str:
    """The dates of the facts a figure rests on: one, or the oldest and the newest; "" where none is dated."""
    return t.span(figure.as_of_oldest, figure.as_of)


def newest_text(chapter: Chapter, t: Translator) -> str:
    """How fresh a page is, for its head: the day of the data, its newest fact, and how many of its dated figures are old."""
    parts = [t("Data as of {date}", date=t.period(chapter.as_of))]
    if chapter.newest_fact:
        parts.append(t("newest dated fact: {date}", date=t.period(chapter.newest_fact)))
    dated, old = count_old(chapter)
    if dated:
        parts.append(
            t(
                "dated figures shown that are older than two years: {old} of {count}",
                old=t.number(old),
                count=t.number(dated),
            )
        )
    return t.series(parts)


def second_hand_text(graded: Figure | Sentence, t: Translator) -> str:
    """What stands beside the best grade where the original was not read."""
    return t("read second-hand") if graded.is_second_hand else ""


def kpi_card(kpi: Kpi, t: Translator) -> str:
    """A figure set large with its grade, band, date and receipt."""
    figure = kpi.figure
    word = t("estimate")
    estimate = f'<span class="estimate">{escape(word)}</span>' if figure.kind == "estimate" else ""
    band = f'<p class="band">{escape(band_text(figure, t))}</p>' if band_text(figure, t) else ""
    wording = dates_text(figure, t)
    when = escape(t("as of {date}", date=wording))
    as_of = f'<time title="{when}">{escape(wording)}</time>' if wording else ""
    hand = f"<span>{escape(second_hand_text(figure, t))}</span>" if figure.is_second_hand else ""
    long = " long" if len(_ISOLATES.sub("", figure.text)) > MAX_LARGE else ""
    receipt = opener(panel_id(figure.figure_id), t("Receipt"), t("Receipt of: {label}", label=figure.label))
    return (
        f'<article class="kpi tone-{escape(kpi.tone)}" data-figure="{escape(figure.figure_id)}">'
        f'<h3>{mark(kpi.tone)}{escape(figure.label)}</h3><p class="value{long}"><span>{escape(figure.text)}</span>{estimate}</p>{band}'
        f'<p class="caption">{escape(kpi.caption)}</p>'
        f'<p class="foot">{grade_chip(figure.grade, t)}{hand}{as_of}'
        f"{receipt}</p></article>"
    )


def quoted(item: Sentence) -> list[tuple[int, int, Figure]]:
    """Where a sentence quotes its figures: start, end and figure, in order; one that its words do not hold is left out."""
    places: list[tuple[int, int, Figure]] = []
    for figure in item.figures:
        # Whole numbers only: the 2 of "2030" is not the figure 2.
        words = item.said(figure)
        found = re.finditer(rf"(?<![\d.,]){re.escape(words)}(?!\d)", item.text)
        free = (m.span() for m in found if all(m.end() <= start or m.start() >= end for start, end, _ in places))
        if words and (span := next(free, None)):
            places.append((*span, figure))
    return sorted(places, key=lambda place: place[0])


def page_address(link: str, lang: Lang) -> str:
    """The address of a page or section of ours ("/sites#pipeline") in the reader's language, as a page names it."""
    path, mark, anchor = link.partition("#")
    if lang != LANGS[0]:
        path += f"{'&' if '?' in path else '?'}lang={lang}"
    return relative(f"{path}{mark}{anchor}")


def sentence(item: Sentence, t: Translator) -> str:
    """A headline sentence whose figures open their receipts, as a paragraph."""
    return f"<p>{sentence_text(item, t)}</p>"


def sentence_text(item: Sentence, t: Translator) -> str:
    """The text of a sentence whose figures open their receipts."""
    pieces, at, places = [], 0, quoted(item)
    for start, end, figure in places:
        label = escape(t("Receipt of: {label}", label=figure.label))
        heard = escape(t.labelled(item.text[start:end], figure.label))  # "1" alone says nothing in a list of buttons
        # A browser breaks a line beside a button whatever the spaces say: the button is held to what touches it.
        before, held = _last_word(item.text[at:start])
        after = re.match(r"[^ ]*", item.text[end:])
        follows = after.group() if after and len(after.group()) <= MAX_HELD else ""
        if any(end < other < end + len(follows) for other, _, _ in places):
            follows = ""
        pieces.append(
            f'{marked(before, item.passages)}<span class="held">{escape(held)}<button class="quoted" '
            f'popovertarget="{panel_id(figure.figure_id)}" title="{label}" aria-label="{heard}">{escape(item.text[start:end])}</button>'
            f"{escape(follows)}</span>"
        )
        at = end + len(follows)
    return f"{''.join(pieces)}{marked(item.text[at:], item.passages)}"


def marked(text: str, passages: Sequence[Passage], write: Callable[[str], str] = escape) -> str:
    """A text as HTML whose passages in other languages say which; `write` makes the reader's own words HTML."""
    return "".join(
        f'<span lang="{escape(part.language)}" dir="auto">{escape(part.words)}</span>'
        if part.language
        else write(part.words)
        for part in by_language(text, passages)
    )


def _last_word(text: str) -> tuple[str, str]:
    """A text, and what of its end may not be parted from what follows: the last word, with its no-break spaces."""
    end = len(text) - 1 if text.endswith(": ") else len(text)  # a value stays with the label it answers
    cut = text.rfind(" ", 0, end) + 1
    return (text[:cut], text[cut:]) if len(text) - cut <= MAX_HELD else (text, "")


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
    is_sorted = len(table.rows) > MAX_EASY_ROWS
    heads = "".join(
        f'<th scope="col" class="{c.align}" data-key="{escape(c.key)}">{marked(c.label, c.passages)}</th>'
        for c in table.columns
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<{_kind(place, cell)} class="{_classes(column, cell)}" data-label="{label}"{_meaning(column, cell, t)}{_order(cell) if is_sorted else ""}>'
            f"{_cell(cell, t)}</{_kind(place, cell)[:2]}>"
            for place, (column, label, cell) in enumerate(zip(table.columns, labels, row, strict=True))
        )
        + "</tr>"
        for row in table.rows
    )
    stack = " stack" if is_list_on_phone(table) else ""
    stack += " dense" if len(table.columns) > MAX_EASY_COLUMNS else ""
    return (
        f'<div class="scroll{stack}" tabindex="0" role="region" aria-label="{escape(table.title)}"><table{_sortable(table, t) if is_sorted else ""}>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _sortable(table: Table, t: Translator) -> str:
    """What the page's script needs to sort and search a table of many rows (tables.js); without it, it reads as it is."""
    total = t.number(len(table.rows))
    words = {
        "table": table.table_id,
        "title": table.title,
        "sort": t("Sort by"),
        "find": t("Search in this table"),
        "count": t("rows found: {count} of {total}", count="{count}", total=total),
    }
    return "".join(f' data-{name}="{escape(word)}"' for name, word in words.items())


def _kind(place: int, cell: Cell) -> str:
    """The element of a cell: the first of a row is its head, where it says anything."""
    return "td" if place or not cell.text else 'th scope="row"'


def _order(cell: Cell) -> str:
    """The value that a cell is sorted by, where its text would not do: a number, a day, or nothing where none is known."""
    value = cell.value
    is_ordered = value is None or isinstance(value, int | float) or _DATE.fullmatch(value)
    return f' data-value="{escape(str("" if value is None else value))}"' if is_ordered else ""


def prose(text: Text) -> str:
    """Paragraphs under their title."""
    title = f"<h3>{escape(text.title)}</h3>" if text.title else ""
    written = [marked(paragraph, text.passages) for paragraph in text.paragraphs]
    if written and _OWN_PAGE.match(text.link):
        written[-1] = f'<a href="{escape(relative(text.link))}" target="_self">{written[-1]}</a>'
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in written)
    return f'<div class="prose">{title}{paragraphs}</div>'


def paper_line(chapter: Chapter, t: Translator) -> str:
    """What only paper shows: where the PDF of the view is, in which every drawing stands."""
    address = f"{root_url()}{_view_address(chapter, t)}"
    link = f'<a href="{escape(address)}" dir="ltr">{escape(address)}</a>'
    said = t("For paper, this view has a PDF with every drawing:")
    return f'<p class="on-paper">{escape(said)} {link}</p>'


def _report_address(chapter: Chapter, t: Translator) -> str:
    return f"/api/v1/builds/{chapter.build_id}/snapshot.pdf?lang={t.lang}"


def _view_address(chapter: Chapter, t: Translator) -> str:
    return f"{_report_address(chapter, t)}&chapters={chapter.name}" + (f"&{chapter.query}" if chapter.query else "")


def snapshot_links(chapter: Chapter, t: Translator) -> str:
    """Links to the PDF of the chapter as chosen, to the workbook of its tables, and to the PDF of every chapter; all name the build."""
    address, view = _report_address(chapter, t), _view_address(chapter, t)
    asked = "&".join(part for part in (f"lang={t.lang}", chapter.query) if part)
    book = f"/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}.xlsx?{asked}"
    links = (
        (view, t("PDF of this view")),
        (book, t("Tables of this view as a workbook (XLSX)")),
        (address, t("The whole report as PDF")),
    )
    wording = " · ".join(
        f'<a href="{escape(relative(url))}" target="_self" download>{escape(text)}</a>' for url, text in links
    )
    return f'<p class="links snapshots">{wording}</p>'


def opener(target: str, text: str, label: str) -> str:
    """A button that opens the popover `target`; `label` says in full what it opens."""
    return f'<button class="open" popovertarget="{target}" aria-label="{escape(label)}">{escape(text)}</button>'


def is_web_address(url: str) -> bool:
    """True for an http(s) address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


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
    text = (
        f"<span>{marked(cell.text, cell.passages, _french if t.lang == 'fr' else escape)}</span>" if cell.text else ""
    )
    if text and (sign := mark(cell.role)):
        text = f'<span class="state">{sign}{text}</span>'  # a sign is not parted from its word
    if _OWN_PAGE.match(cell.link):
        lang = "" if t.lang == "fr" else f"&lang={t.lang}"
        return f'<a href="{escape(relative(cell.link + lang))}" target="_self">{text}</a>'
    if _OWN_FILE.fullmatch(cell.link) or is_web_address(cell.link):
        return f'<a href="{escape(relative(cell.link))}" target="_blank" rel="noopener noreferrer">{text}</a>'
    return text


def _french(words: str) -> str:
    return escape(_FRENCH_SPACE.sub("\u00a0", words))


def panel_id(name: str) -> str:
    """The id in the page of what opens for a figure, a chart or a table."""
    return "panel-" + re.sub(r"[^a-z0-9]+", "-", name.lower())
