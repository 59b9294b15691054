"""Websockets refused by a proxy, or lost with the server: the reader is told in their language, with the way to the brief, and
told again when the connection is back; no sentence of Streamlit's own appears."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from dashboard.web.widget_words import connection_words
from tests.browser.conftest import settle
from tests.browser.harness import Server, free_port, serving
from tests.browser.nginx import HOW_TO_GET_NGINX, nginx, proxied
from tests.browser.test_no_english_is_left import ENGLISH, QUOTED, TEXTS, names

REFUSING_UPGRADE = ("proxy_set_header Upgrade $http_upgrade;", 'proxy_set_header Upgrade "";')
WITHIN_MS = 15_000
BASE = "/siyada"


def opened(browser: Browser, lang: Lang) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale=lang).new_page()
    page.set_default_timeout(WITHIN_MS)
    return page


def no_english(page: Page, lang: Lang) -> None:
    assert page.locator("[role=dialog]:not([popover]), [data-testid=stDialog]").count() == 0
    if lang != "en":
        found = {tuple(one) for one in page.evaluate(TEXTS, QUOTED)}
        assert sorted(one for one in found if ENGLISH.search(names().sub("", one[1]))) == []


@pytest.mark.skipif(nginx() is None, reason=HOW_TO_GET_NGINX)
@pytest.mark.parametrize("lang", LANGS)
def test_a_proxy_that_refuses_websockets(browser: Browser, site: Server, tmp_path: Path, lang: Lang) -> None:
    port, behind = free_port(), [urlsplit(site.url).port or 0]
    words = connection_words(lang)
    page = opened(browser, lang)
    with proxied(behind, tmp_path / "refusing", REFUSING_UPGRADE, ("proxy_pass http://siyada;", "proxy_pass http://siyada/;"), port=port) as address:  # fmt: skip
        started = time.monotonic()
        page.goto(f"{address}{BASE}/share?lang={lang}")
        box = page.locator(".unconnected")
        box.wait_for()
        assert time.monotonic() - started < WITHIN_MS / 1000
        assert words["refused"] in box.inner_text()
        assert box.get_attribute("role") == "alert"
        assert box.evaluate("box => getComputedStyle(box).direction") == css_direction(lang)
        page.wait_for_timeout(6000)  # as long as Streamlit's client goes on trying, its own box stays away
        no_english(page, lang)
        box.get_by_text(words["brief"]).click()
        page.wait_for_url(re.compile(rf"{BASE}/brief\?lang={lang}&chapter=share"))
        assert page.locator("h1").inner_text()
        page.go_back()
        box.wait_for()
    with proxied(behind, tmp_path / "letting", ("proxy_pass http://siyada;", "proxy_pass http://siyada/;"), port=port):
        page.get_by_text(words["back"]).wait_for()
        settle(page)
        box.wait_for(state="detached")
    page.context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_a_server_that_is_stopped_and_started(browser: Browser, published: Path, lang: Lang) -> None:
    port, words = free_port(), connection_words(lang)
    page = opened(browser, lang)
    with serving(published, port=port) as server:
        page.goto(f"{server.url}/sites?lang={lang}")
        settle(page)
        assert page.locator(".unconnected").count() == 0
    box = page.locator(".unconnected")
    box.wait_for()
    assert words["lost"] in box.inner_text()
    assert page.locator("footer.footer").count() == 1  # what was shown stays
    page.wait_for_timeout(6000)
    no_english(page, lang)
    with serving(published, port=port):
        page.get_by_text(words["back"]).wait_for()
        box.wait_for(state="detached")
        chips = page.locator("[data-testid=stPills] button, [data-testid=stButtonGroup] button")
        chips.nth(4).click()  # and a choice moves the page again
        settle(page)
        assert words["lost"] not in page.content()
    page.context.close()
