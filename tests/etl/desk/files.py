"""Files as people hand them in, made here: workbooks of a French Excel, CSV, answers of the World Bank."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

import xlsxwriter


def french_workbook(rows: list[list[Any]], *, hidden: str = "", error_at: tuple[int, int] | None = None) -> bytes:
    """A workbook with merged title rows, its heads in row 4, a column of notes, a footnote; texts and days as Excel has them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Données")
    day, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.0%"})
    width = len(rows[0]) - 1
    sheet.merge_range(0, 0, 0, width, "Ministère — emplois et exportations du numérique")
    sheet.merge_range(1, 0, 1, width, "En milliards de dirhams")
    for line, row in enumerate(rows, 3):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(line, place, cell, day)
            elif isinstance(cell, tuple):  # a part of one, shown in percent
                sheet.write_number(line, place, cell[0], percent)
            elif cell is not None:
                sheet.write(line, place, cell)
    if error_at:
        sheet.write_formula(*error_at, "=1/0", None, "#DIV/0!")
    sheet.write(len(rows) + 4, 0, "Source : calculs du ministère")
    if hidden:
        book.add_worksheet(hidden).hide()
    book.close()
    return out.getvalue()


def with_part(body: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one more part inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one, old.read(one))
        new.writestr(name, part)
    return out.getvalue()


def locked_workbook() -> bytes:
    """What a workbook with a password begins with: another container, in it the names of what is locked."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def world_bank(*rows: tuple[str, str, str, float | None]) -> bytes:
    """An answer of the World Bank, version 2: code, name, year and value of each row."""
    listed = [
        {
            "indicator": {"id": "IT.NET.USER.ZS", "value": "Individuals using the Internet"},
            "country": {"id": code[:2], "value": name},
            "countryiso3code": code,
            "date": year,
            "value": value,
            "unit": "",
            "decimal": 1,
        }
        for code, name, year, value in rows
    ]
    return json.dumps([{"page": 1, "pages": 1, "per_page": 50, "total": len(rows)}, listed]).encode()


WORLD_BANK_ERROR = json.dumps(
    [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
).encode()
