"""What to write for characters that the font of the reports lacks, where another writing says the same.

Hyphens, spaces and joined letters come along when a name is pasted from an official page; Tifinagh names have a reading in
Latin letters, that of the Royal Institute of Amazigh Culture without its dots, which the font lacks too.
"""

from __future__ import annotations

import unicodedata

from etl.evidence.text import faulty_characters, text_ok

_HYPHENS = dict.fromkeys("\u2011\u2012\ufe63\uff0d", "-")
_SPACES = dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000", "\u00a0")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
# Letter by letter; a letter said in the throat is written as the plain one beside it.
_TIFINAGH = {
    "ⴰ": "a", "ⴱ": "b", "ⴲ": "b", "ⴳ": "g", "ⴴ": "g", "ⴵ": "dj", "ⴷ": "d", "ⴸ": "d", "ⴹ": "d", "ⴺ": "d",
    "ⴻ": "e", "ⴼ": "f", "ⴽ": "k", "ⴾ": "k", "ⵀ": "h", "ⵃ": "h", "ⵄ": "â", "ⵅ": "kh", "ⵇ": "q", "ⵉ": "i",
    "ⵊ": "j", "ⵍ": "l", "ⵎ": "m", "ⵏ": "n", "ⵒ": "p", "ⵓ": "u", "ⵔ": "r", "ⵕ": "r", "ⵖ": "gh", "ⵙ": "s",
    "ⵚ": "s", "ⵛ": "ch", "ⵜ": "t", "ⵝ": "t", "ⵞ": "tch", "ⵟ": "t", "ⵠ": "v", "ⵡ": "w", "ⵢ": "y", "ⵣ": "z",
    "ⵥ": "z", "ⵯ": "w",
}  # fmt: skip
_ALIKE = _HYPHENS | _SPACES | _UNSEEN | _TIFINAGH


def written_alike(cell: str) -> str:
    """`cell` with what the font lacks written in characters it has; blank where some of it has no such writing."""
    if text_ok(cell) != "not_drawable":
        return ""
    right = "".join(_alike(character) for character in cell)
    return right if right.strip() and text_ok(right) is None else ""


def _alike(character: str) -> str:
    if not faulty_characters(character):
        return character
    return _ALIKE.get(character, unicodedata.normalize("NFKC", character))
