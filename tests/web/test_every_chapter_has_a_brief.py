"""Each chapter is a static page without a script, /brief?chapter=..., one link away from the brief, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter, titles
from dashboard.content.values import LANGS, Box, Chart, Lang, Table, Text
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from tests.browser.harness import serving


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server:
        yield httpx.Client(base_url=server.url, timeout=60)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.replace("\u00a0", " ")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CHAPTERS)
def test_it_carries_the_whole_chapter(client: httpx.Client, published_build: Build, lang: Lang, name: str) -> None:
    chapter = build_chapter(published_build, name, CHAPTERS[name].choices(), lang)
    page = client.get("/brief", params={"lang": lang} | ({"chapter": name} if name != "overview" else {}))
    assert page.status_code == 200
    assert "<script" not in page.text
    shown = plain(page.text)
    wanted = [chapter.title, chapter.question, *(one.text for one in chapter.sentences)]
    wanted += [text for kpi in chapter.kpis for text in (kpi.figure.label, kpi.figure.text, kpi.caption)]
    for section in chapter.sections:
        wanted += [] if section.is_beside else [section.title]  # of the strips of the first screen, none shows it
        for block in section.blocks:
            if isinstance(block, Text):
                wanted += [block.title, *block.paragraphs]
            elif isinstance(block, Box):
                wanted += [line.text for line in block.lines]
            elif isinstance(block, Chart | Table):
                table = block.table if isinstance(block, Chart) else block
                wanted += [block.title, *(cell.text for row in table.rows for cell in row)]
    missing = [one for one in wanted if one and plain(escape(one)) not in shown]
    assert missing == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_leads_to_all_the_others_and_to_its_own_page(client: httpx.Client, lang: Lang) -> None:
    named = titles(translator(lang))
    for name in ("overview", "share", "evidence"):
        address = f"/brief?lang={lang}" + (f"&chapter={name}" if name != "overview" else "")
        text = client.get(address).text
        nav = re.search(r'<nav class="briefs".*?</nav>', text, re.DOTALL)
        assert nav
        assert f'<b aria-current="page">{escape(named[name])}</b>' in nav[0]
        links = re.findall(r'<a href="([^"]+)">', nav[0])
        assert len(links) == len(CHAPTERS) - 1
        for link in links:
            assert client.get(urljoin("/brief", link.replace("&amp;", "&"))).status_code == 200
        for other in set(LANGS) - {lang}:
            assert f"brief?lang={other}" + (f"&amp;chapter={name}" if name != "overview" else "") in text
        back = re.search(r'<footer><p><a href="([^"]+)"', text)
        assert back
        path = CHAPTERS[name].heading.path
        assert urljoin("/brief", back[1]).partition("?")[0] == path


def test_choices_and_sheets_of_a_chapter_are_kept(client: httpx.Client) -> None:
    text = client.get("/brief?chapter=sites&status=operational&lang=en").text
    assert 'href="sites?lang=en&amp;status=operational"' in text
    assert "brief?lang=ar&amp;chapter=sites&amp;status=operational" in text
    assert 'href="?' not in text
    assert 'href="sites?site=' in text  # a sheet is found on the page of the chapter
    assert 'href="brief?lang=en&amp;chapter=sites"' not in text  # that is where one is


def test_what_there_is_not_is_told_in_the_readers_language(client: httpx.Client) -> None:
    answer = client.get("/brief?chapter=nothing&lang=fr")
    assert (answer.status_code, answer.headers["content-language"]) == (404, "fr")
    assert client.get("/brief?chapter=sites&status=happy").status_code == 400
