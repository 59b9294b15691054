"""The rows that hand-counted values were counted from, so that a row added to the evidence moves no such value.

`rows.csv` names them by their keys. Their cells are always those of the evidence of today: a correction moves what is
counted, an addition doesn't. Tests without values written down run on the whole evidence and need none of this.
`make reference` lists the rows of today, for someone who counts anew.
"""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from pathlib import Path

from etl.contracts.tables import TABLES, TableContract
from etl.paths import ROOT
from tests.rows import Rows, read_rows, write_rows

LISTED = Path(__file__).parent / "rows.csv"
WORDS = ("labels", "phrases", "prose")  # what rows and chapters are told in, kept whole
_BETWEEN = " | "


def key_of(table: TableContract, row: dict[str, str]) -> str:
    """A row's key in one cell."""
    return _BETWEEN.join(row[column] for column in table.key)


def listed() -> set[tuple[str, str]]:
    """Table and key of every row that values were counted from."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["key"]) for row in csv.DictReader(file)}


def counted_rows(rows: Rows) -> Rows:
    """Of these tables the rows listed, and every row that one of these refers to."""
    names = listed()
    # A table that came after the list has no row there: nothing was counted from it, and it stays whole.
    whole = {*WORDS, *(t.name for t in TABLES)} - {name for name, _ in names}
    kept = {t.name: [t.name in whole or (t.name, key_of(t, row)) in names for row in rows[t.name]] for t in TABLES}
    while True:
        before = {name: sum(marks) for name, marks in kept.items()}
        for (name, column), values in _referred(rows, kept).items():
            kept[name] = [is_kept or row[column] in values for is_kept, row in zip(kept[name], rows[name], strict=True)]
        if before == {name: sum(marks) for name, marks in kept.items()}:
            break
    return {name: [row for row, is_kept in zip(rows[name], kept[name], strict=True) if is_kept] for name in rows}


@functools.cache
def counted_evidence() -> Rows:
    """The rows listed, as the evidence of today has them."""
    return counted_rows(read_rows(ROOT / "data" / "evidence"))


def _referred(rows: Rows, kept: dict[str, list[bool]]) -> dict[tuple[str, str], set[str]]:
    """What rows kept refer to, by table and column; landing points are names that many rows share, and are left out."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table in TABLES:
        for key in (key for key in table.foreign_keys if key.ref_column != "landing_point"):
            for row, is_kept in zip(rows[table.name], kept[table.name], strict=True):
                if is_kept:
                    cell = row[key.column]
                    found[key.table, key.ref_column] |= set(cell.split(";") if key.is_list else [cell])
    return found


def counted_data(folder: Path) -> Path:
    """A data folder (`evidence/`, `geo/`) that holds only the rows listed."""
    return write_rows(counted_evidence(), folder)


def main() -> None:
    """List every row of the evidence of today."""
    rows = read_rows(ROOT / "data" / "evidence")
    with LISTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "key"])
        for table in (table for table in TABLES if table.name not in WORDS):
            writer.writerows(sorted((table.name, key_of(table, row)) for row in rows[table.name]))


if __name__ == "__main__":
    main()
