"""Tables whose columns know their cells: what a column is called and what it shows stand on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.content import values
from dashboard.content.values import Align, Cell, Receipt, Table

Item = TypeVar("Item")


@dataclass(frozen=True)
class Column(Generic[Item]):
    """A column before its table is made: `cell` gives what it shows of an item, usually a row of a query."""

    key: str
    label: str
    cell: Callable[[Item], Cell]
    align: Align = "start"


def build_table(
    table_id: str,
    title: str,
    items: Iterable[Item],
    columns: Sequence[Column[Item]],
    *,
    note: str = "",
    receipt: Receipt | None = None,
    is_folded: bool = False,
) -> Table:
    """A table with a row for each of `items`, in their order."""
    heads = tuple(values.Column(column.key, column.label, column.align) for column in columns)
    rows = tuple(tuple(column.cell(item) for column in columns) for item in items)
    return Table(table_id, title, heads, rows, note=note, receipt=receipt, is_folded=is_folded)
