"""What differs between two builds of a warehouse: rows of evidence, and the figures that moved.

Rows are compared as they were read (`raw_*`), by the key columns of their contract, on the columns both builds hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES, TableContract

_LINE = "line"  # where a row stood in its file, in builds of the first editions: says nothing of the row
_RECHECKED = "recorded_on"  # says when a row was last looked at, not what it says


@dataclass(frozen=True)
class Changed:
    """A row that differs between the builds: its key, and (column, before, after) as text; a blank where it is not."""

    key: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TableChange:
    """What changed in one table. `rechecked` counts rows of which only the day of checking moved."""

    table: str
    added: tuple[Changed, ...]
    withdrawn: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    rechecked: int

    @property
    def is_empty(self) -> bool:
        """True where nothing of the table says anything else than before."""
        return not (self.added or self.withdrawn or self.changed)


@dataclass(frozen=True)
class FigureChange:
    """A figure whose value, band or state differs, or that only one of the builds holds."""

    figure_id: str
    is_before: bool
    is_after: bool


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two builds; tables in the order of the contracts."""

    tables: tuple[TableChange, ...]
    figures: tuple[FigureChange, ...]
    methods: tuple[tuple[str, str, str], ...]  # name, version before, version after


def compare(before: Build, after: Build) -> Changes:
    """Compare two builds, from the older to the newer as the caller orders them."""
    return Changes(
        tables=tuple(_table(table, _read(before, table), _read(after, table)) for table in TABLES),
        figures=_figures(before, after),
        methods=_methods(before, after),
    )


def _read(build: Build, table: TableContract) -> dict[str, dict[str, str]]:
    name = f"raw_{table.name}"
    if not build.rows("select 1 from information_schema.tables where table_name = ?", name):
        return {}
    rows = build.rows(f"select * from {name}")  # noqa: S608 - our own table names
    return {_key(table, row): {column: row[column] for column in row if column != _LINE} for row in rows}


def _key(table: TableContract, row: dict[str, Any]) -> str:
    return "/".join(str(row.get(column) or "") for column in table.key)


def _table(table: TableContract, before: dict[str, Any], after: dict[str, Any]) -> TableChange:
    changed, rechecked = [], 0
    for key in sorted(before.keys() & after.keys()):
        old, new = before[key], after[key]
        columns = [column for column in new if column in old and (old[column] or "") != (new[column] or "")]
        cells = tuple((c, old[c] or "", new[c] or "") for c in columns if c != _RECHECKED)
        if cells:
            changed.append(Changed(key, cells))
        elif columns:
            rechecked += 1
    return TableChange(
        table=table.name,
        added=_only(table, after, before),
        withdrawn=tuple(
            Changed(row.key, tuple((column, new, "") for column, _, new in row.cells))
            for row in _only(table, before, after)
        ),
        changed=tuple(sorted(changed, key=lambda row: row.key)),
        rechecked=rechecked,
    )


def _only(table: TableContract, here: dict[str, Any], elsewhere: dict[str, Any]) -> tuple[Changed, ...]:
    """Rows that stand `here` alone, with what they say beside their key."""
    hidden = {*table.key, _RECHECKED}
    return tuple(
        Changed(key, tuple((column, "", text) for column, text in here[key].items() if text and column not in hidden))
        for key in sorted(here.keys() - elsewhere.keys())
    )


def _figures(before: Build, after: Build) -> tuple[FigureChange, ...]:
    old, new = _values(before), _values(after)
    moved = [figure_id for figure_id in sorted(old.keys() | new.keys()) if old.get(figure_id) != new.get(figure_id)]
    return tuple(FigureChange(figure_id, figure_id in old, figure_id in new) for figure_id in moved)


def _values(build: Build) -> dict[str, tuple[object, ...]]:
    """Values by figure, to nine digits: the last bits of a sum are not news."""
    rows = build.rows("select figure_id, value, low, high, code from out_figures")
    return {row["figure_id"]: tuple(_round(row[name]) for name in ("value", "low", "high", "code")) for row in rows}


def _round(value: object) -> object:
    return float(f"{value:.9g}") if isinstance(value, float) else value


def _methods(before: Build, after: Build) -> tuple[tuple[str, str, str], ...]:
    old, new = (
        {row["method"]: row["version"] for row in build.rows("select method, version from out_methods")}
        for build in (before, after)
    )
    names = sorted(old.keys() | new.keys())
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))
