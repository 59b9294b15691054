"""A workbook of tables: a sheet each, then their sources, the notes and the choices they answer.

Every sheet of data begins alike: its title, the choices, what it is and of which build; the heads of the columns stand in
row 4. The same content gives the same bytes: the only date inside is that of the build.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from dashboard.content.values import Chapter, Source, Table
from dashboard.http.root import root_url
from dashboard.i18n import Translator, translator
from dashboard.render.csv import with_day
from dashboard.render.html.markup import grade_words, is_web_address
from dashboard.render.xlsx.columns import DAY, GENERAL, TEXT, SheetCell, SheetColumn, sheet_columns

HEAD_ROW = 3  # from zero: the row of the heads of columns
_NAME_LENGTH = 31  # of a sheet, as spreadsheets have it
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\u2066-\u2069]")
_WIDTH = (9, 56)  # of a column, in characters
_URL_LENGTH = 2000  # of a link, as spreadsheets have it


@dataclass(frozen=True)
class SheetTable:
    """A table with what it counts (a chart's unit and period, "" for none) and the notes that belong to it."""

    table: Table
    subtitle: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What a workbook holds: tables of a chapter, each source with the numbers of the tables that rest on it and the terms
    of the data."""

    chapter: Chapter
    tables: tuple[SheetTable, ...]
    sources: tuple[tuple[Source, tuple[int, ...]], ...]
    terms: tuple[str, ...]


def workbook(contents: Contents) -> bytes:
    """The workbook as a file, in the language of its chapter; in Arabic its sheets run from the right."""
    out = io.BytesIO()
    chapter = contents.chapter
    book = _Book(out, translator(chapter.lang))
    titles = [one.table.title for one in contents.tables]
    book.describe(titles[0] if len(titles) == 1 else chapter.title, chapter)
    for number, one in enumerate(contents.tables, 1):
        name = book.t("Data") if len(titles) == 1 else f"{number}. {one.table.title}"
        book.add_table(name, one, chapter)
    book.add_sources(contents)
    book.add_notes(contents)
    book.add_choices(chapter)
    book.close()
    return out.getvalue()


class _Book:
    """A workbook being written; texts are written as texts, whatever they begin with."""

    def __init__(self, out: io.BytesIO, t: Translator) -> None:
        from xlsxwriter import Workbook  # a third of a second, and seldom asked for

        self.t = t
        self._book = Workbook(out, {"in_memory": True})
        self._forms: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def describe(self, title: str, chapter: Chapter) -> None:
        self._book.set_properties(
            {
                "title": title,
                "author": "Siyada",
                "comments": _of_build(chapter, self.t),
                "created": datetime.fromisoformat(chapter.as_of),
            }
        )

    def close(self) -> None:
        self._book.close()

    def add_table(self, name: str, one: SheetTable, chapter: Chapter) -> None:
        sheet = self._sheet(name)
        self._heading(sheet, one.table.title, choices_line(chapter, self.t), " · ".join(filter(None, (one.subtitle, _of_build(chapter, self.t)))))  # fmt: skip
        self._columns(sheet, HEAD_ROW, sheet_columns(one.table, self.t))

    def add_sources(self, contents: Contents) -> None:
        t = self.t
        sheet = self._sheet(t("Sources"))
        self._heading(
            sheet,
            t("Sources"),
            t("What the tables rest on, by their number; one without sources of its own is told those of its section."),
        )
        listed = [source for source, _ in contents.sources]
        columns = (
            (t("Source"), [source.source_id for source in listed]),
            (t("Tables"), ["; ".join(map(str, used)) for _, used in contents.sources]),
            (t("Publisher"), [source.publisher for source in listed]),
            (t("Title"), [source.title for source in listed]),
            (t("Kind"), [source.kind_label for source in listed]),
            (t("Published on"), [source.published_on for source in listed]),
            (t("Read on"), [source.accessed_on for source in listed]),
            (t("How it was read"), [source.read_via_label for source in listed]),
            (t("Address"), [source.url or "" for source in listed]),
        )
        self._columns(
            sheet, HEAD_ROW, [SheetColumn(label, tuple(map(_text_or_day, cells))) for label, cells in columns]
        )

    def add_notes(self, contents: Contents) -> None:
        t, chapter = self.t, contents.chapter
        lines = [
            *(note for one in contents.tables for note in (*one.notes, one.table.note) if note),
            *chapter.notes,
            t("A blank means that no source gives the value, never zero."),
            *(t("Grade {letter}: {meaning}", letter=letter, meaning=words) for letter, words in grade_words(t).items()),
            *(f"{one}." for one in contents.terms),
        ]
        sheet = self._sheet(t("Notes"))
        self._heading(sheet, t("Notes"), chapter.title, _of_build(chapter, t))
        cells = tuple(SheetCell(line, TEXT) for line in dict.fromkeys(lines))
        self._columns(sheet, HEAD_ROW, [SheetColumn(t("Note"), cells)], width=110)

    def add_choices(self, chapter: Chapter) -> None:
        t = self.t
        sheet = self._sheet(t("Choices"))
        self._heading(sheet, t("Choices"), choices_line(chapter, t), _of_build(chapter, t))
        given = parse_qsl(chapter.query)
        asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query) if part)
        rows = [*given, ("lang", chapter.lang), ("build", chapter.build_id), (t("Address"), f"{root_url()}/api/v1/builds/{chapter.build_id}/chapters/{chapter.name}?{asked}")]  # fmt: skip
        columns = [
            SheetColumn(label, tuple(SheetCell(row[place], TEXT) for row in rows))
            for place, label in enumerate((t("Parameter"), t("Value")))
        ]
        self._columns(sheet, HEAD_ROW, columns)

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(self._free_name(name))
        if self.t.is_rtl:
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        return sheet

    def _free_name(self, name: str) -> str:
        """A name that a spreadsheet takes, and that no other sheet has."""
        plain = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip(" '")
        if len(plain) > _NAME_LENGTH:
            plain = plain[: _NAME_LENGTH + 1].rpartition(" ")[0][:_NAME_LENGTH].rstrip(" '(،,;") or plain[:_NAME_LENGTH]
        number = 2
        while plain.casefold() in self._names:
            plain = f"{plain[: _NAME_LENGTH - 4]} ({number})"
            number += 1
        self._names.add(plain.casefold())
        return plain

    def _heading(self, sheet: Any, title: str, *lines: str) -> None:
        sheet.write_string(0, 0, title, self._form(bold=True, font_size=14))
        for row, line in enumerate(lines, 1):
            sheet.write_string(row, 0, line, self._form(font_color="#595959"))

    def _columns(self, sheet: Any, top: int, columns: Sequence[SheetColumn], width: int = _WIDTH[1]) -> None:
        head = self._form(bold=True, text_wrap=True, valign="top", bottom=1)
        count = max((len(column.cells) for column in columns), default=0)
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.label, head)
            longest = max((len(str(cell.value)) for cell in column.cells if cell.value is not None), default=0)
            sheet.set_column(place, place, min(max(longest + 2, len(column.label) // 2 + 2, _WIDTH[0]), width))
            for row, cell in enumerate(column.cells, top + 1):
                self._cell(sheet, row, place, cell)
        sheet.freeze_panes(top + 1, 0)
        if count:
            sheet.autofilter(top, 0, top + count, len(columns) - 1)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{top + count + 1}"})  # a year, a period

    def _cell(self, sheet: Any, row: int, place: int, cell: SheetCell) -> None:
        if cell.value is None:
            return
        if isinstance(cell.value, str):
            form = self._form(text_wrap=True, valign="top", num_format=cell.form)
            if is_web_address(cell.value) and cell.value.isascii() and len(cell.value) < _URL_LENGTH:
                sheet.write_url(row, place, cell.value, form, cell.value)
            else:
                sheet.write_string(row, place, cell.value, form)
        elif isinstance(cell.value, date):
            sheet.write_datetime(row, place, cell.value, self._form(valign="top", num_format=cell.form))
        else:
            sheet.write_number(row, place, cell.value, self._form(valign="top", num_format=cell.form))

    def _form(self, **given: Any) -> Any:
        asked = given | ({"reading_order": 2} if self.t.is_rtl else {})
        key = tuple(sorted(asked.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(asked)
        return self._forms[key]


def choices_line(chapter: Chapter, t: Translator) -> str:
    """What was chosen, in words where the chapter has them; that nothing was, where nothing was."""
    if not chapter.query:
        return t("Without a filter, at default choices")
    return t("Choices made: {choices}", choices=chapter.choices_text or chapter.query)


def _of_build(chapter: Chapter, t: Translator) -> str:
    return t("Data as of {date}, build {build}", date=t.period(chapter.as_of), build=chapter.build_id)


def _text_or_day(value: str) -> SheetCell:
    day = with_day(value)
    return SheetCell(day, DAY) if isinstance(day, date) else SheetCell(value or None, TEXT if value else GENERAL)
