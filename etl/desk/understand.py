"""Rows of a file as rows of a table: every cell in the evidence's own form, or a question about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from etl.contracts.tables import TableContract
from etl.desk.cells import DayOrder, day_order, decimal_sign, number_text, plain_digits, text_of, time_text
from etl.desk.contract import can_be_blank, entry, fault, kind
from etl.desk.evidence import key_of
from etl.desk.grid import Cell, CellError, Contents, Note
from etl.desk.layout import Layout, find_layout
from etl.desk.mapping import Mapping
from etl.desk.questions import Question
from etl.desk.words import Names, language_of
from etl.evidence.typography import is_french, set_french

_NAMES_LISTED = 12


@dataclass
class Row:
    """A row of a file: its line, the cells it gives, what its action column says, and what it leaves open."""

    line: int
    cells: dict[str, str]
    action: str = ""
    asked: list[tuple[str, str, str, dict[str, object]]] = field(default_factory=list)
    """Column, rule of the question, what the cell says, what fills the question."""


@dataclass(frozen=True)
class Understood:
    """The rows of a file, the columns it gives, and how it was read."""

    rows: list[Row]
    given: frozenset[str]
    notes: list[Note]


class Reader:
    """Reads cells of one file: its sign of decimals, its order in days, its words."""

    def __init__(self, table: TableContract, names: Names, mapping: Mapping, decimal: str, order: DayOrder) -> None:
        self.table, self.names, self.mapping = table, names, mapping
        self.decimal, self.order = decimal, order
        self.named: dict[tuple[str, str, str], None] = {}
        self.translated = 0
        self.months: set[str] = set()

    def put(self, row: Row, column: str, cell: Cell, language: str) -> None:
        """Write a cell into a row, or ask about it."""
        if isinstance(cell, CellError):
            row.cells[column] = ""
            row.asked.append((column, "formula_error", cell.shown, {}))
            return
        shown = text_of(cell)
        mapped = self.mapping.codes.get(column, {}).get(shown)
        if mapped is not None or cell is None or shown == "":
            row.cells[column] = mapped or ""
            return
        try:
            row.cells[column] = self.read(column, cell)
        except ValueError:
            row.cells[column] = ""
            row.asked.append((column, "not_understood", shown, {"rule": _unread(kind(self.table, column))}))
            return
        if kind(self.table, column) == "phrase":
            self._phrase(row, column, language)
        if found := fault(self.table, column, row.cells[column]):
            if column == "source_ids":
                row.asked.append((column, "source", shown, {"given": shown}))
            else:
                row.asked.append((column, "not_understood", shown, {"rule": found[0], **found[1]}))
            row.cells[column] = ""

    def read(self, column: str, cell: Cell) -> str:
        """A cell in the evidence's form. Raises ValueError where it can't be read as the column's kind."""
        sort = kind(self.table, column)
        text = text_of(cell)
        if sort == "number":
            return number_text(cell, self.decimal)
        if sort in ("day", "when", "period"):
            found = time_text(cell, sort, self.order)
            return found[:7] if column in self.months else found
        if sort in ("countries", "references") or (sort == "code" and self._is_list(column)):
            return ";".join(self._one(column, part.strip()) for part in text.split(";") if part.strip())
        if sort in ("country", "code", "reference"):
            return self._one(column, text)
        return set_french(text) if is_french(self.table.name, column, {}) else text

    def _is_list(self, column: str) -> bool:
        return any(code.column == column and code.is_list for code in self.table.coded)

    def _one(self, column: str, text: str) -> str:
        """One country, code or identifier; what names none stays as it is, for the contract or a question to tell."""
        key = next((one for one in self.table.foreign_keys if one.column == column), None)
        if key:
            found = self.names.identifier(key.table, key.ref_column, text)
        else:
            label = next((code.label_column for code in self.table.coded if code.column == column), column)
            if kind(self.table, column) in ("country", "countries"):
                label = "country"
            found = self.names.code(self.table.name, column, label, text, entry(self.table, column).codes)
        if found and found != text:
            self.named[(column, text, found)] = None
        return found or text

    def _phrase(self, row: Row, column: str, language: str) -> None:
        text = row.cells[column]
        english, spoken = self.names.english_of(text), language_of(text, language)
        if text in self.names.known_english:
            return
        if english:
            row.cells[column], self.translated = english, self.translated + 1
        elif spoken != "en":
            row.cells[column] = ""
            row.asked.append((column, "english", text, {"language": spoken}))


