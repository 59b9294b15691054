"""Tables for print: how wide each column stands, in which size, and whether the page must be turned.

Widths are points. A column asks for its longest word and gains from room as its cells are long: the widths chosen keep
rows low, since the cubes of what each cell takes of its width sum to the least.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.content.values import Table

UPRIGHT, TURNED = 482.0, 751.0  # width of the text on a page that stands, and on one that is turned
INSET = 6.0  # left and right of a cell, together
SIZES = (7.5, 6.8)
_LONGEST_WORD = 12.5  # in ems: a longer one may be hyphenated
_MOST_COLUMNS = 9  # on an upright page
_MOST_LINES = {UPRIGHT: 7.0, TURNED: 9.0}  # of a row, on average, before another layout is looked for
_ROW_AIR, _KEPT_HEIGHT, _TALL_ROW = 7.0, 170.0, 36.0  # points
_MARK = 7.0  # points taken by the mark before a state
_SPACES = re.compile("[ \u200b\n\t]+")
_NARROW, _BROAD = frozenset("iljftrI.,:;!'’|()[]/· "), frozenset("mwMWGOQ%@—")
_CONTROLS = frozenset("\u200b\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Layout:
    """How a table is set: the size of its text, the width of each column, and which columns may hyphenate."""

    is_turned: bool
    is_kept: bool  # short enough to stay on one page
    together: int  # rows at its beginning and at its end that no page may part
    size: float
    columns: tuple[int, ...]  # those that say something: a column blank in every row is left out
    widths: tuple[float, ...]
    hyphenates: tuple[bool, ...]


@dataclass(frozen=True)
class _Column:
    word: float  # its longest word, in ems
    long: float  # its longest text, in ems
    cubes: float  # sum of the cubes of its texts' lengths
    texts: tuple[float, ...]
    extra: float  # points taken beside the text


def layout(table: Table) -> Layout:
    """The calmest of the layouts that hold the table: upright before turned, large before small."""
    shown = tuple(
        i for i in range(len(table.columns)) if not table.rows or any(row[i].text.strip() for row in table.rows)
    )
    columns = [_column(i, table) for i in shown]
    tried = [(UPRIGHT, SIZES[0]), (UPRIGHT, SIZES[1]), (TURNED, SIZES[1])]
    for width, size in tried:
        least = _least(columns, size)
        if sum(least) > width or (width == UPRIGHT and len(columns) > _MOST_COLUMNS):
            continue
        widths = _shares(columns, least, width, size)
        if _lines(columns, widths, size) <= _MOST_LINES[width]:
            return _made(shown, columns, widths, width, size)
    width, size = tried[-1]
    least = _least(columns, size)
    squeeze = min(1.0, width / max(sum(least), 1.0))
    return _made(shown, columns, _shares(columns, [x * squeeze for x in least], width, size), width, size)


def _least(columns: Sequence[_Column], size: float) -> list[float]:
    return [min(c.word, _LONGEST_WORD) * size + c.extra for c in columns]


def _made(
    shown: tuple[int, ...], columns: Sequence[_Column], widths: Sequence[float], width: float, size: float
) -> Layout:
    hyphenates = tuple(c.word * size + c.extra > w + 0.01 for c, w in zip(columns, widths, strict=True))
    high = len(columns[0].texts) * (_lines(columns, widths, size) * size * 1.3 + _ROW_AIR) if columns else 0.0
    together = 2 if columns and high > _TALL_ROW * len(columns[0].texts) else 3
    shares = tuple(round(w, 1) for w in widths)
    return Layout(width == TURNED, high <= _KEPT_HEIGHT, together, size, shown, shares, hyphenates)


def _column(i: int, table: Table) -> _Column:
    label = table.columns[i].label
    texts = tuple(ems(row[i].text) for row in table.rows)
    words = [longest_word(row[i].text) for row in table.rows]
    has_marks = any(row[i].role for row in table.rows)
    head = ems(label) * 1.08
    return _Column(
        word=max([longest_word(label) * 1.08, *words]) + 0.2,
        long=max([head, *texts]) + 0.3,
        cubes=sum(x**3 for x in (*texts, head * 0.7)),
        texts=texts,
        extra=INSET + (_MARK if has_marks else 0.0),
    )


def _shares(columns: Sequence[_Column], least: Sequence[float], width: float, size: float) -> list[float]:
    """Widths that add up to `width`: none under its least, none over what its longest text needs while others lack room."""
    most = [max(low, c.long * size + c.extra) for c, low in zip(columns, least, strict=True)]
    if sum(most) <= width:
        return [x * width / sum(most) for x in most]
    wish = [max(c.cubes, 1e-6) ** 0.25 for c in columns]
    low, high = 0.0, width / min(wish)
    for _ in range(40):
        middle = (low + high) / 2
        total = sum(min(max(c.extra + w * middle, a), b) for c, w, a, b in zip(columns, wish, least, most, strict=True))
        low, high = (middle, high) if total < width else (low, middle)
    return [min(max(c.extra + w * low, a), b) for c, w, a, b in zip(columns, wish, least, most, strict=True)]


def _lines(columns: Sequence[_Column], widths: Sequence[float], size: float) -> float:
    """How many lines a row takes, on average."""
    room = [max((w - c.extra) / size, 1.0) for c, w in zip(columns, widths, strict=True)]
    rows = list(zip(*(c.texts for c in columns), strict=True))
    heights: list[float] = [
        max(1.0, *(text / there * 1.1 for text, there in zip(row, room, strict=True))) for row in rows
    ]
    return sum(heights) / max(len(heights), 1)


def ems(text: str) -> float:
    """About how long a text is, in ems of the report's font."""
    return sum(map(_word, text.split(" "))) + 0.27 * text.count(" ")


def longest_word(text: str) -> float:
    """About how long the longest stretch of a text that does not break is, in ems."""
    return max(map(_word, _SPACES.split(text)), default=0.0)


@functools.lru_cache(maxsize=20_000)
def _word(word: str) -> float:
    total = 0.0
    for character in word:
        if character in _CONTROLS:
            continue
        if "\u0600" <= character <= "\u06ff":
            total += 0.0 if "\u064b" <= character <= "\u0652" else 0.52
        elif character in _NARROW:
            total += 0.34
        elif character in _BROAD:
            total += 0.86
        else:
            total += 0.62 if character.isupper() or character.isdigit() else 0.56
    return total
