"""The evidence as the desk holds it: rows of texts by key, and files changed row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from etl.contracts.tables import TABLES, TableContract, columns, later_columns
from etl.desk.problems import DeskError
from etl.evidence.check import evidence_folder
from etl.evidence.extract import read_table
from etl.versions import split_records

Rows = dict[str, list[dict[str, str]]]  # by table


def read_evidence(data: Path) -> Rows:
    """Every table as texts, in the order of its file. Raises DeskError where one can't be read."""
    folder = evidence_folder(data)
    found: Rows = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        if table.is_later and not path.exists():
            found[table.name] = []
            continue
        extract = read_table(path, columns(table), later_columns(table))
        if extract.faults and not (table.is_later and all(fault.rule == "no_rows" for fault in extract.faults)):
            raise DeskError("evidence_broken")
        found[table.name] = [dict(zip(columns(table), record.cells, strict=True)) for record in extract.records]
    return found


def key_of(table: TableContract, cells: Mapping[str, str]) -> str:
    """The key of a row: the cells of its key columns joined by /."""
    return "/".join(cells.get(column, "") for column in table.key)


def changed_file(body: bytes, table: TableContract, changes: Mapping[str, dict[str, str] | None]) -> bytes:
    """A file of evidence with rows changed, added (by key) or removed (None); every other byte stays as it is.

    A new row stands behind the last one with the same first cell of its key, else at the end.
    """
    header, *records = [record for record in split_records(body) if record] or [b""]
    names = next(csv.reader([header.decode("utf-8-sig")]), [])
    wanted = list(columns(table))
    if names != wanted and (
        not names or any(row and any(row.get(n) for n in wanted if n not in names) for row in changes.values())
    ):
        old = [_cells(record, names) for record in records]
        names, header = wanted, _line(wanted)
        records = [_line([row.get(name, "") for name in names]) for row in old]
    kept: list[tuple[str, str, bytes]] = []
    left = dict(changes)
    for record in records:
        cells = _cells(record, names)
        key = key_of(table, cells)
        new = left.pop(key, cells) if key in changes else cells
        if new is cells:
            kept.append((key, cells[table.key[0]], record))
        elif new is not None:
            kept.append((key, new[table.key[0]], _line([new.get(name, "") for name in names])))
    for key in sorted(left):
        if (row := left[key]) is not None:
            near = [place for place, (_, first, _) in enumerate(kept) if first == row[table.key[0]]]
            kept.insert(
                near[-1] + 1 if near else len(kept), (key, row[table.key[0]], _line([row.get(n, "") for n in names]))
            )
    return header + b"".join(record for _, _, record in kept)


def _cells(record: bytes, names: list[str]) -> dict[str, str]:
    rows = list(csv.reader(io.StringIO(record.decode("utf-8"), newline="")))
    return dict(zip(names, rows[0], strict=False)) if rows else {}


def _line(cells: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
