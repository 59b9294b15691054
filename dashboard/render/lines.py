"""Text over several lines, where no line leaves an isolate open: half of a pair turns what stands around it; and how wide it is."""

from __future__ import annotations

import re
import textwrap

_OPENING = "\u2066\u2067\u2068"  # left to right, right to left, first strong
_PDI = "\u2069"
_ARABIC = re.compile("[\u0621-\u064a]")
# A Latin name, and a part in brackets that is Latin too: on a line that holds one bracket only, what stands between the
# bracket and the name, or a number, would turn round with it.
_LATIN = re.compile(
    r"[A-Za-zÀ-ÿ](?:[^()،؛:\u0600-\u06ff\u2066-\u2069]*[A-Za-zÀ-ÿ0-9+])?(?: \([^()\u0600-\u06ff\u2066-\u2069]*\))?"
)


FONT_PX = 13  # of texts in drawings that say no other


def wrap(text: str, columns: int, *, breaks_words: bool = True) -> list[str]:
    """`text` in lines of at most `columns` characters, isolates not counted; each line closes what it opens.

    An isolate that a break would split is closed at the end of its line and opened again on the next. In an Arabic text
    every Latin name is isolated first.
    """
    if _ARABIC.search(text):
        text = _LATIN.sub(lambda found: f"\u2066{found.group()}{_PDI}", text)
    bare = "".join(c for c in text if c not in _OPENING and c != _PDI)
    if bare == text:
        return textwrap.wrap(text, columns, break_long_words=breaks_words)
    lines, place, open_ones = [], 0, ""
    for part in textwrap.wrap(bare, columns, break_long_words=breaks_words):
        taken, place = _take(text, place, part)
        lines.append(_balance(open_ones + taken))
        open_ones = _left_open(open_ones + taken)
    return lines


def _take(text: str, place: int, part: str) -> tuple[str, int]:
    """What of `text` from `place` on holds the letters of `part`, with the isolates among and right after them."""
    taken, wanted = "", iter(part)
    letter = next(wanted, None)
    while place < len(text):
        found = text[place]
        if found in _OPENING:
            if letter is None:
                break  # it opens what the next line begins with
            taken += found
        elif found == _PDI:
            taken += found
        elif letter is None:
            if not found.isspace():
                break
        elif found == letter or (found.isspace() and letter.isspace()):
            taken += letter
            letter = next(wanted, None)
        place += 1
    return taken, place


def _left_open(text: str) -> str:
    """The isolates that `text` opens and does not close, in order."""
    kept: list[str] = []
    for character in text:
        if character in _OPENING:
            kept.append(character)
        elif character == _PDI and kept:
            kept.pop()
    return "".join(kept)


def _balance(text: str) -> str:
    return text + _PDI * len(_left_open(text))


def text_px(raw: str, size_px: float = FONT_PX) -> float:
    """About how wide the longest line of plain `raw` is; bidirectional controls take no room."""
    return max((sum(map(_em, line)) for line in raw.split("\n")), default=0.0) * size_px


def _em(character: str) -> float:
    """About how wide a character of our font is, in parts of the font size (a little more than the mean)."""
    if character in "\u2066\u2067\u2068\u2069":
        return 0.0
    return 0.48 if "\u0600" <= character <= "\u06ff" else 0.57
