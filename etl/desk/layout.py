"""Where the rows of a sheet stand: its line of heads, what each column is, and columns that are years or countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.contracts.tables import TABLES, TableContract, columns, later_columns
from etl.desk.cells import is_month_or_year, plain_digits, text_of, time_text
from etl.desk.contract import OWN_TABLES, TIMES, kind, table_names
from etl.desk.grid import Cell, Contents, Grid
from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.words import Names, folded, head_of, names_regions
from etl.evidence.extract import DERIVED_COLUMNS

_LOOKED_AT = 40  # lines from the top in which the heads are looked for
_FEWEST_WIDE = 2


@dataclass(frozen=True)
class Layout:
    """`heads`: place of a column in the sheet -> column of the table and language of its head; `wide`: place -> the time or
    country whose values stand there, of the column `wide_column`, into `value_column`; `line` of the heads, from 1.
    """

    grid: Grid
    head: int
    heads: dict[int, tuple[str, str]]
    wide: dict[int, str] = field(default_factory=dict)
    wide_column: str = ""
    value_column: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the heads in the file."""
        return self.grid.first_line + self.head

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows under the heads with their lines, from 1."""
        yield from enumerate(self.grid.rows[self.head + 1 :], self.line + 1)


def table_of(contents: Contents, name: str) -> str:
    """The table whose columns the heads of a file are, those that came later or not. Raises DeskError where none or several have them."""
    for grid in contents.grids:
        for row in grid.rows[:_LOOKED_AT]:
            given = {text_of(cell) for cell in row} - {"", "action", *DERIVED_COLUMNS}
            found = [
                table.name
                for table in TABLES
                if table.name not in OWN_TABLES
                and set(columns(table)) - later_columns(table) <= given <= set(columns(table))
            ]
            if len(found) == 1:
                return found[0]
    raise DeskError("table_needed", file=name, tables=table_names())


def find_layout(contents: Contents, table: TableContract, mapping: Mapping, names: Names, name: str) -> Layout:
    """The line of heads that names the most columns of the table, in any visible sheet. Raises DeskError for none."""
    found: list[tuple[int, int, int, Layout]] = []
    for place, grid in enumerate(contents.grids):
        if mapping.sheet and grid.name != mapping.sheet:
            continue
        for head, row in enumerate(grid.rows[:_LOOKED_AT]):
            if mapping.header_row and grid.first_line + head != mapping.header_row:
                continue
            if layout := _layout(grid, head, row, table, mapping, names):
                score = len({column for column, _ in layout.heads.values()}) + 2 * bool(layout.wide)
                found.append((score, -place, -head, layout))
    best = max(found, key=lambda one: one[:3], default=None)
    if best is None or (best[0] < 2 and not mapping.columns and len(columns(table)) > 1):
        raise DeskError("no_columns", file=name, table=table.name, seen=_seen(contents))
    layout = best[3]
    if table.name == "observations" and (regions := next(filter(names_regions, layout.ignored), "")):
        raise DeskError("holds_regions", file=name, column=regions)
    if layout.wide and not layout.value_column:
        raise DeskError("no_value_column", file=name, table=table.name)
    return layout


def _seen(contents: Contents) -> str:
    rows = [row for grid in contents.grids for row in grid.rows[:_LOOKED_AT] if any(cell is not None for cell in row)]
    return " / ".join("; ".join(filter(None, map(text_of, row[:6]))) for row in rows[:3])


def _layout(
    grid: Grid, head: int, row: list[Cell], table: TableContract, mapping: Mapping, names: Names
) -> Layout | None:
    given = {folded(text): column for text, column in mapping.columns.items()}
    left_out = {folded(text) for text in (*mapping.ignore, *DERIVED_COLUMNS)}
    heads: dict[int, tuple[str, str]] = {}
    others: dict[int, Cell] = {}
    exact = {text_of(cell) for cell in row} & set(columns(table))
    for place, cell in enumerate(row):
        text = text_of(cell)
        if not text or folded(text) in left_out:
            continue
        named = (given[folded(text)], "en") if folded(text) in given else head_of(table, text)
        is_taken = named and (
            named[0] in {column for column, _ in heads.values()} or (named[0] in exact and named[0] != text)
        )
        if named and not is_taken and (named[0] in columns(table) or named[0] == "action"):
            heads[place] = named
        else:
            others[place] = cell
    wide, wide_column = _wide(others, {column for column, _ in heads.values()}, table, names)
    if not heads and not wide:
        return None
    value = mapping.value or _value_column(table, {column for column, _ in heads.values()}) if wide else ""
    ignored = tuple(text_of(cell) for place, cell in others.items() if place not in wide)
    return Layout(grid, head, heads, wide, wide_column, value, ignored)


def _wide(others: dict[int, Cell], taken: set[str], table: TableContract, names: Names) -> tuple[dict[int, str], str]:
    """Heads that are times or countries, where the table has a column for them that no head names."""
    time = next((column for column in TIMES if column in columns(table)), "")
    if time and time not in taken:
        found = {place: _time(cell) for place, cell in others.items() if is_month_or_year(text_of(cell))}
        if len(found) >= _FEWEST_WIDE:
            return found, time
    if "country" in columns(table) and "country" not in taken:
        codes = {place: names.code(table.name, "country", "country", text_of(cell)) for place, cell in others.items()}
        found = {place: code for place, code in codes.items() if code}
        if len(found) >= _FEWEST_WIDE:
            return found, "country"
    return {}, ""


def _time(cell: Cell) -> str:
    return time_text(plain_digits(text_of(cell)), "period")


def _value_column(table: TableContract, taken: set[str]) -> str:
    if "value" in columns(table):
        return "value"
    free = [c for c in columns(table) if c not in taken and c not in TIMES and kind(table, c) == "number"]
    return free[0] if len(free) == 1 else ""
