"""What a contract says of a column, as the desk needs it: its kind, whether it can be blank, whether a cell fits it."""

from __future__ import annotations

import functools
from types import NoneType
from typing import Annotated, Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from etl.contracts.tables import TABLES, TableContract
from etl.desk.problems import DeskError
from etl.dictionary import Entry, entries
from etl.messages import sentence

Kind = Literal[
    "number", "day", "when", "period", "country", "countries", "code", "reference", "references", "phrase", "text"
]
OWN_TABLES = ("changes",)  # written by accept alone
_FORMS: dict[str, Kind] = {
    "number": "number",
    "whole number": "number",
    "year, 1990 to 2040": "number",
    "YYYY, YYYY-MM or YYYY-MM-DD": "when",
    "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-Qn": "period",
    "YYYY-MM-DD": "day",
    "ISO 3166 alpha-3 code, or XAF XNA XEU AFR WLD": "country",
    "country codes, separated by ;": "countries",
    "country code, or several separated by ; for their total": "countries",
}
TIMES = ("period", "year", "measured_on", "date", "as_of")


def table_named(name: str) -> TableContract:
    """The contract of a table. Raises DeskError for none of that name, and for one that no file may change."""
    found = next((table for table in TABLES if table.name == name), None)
    if found is None:
        raise DeskError("unknown_table", table=name, tables=table_names())
    if name in OWN_TABLES:
        raise DeskError("own_table", table=name)
    return found


def table_names() -> str:
    """The tables that a file may change, one after another."""
    return ", ".join(table.name for table in TABLES if table.name not in OWN_TABLES)


@functools.cache
def _entries(name: str) -> dict[str, Entry]:
    table = next(table for table in TABLES if table.name == name)
    return {entry.name: entry for entry in entries(table)}


def entry(table: TableContract, column: str) -> Entry:
    """What the data dictionary says of a column."""
    return _entries(table.name)[column]


def can_be_blank(table: TableContract, column: str) -> bool:
    """Whether the contract lets a cell of the column be blank."""
    return NoneType in get_args(table.model.model_fields[column].annotation)


def kind(table: TableContract, column: str) -> Kind:
    """How cells of a column are read."""
    if column in table.phrases:
        return "phrase"
    if found := _FORMS.get(entry(table, column).form):
        return found
    if reference := next((key for key in table.foreign_keys if key.column == column), None):
        return "references" if reference.is_list else "reference"
    return "code" if entry(table, column).codes or column in {code.column for code in table.coded} else "text"


@functools.cache
def _adapter(name: str, column: str) -> TypeAdapter[Any]:
    table = next(table for table in TABLES if table.name == name)
    field = table.model.model_fields[column]
    kind_of_cell: Any = field.annotation
    return TypeAdapter(Annotated[(kind_of_cell, *field.metadata)] if field.metadata else kind_of_cell)


def typed(table: TableContract, column: str, cell: str) -> object:
    """The value of a cell. Raises ValidationError where the contract refuses it."""
    return _adapter(table.name, column).validate_python(cell)


def fault(table: TableContract, column: str, cell: str) -> tuple[str, dict[str, object]] | None:
    """The rule of `siyada check` that a cell breaks, and what fills its sentence; None where it fits."""
    try:
        typed(table, column, cell)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        context = detail.get("ctx", {})
        rules = {
            "literal_error": "not_in_list",
            "greater_than_equal": "out_of_range",
            "less_than_equal": "out_of_range",
        }
        allowed = ", ".join(entry(table, column).codes) or entry(table, column).limits
        return rules.get(detail["type"], detail["type"]), {"allowed": allowed, **context}
    return None


def fault_text(rule: str, values: dict[str, object], language: str) -> str:
    """What is wrong with a cell, in words."""
    return sentence(rule, language, values)[0]


def is_same(table: TableContract, column: str, one: str, other: str) -> bool:
    """Whether two cells say the same; numbers to fifteen digits, which is what spreadsheets keep."""
    if one == other:
        return True
    try:
        first, second = typed(table, column, one), typed(table, column, other)
    except ValidationError:
        return False
    if isinstance(first, float) and isinstance(second, float):
        return f"{first:.15g}" == f"{second:.15g}"
    return first == second
