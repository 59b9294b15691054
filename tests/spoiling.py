"""One wrong cell at a time: how the cells of a column go wrong, and whether `siyada check` says something of it.

`python -m tests.spoiling [cells]` lists, column by column, how many of the wrong cells are caught (some minutes).
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import ValidationError

from etl.contracts.tables import TABLES, TableContract, columns, later_columns
from etl.evidence.check import CHECKS, _load, _sql, as_lines, check
from etl.evidence.extract import read_table
from etl.evidence.plausible.findings import Line
from etl.evidence.plausible.judge import judge
from etl.paths import ROOT
from tests.rows import _literals, form_of

TODAY = date(2026, 11, 29)
FACTORS = {"x10": 10.0, "x100": 100.0, "x1000": 1000.0, "/10": 0.1, "/100": 0.01, "/1000": 0.001, "sign": -1.0}
Kind = Literal["number", "date", "code", "exchange", "added"]
EXCHANGED = {
    "sites": (("lat", "lon"), ("racks", "floor_area_m2")),
    "landings": (("lat", "lon"),),
    "cable_routes": (("lat", "lon"),),
    "ixps": (("lat", "lon"), ("members", "peak_gbps")),
    "share_assumptions": (("low", "high"), ("low", "central")),
    "fx": (("usd_mad", "eur_mad"),),
    "targets": (("target_value", "baseline_value"), ("target_year", "baseline_year")),
    "investments": (("amount", "amount_executed"), ("start", "end"), ("announced", "end")),
    "startup_funding": (("amount_usd_m", "deals"),),
    "latency": (("rtt_ms", "great_circle_km"), ("from_country", "to_country")),
    "sources": (("published_on", "accessed_on"), ("publisher", "title")),
    "web_locality": (("sites_local", "sites_external"),),
}
"""Columns that lie side by side and look alike, by table."""


@dataclass(frozen=True)
class Wrong:
    """A row gone wrong: its table, its place there, its cells, and how."""

    table: TableContract
    place: int
    column: str
    kind: Kind
    how: str
    texts: dict[str, str]

    @property
    def is_added(self) -> bool:
        """Whether the row stands beside the right one instead of in its place."""
        return self.kind == "added"


class Spoiler:
    """All rows of a data folder, sound; `told` says what the check says when one of them goes wrong."""

    def __init__(self, data: Path) -> None:
        evidence, violations = check(data, TODAY)
        assert not violations, violations[0].text()
        self.lines: dict[str, list[Line]] = as_lines(evidence.rows)
        self._open = {doubt.tag for doubt in evidence.judgement.unanswered} if evidence.judgement else set()
        self._codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for label in self.lines["labels"]:
            self._codes[label.text("column")].add((label.text("table"), label.text("code")))
        folder = data / "evidence"
        extracts = {t.name: read_table(folder / f"{t.name}.csv", columns(t), later_columns(t)) for t in TABLES}
        self._database = duckdb.connect(":memory:", config={"threads": 1})
        _load(self._database, extracts)

    def wrongs(self, table: TableContract, column: str, cells: int, dice: random.Random) -> Iterator[Wrong]:
        """Every way in which some cells of a column go wrong."""
        rows = self.lines[table.name]
        filled = [place for place, line in enumerate(rows) if line.text(column)]
        kind = kind_of(table, column)
        for place in dice.sample(filled, min(cells, len(filled))) if kind else []:
            cell = rows[place].text(column)
            found = {"number": numbers, "date": dates}.get(kind or "")
            ways = found(cell, form_of(table, column)) if found else self._other_code(table, column, cell, dice)
            for how, wrong in ways:
                yield Wrong(table, place, column, kind or "code", how, {**rows[place].texts, column: wrong})

    def _other_code(
        self, table: TableContract, column: str, cell: str, dice: random.Random
    ) -> Iterator[tuple[str, str]]:
        reference = next((key for key in table.foreign_keys if key.column == column), None)
        coded = next((code for code in table.coded if code.column == column), None)
        allowed = set(_literals(table.model.model_fields[column].annotation))
        if reference:
            allowed = {line.text(reference.ref_column) for line in self.lines[reference.table]}
        elif coded:
            known = {code for name, code in self._codes[coded.label_column] if name in ("*", table.name)}
            allowed = known & allowed if allowed else known
        is_list = bool((reference and reference.is_list) or (coded and coded.is_list))
        items = cell.split(";") if is_list else [cell]
        if others := sorted(allowed - set(items) - {""}):
            yield "other", ";".join([dice.choice(others), *items[1:]])

    def exchanged(self, cells: int, dice: random.Random) -> Iterator[Wrong]:
        """Two cells of a row that changed places."""
        tables = {table.name: table for table in TABLES}
        for name, pairs in EXCHANGED.items():
            rows = self.lines[name]
            for one, other in pairs:
                filled = [p for p, line in enumerate(rows) if len({"", line.text(one), line.text(other)}) == 3]
                for place in dice.sample(filled, min(cells, len(filled))):
                    texts = dict(rows[place].texts)
                    texts[one], texts[other] = texts[other], texts[one]
                    yield Wrong(tables[name], place, f"{one}, {other}", "exchange", "exchanged", texts)

    def added(self, cells: int, dice: random.Random) -> Iterator[Wrong]:
        """Rows copied under another key, with one of their numbers ten times as large."""
        for table in TABLES:
            rows = self.lines[table.name]
            numeric = [
                c for c in columns(table) if kind_of(table, c) == "number" and c not in (*table.key, "lat", "lon")
            ]
            for column in numeric:
                filled = [p for p, line in enumerate(rows) if line.number(column) and line.text(table.key[-1])]
                for place in dice.sample(filled, min(cells, len(filled))):
                    texts = dict(rows[place].texts)
                    texts[column] = dict(numbers(texts[column], form_of(table, column)))["x10"]
                    texts |= self._other_key(table, texts, dice)
                    yield Wrong(table, place, column, "added", "copied, x10", texts)

    def _other_key(self, table: TableContract, texts: dict[str, str], dice: random.Random) -> dict[str, str]:
        """The cell that makes the copy another row: its source, else its time, else its name."""
        column = table.key[-1]
        form = form_of(table, column)
        if column == "source_ids":
            return {column: dice.choice(self.lines["sources"]).key, "doubts_answered": ""}
        if form.startswith(("YYYY", "year")):
            return {column: dates(texts[column], form)[1][1], "doubts_answered": ""}
        return {
            column: f"{texts[column]}-2" if form.startswith("identifier") else f"{texts[column]} 2",
            "doubts_answered": "",
        }

    def told(self, wrong: Wrong) -> str:
        """The rule that the wrong row breaks first, "" where the check says nothing."""
        table, texts = wrong.table, wrong.texts
        try:
            row = table.model.model_validate(texts)
        except ValidationError as error:
            return str(error.errors()[0]["type"])
        rows = list(self.lines[table.name])
        number = len(rows) + 2 if wrong.is_added else rows[wrong.place].line
        values = {name: getattr(row, name) for name in columns(table)}
        line = Line(table.name, number, "/".join(texts[name] for name in table.key), texts, values)
        rows[len(rows) if wrong.is_added else wrong.place : len(rows) if wrong.is_added else wrong.place + 1] = [line]
        judged = judge({**self.lines, table.name: rows}, ROOT / "data" / "geo", TODAY)
        doubts = (doubt.violation for doubt in judged.unanswered if doubt.tag not in self._open)
        found = [*judged.violations, *doubts]
        return found[0].rule if found else self._across(wrong, line)

    def _across(self, wrong: Wrong, line: Line) -> str:
        with self._put(wrong, line):
            found = (self._database.execute(_sql(name)).fetchone() for name in CHECKS)
            return next((str(row[4]) for row in found if row), "")

    @contextmanager
    def _put(self, wrong: Wrong, line: Line) -> Iterator[None]:
        """The database of the checks across tables with this row in it."""
        database, name = self._database, wrong.table.name
        database.execute("BEGIN")
        if not wrong.is_added:
            for table, column in ((name, "line"), ("cells", f"table_name = '{name}' AND line")):
                database.execute(f'DELETE FROM "{table}" WHERE {column} = ?', [line.line])
        looked_at = database.execute("SELECT DISTINCT column_name FROM cells WHERE table_name = ?", [name]).fetchall()
        body = [line.line, *(line.texts[column] for column in columns(wrong.table))]
        database.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(body))})', body)
        for (column,) in looked_at:
            database.execute("INSERT INTO cells VALUES (?, ?, ?, ?)", [name, line.line, column, line.texts[column]])
        try:
            yield
        finally:
            database.execute("ROLLBACK")


def kind_of(table: TableContract, column: str) -> Literal["number", "date", "code"] | None:
    """What a column holds; None for words."""
    form = form_of(table, column)
    if form in ("number", "whole number"):
        return "number"
    if form.startswith(("YYYY", "year")):
        return "date"
    refers = any(key.column == column for key in table.foreign_keys) or any(c.column == column for c in table.coded)
    return "code" if refers or _literals(table.model.model_fields[column].annotation) else None


def numbers(cell: str, form: str) -> list[tuple[str, str]]:
    """A number a power of ten too large or too small, and with the other sign."""
    found = []
    for how, factor in FACTORS.items():
        wrong = float(cell) * factor
        is_exact = form == "number" or abs(wrong - round(wrong)) < 1e-6
        if wrong and is_exact:
            found.append((how, f"{wrong:.10f}".rstrip("0").rstrip(".")))
    return found


def dates(cell: str, form: str) -> list[tuple[str, str]]:
    """A year too late and a year too early."""
    return [(how, f"{int(cell[:4]) + years}{cell[4:]}") for how, years in (("year +1", 1), ("year -1", -1))]


def main() -> None:
    """Print a line a column: table, column, kind, caught of tried, and some that pass."""
    cells, dice, spoiler = int(sys.argv[1]) if len(sys.argv) > 1 else 4, random.Random(7), Spoiler(ROOT / "data")
    every = [
        wrong
        for table in TABLES
        for column in columns(table)
        if column != "doubts_answered"
        for wrong in spoiler.wrongs(table, column, cells, dice)
    ]
    tried: dict[tuple[str, str, str], list[tuple[Wrong, str]]] = defaultdict(list)
    for wrong in (*every, *spoiler.exchanged(cells, dice), *spoiler.added(cells, dice)):
        tried[wrong.table.name, wrong.column, wrong.kind].append((wrong, spoiler.told(wrong)))
    for (table, column, kind), found in tried.items():
        passed = [f"{wrong.how} {spoiler.lines[table][wrong.place].key}" for wrong, rule in found if not rule]
        print(table, column, kind, f"{len(found) - len(passed)}/{len(found)}", "; ".join(passed[:3]), sep="\t")


if __name__ == "__main__":
    main()
