"""CSV of exactly what is shown: a table's values under their language-free names."""

from __future__ import annotations

from dashboard.content.values import Table
from etl.evidence.csv_form import csv_text


def table_csv(table: Table) -> str:
    """Rows as shown, values unformatted; a blank stays blank. The form is that of `etl.evidence.csv_form`."""
    rows = ([cell.value for cell in row] for row in table.rows)
    return csv_text([column.key for column in table.columns], rows)
