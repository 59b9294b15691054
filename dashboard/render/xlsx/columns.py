"""How the columns of a table stand in a sheet: the unit in the head, the number in the cell, decimals as they are shown.

A cell's text is what a reader sees ("2,3 Md DH"), its value what was computed (2298100000.0). The sheet holds the value; where
the text says more than the value in the column's unit (another scale, a date, a band), it stands in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel import numbers

from dashboard.content.values import Cell, Table
from dashboard.i18n import Translator
from dashboard.render.csv import with_day

DAY, TEXT, GENERAL = "yyyy-mm-dd", "@", "General"
_ISOLATES = re.compile("[\u2066-\u2069]")
_NUMBER = re.compile("[+\u2212-]?\\d(?:[\\d\u00a0\u202f.,]*\\d)?")
_SAME_PART = 0.05  # a text is the value, rounded: estimates are written with two digits


@dataclass(frozen=True)
class SheetCell:
    """What a cell holds, and the spreadsheet's format of it; None is a blank."""

    value: float | int | str | date | None
    form: str = GENERAL


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: its head, and its cells from the first row on."""

    label: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class _Shown:
    """The number that a text begins with, and what follows it."""

    number: float
    decimals: int
    is_grouped: bool
    rest: str


def sheet_columns(table: Table, t: Translator) -> tuple[SheetColumn, ...]:
    """The columns of a table in order; one of numbers is followed by what is shown where that says more."""
    laid: list[SheetColumn] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if not any(_is_number(cell) for cell in cells):
            laid.append(SheetColumn(column.label, tuple(_text(cell) for cell in cells)))
            continue
        unit = unit_of(column.key, t) or _common_rest(cells, t)
        is_part = any(_is_part(cell, t) for cell in cells)
        laid.append(
            SheetColumn(
                _label(column.label, unit, t),
                tuple(_number(cell, t, is_part=is_part) if _is_number(cell) else _text(cell) for cell in cells),
            )
        )
        if any(_is_number(cell) and _says_more(cell, unit, t, is_part=is_part) for cell in cells):
            shown = tuple(SheetCell(cell.text or None, TEXT) for cell in cells)
            laid.append(SheetColumn(t("{column} (as shown)", column=column.label), shown))
    return tuple(laid)


def unit_of(key: str, t: Translator) -> str:
    """The unit that a column's key names, as a reader writes it; "" where it names none."""
    units = {
        "pct": "%",
        "mw": "MW",
        "mad": t("dirhams"),
        "gbps": t("Gbit/s"),
        "tbps": t("Tbit/s"),
        "ms": "ms",
        "km": t("km"),
        "days": t("days"),
    }
    return units.get(key.rpartition("_")[2], "")


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def _text(cell: Cell) -> SheetCell:
    day = with_day(cell.value)
    return SheetCell(day, DAY) if isinstance(day, date) else SheetCell(cell.text or None, TEXT)


def _label(label: str, unit: str, t: Translator) -> str:
    is_named = not unit or unit.casefold() in label.casefold()
    return label if is_named else t("{column}, {unit}", column=label, unit=unit)


def _number(cell: Cell, t: Translator, *, is_part: bool) -> SheetCell:
    """The value with as many decimals as are shown; a part of one that is shown in percent is formatted as percent."""
    value, shown = float(cell.value or 0), _shown(cell.text, t)
    if shown is None or not _is_same(shown, value * 100 if is_part else value):
        return SheetCell(value, "#,##0" if abs(value) >= 1000 else GENERAL)
    decimals = "." + "0" * shown.decimals if shown.decimals else ""
    if is_part:
        return SheetCell(value, f"0{decimals}%")
    return SheetCell(value, ("#,##0" if shown.is_grouped or abs(value) < 1000 else "0") + decimals)


def _says_more(cell: Cell, unit: str, t: Translator, *, is_part: bool) -> bool:
    """True where the text shown is not just the value, in the column's unit or without one."""
    shown = _shown(cell.text, t)
    if shown is None:
        return bool(cell.text)
    value = float(cell.value or 0)
    if is_part:
        return shown.rest != "%" or not _is_same(shown, value * 100)
    return shown.rest not in ("", unit) or not _is_same(shown, value)


def _common_rest(cells: Sequence[Cell], t: Translator) -> str:
    """What follows every number of a column alike, its unit; "" where that differs."""
    shown = [(_shown(cell.text, t), float(cell.value or 0)) for cell in cells if _is_number(cell)]
    rests = {one.rest if one and _is_same(one, value) else "" for one, value in shown}
    return rests.pop() if len(rests) == 1 else ""


def _shown(text: str, t: Translator) -> _Shown | None:
    plain = _ISOLATES.sub("", text).strip()
    found = _NUMBER.match(plain)
    if found is None:
        return None
    point = numbers.get_decimal_symbol(t.locale)
    whole, _, part = found.group().replace("\u2212", "-").partition(point)
    digits = re.sub(r"[^\d+-]", "", whole)
    number = float(f"{digits}.{part}") if part.isdigit() else float(digits)
    return _Shown(number, len(part) if part.isdigit() else 0, digits != whole, plain[found.end() :].strip("\u00a0 "))


def _is_same(shown: _Shown, value: float) -> bool:
    near = max(0.5 / 10**shown.decimals + 1e-9, _SAME_PART * abs(value))
    return bool(abs(shown.number - value) <= near)


def _is_part(cell: Cell, t: Translator) -> bool:
    """True for a part of one that is shown in percent, and can't be a percentage itself."""
    shown = _shown(cell.text, t) if _is_number(cell) else None
    value = float(cell.value or 0) if shown else 0.0
    return bool(shown and shown.rest == "%" and _is_same(shown, value * 100) and not _is_same(shown, value))
