"""The brief on a phone, on a wide screen and on paper: nothing runs over, nothing is asked of anybody, tables open by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from dashboard.content.values import LANGS, Lang
from tests.browser.harness import Server


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("lang", LANGS)
def test_it_fits_and_its_labels_stay_in_their_drawing(browser: Browser, site: Server, lang: Lang, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    asked: list[str] = []
    wrongs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrongs.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.url}/brief?lang={lang}", wait_until="networkidle")
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    assert {url for url in asked if not url.startswith(site.url)} == set()
    assert wrongs == []
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter(text => {
            const box = text.getBoundingClientRect(), frame = (text.closest('.plotted') ?? text.ownerSVGElement).getBoundingClientRect()
            return box.left < frame.left - 1 || box.right > frame.right + 1
        }).map(text => text.textContent)"""
    )
    assert outside == []
    context.close()


def test_a_table_opens_by_keyboard_without_a_script(browser: Browser, site: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/brief?lang=en")
    fold = page.locator("main details:has(table)").first
    assert not fold.locator("table").is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.locator("table").first.is_visible()
    assert page.get_by_role("img").count() >= 5
    context.close()


def test_paper_is_light_and_pages_are_few(browser: Browser, site: Server) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.url}/brief?lang=fr")
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 <= pages <= 8
    context.close()
