"""CSV of exactly what is shown: a table's values under their language-free names."""

from __future__ import annotations

import re
from datetime import date

from dashboard.content.values import Table
from etl.evidence.csv_form import PLAIN, Conventions, csv_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def table_csv(table: Table, form: Conventions = PLAIN) -> str:
    """Rows as shown, values unformatted; a blank stays blank. The form is that of `etl.evidence.csv_form`."""
    rows = ([with_day(cell.value) for cell in row] for row in table.rows)
    return csv_text([column.key for column in table.columns], rows, form)


def with_day(value: object) -> object:
    """A text that is a whole day (ISO) as that day; a month or a year stays a text, for it names no day."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
