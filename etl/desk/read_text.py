"""CSV in the ways spreadsheets write it: separators, encodings and the sign of decimals are found, and said."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import suppress

from etl.desk.grid import MAX_COLUMNS, MAX_ROWS, Contents, Grid, Note
from etl.desk.problems import DeskError
from etl.evidence.extract import FIELD_LIMIT
from etl.evidence.text import csv_plain

_SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 60  # lines


def read_text(body: bytes) -> Contents:
    """The one sheet of a CSV file. Raises DeskError where its bytes are no text, or no table."""
    text, encoding = _decode(body)
    separator = _separator(text)
    csv.field_size_limit(FIELD_LIMIT)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise DeskError("too_many_rows", limit=MAX_ROWS)
    except csv.Error as error:
        raise DeskError("bad_csv", line=len(rows) + 1, reason=str(error)) from None
    if max(map(len, rows), default=0) > MAX_COLUMNS:
        raise DeskError("no_table")
    shown = {"\t": "TAB"}.get(separator, separator)
    notes: list[Note] = [("csv_form", {"separator": shown, "encoding": encoding})]
    grid = Grid("", [[csv_plain(cell) or None for cell in row] for row in rows])
    return Contents("csv", [grid], notes, "," if separator == ";" else "")


def _decode(body: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; bytes that are no UTF-8 are Windows-1252, unless they are no text at all."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(body, "utf-16"), "UTF-16"
    if (zeros := body[:400].count(0)) > len(body[:400]) // 4:
        return _strict(body, "utf-16-le" if body[1:400:2].count(0) * 2 > zeros else "utf-16-be"), "UTF-16"
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, encoding = body.decode("cp1252", "replace"), "Windows-1252"
    else:
        encoding = "UTF-8"
    control = sum(letter < " " and letter not in "\t\r\n" for letter in text[:4000])
    if control > 2 or text[:4000].count("\ufffd") > 2:
        raise DeskError("no_table")
    return text, encoding


def _strict(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise DeskError("damaged") from None


def _separator(text: str) -> str:
    """The separator that cuts the most lines into the same number of cells, of two or more."""
    lines = [line for line in text[:200_000].splitlines()[:_LOOKED_AT] if line.strip()]
    scores = {}
    for separator in _SEPARATORS:
        counts: Counter[int] = Counter()
        with suppress(csv.Error):  # said when the rows are read
            counts.update(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        scores[separator] = max(((often, width) for width, often in counts.items()), default=(0, 0))
    return max(_SEPARATORS, key=lambda one: scores[one])
