"""From any page `/` leads to the box of search and Enter to what it finds; figures are copied and cited from their receipts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from tests.browser.conftest import Reader
from tests.browser.harness import Server


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_then_words_then_enter(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/sites?lang={lang}")
    page.keyboard.press("/")
    expect(page.locator(".find input[type=search]")).to_be_focused()
    page.keyboard.type("toubkal/")  # in the box the key is a letter like others
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/search\?q=toubkal&lang={lang}$"))
    assert page.evaluate("() => document.documentElement.dir") == css_direction(lang)
    page.locator(".hits a").first.click()
    page.wait_for_url(re.compile(rf"/sites\?site=mar-toubkal&lang={lang}"))


def test_a_section_that_was_found_comes_into_view(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/connectivity?lang=en#latency")
    expect(page.locator("#latency")).to_be_in_viewport()


def test_a_figure_that_was_found_opens_its_receipt(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=ar#panel-sites-it-load-operational-mw")
    expect(page.locator(".panel:popover-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".panel:popover-open")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_works_without_a_script(browser: Browser, site: Server, lang: Lang) -> None:
    for width in (390, 1440):
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{site.url}/search?lang={lang}")
        page.locator("input[type=search]").fill("benguerir")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"/search\?lang={lang}&q=benguerir$"))
        assert page.locator(".hits li").count() >= 3
        assert page.locator("body").bounding_box()["width"] <= width  # type: ignore[index]
        context.close()


def test_a_figure_is_copied_as_a_sentence_and_cited_in_three_forms(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=en")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    page.locator(".kpi .open").first.click()
    panel = page.locator(".panel:popover-open")
    button = panel.locator("[data-copy]")
    words = button.get_attribute("data-copy")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == words
    assert words
    assert words.startswith("Siyada, “")
    links = panel.locator(".take a")
    assert links.count() == 3
    for link in links.all():
        answer = page.request.get(f"{site.url}/{link.get_attribute('href')}")
        assert answer.status == 200
        assert "Siyada" in answer.text()
