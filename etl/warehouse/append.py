"""Rows into a table of DuckDB, all at once, and rows of a query by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb


def append(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append `rows`, one cell per column of `table`; row by row DuckDB would take a millisecond each."""
    columns = [list(cells) for cells in zip(*rows, strict=True)]
    if not columns:
        return
    kinds = [kind for _, kind, *_ in connection.execute(f'describe "{table}"').fetchall()]
    body = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    connection.execute(f'insert into "{table}" select {body}', columns)


def read_rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    result = connection.execute(sql)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
