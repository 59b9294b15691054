"""The one way to search: a question in any of three languages in, hits in the reader's language out, best first."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.values import Lang
from dashboard.i18n import Translator, translator
from dashboard.search.entries import kind_words
from dashboard.search.folding import words
from dashboard.search.index import GAP, Indexed, index
from dashboard.warehouse.build import Build

MOST_CHARACTERS = 200
MOST_HITS = 100
SHORT = 2  # letters of a word that is found whole or at the start of another, and not inside one


class QuestionError(ValueError):
    """A question that can't be searched for: `is_long` where it is too long, else it has no word."""

    def __init__(self, *, is_long: bool) -> None:
        super().__init__("too long" if is_long else "no word")
        self.is_long = is_long


@dataclass(frozen=True)
class Hit:
    """Something that fits a question: `kind` is a code, `url` an address of ours with the language in it, `language` that of a
    title which is a document's own ("" where it is the reader's)."""

    kind: str
    id: str
    title: str
    text: str
    url: str
    language: str = ""

    @property
    def plain(self) -> dict[str, str]:
        """As it is given to scripts."""
        return {"kind": self.kind, "id": self.id, "title": self.title, "text": self.text, "url": self.url}


def search(build: Build, question: str, lang: Lang) -> tuple[Hit, ...]:
    """What holds every word of the question, in whatever language it is put; at most MOST_HITS. Raises QuestionError.

    Best first: a title that is the question, then a word of the title before one of the text, a whole word before the start of one
    before its inside; then by kind, the shorter title, and the id.
    """
    if len(question) > MOST_CHARACTERS:
        raise QuestionError(is_long=True)
    asked = words(question)
    if not asked:
        raise QuestionError(is_long=False)
    kinds = list(kind_words(translator("en")))
    ranked = [
        (rank, kinds.index(one.kind), len(one.titles), one.id, one)
        for one in index(build)
        if (rank := _rank(one, asked)) is not None
    ]
    return tuple(_hit(one, lang) for *_, one in sorted(ranked, key=lambda fit: fit[:-1])[:MOST_HITS])


def tell_question(error: QuestionError, t: Translator) -> str:
    """Why a question can't be searched for, and what to do."""
    if error.is_long:
        return t.plural(
            "The search is too long: give at most {count} character.",
            "The search is too long: give at most {count} characters.",
            MOST_CHARACTERS,
        )
    return t("There is nothing to search for: give one or more words, such as a town, an indicator or a source.")


def _rank(one: Indexed, asked: tuple[str, ...]) -> tuple[bool, int] | None:
    """How well an entry fits, smaller is better; None where a word is not in it."""
    total = 0
    for word in asked:
        found = _level(one, word)
        if found is None:
            return None
        total += found
    return f"{GAP}{' '.join(asked)}{GAP}" not in one.titles, total


def _level(one: Indexed, word: str) -> int | None:
    if word not in one.titles and word not in one.texts:
        return None
    whole, start, inside = f" {word} ", f" {word}", word if len(word) > SHORT else f" {word}"
    ways = (
        (one.titles, whole),
        (one.titles, start),
        (one.texts, whole),
        (one.titles, inside),
        (one.texts, start),
        (one.texts, inside),
    )
    return next((level for level, (text, part) in enumerate(ways) if part in text), None)


def _hit(one: Indexed, lang: Lang) -> Hit:
    title, text, language = one.shown[lang]
    page, hash_, place = one.link.partition("#")
    joint = "" if page.endswith("?") else "&"
    return Hit(one.kind, one.id, title, text, f"{page}{joint}lang={lang}{hash_}{place}", language)
