"""Two scenarios side by side over HTTP: the same chapter as the page shows, its tables, its chart and its document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pypdfium2
import pytest

from dashboard.content.values import LANGS
from tests.browser.harness import serving

A, B = "preset=nexus_both_phases&growth=0.3", "https://siyada.example/share?lang=fr&control_new=0.8"
BOTH = urlencode({"a": A, "b": B})


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=60) as found:
        yield found


@pytest.mark.parametrize("lang", LANGS)
def test_the_chapter_says_what_differs_first(client: httpx.Client, lang: str) -> None:
    found = client.get(f"chapters/share?{BOTH}&lang={lang}").json()
    assert found["notices"] == []
    assert [section["section_id"] for section in found["sections"]] == [
        "differences",
        "figures",
        "levers",
        "must_be_true",
    ]
    assert len(found["sentences"][1]["figures"]) == 2


def test_a_table_of_it_and_its_chart_are_taken_away(client: httpx.Client) -> None:
    listed = client.get(f"chapters/share/tables/compared.csv?{BOTH}").text.splitlines()
    assert listed[0].lstrip("\ufeff").split(",")[:3] == ["figure", "a", "a_low"]
    assert client.get(f"chapters/share/charts/fan_compared.svg?{BOTH}").headers["content-type"].startswith("image/svg")


def test_it_is_printed(client: httpx.Client) -> None:
    body = client.get(f"snapshot.pdf?chapters=share&lang=fr&{BOTH}").content
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
    assert "deux scénarios côte à côte" in " ".join(text.split())
    assert "Ce qui diffère" in text


@pytest.mark.parametrize("path", ["chapters/share", "chapters/share/tables/compared.csv", "snapshot.pdf"])
def test_scenarios_of_two_builds_are_a_problem_in_the_reader_s_language(client: httpx.Client, path: str) -> None:
    told = set()
    for lang in LANGS:
        query = urlencode({"a": f"{A}&build=0123456789ab", "b": B, "lang": lang, "chapters": "share"})
        found = client.get(f"{path}?{query}")
        assert (found.status_code, found.headers["content-type"]) == (400, "application/problem+json")
        assert "0123456789ab" in found.json()["detail"]
        told.add(found.json()["detail"])
    assert len(told) == 3


def test_a_link_that_tells_no_scenario_is_named_in_a_notice(client: httpx.Client) -> None:
    found = client.get("chapters/share?a=hello")
    assert found.status_code == 200
    assert [(one["parameter"], one["reason"]) for one in found.json()["notices"]] == [("a", "no_scenario")]
    assert client.get("chapters/share/tables/compared.csv?a=hello").status_code == 400
