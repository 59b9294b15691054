"""The page of search: three languages, no script, nothing from elsewhere, calm with whatever it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import httpx
import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.http.answers import JSON
from dashboard.http.root import relative
from dashboard.i18n import css_direction, translator
from dashboard.search.ask import MOST_CHARACTERS, MOST_HITS, search
from dashboard.warehouse.build import Build
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as found:
        yield found


def links(page: str) -> list[str]:
    return re.findall(r'<h2><a href="([^"]+)"', page)


@pytest.mark.parametrize("lang", LANGS)
def test_it_shows_what_the_one_search_finds_in_its_order(
    client: httpx.Client, published_build: Build, lang: Lang
) -> None:
    found = client.get("/search", params={"q": "asilah", "lang": lang})
    assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in found.text
    assert links(found.text) == [escape(relative(hit.url)) for hit in search(published_build, "asilah", lang)]
    assert "<script" not in found.text
    assert not re.search(r'(?:src|href|url)\(?=?"(?:https?:)?//', found.text)
    for other in set(LANGS) - {lang}:
        assert f"q=asilah&amp;lang={other}" in found.text


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_box_a_word_of_nothing_and_too_long_a_question_are_told(client: httpx.Client, lang: Lang) -> None:
    t = translator(lang)
    assert client.get("/search", params={"lang": lang}).status_code == 200
    nothing = client.get("/search", params={"q": "zzzzqqqq", "lang": lang})
    assert (nothing.status_code, links(nothing.text)) == (200, [])
    assert (
        escape(t("Nothing here holds every one of these words. Try fewer words, or the start of one.")) in nothing.text
    )
    for question in ("a" * 10_000, "?!"):
        refused = client.get("/search", params={"q": question, "lang": lang})
        assert (refused.status_code, links(refused.text)) == (400, [])
        assert 'role="status"' in refused.text
        assert "a" * (MOST_CHARACTERS + 1) not in refused.text


def test_markup_in_a_question_stays_text(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": '"><script>alert(1)</script> asilah'}).text
    assert "<script" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_many_hits_are_cut_and_the_reader_is_told(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "2026", "lang": "en"}).text
    assert len(links(page)) == MOST_HITS
    assert f"The best {MOST_HITS} results" in page


def test_a_part_it_does_not_have_is_a_problem(client: httpx.Client) -> None:
    found = client.get("/search", params={"lang": "fr"}, headers={"Range": "bytes=999999999-"})
    assert found.status_code == 416
    assert found.headers["content-type"] != JSON
    assert "octets" in found.json()["detail"]
