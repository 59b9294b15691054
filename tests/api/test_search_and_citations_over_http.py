"""Search and citations for scripts: fixed forms, the same as the dashboard's, and problems in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS
from dashboard.i18n import translator
from dashboard.render.citation import value_words
from dashboard.search.ask import search
from dashboard.warehouse.build import Build
from tests.browser.harness import serving

PUBLISHER = "Agence d’essai {numérique} & co"
LOAD = "sites.it_load_operational_mw"
ACCEPTED = {"fr": "fr-MA,fr;q=0.9,ar;q=0.5", "ar": "de, ar-MA;q=0.9, fr;q=0.8", "en": "en-GB"}


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    settings = {"SIYADA_PUBLISHER": PUBLISHER, "SIYADA_PUBLIC_URL": "https://siyada.example.ma"}
    with serving(published, settings=settings) as server, httpx.Client(base_url=server.url, timeout=60) as found:
        found.base_url = f"{server.url}/api/v1/"
        yield found


@pytest.mark.parametrize("lang", LANGS)
def test_hits_are_a_list_of_five_members_and_those_of_the_one_search(
    client: httpx.Client, published_build: Build, lang: Any
) -> None:
    found = client.get("search", params={"q": "Asilah", "lang": lang})
    assert found.status_code == 200
    assert found.json() == [hit.plain for hit in search(published_build, "asilah", lang)]
    assert {tuple(hit) for hit in found.json()} == {("kind", "id", "title", "text", "url")}
    fixed = client.get(f"builds/{published_build.build_id}/search", params={"q": "asilah", "lang": lang})
    assert fixed.content == found.content


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("search", 422),
        ("search?q=", 422),
        ("search?q=%3F!", 422),
        (f"search?q={'a' * 10_000}", 422),
        ("search?q=asilah&lang=xx", 422),
        ("cite", 422),
        ("cite?figure=nothing", 404),
        ("cite?figure=sites.nothing%3Fstatus=operational", 404),
        ("cite?figure=sites.it_load_operational_mw%3Fstatus=elsewhere", 404),
        (f"cite?figure={LOAD}&format=docx", 422),
        ("figures/nothing", 404),
        ("builds/000000000000/search?q=asilah", 404),
        ("nothing", 404),
        ("chapters/nothing", 404),
        ("chapters/overview/tables/nothing.csv", 404),
        ("geo/nothing.geojson", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem_in_the_readers_language(
    client: httpx.Client, address: str, status: int, lang: str
) -> None:
    found = client.get(address, headers={"Accept-Language": ACCEPTED[lang]})
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.headers["content-language"] == lang
    problem = found.json()
    said = " ".join((problem["detail"], *(one["detail"] for one in problem.get("errors", ()))))
    english = client.get(address, headers={"Accept-Language": "en"}).json()["detail"]
    assert (problem["detail"] == english) == (lang == "en")
    assert bool(re.search("[\u0621-\u064a]", said)) == (lang == "ar")
    assert "aaaa" not in found.text, "what was given is not repeated"


def test_the_language_of_the_address_comes_before_that_of_the_browser(client: httpx.Client) -> None:
    found = client.get("search?q=&lang=ar", headers={"Accept-Language": "fr"})
    assert found.headers["content-language"] == "ar"
    assert client.get("search?q=", headers={"Accept-Language": "fr;q=0, *;q=x"}).headers["content-language"] == "en"


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_is_cited_with_its_publisher_value_grade_and_build(
    client: httpx.Client, published_build: Build, lang: Any
) -> None:
    t = translator(lang)
    figure = registry.find_figure(published_build, "share.capacity.local", lang)
    said = {
        form: client.get("cite", params={"figure": figure.figure_id, "format": form, "lang": lang})
        for form in ("text", "bibtex", "ris")
    }
    text = said["text"].text
    for part in (
        PUBLISHER,
        figure.label,
        value_words(figure, t),
        published_build.build_id,
        t.period(published_build.as_of),
    ):
        assert part in text
    for part in (t("estimate"), figure.grade, "32", "64"):
        assert all(part in one.text for one in said.values())
    assert said["bibtex"].text.startswith("@misc{siyada-" + published_build.build_id)
    assert "Agence d’essai \\{numérique\\} \\& co" in said["bibtex"].text
    assert said["bibtex"].text.count("{") - said["bibtex"].text.count("\\{") == said["bibtex"].text.count("}") - said[
        "bibtex"
    ].text.count("\\}")
    lines = said["ris"].text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - DATA", "ER  - ", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert f"PB  - {PUBLISHER}" in lines
    assert said["ris"].headers["content-disposition"].endswith(f'siyada-{published_build.build_id}.ris"')
    assert "\u2068" not in said["ris"].text + said["bibtex"].text


def test_the_address_in_a_citation_gives_that_very_figure_with_its_receipt(
    client: httpx.Client, published_build: Build
) -> None:
    text = client.get("cite", params={"figure": f"{LOAD}?status=operational", "lang": "en"}).text
    address = urlsplit(text.split()[-1])
    assert (address.scheme, address.netloc) == ("https", "siyada.example.ma")
    found = client.get(f"{address.path.removeprefix('/api/v1/')}?{address.query}").json()
    assert found["figure_id"] == f"{LOAD}?status=operational"
    assert found["text"] in text
    assert found["receipt"]["build_id"] == published_build.build_id
    assert found["receipt"]["inputs"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_api_s_own_page_speaks_three_languages(client: httpx.Client, lang: str) -> None:
    page = client.get("", headers={"Accept-Language": ACCEPTED[lang]}).text
    assert page == client.get("", params={"lang": lang}).text
    assert f'<html lang="{lang}"' in page
    shown = re.sub(r"<style>.*?</style>|<code[^>]*>.*?</code>|<[^>]*>", " ", page, flags=re.DOTALL)
    if lang != "en":
        assert not re.search(r"\b(the|with|every|which|of a)\b", shown, re.IGNORECASE), "no English is left"
