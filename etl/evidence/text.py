"""The one gate every text passes, on its way in (evidence), on its way out (CSV) and into print.

A PDF/A stops at the first glyph its font lacks, so one odd cell would cost a reader the whole report;
a direction control makes a figure read backwards; a leading ``=`` runs in a spreadsheet. All are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_CELL_CHARACTERS = 2_000
"""Longest cell allowed; the longest of the reviewed evidence has about 700 characters."""

# Code points drawn by IBM Plex Sans Arabic 1.101 (every weight has the same set), in hexadecimal, without: controls,
# the soft hyphen (invisible), private-use signs, the cross mark (an emoji) and presentation forms (they defeat search).
# Two that the font lacks are allowed: U+202F, the narrow space of French numbers, for which print falls back on another
# space, and U+200E, which keeps a Latin name in its place in an Arabic sentence and draws nothing.
DRAWABLE_RANGES = """
20-7E A0-AC AE-FF 110 131-133 135 140-142 152-153 160-161 178 17D-17E 192 237 2BB-2BC 2C6-2C7 2D8-2DD
300-304 307-308 30A-30C 315 327-328 3C0 600-604 606-61B 61E-6A1 6A3-6FF 750-77F 8A0 8A2-8AC 8B3 8E4-8FE E3F
1E9E 200E 2010 2013-2015 2018-201A 201C-201E 2020-2022 2026 202F-2030 2039-203A 2044 2070 2074-2079
2080-2089 20A1 20A4 20A6 20A8-20AE 20B1-20B2 20B4-20B5 20B8-20BA 20BD 20BF 2113 2116 2122 2126 212E
2150-2151 2153-215E 2190-2199 21A9-21AA 21B0-21B3 21B6-21B7 21BA-21BB 21C4 21C6 2202 2206 220F 2211-2212
2215 221A 221E 222B 2248 2260 2264-2265 25CA 25CC 2713 2B0E-2B11
"""


def drawable_code_points() -> set[int]:
    """Every code point a cell may hold."""
    points: set[int] = set()
    for part in DRAWABLE_RANGES.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def _character_class() -> str:
    bounds = (part.partition("-") for part in DRAWABLE_RANGES.split())
    return "".join(
        re.escape(chr(int(first, 16))) + (f"-{re.escape(chr(int(last, 16)))}" if last else "")
        for first, _, last in bounds
    )


_DRAWABLE = re.compile(f"[{_character_class()}]*")
_DRAWABLE_ROW = re.compile(f"[{_character_class()}\ue000]*")
_UNDRAWABLE = re.compile(f"[^{_character_class()}]")
_BIDI = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# "<1.2" and "a < b" are figures and stay; "<b", "</b", "<!--" and "<?" open markup.
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def text_ok(cell: str) -> str | None:
    """Say which rule a text breaks.

    Args:
        cell: any text, of one cell or one label.

    Returns:
        None when the text may be stored, exported and printed; otherwise the code of the first broken rule, a key of
        ``etl.messages.RULES``: ``text_too_long``, ``control_character``, ``bidi_control``, ``not_drawable``,
        ``markup`` or ``formula``. A leading ``+`` or ``-`` is allowed ("+14% on 2022"); ``csv_safe`` escapes it.
    """
    if len(cell) > MAX_CELL_CHARACTERS:
        return "text_too_long"
    if not _DRAWABLE.fullmatch(cell):
        if _CONTROL.search(cell):
            return "control_character"
        return "bidi_control" if _BIDI.search(cell) else "not_drawable"
    if _MARKUP.search(cell):
        return "markup"
    return "formula" if cell[:1] in ("=", "@") else None


def texts_ok(cells: Sequence[str]) -> bool:
    """Whether every one of these texts may be stored, exported and printed: asked of a whole row in the time of one cell."""
    row = "\ue000".join(cells)  # never drawable, so no cell reads as one with the next
    return (
        len(row) <= MAX_CELL_CHARACTERS
        and bool(_DRAWABLE_ROW.fullmatch(row))
        and not _MARKUP.search(row)
        and not row.startswith(("=", "@"))
        and "\ue000=" not in row
        and "\ue000@" not in row
    )


def faulty_characters(cell: str) -> str:
    """The characters of a text that may not be stored, as ``U+202E, U+1F600``, each once, at most five."""
    found = dict.fromkeys(_UNDRAWABLE.findall(cell))
    return ", ".join(f"U+{ord(character):04X}" for character in list(found)[:5])


def csv_safe(text: str) -> str:
    """Escape a text for a spreadsheet, which would run a cell that starts with ``=``, ``+``, ``-`` or ``@``.

    An apostrophe is put before it (as before a tab or a carriage return), and before every part of it that stands behind
    a semicolon, a tab or a line end, where a spreadsheet of another country begins a new cell. Plain signed numbers are
    left as they are. ``csv_plain`` gives the text back.
    """
    if text[:1].isalnum() and not _PARTS.search(text):  # nearly all of them, in a third of the time
        return text
    first, *others = _PARTS.split(text)
    escaped = "".join(part if _PARTS.fullmatch(part) else _APOSTROPHE[_would_run(part)] + part for part in others)
    return _APOSTROPHE[_would_run(first) or _starts_hidden(text) or _is_mixed(text)] + first + escaped


def csv_plain(cell: str) -> str:
    """The text that ``csv_safe`` escaped: ``csv_plain(csv_safe(text)) == text`` for every text."""
    if "'" not in cell:
        return cell
    first, *others = _PARTS.split(cell)
    plain = "".join(part[1:] if part[:1] == "'" and _would_run(part) else part for part in others)
    is_escaped = cell[:1] == "'" and (_would_run(first) or _starts_hidden(cell) or _is_mixed(cell))
    return (first[1:] if is_escaped else first) + plain


_PARTS = re.compile("([;\t\r\n])")
# Quotes and spaces may be gone once a program has cut the cell; the last four signs are those of East Asian keyboards.
_RUN = re.compile(r"""['"\s]*[=+\-@＝＋－＠]""")
_APOSTROPHE = {True: "'", False: ""}


def _would_run(part: str) -> bool:
    """Whether a spreadsheet would run a cell, whatever the apostrophes before it: so each that is added can be seen."""
    return bool(_RUN.match(part)) and not _PLAIN_NUMBER.fullmatch(part.strip("'\" "))


def _is_mixed(text: str) -> bool:
    """Whether a text begins as a signed number and goes on as anything but numbers: "-1;=A1" runs where ";" ends no cell."""
    parts = [part.strip("'\" ") for part in text.split(";")]
    return bool(_RUN.match(parts[0])) and any(part and not _PLAIN_NUMBER.fullmatch(part) for part in parts)


def _starts_hidden(text: str) -> bool:
    return text.lstrip("'")[:1] in ("\t", "\r")
