"""What a proposal moves beside figures: points of the map, and words of rows that stand already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.support.quoting import quoted
from dashboard.warehouse.build import Build
from dashboard.warehouse.changes import Changes
from etl.contracts.tables import TABLES
from etl.desk.contract import entry

Point = tuple[str, str]  # latitude and longitude as the evidence writes them
_NO_TEXT = ("doubts_answered", "why", "decided_by")
_BLANK: Point = ("", "")
_CONTRACTS = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class MovedPlace:
    """A point before and after; None where it is not on the map."""

    table: str
    row_key: str
    label: str
    before: Point | None
    after: Point | None

    def texts(self, absent: str) -> tuple[str, str]:
        """Where it stood and stands, `absent` for not on the map."""
        return tuple(", ".join(one) if one else absent for one in (self.before, self.after))  # type: ignore[return-value]


@dataclass(frozen=True)
class MovedText:
    """Words of a row before and after."""

    table: str
    row_key: str
    column: str
    before: str
    after: str

    @property
    def place(self) -> str:
        """The cell they stand in."""
        return f"{self.table}/{quoted(self.row_key)}: {self.column}"


def moved_places(changes: Changes, before: Build, after: Build, lang: str) -> tuple[MovedPlace, ...]:
    """The points that move, come to the map or leave it, in the order of the tables and of their keys."""
    return tuple(
        MovedPlace(table.table, key, _label(table.table, key, (after, before), lang), *where)
        for table in changes.tables
        if {"lat", "lon"} <= set(_CONTRACTS[table.table].model.model_fields)
        for key, where in _points(table.table, before, after)
    )


def _points(table: str, before: Build, after: Build) -> Iterator[tuple[str, tuple[Point | None, Point | None]]]:
    old, new = (_points_of(build, table) for build in (before, after))
    for key in sorted(old.keys() | new.keys()):
        was, now = (None if one in (None, _BLANK) else one for one in (old.get(key), new.get(key)))
        if was != now:
            yield key, (was, now)


def _points_of(build: Build, table: str) -> dict[str, Point]:
    rows = build.rows(f"select * from raw_{table}")  # noqa: S608 - our own table names
    key = _CONTRACTS[table].key
    return {"/".join(str(row[one] or "") for one in key): (row["lat"] or "", row["lon"] or "") for row in rows}


def _label(table: str, key: str, builds: tuple[Build, ...], lang: str) -> str:
    for build in builds:
        found = build.rows("select * from out_rows where table_name = ? and row_key = ?", table, key)
        if found and found[0][f"label_{lang}"]:
            return str(found[0][f"label_{lang}"])
    return key


def moved_texts(changes: Changes) -> tuple[MovedText, ...]:
    """The words that rows say in other words than before; rows that come or go are counted elsewhere."""
    return tuple(
        MovedText(table.table, row.key, column, old, new)
        for table in changes.tables
        if table.table != "changes"
        for row in table.changed
        for column, old, new in row.cells
        if column not in _NO_TEXT and entry(_CONTRACTS[table.table], column).form == "text"
    )
