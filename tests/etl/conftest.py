"""Evidence to spoil: a copy of the reviewed tables, and a way to change one cell of it."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

EVIDENCE = Path(__file__).resolve().parents[2] / "data" / "evidence"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The folder of a copy of every table, to spoil."""
    return Path(shutil.copytree(EVIDENCE, tmp_path / "tables"))


@pytest.fixture
def change(tables: Path) -> Callable[[str, int, str, str], None]:
    """Put a value into one cell: change(table, line, column, value). The reviewed tables have one line a row."""

    def put(table: str, line: int, column: str, value: str) -> None:
        path = tables / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return put


@pytest.fixture
def line_of() -> Callable[[str, str], int]:
    """The line of the reviewed row whose first cell is the one given: line_of(table, id)."""

    def find(table: str, first_cell: str) -> int:
        lines = (EVIDENCE / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{first_cell},"))

    return find
