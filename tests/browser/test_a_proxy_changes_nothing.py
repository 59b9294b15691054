"""Behind a real nginx, with the block that deploy/ keeps, a reader finds every page whole under the path of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server, serving
from tests.browser.nginx import HOW_TO_GET_NGINX, SILENT_ON_PREFIX, STRIPPING, nginx, proxied

pytestmark = pytest.mark.skipif(nginx() is None, reason=HOW_TO_GET_NGINX)
BASE = "/siyada"
WAYS = {"the path is passed on": (), "the path is taken away": (STRIPPING,), "and nobody says so": (STRIPPING, SILENT_ON_PREFIX)}  # fmt: skip


@pytest.fixture(scope="module")
def behind(published: Path) -> Iterator[Server]:
    settings = {"SIYADA_BASE_PATH": BASE, "SIYADA_TRUSTED_PROXIES": "127.0.0.1"}
    with serving(published, settings=settings) as server:
        yield server


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_walks_through_it(reader: Reader, behind: Server, tmp_path: Path, way: str) -> None:
    with proxied([urlsplit(behind.url).port or 0], tmp_path / "nginx", *WAYS[way]) as address:
        page = reader.open(f"{address}{BASE}?lang=en")  # without its slash, as one types it
        assert urlsplit(page.url).path == f"{BASE}/"
        page.locator(".st-key-chapters").get_by_text("Sites", exact=True).click()
        page.wait_for_url(re.compile(rf"{BASE}/sites\?lang=en"))
        settle(page)
        page.reload()
        settle(page)
        hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
        ours = [one for one in hrefs if one.startswith(address)]
        assert len(ours) > 20
        assert [one for one in ours if not one.startswith(f"{address}{BASE}/")] == []
        for part in ("api/v1/builds", "brief?lang=en", "sites?site="):
            found = next(one for one in ours if part in one)
            assert page.request.get(found).ok, found
        page.locator(".find input[type=search]").fill("toubkal")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"{BASE}/search\?"))
        page.locator("ol.hits a").first.click()
        settle(page)
        assert urlsplit(page.url).path.startswith(f"{BASE}/")
        page.goto(f"{address}{BASE}/brief?lang=ar")
        page.locator("footer a").first.click()
        settle(page)
        assert page.evaluate("document.documentElement.lang") == "ar"
    asked = {urlsplit(url).path for url in reader.requests if url.startswith(("http", "ws"))}
    assert [path for path in asked if not path.startswith(BASE)] == []
    assert f"{BASE}/_stcore/stream" in asked
