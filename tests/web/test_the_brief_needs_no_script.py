"""The brief: the Overview's own figures as one small static page, in three languages, from the cache, and in the dashboard's place."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard.chapters import registry
from dashboard.chapters.overview import chapter as overview
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.http.addresses import Places
from dashboard.http.asset import Asset
from dashboard.http.settings import Settings
from dashboard.i18n import css_direction
from dashboard.render.html.markup import quoted
from dashboard.warehouse.build import Build
from dashboard.web.arrivals import AT_MOST, Arrivals
from dashboard.web.front import Front
from dashboard.web.hosts import Hosts
from tests.browser.harness import serving

MAX_BYTES, MAX_S = 60_000, 0.05


@pytest.fixture(scope="module")
def warehouse(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of our own to spoil."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("own") / "warehouse"))


@pytest.fixture(scope="module")
def client(warehouse: Path) -> Iterator[httpx.Client]:
    with serving(warehouse) as server, httpx.Client(base_url=server.url, timeout=30) as found:
        yield found


class Elements(HTMLParser):
    """Every element with its attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_the_overview_says(client: httpx.Client, published_build: Build, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, overview.NAME, overview.OverviewChoices(), lang)
    page = client.get(f"/brief?lang={lang}")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    elements = Elements(page.text)
    assert elements.of("html") == [{"lang": lang, "dir": css_direction(lang)}]
    for sentence in chapter.sentences:
        assert sentence.text in elements.text
    for kpi in chapter.kpis:
        assert kpi.figure.text in elements.text
        assert kpi.caption in elements.text
        assert kpi.figure.receipt.formula in elements.text
    for table in registry.tables(chapter).values():
        assert all(cell.text in elements.text for row in table.rows for cell in row)
    assert chapter.build_id in elements.text


@pytest.mark.parametrize("lang", LANGS)
def test_only_whole_figures_are_set_bold(client: httpx.Client, published_build: Build, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, overview.NAME, overview.OverviewChoices(), lang)
    page = client.get(f"/brief?lang={lang}").text
    for item in chapter.sentences:
        assert all(item.text[start:end] == item.said(figure) for start, end, figure in quoted(item))
        assert len(quoted(item)) == len({figure.figure_id for figure in item.figures})
    assert re.findall(r"\d</?b>\d", page) == []  # the 2 of 2030 is no figure


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_with_a_hyphen_is_not_parted_on_a_map(client: httpx.Client, lang: Lang) -> None:
    assert "-\n" not in client.get(f"/brief?lang={lang}").text


@pytest.mark.parametrize("lang", LANGS)
def test_it_runs_nothing_and_asks_nobody(client: httpx.Client, lang: Lang) -> None:
    page = client.get(f"/brief?lang={lang}").text
    elements = Elements(page)
    assert elements.of("script") == elements.of("img") == elements.of("iframe") == []
    links = [(one["rel"], (one["href"] or "")[:5]) for one in elements.of("link")]
    assert links == [("icon", "data:"), ("alternate", "feed."), ("alternate", "feed.")]
    assert not any(name.startswith("on") for _, attrs in elements.found for name in attrs)
    assert not re.search(r"url\(\"?(?:https?:)?//", page)


@pytest.mark.parametrize("lang", LANGS)
def test_every_drawing_is_told_in_words(client: httpx.Client, published_build: Build, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, overview.NAME, overview.OverviewChoices(), lang)
    elements = Elements(client.get(f"/brief?lang={lang}").text)
    drawings = elements.of("svg")
    told = [one["aria-label"] for one in drawings if one.get("role") == "img"]
    assert all(told)
    # A sample is hidden from who hears the page; a part of a drawing has its own place in it.
    assert all(
        "aria-hidden" in one or "x" in one or "preserveaspectratio" in one
        for one in drawings
        if one.get("role") != "img"
    )
    for section in chapter.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                assert block.alt in told


