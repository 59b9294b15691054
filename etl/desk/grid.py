"""What a file holds before any meaning is read: sheets of cells, and what had to be known to read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

MAX_BYTES = 32 * 1024 * 1024  # of a file
MAX_ROWS = 100_000  # of all its sheets: a table of evidence has some thousands
MAX_COLUMNS = 500

Note = tuple[str, dict[str, object]]  # a note: its code in `etl.messages.desk` and what fills it


@dataclass(frozen=True)
class CellError:
    """A formula that gave no value: what the spreadsheet shows instead, as #DIV/0!"""

    shown: str


Cell = str | float | bool | date | CellError | None


@dataclass(frozen=True)
class Grid:
    """A sheet: rows of cells from its first line on. `first_line` counts from 1."""

    name: str
    rows: list[list[Cell]]
    first_line: int = 1


@dataclass(frozen=True)
class Contents:
    """A file as read: its form (xlsx, csv, json), its sheets and what was understood of the form.

    `decimal` is the sign of decimals where the form of the file settles it, "" where its numbers must.
    """

    kind: str
    grids: list[Grid]
    notes: list[Note] = field(default_factory=list)
    decimal: str = ""


def as_plain(contents: Contents) -> dict[str, Any]:
    """The contents as JSON holds them, for the way out of the process that read them."""
    return {
        "kind": contents.kind,
        "decimal": contents.decimal,
        "notes": contents.notes,
        "grids": [[g.name, g.first_line, [[_plain(cell) for cell in row] for row in g.rows]] for g in contents.grids],
    }


def from_plain(said: dict[str, Any]) -> Contents:
    """What `as_plain` wrote."""
    grids = [Grid(name, [[_cell(one) for one in row] for row in rows], first) for name, first, rows in said["grids"]]
    notes: list[Note] = [(code, values) for code, values in said["notes"]]
    return Contents(said["kind"], grids, notes, said["decimal"])


def _plain(cell: Cell) -> object:
    if isinstance(cell, CellError):
        return {"error": cell.shown}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _cell(said: Any) -> Cell:
    if isinstance(said, dict):
        return date.fromisoformat(said["day"]) if "day" in said else CellError(said["error"])
    found: str | float | bool | None = said
    return found
