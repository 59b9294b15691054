"""What a report says is found and copied by the programs most people read PDFs with: all its words, and in their order.

Arabic above all: letters that are drawn as one glyph, words of a line, vowel signs. Every word of every chapter is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from dashboard.render.pdf import content as print_content
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build
from tests.documents.readers import CONTROLS, READERS, plain, text_of

_CODES = {"item", "kind", "name", "role", "fill", "anchor", "panel_id", "start_role", "end_role", "align", "tone"}
_UNSEEN = _CODES | {"panels", "alt", "link"}  # a map leaves out labels without room; an alternative text is not drawn
_ARABIC = "\u0621-\u064a\u0671-\u06d3"
WORD = re.compile(rf"[{_ARABIC}][{_ARABIC}\u064b-\u0652\u0670]*|[A-Za-z\u00c0-\u024f]+|[0-9]+")
_STRETCH = {
    "ar": re.compile(rf"[{_ARABIC}\u064b-\u0652]+(?: [{_ARABIC}\u064b-\u0652]+)+"),
    "fr": re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+"),
}


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    found: Lang = request.param
    return found


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="session")
def read(whole: dict[Lang, bytes]) -> Any:
    return cache(lambda lang, reader: text_of(whole[lang], reader))


def told(build: Build, lang: Lang) -> list[dict[str, Any]]:
    t = translator(lang)
    receipts = Receipts(t)
    return [
        print_content.chapter(registry.build_chapter(build, name, entry.choices(), lang), receipts, t)
        for name, entry in registry.CHAPTERS.items()
    ]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in _UNSEEN:
                yield from texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from texts(member)


def flowing(chapters: list[dict[str, Any]]) -> Iterator[str]:
    """What is read as prose: sentences, titles, leads, notes."""
    for chapter in chapters:
        yield chapter["question"]
        yield from (sentence["text"] for sentence in chapter["sentences"])
        yield from chapter["notes"]
        for item in [*chapter["flow"], *chapter["last"]]:
            yield from (item[name] for name in ("title", "subtitle", "lead", "note") if isinstance(item.get(name), str))
            yield from item.get("paragraphs", ())


def test_words_are_found(lang: Lang, reader: str, read: Any, published_build: Build) -> None:
    words = {word for text in texts(told(published_build, lang)) for word in WORD.findall(plain(text))}
    found = plain(read(lang, reader))
    missed = sorted(word for word in words if word not in found)
    assert len(words) > 1000
    assert len(missed) <= len(words) / 100, missed[:40]


def test_words_are_copied_whole(lang: Lang, reader: str, read: Any, published_build: Build) -> None:
    words = {word for text in texts(told(published_build, lang)) for word in WORD.findall(plain(text))}
    missed = sorted(words - set(WORD.findall(plain(read(lang, reader)))))
    # pdf.js puts nothing between two cells, nor between lines, that follow each other from right to left.
    allowed = 5 if (lang, reader) == ("ar", "pdfjs") else 1
    assert len(missed) <= len(words) * allowed / 100, missed[:40]


def test_words_are_copied_in_order(lang: Lang, reader: str, read: Any, published_build: Build) -> None:
    stretch = _STRETCH["ar" if lang == "ar" else "fr"]
    stretches = [s for text in flowing(told(published_build, lang)) for s in stretch.findall(plain(text))]
    found = plain(read(lang, reader))
    spaced = sum(one in found for one in stretches)
    unspaced = found.replace(" ", "")
    glued = sum(one.replace(" ", "") in unspaced for one in stretches)
    assert len(stretches) > 400
    assert glued >= 0.985 * len(stretches), [s for s in stretches if s.replace(" ", "") not in unspaced][:20]
    assert spaced >= 0.96 * len(stretches), [s for s in stretches if s not in found][:20]


def test_nothing_invisible_is_copied(lang: Lang, reader: str, read: Any) -> None:
    found = read(lang, reader)
    if reader == "poppler":  # it marks directions by itself
        found = re.sub("[\u202a-\u202c\u200e\u200f]", "", found)
    assert set(CONTROLS.findall(found)) <= {"\u00ad"}  # a hyphen at the end of a line
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", found)  # plain letters