@pytest.mark.parametrize("lang", LANGS)
def test_its_link_has_a_preview(client: httpx.Client, published_build: Build, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, overview.NAME, overview.OverviewChoices(), lang)
    metas = Elements(client.get(f"/brief?lang={lang}").text).of("meta")
    told = {one.get("property") or one.get("name"): one.get("content") for one in metas}
    assert told["og:title"]
    assert told["og:description"] == told["description"] == chapter.sentences[0].text


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_small_and_comes_at_once(client: httpx.Client, lang: Lang) -> None:
    client.get(f"/brief?lang={lang}")
    spent = []
    for _ in range(5):
        started = time.perf_counter()
        with client.stream("GET", f"/brief?lang={lang}", headers={"Accept-Encoding": "br"}) as answer:
            body = b"".join(answer.iter_raw())
        spent.append(time.perf_counter() - started)
        assert len(body) < MAX_BYTES
    assert min(spent) < MAX_S
    gzipped = client.get(f"/brief?lang={lang}", headers={"Accept-Encoding": "gzip"})
    assert int(gzipped.headers["content-length"]) < MAX_BYTES
    again = client.get(
        f"/brief?lang={lang}", headers={"If-None-Match": gzipped.headers["etag"], "Accept-Encoding": "gzip"}
    )
    assert again.status_code == 304


def test_the_dashboard_leads_to_it(client: httpx.Client) -> None:
    assert '<a href="brief?lang=ar">' in client.get("/?lang=ar").text  # for who has no script


def test_it_stands_in_when_no_build_can_be_read(client: httpx.Client, warehouse: Path) -> None:
    assert client.get("/brief?lang=en").status_code == 200
    pointer = warehouse / "current.json"
    told = pointer.read_text()
    pointer.unlink()
    try:
        page = client.get("/?lang=en")
        assert (page.status_code, page.headers["retry-after"], page.headers["cache-control"]) == (503, "10", "no-store")
        assert "can't be shown for the moment" in unescape(page.text)
        assert json.loads(told)["build_id"] in page.text
        assert client.get("/brief?lang=en").status_code == 200
    finally:
        pointer.write_text(told)
    assert client.get("/?lang=en").status_code == 200


async def no_first_view(*_: object) -> None:
    """Nothing is known of a page."""


def test_it_stands_in_when_too_many_arrive_at_once() -> None:
    async def inner(scope: Scope, _: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": b"streamlit"})

    page, brief = Asset(b"the page", "text/html"), Asset(b"the brief", "text/html")
    now = [1000.0]
    front = Front(
        inner,
        files={},
        index=dict.fromkeys(LANGS, page),
        nowhere=lambda _, __: page,
        pages=["/"],
        passed=[],
        policy="",
        embed_policy="",
        hosts=Hosts(Settings()),
        is_https=False,
        own=inner,
        stand_in=lambda _: brief,
        is_ready=lambda: True,
        arrivals=Arrivals(lambda: now[0]),
        sessions=Places(100, 100),
        first_view=no_first_view,
    )

    async def ask(kind: str, path: str, address: str) -> list[Any]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {
            "type": kind,
            "path": path,
            "method": "GET",
            "query_string": b"",
            "headers": [],
            "client": (address, 1),
        }
        await front(scope, receive, send)
        return [message.get("status") or message.get("body") for message in sent]

    async def arrive() -> None:
        for number in range(AT_MOST):
            assert await ask("http", "/", f"10.0.0.{number % 2}") == [200, b"the page"]
            await ask("websocket", "/_stcore/stream", f"10.0.0.{number % 2}")
        assert await ask("http", "/", "10.0.0.1") == [503, b"the brief"]
        now[0] += 60.0  # a minute later
        assert await ask("http", "/", "10.0.0.1") == [200, b"the page"]

    with ThreadPoolExecutor(
        1
    ) as pool:  # a browser test of the same process may have left a loop running in this thread
        pool.submit(asyncio.run, arrive()).result()
