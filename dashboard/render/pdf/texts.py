"""Texts made fit for print: only what the font draws, long words that may break, foreign strings kept in their order."""

from __future__ import annotations

import functools
import re

from dashboard.content.values import Lang
from etl.evidence.text import drawable_code_points

_FSI, _PDI, _BREAK = "\u2068", "\u2069", "\u200b"
_ISOLATES = "\u2066\u2067\u2068\u2069"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LONG_WORD = re.compile(r"[^\s\u00a0\u200b\u2066-\u2069]{23,}")
_STOPS = re.compile(r"(?<=[/_.\-?&=,;:@])(?=\w)")
_PIECE = 14  # characters after which a word without a stop may break
_LIKE = {"\u202f": "\u00a0", "\u2009": "\u00a0", "\u25b2": "^", "\u2212": "-", "\n": " ", "\t": " "}
_UNKNOWN = "\u25cc"  # a dotted circle stands for what the font lacks


@functools.lru_cache(maxsize=20_000)
def printable(text: str, lang: Lang) -> str:
    """`text` as print can draw it; in Arabic, a text with no Arabic letter is isolated so that it keeps its own order.

    Controls become spaces, unknown glyphs a dotted circle, direction overrides vanish; words of more than 22
    characters get places to break.
    """
    drawn = "".join(_drawn(character) for character in text)
    broken = _LONG_WORD.sub(lambda found: _breakable(found.group()), drawn)
    if lang == "ar" and broken.strip() and broken[0] not in _ISOLATES and not _ARABIC.search(broken):
        return f"{_FSI}{broken}{_PDI}"
    return broken


@functools.cache
def _known() -> frozenset[int]:
    return frozenset(drawable_code_points()) - {0x202F}


def is_drawable(character: str) -> bool:
    """True where the font has the character as it is."""
    return ord(character) in _known()


def _drawn(character: str) -> str:
    if character in _ISOLATES or ord(character) in _known():
        return character
    if character in _LIKE:
        return _LIKE[character]
    if "\u202a" <= character <= "\u202e" or character in "\u200b\u200f\u061c\ufeff":
        return ""
    return " " if not character.isprintable() else _UNKNOWN


def _breakable(word: str) -> str:
    parts = _STOPS.split(word)
    return _BREAK.join(_BREAK.join(p[i : i + _PIECE] for i in range(0, len(p), _PIECE)) for p in parts)
