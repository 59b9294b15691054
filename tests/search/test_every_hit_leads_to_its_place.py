"""Whatever is found stands where its address leads: a page that is there, a section that it holds, a row that it knows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from dashboard.render.html.markup import panel_id
from dashboard.search.ask import search
from dashboard.search.entries import entries, kind_words
from dashboard.search.index import index
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT
from tests.browser.harness import serving

SHEETS = {"site": "core_sites", "system": "core_cables", "source": "core_sources", "indicator": "core_indicators"}
KEYS = {"site": "site_id", "system": "cable_id", "source": "source_id", "indicator": "indicator_id"}


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as found:
        yield found


def test_the_same_things_are_found_in_every_language(published_build: Build) -> None:
    spoken = [[(one.kind, one.id, one.link) for one in entries(Reading.of(published_build, lang))] for lang in LANGS]
    assert spoken[0] == spoken[1] == spoken[2]
    assert len(set(spoken[0])) == len(spoken[0])
    assert {kind for kind, _, _ in spoken[0]} == set(kind_words(translator("en")))


def test_every_address_names_choices_that_are_understood_and_a_section_that_is_there(published_build: Build) -> None:
    by_path = {entry.heading.path: name for name, entry in registry.CHAPTERS.items()}
    sections: dict[tuple[str, str], set[str]] = {}
    for one in index(published_build):
        parts = urlsplit(one.link)
        name = by_path[parts.path]
        choices, notices = registry.read_choices(published_build, name, parts.query)
        assert notices == (), one.link
        for parameter, column in KEYS.items():
            for value in parse_qs(parts.query).get(parameter, ()):
                assert published_build.rows(f"select 1 from {SHEETS[parameter]} where {column} = ?", value), one.link
        if parts.fragment and not parts.fragment.startswith("panel-"):
            key = (name, parts.query)
            if key not in sections:
                chapter = registry.build_chapter(published_build, name, choices, "fr")
                sections[key] = {section.section_id for section in chapter.sections}
            assert parts.fragment in sections[key], one.link


def test_a_figure_on_a_page_is_found_at_its_receipt(published_build: Build) -> None:
    links = {one.id: one.link for one in index(published_build) if one.kind == "figure"}
    for figure in registry.build_chapter(published_build, "sites", registry.CHAPTERS["sites"].choices(), "fr").figures:
        if figure.figure_id in links:
            assert links[figure.figure_id] == f"/sites?#{panel_id(figure.figure_id)}"


@pytest.mark.parametrize("lang", LANGS)
def test_every_address_answers(client: httpx.Client, lang: Lang) -> None:
    questions = ("asilah", "emplois", "cloud", "سيادة", "nairametrics")
    urls = {hit["url"] for q in questions for hit in client.get("/api/v1/search", params={"q": q, "lang": lang}).json()}
    assert len(urls) > 20
    for url in sorted(urls):
        for _ in range(20):  # who opens so many pages at once is asked to come again
            answer = client.get(url)
            if answer.status_code != 503:
                break
            time.sleep(1)
        assert answer.status_code == 200, url
        assert f"lang={lang}" in url


def test_hits_come_in_one_order_whatever_the_seed(published_build: Build, tmp_path: Path) -> None:
    ask = (
        "import sys; from pathlib import Path; from dashboard.warehouse.build import open_warehouse; from dashboard.search.ask import search; "
        "build = open_warehouse(Path(sys.argv[1])).current(); "
        "print([(h.kind, h.id) for q in ('maroc', 'data centre', '2026', 'ا') for h in search(build, q, 'fr')])"
    )
    said = set()
    for seed in ("1", "2"):
        own = shutil.copytree(
            published_build.warehouse.directory, tmp_path / seed, ignore=shutil.ignore_patterns("search")
        )
        command = [sys.executable, "-c", ask, str(own)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout.encode())
        (kept,) = (own / "search").glob("*.index")
        said.add(kept.read_bytes())
    assert len(said) == 2, "the hits and the index, the same under both seeds"


def test_a_damaged_index_is_made_again(published: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse"))
    before = search(open_warehouse(warehouse).current(), "asilah", "fr")
    for damage in ("", "[{]", '[{"kind": "site"}]', "{}"):
        (kept,) = (warehouse / "search").glob("*.index")
        kept.write_text(damage)
        fresh = open_warehouse(warehouse).current()
        fresh.free()
        assert search(fresh, "asilah", "fr") == before