def _unread(sort: str) -> str:
    return {"number": "not_a_number", "day": "not_a_day", "when": "not_a_date", "period": "not_a_period"}.get(
        sort, "blank"
    )


def understand(contents: Contents, table: TableContract, mapping: Mapping, names: Names, name: str) -> Understood:
    """The rows of a file for a table. Raises DeskError where no line of it names columns of the table."""
    layout = find_layout(contents, table, mapping, names, name)
    texts = list(_texts(layout, table))
    decimal = decimal_sign(texts) or contents.decimal or ("." if _is_comma_separated(contents) else "")
    days = list(_texts(layout, table, ("day", "when", "period")))
    order = day_order(days) or "day"
    reader = Reader(table, names, mapping, decimal, order)
    reader.months = _month_columns(layout, table)
    rows, more = _rows(layout, reader)
    given = (
        {column for column, _ in layout.heads.values()}
        | set(mapping.values)
        | {layout.wide_column, layout.value_column}
    )
    notes = [*contents.notes, *_notes(contents, layout, reader, days, texts), *more]
    return Understood(rows, frozenset(given - {"action", ""}), notes)


def _is_comma_separated(contents: Contents) -> bool:
    return any(code == "csv_form" and values["separator"] == "," for code, values in contents.notes)


def _texts(layout: Layout, table: TableContract, kinds: Sequence[str] = ("number",)) -> Iterable[str]:
    """Cells written as text in columns of these kinds."""
    places = [p for p, (c, _) in layout.heads.items() if c != "action" and kind(table, c) in kinds]
    if layout.value_column and kind(table, layout.value_column) in kinds:
        places += layout.wide
    for _, row in layout.rows():
        for place in places:
            if place < len(row) and isinstance(cell := row[place], str):
                yield cell


def _month_columns(layout: Layout, table: TableContract) -> set[str]:
    """Columns of dates in a workbook that are all the first of a month: a spreadsheet made days of months."""
    found = set()
    for place, (column, _) in layout.heads.items():
        if column == "action" or kind(table, column) not in ("when", "period"):
            continue
        days = [row[place] for _, row in layout.rows() if place < len(row) and isinstance(row[place], date)]
        if len(days) > 1 and all(isinstance(day, date) and day.day == 1 for day in days):
            found.add(column)
    return found


def _rows(layout: Layout, reader: Reader) -> tuple[list[Row], list[Note]]:
    rows: list[Row] = []
    footnotes: list[str] = []
    blank = 0
    width = len(layout.heads) + len(layout.wide)
    for line, cells in layout.rows():
        filled = {place: cell for place, cell in enumerate(cells) if cell is not None and cell != ""}
        if not filled or all(
            text_of(c) == text_of(layout.grid.rows[layout.head][p])
            for p, c in filled.items()
            if p < len(layout.grid.rows[layout.head])
        ):
            continue  # blank, or the heads again
        if len({text_of(cell) for cell in filled.values()}) == 1 and width > 2:
            footnotes.append(text_of(next(iter(filled.values()))))
            continue
        made = _one_row(line, cells, layout, reader)
        blank += not made
        rows += made
    notes: list[Note] = [("footnotes", {"count": len(footnotes), "first": footnotes[0][:80]})] if footnotes else []
    if blank:
        notes.append(("blank_rows", {"count": blank}))
    return rows, notes


