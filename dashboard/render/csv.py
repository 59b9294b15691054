"""CSV of exactly what is shown: a table's values under their language-free names."""

from __future__ import annotations

import csv
import io

from dashboard.content import Table

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> str:
    """Rows as shown, values unformatted (a blank stays blank), lines ended by CR LF as RFC 4180 says.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left alone.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.key for column in table.columns])
    writer.writerows([_safe(cell.value) for cell in row] for row in table.rows)
    return out.getvalue()


def _safe(value: float | int | str | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return repr(value)
