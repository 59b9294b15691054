"""Workbooks (XLSX) with calamine; what it leaves out is read from the parts of the file: errors, percent, hidden sheets."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from etl.desk.grid import MAX_COLUMNS, MAX_ROWS, Cell, CellError, Contents, Grid, Note
from etl.desk.problems import DeskError

_MAX_UNPACKED_BYTES = 96 * 1024 * 1024
_MAX_PARTS = 2000
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_ROW_TAG = re.compile(rb"<row\b")
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_PERCENT_IDS = {9, 10}  # formats of every spreadsheet that show parts of one as percent


def read_workbook(body: bytes) -> Contents:
    """The visible sheets. Raises DeskError for passwords, macros, old forms, files cut short or made to swell."""
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in body
        raise DeskError("password" if is_locked else "old_workbook")
    parts = _parts(body)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        hidden = [one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible]
        shown = [one.name for one in book.sheets_metadata if one.name not in hidden]
        grids = [_grid(book.get_sheet_by_name(name), name) for name in shown]
    except (CalamineError, ValueError, OSError):
        raise DeskError("damaged") from None
    notes: list[Note] = [("hidden_sheets", {"sheets": ", ".join(hidden)})] if hidden else []
    percents = 0
    if sum(len(grid.rows) for grid in grids) > MAX_ROWS:
        raise DeskError("too_many_rows", limit=MAX_ROWS)
    for grid in grids:
        percents += _mark(grid, parts.get(_part_of(parts, grid.name), b""), _percent_styles(parts))
    if percents:
        notes.append(("percent_cells", {"count": percents}))
    return Contents("xlsx", grids, notes, ".")


def _parts(body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            listed = packed.infolist()
            names = [one.filename for one in listed]
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise DeskError("macros")
            if len(listed) > _MAX_PARTS or sum(one.file_size for one in listed) > _MAX_UNPACKED_BYTES:
                raise DeskError("swells", limit=_MAX_UNPACKED_BYTES // 1024**2)
            if "xl/workbook.xml" not in names:
                raise DeskError("no_table")
            wanted = [n for n in names if n.startswith("xl/worksheets/") or n in _NEEDED]
            found = {name: packed.read(name) for name in wanted}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
        raise DeskError("damaged") from None
    if sum(len(_ROW_TAG.findall(part)) for part in found.values()) > MAX_ROWS:
        raise DeskError("too_many_rows", limit=MAX_ROWS)
    return found


_NEEDED = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")


def _part_of(parts: dict[str, bytes], name: str) -> str:
    """The part that holds a sheet, "" where the file does not say it in the usual way."""
    from html import unescape

    links = {}
    for tag in re.findall(rb"<Relationship\b[^>]*>", parts.get("xl/_rels/workbook.xml.rels", b"")):
        said = _attributes(tag)
        links[said.get("Id", "")] = said.get("Target", "").removeprefix("/xl/")
    for tag in re.findall(rb"<sheet\b[^>]*>", parts["xl/workbook.xml"]):
        said = _attributes(tag.replace(b"r:id=", b"rid="))
        if unescape(said.get("name", "")) == name:
            return f"xl/{links.get(said.get('rid', ''), '')}"
    return ""


def _attributes(tag: bytes) -> dict[str, str]:
    return {key.decode(): value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(tag)}


def _percent_styles(parts: dict[str, bytes]) -> set[str]:
    """Numbers of the cell styles that show a part of one as percent."""
    styles = parts.get("xl/styles.xml", b"")
    formats = [_attributes(tag) for tag in re.findall(rb"<numFmt\b[^>]*>", styles)]
    ids = _PERCENT_IDS | {int(f["numFmtId"]) for f in formats if "%" in f.get("formatCode", "") and "numFmtId" in f}
    used = re.search(rb"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    found = re.findall(rb"<xf\b[^>]*>", used.group()) if used else []
    return {str(place) for place, tag in enumerate(found) if int(_attributes(tag).get("numFmtId", 0)) in ids}


def _grid(sheet: CalamineSheet, name: str) -> Grid:
    rows = [[_cell(value) for value in row[:MAX_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for y in range(top, min(bottom + 1, len(rows))):
            for x in range(left, min(right + 1, len(rows[y]))):
                rows[y][x] = rows[top][left]
    return Grid(name, rows)


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value or None
    return value if isinstance(value, float | int | bool | date) else None


def _mark(grid: Grid, part: bytes, percents: set[str]) -> int:
    """Put errors back, and cells shown in percent as percent; how many of these there were."""
    if b't="e"' not in part and not percents:
        return 0
    found = 0
    for attributes, inner in _CELL.findall(part):
        said = _attributes(attributes)
        is_error, is_percent = said.get("t") == "e", said.get("s") in percents
        place = _PLACE.fullmatch(said.get("r", "")) if is_error or is_percent else None
        if not place:
            continue
        y, x = int(place[2]) - 1, _column(place[1])
        if y >= len(grid.rows) or x >= len(grid.rows[y]):
            continue
        value = grid.rows[y][x]
        if is_error:
            shown = re.search(rb"<v>(.*?)</v>", inner)
            grid.rows[y][x] = CellError(shown[1].decode("utf-8", "replace") if shown else "#N/A")
        elif isinstance(value, float | int) and not isinstance(value, bool):
            grid.rows[y][x] = float(f"{value * 100:.15g}")
            found += 1
    return found


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
