"""A chart may be framed by other sites (all, those named, or none), without a script; nothing else of ours ever may."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter, charts
from dashboard.content.values import LANGS, Lang
from dashboard.documents.evidence import sources_of_tables
from dashboard.http.settings import SettingError, read
from dashboard.i18n import css_direction, translator
from dashboard.render.html.embed import sources_line
from dashboard.warehouse.build import Build
from dashboard.web.assets import embed_policy
from tests.browser.harness import serving

ELSEWHERE = ("/", "/sites", "/brief", "/api/v1/", "/api/v1/figures", "/api/v1/chapters/sites/charts/ledger.svg", "/embed", "/nothing", "/oembed", "/healthz")  # fmt: skip


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as found:
        yield found


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_of_every_kind_is_a_page_of_its_own(client: httpx.Client, published_build: Build, lang: Lang) -> None:
    for name, chart_id in (("share", "share_bands"), ("sites", "site_map"), ("sites", "ledger"), ("share", "fan")):
        chapter = build_chapter(published_build, name, CHAPTERS[name].choices(), lang)
        found = client.get(f"/embed/{name}/{chart_id}?lang={lang}")
        assert found.status_code == 200
        assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in found.text
        assert charts(chapter)[chart_id].title in found.text
        assert "<script" not in found.text
        assert "set-cookie" not in found.headers
        back = re.search(r'<a href="\.\./\.\.(/[^"]*)" target="_blank"', found.text)
        assert back
        assert client.get(back[1].replace("&amp;", "&")).status_code == 200
        assert "<img" not in found.text
        assert published_build.build_id in found.text
        table = charts(chapter)[chart_id].table.table_id
        sources = published_build.sources(sources_of_tables(chapter)[table], lang)
        assert sources_line(sources, translator(lang)) in unescape(found.text)


def test_every_site_may_frame_a_chart_and_nothing_else(client: httpx.Client) -> None:
    for path in ("/embed/sites/ledger", "/embed/sites/nothing"):
        found = client.get(path).headers
        assert "frame-ancestors *" in found["content-security-policy"]
        assert "script-src" not in found["content-security-policy"]
        assert "default-src 'none'" in found["content-security-policy"]
        assert "x-frame-options" not in found
    for path in ELSEWHERE:
        found = client.get(path).headers
        assert "frame-ancestors 'none'" in found["content-security-policy"], path
        assert found["x-frame-options"] == "DENY", path


def test_a_server_may_say_by_whom(published: Path) -> None:
    with serving(published, settings={"SIYADA_EMBED_HOSTS": "none"}) as server:
        found = httpx.get(f"{server.url}/embed/sites/ledger", timeout=60)
    assert found.status_code == 200
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-frame-options"] == "DENY"
    hosts = read({"SIYADA_EMBED_HOSTS": "www.example.ma, *.example.org:8443"}).embed_hosts
    assert "frame-ancestors www.example.ma *.example.org:8443" in embed_policy(hosts)


@pytest.mark.parametrize("value", ["a b", "x;script-src *", "none,www.example.ma", "https://x.ma", "*"])
def test_a_list_of_sites_that_can_t_be_used_is_told_at_the_start(value: str) -> None:
    with pytest.raises(SettingError):
        read({"SIYADA_EMBED_HOSTS": value})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("sites/ledger?lang={}&build=000000000000", 404),
        ("sites/ledger?lang={}&build=../../etc/passwd", 404),
        ("sites/nothing?lang={}", 404),
        ("nothing/ledger?lang={}", 404),
        ("nothing?lang={}", 404),
        ("sites/ledger?lang={}&status=elsewhere", 400),
        ("sites/ledger?lang={}&lang=de", 400),
        ("sites/ledger?lang={}&lang=en&lang=ar", 400),
    ],
)
def test_what_can_t_be_shown_is_said_in_the_reader_s_language(client: httpx.Client, path: str, status: int) -> None:
    told = set()
    for lang in LANGS:
        found = client.get(f"/embed/{path.format(lang)}")
        assert found.status_code == status
        assert found.headers["content-type"] == "application/problem+json"
        assert found.headers["content-language"] == lang
        told.add(found.json()["detail"])
    assert len(told) == 3


def test_an_embed_of_a_build_stays_as_it_is(client: httpx.Client, published_build: Build) -> None:
    latest = client.get("/embed/sites/ledger?lang=fr")
    fixed = client.get(f"/embed/sites/ledger?lang=fr&build={published_build.build_id}")
    assert fixed.text == latest.text
    assert client.get("/embed/sites/ledger?lang=fr", headers={"If-None-Match": latest.headers["etag"]}).status_code in (200, 304)  # fmt: skip


def test_oembed_tells_how_to_frame_a_chart(client: httpx.Client) -> None:
    address = f"{client.base_url}/embed/share/share_bands?lang=ar&build="
    build = client.get("/api/v1/builds").json()["latest"]
    found = client.get(f"/oembed?url={quote(address + build, safe='')}&maxwidth=500").json()
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 500)
    assert 200 <= found["height"] <= 1600
    framed = re.search(r'<iframe src="([^"]+)"', found["html"])
    assert framed
    assert client.get(framed[1].replace("&amp;", "&")).status_code == 200
    page = client.get(address + build).text
    discovered = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert discovered
    assert json.loads(client.get(discovered[1].replace("&amp;", "&")).text)["type"] == "rich"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("url=https%3A%2F%2Fevil.example%2Fembed%2Fsites%2Fledger%3Flang%3D{lang}&lang={lang}", 404),
        ("url=javascript%3Aalert(1)&lang={lang}", 404),
        ("url={base}%2Fsites%3Flang%3D{lang}", 404),
        ("url={base}%2Fembed%2Fsites%2Fnothing%3Flang%3D{lang}", 404),
        ("url={base}%2Fembed%2Fsites%2Fledger%3Flang%3D{lang}%26build%3D000000000000", 404),
        ("url={base}%2Fembed%2Fsites%2Fledger%3Flang%3D{lang}&maxwidth=wide", 400),
        ("url={base}%2Fembed%2Fsites%2Fledger%3Flang%3D{lang}&format=xml", 501),
    ],
)
def test_oembed_refuses_what_is_not_a_chart_of_ours(client: httpx.Client, query: str, status: int) -> None:
    told = set()
    for lang in LANGS:
        found = client.get(f"/oembed?{query.format(base=quote(str(client.base_url), safe=''), lang=lang)}")
        assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
        told.add(found.json()["detail"])
    assert len(told) == (3 if query else 1)
