"""Rows as the contracts allow them: every form of a cell, the ends of its range, blanks, long texts; and no more."""

from __future__ import annotations

import csv
import types
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as some
from pydantic.fields import FieldInfo

from etl.contracts.fields import Form
from etl.contracts.tables import TABLES, TableContract, columns
from etl.evidence.check import check
from etl.paths import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "evidence"
Rows = dict[str, list[dict[str, str]]]  # by table: rows as their cells
LONG_WORD, LONG_TEXT = "W" * 300, "word " * 390 + "end"
YEARS = some.sampled_from(["1990", "2011", "2024", "2025"])
DAYS = some.sampled_from(["2023-01-01", "2024-02-29", "2025-12-31", "2026-03-15"])
MONTHS = some.sampled_from(["2020-01", "2024-06", "2025-12"])
QUARTERS = some.sampled_from(["2024-Q1", "2025-Q4"])
WHENS = YEARS | MONTHS | DAYS
NUMBERS = ["0", "-1", "1", "0.000000001", "-0.5", "41500000", "-99999999999", "999999999999999", "9" * 40]
_FORMS: dict[str, some.SearchStrategy[str]] = {
    "text": some.sampled_from(["x", "0", LONG_WORD, LONG_TEXT, "سيادة", "- x", "a;b", "100 % {x} %s"]),
    "year, 1990 to 2040": YEARS | some.sampled_from(["2030", "2040"]),
    "YYYY, YYYY-MM or YYYY-MM-DD": WHENS,
    "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-Qn": WHENS | QUARTERS,
    "YYYY-MM-DD": some.sampled_from(["2026-11-22", "2026-11-29"]),
    "http or https address": some.sampled_from(["https://www.hcp.ma/a?b=1&c=2", f"https://a.ma/{'x' * 500}"]),
}


def fixture_rows() -> Rows:
    """The evidence of the fixture, which no one edits for the sake of news."""
    return read_rows(FIXTURE)


def read_rows(folder: Path) -> Rows:
    """Every table of a folder."""
    found: Rows = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        if table.is_later and not path.exists():
            found[table.name] = []
            continue
        with path.open(encoding="utf-8", newline="") as file:
            # A column that is newer than the file is blank in it.
            blank = dict.fromkeys(columns(table), "")
            found[table.name] = [blank | row for row in csv.DictReader(file)]
    return found


def write_rows(rows: Mapping[str, list[dict[str, str]]], data: Path) -> Path:
    """A data folder with these tables and the shapes of the checkout."""
    folder = data / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    if not (data / "geo").exists():
        (data / "geo").symlink_to(ROOT / "data" / "geo")
    for table in TABLES:
        if table.is_later and not rows[table.name]:
            continue
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(table), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[table.name])
    return data


def cells(table: TableContract, column: str, rows: Rows) -> some.SearchStrategy[str]:
    """Cells of a column that its contract allows; what it refers to stands in `rows`."""
    for key in table.foreign_keys:
        if key.column == column:
            return _listed(sorted({row[key.ref_column] for row in rows[key.table]}), is_list=key.is_list)
    field = table.model.model_fields[column]
    for coded in table.coded:
        if coded.column == column:
            codes = {r["code"] for r in rows["labels"] if r["column"] == coded.label_column}
            allowed = _literals(field.annotation)
            known = sorted(codes & set(allowed) if allowed else codes)
            return _blank(field) | _listed(known, is_list=coded.is_list)
    if column in table.phrases:
        return _blank(field) | _listed([row["en"] for row in rows["phrases"]])
    if column in table.key and table.name != "observations":
        return some.sampled_from([row[column] for row in rows[table.name]])
    return _blank(field) | _plain(field)


def _blank(field: FieldInfo) -> some.SearchStrategy[str]:
    is_optional = type(None) in typing.get_args(field.annotation)
    return some.just("") if is_optional else some.nothing()


def _listed(known: list[str], *, is_list: bool = False) -> some.SearchStrategy[str]:
    if not known:
        return some.nothing()
    one = some.sampled_from(known)
    return one | some.lists(one, min_size=1, max_size=12, unique=True).map(";".join) if is_list else one


def _plain(field: FieldInfo) -> some.SearchStrategy[str]:
    if allowed := _literals(field.annotation):
        return some.sampled_from(sorted(allowed))
    form = next((item.words for item in field.metadata if isinstance(item, Form)), "")
    low = next((item.ge for item in field.metadata if hasattr(item, "ge")), None)
    high = next((item.le for item in field.metadata if hasattr(item, "le")), None)
    if form in ("number", "whole number"):
        ends = [f"{end:g}" for end in (low, high) if end is not None]
        fit = [
            text for text in NUMBERS if (low is None or float(text) >= low) and (high is None or float(text) <= high)
        ]
        whole = [text for text in (*ends, *fit) if "." not in text and len(text) <= 15]
        return some.sampled_from(whole if form == "whole number" else [*ends, *fit])
    return _FORMS.get(form, some.nothing())


def _literals(annotation: Any) -> tuple[str, ...]:
    if typing.get_origin(annotation) is Literal:
        return typing.get_args(annotation)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, typing.Annotated):
        return tuple(code for part in typing.get_args(annotation) for code in _literals(part))
    return ()


def hold(rows: Rows, base: Rows, data: Path) -> Rows:
    """`rows` with every row that breaks a contract put back as it stands in `base`; both have the same rows in order.

    Where a row breaks one because of another table's, the tables of both are put back.
    """
    for _ in range(8):
        violations = check(write_rows(rows, data))[1]
        if not violations:
            return rows
        for violation in violations:
            table, line = violation.file.removesuffix(".csv"), violation.line
            lines = [line - 2] if line and line > 1 else range(len(base[table]))
            if all(rows[table][at] == base[table][at] for at in lines):
                for other in (table, *(key.table for key in _contract(table).foreign_keys)):
                    rows[other] = [dict(row) for row in base[other]]
            for at in lines:
                rows[table][at] = dict(base[table][at])
    raise AssertionError([str(violation) for violation in violations[:5]])


def _contract(name: str) -> TableContract:
    return next(table for table in TABLES if table.name == name)


def changed(base: Rows, new_cell: Callable[[TableContract, str, str], str | None], every: int = 1) -> Rows:
    """Every `every`-th row with each cell replaced by `new_cell(table, column, cell)`; None leaves a cell."""
    rows = {name: [dict(row) for row in some_rows] for name, some_rows in base.items()}
    for table in TABLES:
        for row in rows[table.name][::every]:
            for column in columns(table):
                fresh = new_cell(table, column, row[column])
                row[column] = row[column] if fresh is None else fresh
    return rows


def form_of(table: TableContract, column: str) -> str:
    """What a cell is, in the words of the data dictionary; "" for a code of a closed list."""
    metadata = table.model.model_fields[column].metadata
    return next((item.words for item in metadata if isinstance(item, Form)), "")
