"""Beside each figure a link reports an error, with the figure and its build filled in; there is none where no address is set."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter
from dashboard.content.values import LANGS, Chapter, Lang
from dashboard.http.settings import REPORT_TO, SettingError, read
from dashboard.i18n import translator
from dashboard.render.html.panels import figure_receipt
from dashboard.warehouse.build import Build


def links(chapter: Chapter, lang: Lang) -> list[str]:
    t = translator(lang)
    drawn = [unescape(unescape(figure_receipt(one, t, as_of=chapter.as_of))) for one in chapter.figures]
    return [href for one in drawn for href in re.findall(r'href="((?:mailto:|https://tracker)[^"]*)"', one)]


def sites(build: Build, lang: Lang) -> Chapter:
    return build_chapter(build, "sites", CHAPTERS["sites"].choices(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_mail_names_the_figure_and_the_build(
    published_build: Build, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    monkeypatch.setenv(REPORT_TO, "errors@example.ma")
    chapter = sites(published_build, lang)
    found = links(chapter, lang)
    assert len(found) == len(chapter.figures) > 0
    for href, figure in zip(found, chapter.figures, strict=True):
        parts = urlsplit(href)
        asked = {name: unquote(values[0]) for name, values in parse_qs(parts.query).items()}
        assert (parts.scheme, parts.path) == ("mailto", "errors@example.ma")
        assert figure.figure_id in asked["subject"] and published_build.build_id in asked["subject"]
        assert figure.figure_id in asked["body"] and figure.text in asked["body"]


@pytest.mark.parametrize(
    ("to", "start"), [("https://tracker.example.ma/new", "?"), ("https://tracker.example.ma/new?p=1", "&")]
)
def test_a_page_gets_them_as_parameters(
    published_build: Build, monkeypatch: pytest.MonkeyPatch, to: str, start: str
) -> None:
    monkeypatch.setenv(REPORT_TO, to)
    (first, *_), figure = links(sites(published_build, "en"), "en"), sites(published_build, "en").figures[0]
    assert first.startswith(f"{to}{start}")
    asked = parse_qs(urlsplit(first).query)
    assert (asked["figure"], asked["build"], asked["lang"]) == ([figure.figure_id], [published_build.build_id], ["en"])


def test_without_an_address_nothing_asks(published_build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REPORT_TO, raising=False)
    assert links(sites(published_build, "en"), "en") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "nobody",
        "a@b",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "a@b.ma?cc=c@d.ma",
        "http://x/#y",
        "https://[x",
    ],
)
def test_an_address_that_can_not_be_used_is_told_at_the_start(wrong: str) -> None:
    with pytest.raises(SettingError) as told:
        read({REPORT_TO: wrong})
    assert told.value.name == REPORT_TO
    assert read({REPORT_TO: " errors@example.ma "}).report_to == "errors@example.ma"
