"""The one form in which Siyada writes CSV: by the API, the commands, inside PDFs and in the archive's index.

What a reader of our own files must know, to take one back exactly:

- UTF-8, commas, CR LF after every row (RFC 4180), cells in double quotes where they hold a comma, a quote or a line end.
  A file begins with a byte order mark (`csv_file`), so that spreadsheets read Arabic; what a command writes on its
  standard output has none (`csv_text`), nor has an archive's index: the next program would take it for a letter.
- One header row, names that do not depend on the language. A table of evidence (`tables/<table>.csv`) has the columns of
  its contract in their order behind a first column `row_key` (the cells of the key columns joined by `/`), and behind
  them, where it has `lat` and `lon`, `x_km` and `y_km`: these three are made by the build and are left out on return.
- A blank cell is a value that no source gives (or a number that is not finite). A truth value is `true` or `false`, a day
  ISO 8601, a list its items joined by `;`. A number has a point and no exponent and reads back as the very same number;
  a whole one has no point (`40`, where the evidence may have written `40.0`).
- A text that a spreadsheet would run has an apostrophe before it, and so has each of its parts behind a `;`, a tab or a line
  end; plain numbers (`-3`) never have. `etl.evidence.text.csv_plain` takes exactly these apostrophes away.
- `FRENCH_SPREADSHEET` is the same file for a spreadsheet set to French: semicolons, decimal commas, days as 31/12/2026.
- Rows of evidence stand in the order of their cells (`etl.warehouse.load`), whatever their order in the file they were read from.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from etl.evidence.text import csv_safe

_WHOLE_BELOW = 1e15  # whole numbers of a float are exact far beyond


@dataclass(frozen=True)
class Conventions:
    """How a program writes tables: what parts cells, the sign of decimals, the form of a day (for `strftime`; "": ISO 8601)."""

    separator: str
    decimal: str
    day: str


PLAIN = Conventions(",", ".", "")
FRENCH_SPREADSHEET = Conventions(";", ",", "%d/%m/%Y")


def csv_text(names: Iterable[str], rows: Iterable[Iterable[object]], form: Conventions = PLAIN) -> str:
    """A header and rows as CSV text. Values are texts, numbers, truth values, days, lists of these, or None."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=form.separator)
    writer.writerow([csv_safe(name) for name in names])
    writer.writerows([_cell(value, form) for value in row] for row in rows)
    return out.getvalue()


def csv_file(text: str) -> bytes:
    """The bytes of a file that holds `text`."""
    return text.encode("utf-8-sig")


def _cell(value: object, form: Conventions) -> str:
    if isinstance(value, str):
        return csv_safe(value)
    if isinstance(value, Sequence):
        return csv_safe(";".join(item if isinstance(item, str) else _cell(item, form) for item in value))
    return _plain(value, form)


def _plain(value: object, form: Conventions) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        is_whole = value.is_integer() and abs(value) < _WHOLE_BELOW
        return str(int(value)) if is_whole else f"{Decimal(repr(value)):f}".replace(".", form.decimal)
    if isinstance(value, date):
        return value.strftime(form.day) if form.day else value.isoformat()
    return str(value)
