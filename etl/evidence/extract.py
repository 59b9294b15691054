"""Read one CSV file of evidence into records with their line numbers, refusing at once what is not such a file.

Nothing heavy is imported here: a build whose inputs did not change must be done before anything heavy
loads. DuckDB's own reader is not used, for it drops a row with an oversized cell without a word.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from etl.evidence.files import open_file
from etl.evidence.text import csv_plain

MAX_LINE_BYTES = 65_536
"""Longest line read: the longest of the reviewed evidence has about 1 600 bytes. Reading stops there, so a cell of
100 MB costs neither its time nor its memory."""
MAX_FILE_BYTES = 32 * 1024 * 1024

DERIVED_COLUMNS = ("row_key", "x_km", "y_km")
"""What a table carries when it is downloaded and no table of evidence has: read over, so that it can be put back."""

_UNDECODED = re.compile("[\udc80-\udcff]")  # what stands for a byte outside UTF-8
FIELD_LIMIT = 131_072  # characters of one cell; a table of evidence has no use for more


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file or one of its cells, before any meaning is read.

    ``line`` counts from 1, the header's; it is None where the whole file is meant. ``params`` fills the message.
    """

    rule: str
    line: int | None = None
    column: str = ""
    value: str = ""
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One row as read: its first line in the file and its cells, in the order of the columns asked for."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Extract:
    """What one file gave. ``sha256`` is of the bytes read; ``complete`` is false when reading stopped early."""

    records: list[Record]
    faults: list[Fault]
    sha256: str
    complete: bool


class _UnreadableError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


