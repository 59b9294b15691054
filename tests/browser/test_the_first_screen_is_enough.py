"""The Overview's first screen holds all of it: five sentences, what asks for a decision, the twelve months and three drawings."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from tests.browser.conftest import Reader
from tests.browser.harness import Server

SCREEN_PX, PHONE_PX, MOST_SCREENS = 900, 844, 8
PICTURED = ("/progress", "/share", "/sites", "/connectivity", "/networks", "/investment", "/neighbours")


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_laptop_nothing_of_it_is_below_the_fold(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/?lang={lang}", width=1440)
    assert page.locator(".essential li").count() == 5
    drawings = page.locator(".strip-drawing")
    assert drawings.count() == 3
    for drawing in drawings.all():
        assert 10 < drawing.evaluate("e => e.getBoundingClientRect().height") <= 90
    assert page.locator(".strips").evaluate("e => e.getBoundingClientRect().bottom") <= SCREEN_PX


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PICTURED)
def test_a_picture_of_the_answer_stands_beside_the_sentences(
    reader: Reader, site: Server, path: str, lang: Lang
) -> None:
    page = reader.open(f"{site.url}{path}?lang={lang}", width=1440)
    sentences, drawing = (
        page.locator(".beside .sentences").bounding_box(),
        page.locator(".strip-drawing").bounding_box(),
    )
    assert sentences and drawing
    before, after = (drawing, sentences) if lang == "ar" else (sentences, drawing)
    assert before["x"] + before["width"] <= after["x"]  # at their end, in the direction of reading
    assert drawing["y"] + drawing["height"] <= SCREEN_PX


def test_on_a_phone_the_order_is_kept_and_the_page_is_short(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/?lang=fr", width=390)
    tops = [
        page.locator(part).first.evaluate("e => e.getBoundingClientRect().top")
        for part in ("#essential", "#decisions", "#recent-kinds", ".strip", "#recent")
    ]
    assert tops == sorted(tops)
    height = page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")
    assert height <= MOST_SCREENS * PHONE_PX
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("lang", LANGS)
def test_a_line_leads_to_its_section_in_the_same_language(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/?lang={lang}")
    link = page.locator(".essential .more[href*='#ai-factories']")
    link.click()
    section = page.locator("#ai-factories")
    section.wait_for()
    page.wait_for_timeout(1500)
    assert f"lang={lang}" in page.url or lang == "fr"
    assert abs(section.evaluate("e => e.getBoundingClientRect().top")) < SCREEN_PX / 2
