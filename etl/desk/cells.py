"""Numbers and days in the ways people and spreadsheets write them, into the evidence's own form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from babel import Locale

from etl.desk.grid import Cell
from etl.desk.words import folded

DayOrder = Literal["day", "month"]  # what stands first in 03/04/2024
Time = Literal["day", "when", "period"]

_DIGITS = str.maketrans({chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)} | {"٫": ",", "٬": " "})
_MINUS = str.maketrans("\u2212\u2013\ufe63\uff0d", "----")
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACED = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_QUARTERS = (
    re.compile(r"(?P<year>\d{4})[ -]*[qt](?P<q>[1-4])", re.IGNORECASE),
    re.compile(r"[qt](?P<q>[1-4])[ -]*(?P<year>\d{4})", re.IGNORECASE),
)
_NAMED = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?[ -]+)?([^\W\d]+)\.?[ -]+(\d{4}|\d{2})")


def plain_digits(text: str) -> str:
    """A text with Arabic-Indic digits as 0 to 9, one kind of minus and no marks of direction."""
    return _UNSEEN.sub("", text).translate(_DIGITS).translate(_MINUS).strip()


def decimal_sign(texts: Iterable[str]) -> str:
    """The sign of decimals that numbers of one file show, ".", "," or "" where none shows it without doubt.

    Two signs in a number: the last one; one sign twice: it groups thousands; one with other than three digits behind it.
    """
    found: set[str] = set()
    for text in texts:
        number = _SPACED.sub("", plain_digits(text))
        signs = re.findall(r"[.,]", number)
        if not _NUMBER.fullmatch(number) or not signs:
            continue
        if len(set(signs)) == 2:
            found.add(signs[-1])
        elif len(signs) > 1:
            found.add({".": ",", ",": "."}[signs[0]])
        elif len(number.rpartition(signs[0])[2]) != 3 or number.lstrip("+-").startswith("0"):
            found.add(signs[0])
    return found.pop() if len(found) == 1 else ""


def number_text(cell: Cell, decimal: str) -> str:
    """A number as the evidence writes it. Raises ValueError for what is none.

    `decimal` is the file's sign of decimals; where a file shows none ("" here), 1,234 and 1.234 can't be read: ValueError.
    """
    if isinstance(cell, bool) or cell is None or not isinstance(cell, str | float | int):
        raise ValueError
    if not isinstance(cell, str):
        return _written(Decimal(f"{cell:.15g}"))
    text = _SPACED.sub("", plain_digits(cell).removesuffix("%").strip())
    if not _NUMBER.fullmatch(text):
        raise ValueError
    if not decimal and re.search("[.,]", text):
        raise ValueError
    other = {".": ",", ",": "."}.get(decimal, "")
    if other and other in text:
        if re.fullmatch(rf"[+-]?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{decimal}\d+)?", text):
            text = text.replace(other, "")
        elif decimal == "." or text.count(".") > 1 or "," in text:  # 12.5 among commas can't be thousands
            raise ValueError
    try:
        return _written(Decimal(text.replace(",", ".")))
    except InvalidOperation:
        raise ValueError from None


def _written(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """What stands first in the days of a file, None where all of them can be read both ways (or none is written so)."""
    found: set[DayOrder] = set()
    for text in texts:
        if parts := _SLASHED.fullmatch(plain_digits(text)):
            first, second = int(parts[1]), int(parts[2])
            if first > 12 >= second:
                found.add("day")
            elif second > 12 >= first:
                found.add("month")
    return found.pop() if len(found) == 1 else None


def time_text(cell: Cell, kind: Time, order: DayOrder = "day") -> str:
    """A day, month, quarter or year as the evidence writes it; a `period` may be a quarter. Raises ValueError."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        cell = f"{cell:.0f}" if float(cell).is_integer() else str(cell)
    if not isinstance(cell, str):
        raise ValueError
    text = plain_digits(cell)
    text = re.sub(r"[T ]00:00(?::00(?:\.0+)?)?Z?$", "", text)
    if iso := _ISO.fullmatch(text):
        parts = [int(part) for part in iso.groups() if part]
        return _checked(*parts)
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = int(slashed[1]), int(slashed[2]), _year(slashed[3])
        return _checked(year, *((second, first) if order == "day" else (first, second)))
    if short := _MONTH_YEAR.fullmatch(text):
        return _checked(int(short[2]), int(short[1]))
    for quarter in _QUARTERS if kind == "period" else ():
        if found := quarter.fullmatch(text):
            return f"{found['year']}-Q{found['q']}"
    return _named(text)


def _named(text: str) -> str:
    """juin-24, 3 mars 2024, June 2024."""
    found = _NAMED.fullmatch(text)
    month = _months().get(folded(found[2])) if found else None
    if found is None or month is None:
        raise ValueError
    days = [int(found[1])] if found[1] else []
    return _checked(_year(found[3]), month, *days)


def _checked(year: int, month: int | None = None, day: int | None = None) -> str:
    date(year, month or 1, day or 1)  # ValueError for what is no day
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year if year < 70 else 1900 + year


_MONTHS: dict[str, int] = {}


def _months() -> dict[str, int]:
    """Months by their folded names and short names in three languages, those of Morocco among the Arabic ones."""
    if not _MONTHS:
        for language in ("fr", "en", "ar_MA", "ar"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months["format"][width].items():
                    _MONTHS.setdefault(folded(name), number)
        _MONTHS.update(
            {
                folded(name): n
                for n, name in enumerate(
                    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"], 1
                )
            }
        )
        _MONTHS.update({"fev": 2, "dec": 12, "aout": 8, "jan": 1, "jul": 7, "jui": 6})
    return _MONTHS


def is_month_or_year(text: str) -> bool:
    """Whether a head of a column is a year, a quarter or a month: the column holds that time's values."""
    try:
        return bool(re.search(r"\d", plain_digits(text))) and 1990 <= int(time_text(text, "period")[:4]) <= 2040
    except ValueError:
        return False


def text_of(cell: Cell) -> str:
    """Any cell as text, on one line, as the evidence would hold it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | int):
        return number_text(cell, ".")
    if not isinstance(cell, str):
        return ""
    return (
        " ".join(unicodedata.normalize("NFC", cell).split(" "))
        .strip()
        .replace("\r\n", " ")
        .replace("\n", " ")
        .replace("\t", " ")
    )
