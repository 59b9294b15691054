"""No page, in any language, sends a request to anyone but our own server, and none breaks its security policy."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.screen.page import PAGES
from tests.browser.conftest import Reader
from tests.browser.harness import Server


def outside(requests: list[str], server: Server) -> list[str]:
    ours = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:")
    return [url for url in requests if not url.startswith(ours)]


@pytest.mark.parametrize("lang", LANGS)
def test_on_every_page(reader: Reader, site: Server, lang: Lang) -> None:
    for page in PAGES:
        reader.open(f"{site.url}{page.path}?lang={lang}")
    assert outside(reader.requests, site) == []
    assert any("/assets/Regular" in url for url in reader.requests)
    assert not any("SourceSans" in url for url in reader.requests)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_on_a_page_with_a_chart(reader: Reader, site: Server, mode: str) -> None:
    page = reader.open(f"{site.url}/investment?lang=ar", mode=mode)
    drawn = page.locator(".plotted text").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert "IBM Plex Sans Arabic" in drawn
    page.locator(".plot").first.hover()
    page.locator(".js-plotly-plot svg").first.wait_for()
    assert outside(reader.requests, site) == []
    family = page.locator(".js-plotly-plot text").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert "IBM Plex Sans Arabic" in family
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans Arabic\"')")
