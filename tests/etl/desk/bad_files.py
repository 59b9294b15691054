"""Files that can't be read, and the code of the problem that each is refused with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from etl.desk.grid import MAX_ROWS
from tests.etl.desk.files import WORLD_BANK_ERROR, french_workbook, locked_workbook, with_part

ROWS = [["Pays", "Année", "Valeur"], ["Maroc", 2031, 1.5]]


def bomb() -> bytes:
    """A workbook whose sheet unpacks to more than any memory should give it."""
    return with_part(french_workbook(ROWS), "xl/worksheets/sheet9.xml", b" " * (200 * 1024 * 1024))


def many_rows() -> bytes:
    return b"Pays;Ann\xe9e;Valeur\n" + b"Maroc;2031;1,5\n" * 200_000


def many_sheet_rows() -> bytes:
    sheet = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, MAX_ROWS + 2))
    return with_part(french_workbook(ROWS), "xl/worksheets/sheet9.xml", sheet)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a password": (locked_workbook, "password"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "old_workbook"),
    "macros": (lambda: with_part(french_workbook(ROWS), "xl/vbaProject.bin", b"x"), "macros"),
    "a bomb": (bomb, "swells"),
    "a workbook cut short": (lambda: french_workbook(ROWS)[:-200], "damaged"),
    "a workbook cut at its head": (lambda: french_workbook(ROWS)[:900], "damaged"),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "is_pdf"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(3000), "no_table"),
    "another archive": (lambda: with_part(_empty_archive(), "letter.txt", b"hello"), "no_table"),
    "nothing": (lambda: b"", "empty"),
    "too many rows": (many_rows, "too_many_rows"),
    "too many rows in a sheet": (many_sheet_rows, "too_many_rows"),
    "an error of the World Bank": (lambda: WORLD_BANK_ERROR, "answer_is_error"),
    "half a JSON": (lambda: b'[{"country": "MAR", ', "bad_json"),
    "a quote left open": (lambda: b'Pays;Valeur\nMaroc;"' + b"x" * 200_000, "bad_csv"),
}


def _empty_archive() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()
