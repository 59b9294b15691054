"""CSV files brought in, column by column as text: what can't belong to the table is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.locality.inputs import LONGEST_LINE_BYTES, open_unpacked
from etl.locality.problems import LocalityError

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK_BYTES = LONGEST_LINE_BYTES


def read_csv_columns(
    path: Path, columns: tuple[str, ...], header: tuple[str, ...] = (), most_unreadable: float = 0.0
) -> tuple[pa.Table, int]:
    """The named columns of a CSV file as texts, blank where blank, and how many rows did not fit.

    `header` names the columns of a file that does not; more columns are ignored. Raises LocalityError for a file that is
    empty, lacks a column, or has a greater share of rows that don't fit than `most_unreadable`.
    """
    import pyarrow as pa
    from pyarrow import csv

    bad: list[int] = []

    def refuse(row: Any) -> str:
        bad.append(row.number or 0)
        return "skip"

    try:
        with open_unpacked(path) as file:
            table = csv.read_csv(
                file,
                read_options=csv.ReadOptions(block_size=_BLOCK_BYTES, column_names=header or None, use_threads=False),
                parse_options=csv.ParseOptions(newlines_in_values=False, invalid_row_handler=refuse),
                convert_options=csv.ConvertOptions(
                    include_columns=list(columns),
                    column_types=dict.fromkeys(columns, pa.string()),
                    strings_can_be_null=True,
                    null_values=[""],
                    include_missing_columns=False,
                ),
            )
    except pa.lib.ArrowKeyError:
        raise LocalityError("columns_missing", file=path.name, columns=", ".join(_missing(path, columns))) from None
    except (pa.lib.ArrowInvalid, OSError) as error:
        raise _refuse(path, str(error)) from None
    rows = table.num_rows + len(bad)
    if len(bad) > most_unreadable * rows:
        raise LocalityError("row_does_not_fit", file=path.name, line=bad[0], bad=len(bad), lines=rows)
    return table, len(bad)


def _missing(path: Path, columns: tuple[str, ...]) -> list[str]:
    with open_unpacked(path) as file:
        first = file.read(65_536).split(b"\n")[0].decode("utf-8-sig", errors="replace")
    found = [name.strip().strip('"') for name in first.split(",")]
    return [name for name in columns if name not in found]


def _refuse(path: Path, reason: str) -> LocalityError:
    if "straddling" in reason or "block_size" in reason:
        return LocalityError("line_too_long", file=path.name, line="")
    if "compressed stream" in reason:
        return LocalityError("damaged_archive", file=path.name)
    if "Empty CSV" in reason:
        return LocalityError("empty_file", file=path.name)
    return LocalityError("no_csv", file=path.name, reason=reason[:200])


def number_lines(table: pa.Table, first: int) -> pa.Table:
    """The table with a column `line` behind its others: `first` and on, in the order of the file."""
    import numpy as np
    import pyarrow as pa

    return table.append_column("line", pa.array(np.arange(first, first + table.num_rows)))