class _Lines:
    """The decoded lines of a file, up to one that can't belong to a table; bytes outside UTF-8 become surrogates."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.number = 0
        self.digest = hashlib.sha256()
        self.ends_with_newline = True
        self._bytes = 0

    def __iter__(self) -> Iterator[str]:
        while raw := self._stream.readline(MAX_LINE_BYTES + 1):
            self.number += 1
            self._bytes += len(raw)
            self.digest.update(raw)
            if self.number == 1:
                raw = self._first(raw)
            if len(raw) > MAX_LINE_BYTES or self._bytes > MAX_FILE_BYTES:
                raise _UnreadableError(Fault("cell_too_large", self.number, params={"limit": MAX_LINE_BYTES}))
            self.ends_with_newline = raw.endswith(b"\n")
            yield raw.decode("utf-8", errors="surrogateescape")

    def _first(self, raw: bytes) -> bytes:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:200].count(0) > len(raw[:200]) // 4:
            raise _UnreadableError(Fault("utf16", 1))
        return raw.removeprefix(b"\xef\xbb\xbf")  # downloads and spreadsheets begin with it


def read_table(path: Path, columns: tuple[str, ...], later: frozenset[str] = frozenset()) -> Extract:
    """Read one table.

    What Siyada itself gives away is read too: a byte order mark, columns that it adds (`DERIVED_COLUMNS`) and the
    apostrophes before what a spreadsheet would run are taken off.

    Args:
        path: the CSV file (UTF-8, comma, quotes doubled, one header line).
        columns: the names the header must hold, in order.
        later: those of them that an older file may lack; they are blank in its rows.

    Returns:
        The records whose number of cells is right, and every fault found. Rows are not read at all under a header that
        is not the one asked for, since no cell could be known from another. Nothing raises for what a file may hold.
    """
    try:
        with open_file(path) as stream:
            return _read(stream, columns, later)
    except FileNotFoundError:
        return _nothing(Fault("file_missing"))
    except OSError as error:
        return _nothing(Fault("file_unreadable", params={"reason": error.strerror or type(error).__name__}))


def _nothing(fault: Fault) -> Extract:
    return Extract([], [fault], "", complete=False)


def _read(stream: BinaryIO, columns: tuple[str, ...], later: frozenset[str]) -> Extract:
    lines = _Lines(stream)
    records: list[Record] = []
    faults: list[Fault] = []
    complete = True
    start = 0
    try:
        csv.field_size_limit(FIELD_LIMIT)  # one for the whole process, which another library may have raised
        reader = csv.reader(iter(lines), strict=True)
        header = next(reader, None)
        own = [name for name in header or () if name not in DERIVED_COLUMNS]
        faults += _header_faults(own, tuple(name for name in columns if name in own or name not in later))
        start = reader.line_num
        take = _taker(header or [], columns)
        for cells in () if faults else reader:
            line, start = start + 1, reader.line_num
            if len(cells) != len(header or ()) or not is_decoded("".join(cells)):
                faults += _row_faults(line, cells, header or [])
            if header and len(cells) == len(header):
                records.append(Record(line, take(cells)))
    except _UnreadableError as error:
        faults.append(error.fault)
        complete = False
    except csv.Error as error:
        faults.append(_csv_fault(start + 1, error))
        complete = False
    if not faults and not records:
        faults.append(Fault("no_rows", 1))
    if complete and not lines.ends_with_newline:
        faults.append(Fault("half_written", lines.number))
    return Extract(records, faults, lines.digest.hexdigest(), complete and not any(fault.line == 1 for fault in faults))


def _taker(header: list[str], columns: tuple[str, ...]) -> Callable[[list[str]], tuple[str, ...]]:
    """Takes from a row of a file the cells of the columns asked for, in their order; those that it lacks are blank."""
    places = [header.index(name) if name in header else -1 for name in columns]

    def take(cells: list[str]) -> tuple[str, ...]:
        found = (*cells, "")  # the last for what the file lacks
        if any("'" in cell for cell in cells):
            found = tuple(map(csv_plain, found))
        return tuple(found[place] for place in places)

    return take


def _csv_fault(line: int, error: csv.Error) -> Fault:
    reason = str(error)
    if "unexpected end of data" in reason:
        return Fault("unterminated_quote", line)
    if "field larger than" in reason:
        return Fault("cell_too_large", line, params={"limit": FIELD_LIMIT})
    return Fault("bad_quoting", line, params={"reason": reason})


def _header_faults(header: list[str] | None, columns: tuple[str, ...]) -> list[Fault]:
    if not header:
        return [Fault("file_empty", 1)]
    if len(header) == 1 < len(columns) and any(mark in header[0] for mark in ";\t|"):
        return [Fault("wrong_delimiter", 1, value=header[0])]
    faults = [Fault("column_missing", 1, column=name) for name in columns if name not in header]
    faults += [Fault("column_unknown", 1, column=name, value=name) for name in header if name not in columns]
    repeated = dict.fromkeys(name for name in header if header.count(name) > 1 and name in columns)
    faults += [Fault("column_repeated", 1, column=name) for name in repeated]
    if not faults and tuple(header) != columns:
        place = next(i for i, (found, wanted) in enumerate(zip(header, columns, strict=True)) if found != wanted)
        faults.append(
            Fault("column_misplaced", 1, header[place], params={"expected": columns[place], "place": place + 1})
        )
    return faults


def _row_faults(line: int, cells: list[str], columns: list[str]) -> list[Fault]:
    if not cells:
        return [Fault("blank_line", line)]
    if len(cells) != len(columns):
        return [Fault("ragged_row", line, value=cells[0], params={"found": len(cells), "expected": len(columns)})]
    return [
        Fault("not_utf8", line, column, cell)
        for column, cell in zip(columns, cells, strict=True)
        if not is_decoded(cell)
    ]


def is_decoded(text: str) -> bool:
    """Whether every byte a text was read from is UTF-8."""
    return text.isascii() or not _UNDECODED.search(text)


def unexpected_files(folder: Path, expected: set[str]) -> list[str]:
    """Names in the folder that are no table: a copy left beside a table would otherwise be silently ignored.

    A README and hidden files are let be.
    """
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name not in expected and entry.name != "README.md" and not entry.name.startswith(".")
    )
