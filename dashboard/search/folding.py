"""What a text is compared by: without accents, forms of one Arabic letter, articles and case.

A reader types "benguerir", "ابن جرير" or "l'IA" as the keyboard lets them; the evidence is written as print wants it.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition takes to their plain form: yeh and kaf of other keyboards, letters that a word may end in,
# ligatures; and the digits of Arabic and Persian keyboards.
_LETTERS = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}
_DIGITS = {first + digit: str(digit) for first in (0x660, 0x6F0) for digit in range(10)}
_PLAIN = str.maketrans(_LETTERS) | _DIGITS
# Marks over and under letters, tatweel, and what has no width.
_UNSEEN = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f]"
)
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("l", "le", "la", "les", "the"))
_ARABIC_ARTICLE = re.compile(r"(?:[وفبك]?ال|لل)(?=\w\w)")  # also after the letters that are written with it


def fold(text: str) -> str:
    """A text in small letters without marks, digits as 0 to 9."""
    small = unicodedata.normalize("NFKD", text).casefold()
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", small)).translate(_PLAIN)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order, without articles: of "L’économie du numérique" economie, du, numerique.

    Of articles alone, these.
    """
    every = _WORD.findall(fold(text))
    return tuple(_without_article(word) for word in every if word not in _ARTICLES) or tuple(every)


def _without_article(word: str) -> str:
    found = _ARABIC_ARTICLE.match(word)
    return word[found.end() :] if found else word
