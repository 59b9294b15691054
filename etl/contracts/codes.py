"""Codes of closed lists, read from the contracts: a code that a table may hold can be chosen wherever its list is offered."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from etl.contracts.tables import TABLES


def codes_in(annotation: object) -> tuple[str, ...]:
    """The codes that a type allows, in its order, also where the cell may be blank; none of a type that is no closed list."""
    if get_origin(annotation) is Literal:
        return tuple(str(code) for code in get_args(annotation))
    return tuple(code for part in get_args(annotation) for code in codes_in(part))


def codes_of(table: str, column: str, *, first: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The codes of a column, those of `first` before the others. LookupError for a table or column that is no closed list."""
    model = next((one.model for one in TABLES if one.name == table), None)
    codes = codes_in(model.model_fields[column].annotation) if model and column in model.model_fields else ()
    if not codes or not set(first) <= set(codes):
        raise LookupError(f"no closed list {table}.{column} that holds {', '.join(first) or 'any code'}")
    return first + tuple(code for code in codes if code not in first)
