"""Tables whose columns know their cells: what a column is called and what it shows stand on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.content import values
from dashboard.content.values import Align, Cell, Passage, Receipt, Table
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, Row

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)


@dataclass(frozen=True)
class Column(Generic[Item_contra]):
    """A column before its table is made: `cell` gives what it shows of an item, usually a row of a query."""

    key: str
    label: str
    cell: Callable[[Item_contra], Cell]
    align: Align = "start"
    passages: tuple[Passage, ...] = ()  # of the label, in order


def number_column(
    key: str, label: str, t: Translator, number: Callable[[Item], float | None], digits: int = 0
) -> Column[Item]:
    """A column of numbers, written as the reader's language writes them."""

    def cell(item: Item) -> Cell:
        value = number(item)
        return Cell(value, t.number(value, digits))

    return Column(key, label, cell, "end")


def text_column(key: str, label: str, text: Callable[[Item], str]) -> Column[Item]:
    """A column of words that are their own value."""

    def cell(item: Item) -> Cell:
        value = text(item)
        return Cell(value, value)

    return Column(key, label, cell)


@dataclass(frozen=True)
class RowColumns:
    """Columns of rows as the evidence holds them, each kind written alike in every chapter.

    `key` is the column's name in CSV; its value stands in the row's column of that name, or in `source`.
    """

    reading: Reading

    def text(self, key: str, label: str, source: str = "") -> Column[Row]:
        """What the row says, as it stands."""
        return self._words(key, label, source, lambda value: value)

    def code(self, key: str, label: str, table: str, source: str = "") -> Column[Row]:
        """A code of a closed list of a table ("*" for one that all share), in words."""
        column = source or key
        return self._words(key, label, source, lambda value: self.reading.label(table, column, value))

    def phrase(self, key: str, label: str, source: str = "") -> Column[Row]:
        """A phrase of the evidence; the English text is its value."""
        return self._words(key, label, source, self.reading.phrase)

    def period(self, key: str, label: str, source: str = "") -> Column[Row]:
        """A date or a period, or a blank."""
        return self._words(key, label, source, self.reading.t.period)

    def name(self, key: str, label: str, link: str = "", *, source: str = "", column: str = "name") -> Column[Row]:
        """What the row is called, with its id as its value; `link` is what stands before the id in its address."""

        def cell(row: Row) -> Cell:
            code = row[source or key]
            return Cell(code, self.reading.name(row, column), f"{link}{code}" if link else "")

        return Column(key, label, cell)

    def number(self, key: str, label: str, source: str = "", digits: int = 0) -> Column[Row]:
        """A number, or a blank."""
        t = self.reading.t
        return Column(key, label, lambda row: Cell(row[source or key], t.number(row[source or key], digits)), "end")

    def grade(self, label: str, key: str = "grade") -> Column[Row]:
        """How well the row is known, and whether it was read second-hand."""
        return Column(key, label, lambda row: grade(self.reading, row["confidence"], row["source_ids"]))

    def sources(self, label: str, key: str = "sources") -> Column[Row]:
        """Who published what the row says."""
        return Column(key, label, lambda row: publishers(self.reading, row["source_ids"]))

    def _words(self, key: str, label: str, source: str, write: Callable[[str | None], str | None]) -> Column[Row]:
        column = source or key
        return Column(key, label, lambda row: Cell(row[column], write(row[column]) or ""))


def build_table(
    table_id: str,
    title: str,
    items: Iterable[Item],
    *columns: Column[Item],
    note: str = "",
    receipt: Receipt | None = None,
    is_folded: bool = False,
) -> Table:
    """A table with a row for each of `items`, in their order."""
    heads = tuple(values.Column(column.key, column.label, column.align, column.passages) for column in columns)
    rows = tuple(tuple(column.cell(item) for column in columns) for item in items)
    return Table(table_id, title, heads, rows, note=note, receipt=receipt, is_folded=is_folded)