def _one_row(line: int, cells: list[Cell], layout: Layout, reader: Reader) -> list[Row]:
    """The row of a line; of a wide table one for each cell that holds a value."""
    base = Row(line, {})
    for column, value in reader.mapping.values.items():
        reader.put(base, column, value, "en")
    for place, (column, language) in layout.heads.items():
        cell = cells[place] if place < len(cells) else None
        if column == "action":
            base.action = _action(text_of(cell))
        elif cell is not None or column not in base.cells:
            reader.put(base, column, cell, language)
    if not layout.wide:
        return [base]
    found = []
    for place, code in layout.wide.items():
        cell = cells[place] if place < len(cells) else None
        if cell is None or text_of(cell) in ("-", "–", "..", "…", "n.d.", "nd", "n/a", "NA"):
            continue
        row = Row(line, base.cells | {layout.wide_column: code}, base.action, list(base.asked))
        reader.put(row, layout.value_column, cell, "en")
        found.append(row)
    return found


def _action(text: str) -> str:
    return {"remove": "remove", "retirer": "remove", "supprimer": "remove", "حذف": "remove"}.get(text.casefold(), "")


def _notes(contents: Contents, layout: Layout, reader: Reader, days: list[str], numbers: list[str]) -> list[Note]:
    notes: list[Note] = [
        ("form", {"form": contents.kind.upper(), "sheet": layout.grid.name or "1", "line": layout.line})
    ]
    others = [grid.name for grid in contents.grids if grid is not layout.grid]
    notes += [("other_sheets", {"sheets": ", ".join(others)})] if others else []
    heads = layout.grid.rows[layout.head]
    for place, (column, _) in layout.heads.items():
        if text_of(heads[place]) != column:
            notes.append(("column", {"head": text_of(heads[place]), "column": column}))
    if layout.wide:
        found = list(layout.wide.values())
        values = {"count": len(found), "first": found[0], "last": found[-1], "column": layout.wide_column}
        notes.append(("wide", values))
    if layout.ignored:
        notes.append(("ignored", {"heads": ", ".join(layout.ignored[:_NAMES_LISTED])}))
    if any(sign in plain_digits(text) for text in numbers for sign in ".,"):
        notes.append(("decimal", {"sign": reader.decimal or "?"}))
    slashed = [text for text in days if "/" in text or text.count(".") == 2]
    if slashed:
        notes.append(("day_first" if reader.order == "day" else "month_first", {"example": slashed[0]}))
    notes += [("months", {"column": column}) for column in sorted(reader.months)]
    notes += [
        ("names", {"column": c, "given": given, "code": code}) for c, given, code in list(reader.named)[:_NAMES_LISTED]
    ]
    if reader.translated:
        notes.append(("notes_translated", {"count": reader.translated}))
    return notes


def once(rows: list[Row], table: TableContract) -> tuple[list[Row], int]:
    """Rows of one key as one: repeated ones once, and a question for each cell on which they don't agree."""
    found: dict[str, Row] = {}
    repeated = 0
    counts = Counter(key_of(table, row.cells) for row in rows)
    for row in rows:
        key = key_of(table, row.cells)
        is_whole = all(row.cells.get(column) or can_be_blank(table, column) for column in table.key)
        if counts[key] == 1 or not is_whole:
            found[f"{key}\0{len(found)}"] = row
        elif key not in found:
            found[key] = row
        elif found[key].cells == row.cells:
            repeated += 1
        else:
            _conflict(found[key], row)
    return list(found.values()), repeated


def _conflict(kept: Row, other: Row) -> None:
    for column in kept.cells:
        one, two = kept.cells[column], other.cells.get(column, "")
        asked = next((place for place, ask in enumerate(kept.asked) if ask[:2] == (column, "conflict")), None)
        if asked is not None:
            said = kept.asked[asked][2]
            if two and two not in said.split(" | "):
                kept.asked[asked] = (column, "conflict", f"{said} | {two}", {})
        elif one != two:
            kept.asked.append((column, "conflict", f"{one} | {two}", {}))
            kept.cells[column] = ""


def questions_of(table: TableContract, rows: Iterable[Row]) -> list[Question]:
    """What rows leave open, as questions."""
    return [
        Question(table.name, key_of(table, row.cells), column, rule, said, "", values | {"line": row.line})
        for row in rows
        for column, rule, said, values in row.asked
    ]
