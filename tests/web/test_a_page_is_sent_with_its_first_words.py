"""The outer page carries the head of its chapter, for the choices of its address; where it can't, it comes without."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import LANGS, Lang
from tests.browser.harness import serving

FIRST = re.compile(r'<div id="first">.*</main></div><div id="root">', re.DOTALL)


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def first_of(client: httpx.Client, address: str) -> str:
    """The first view at an address, asked for until it is made."""
    for _ in range(60):
        found = FIRST.search(client.get(address).text)
        if found and "<h1" in found[0]:
            return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no first view at {address}")


@pytest.mark.parametrize("lang", LANGS)
def test_every_chapter_in_its_language(client: httpx.Client, lang: Lang) -> None:
    for name, entry in CHAPTERS.items():
        first = first_of(client, f"{entry.heading.path}?lang={lang}")
        chapter = client.get(f"/api/v1/chapters/{name}?lang={lang}").json()
        assert chapter["sentences"]
        for figure in chapter["sentences"][0]["figures"]:
            assert figure["figure_id"] in first or figure["text"] in first
        assert "data-svg" not in first
        assert 'class="panel"' not in first


def test_the_choices_of_the_address(client: httpx.Client) -> None:
    plain, chosen = (first_of(client, address) for address in ("/share", "/share?growth=0.30"))
    assert plain != chosen
    assert re.search(r'href="share\?lang=ar&amp;growth=0.30"', chosen)


def test_nothing_of_the_address_runs(client: httpx.Client) -> None:
    first = first_of(client, "/share?growth=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in first
    assert "alert(1)<" not in first


def test_a_page_that_is_not_known_comes_without(client: httpx.Client) -> None:
    assert '<div id="first">' not in client.get("/nowhere").text


def test_an_older_build_is_not_told_from_the_newest(client: httpx.Client) -> None:
    first = FIRST.search(client.get("/share?build=0123456789ab").text)
    assert first  # the frame alone
    assert "<h1" not in first[0]


def test_a_phone_gets_the_same_words(client: httpx.Client) -> None:
    phone = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Mobile"}
    for _ in range(20):
        page = client.get("/sites", headers=phone).text
        if "<h1" in page:
            break
        time.sleep(0.5)
    assert "<h1" in page
