"""Drawings are made when they come near the screen, panels are filled when they open; nothing is missing for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server

PLACES = "[class*=st-key-plot-]"


def drawn(page: Page) -> Locator:
    return page.locator(f"{PLACES} .main-svg").locator("visible=true")


@pytest.mark.parametrize("width", (1440, 390))
def test_a_drawing_far_below_is_made_when_the_reader_comes(reader: Reader, site: Server, width: int) -> None:
    page = reader.open(f"{site.url}/sites", width=width)
    places = page.locator(PLACES)
    count = places.count()
    assert count > 3
    last = places.nth(count - 1)
    box = last.bounding_box()
    assert box is not None
    assert box["height"] > 100  # it has its place before it is made, so that nothing moves
    assert last.locator(".main-svg").count() == 0
    last.scroll_into_view_if_needed()
    expect(last.locator(".main-svg").first).to_be_visible()
    assert last.get_by_role("figure").get_attribute("aria-label")
    plot = last.locator(".svg-container").bounding_box()
    assert plot is not None
    assert abs(plot["width"] - box["width"]) < 2


def test_also_after_a_chapter_link(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/")
    for place in page.locator(PLACES).all():
        place.scroll_into_view_if_needed()
        expect(place.locator(".main-svg").first).to_be_visible()
    page.locator(".st-key-chapters a").nth(3).click()
    page.wait_for_url("**/sites")
    expect(page.locator(".st-key-plot-ledger")).to_be_attached()
    settle(page)
    assert page.locator(".st-key-plot-ledger .main-svg").count() == 0
    page.locator(".st-key-plot-ledger").scroll_into_view_if_needed()
    expect(page.locator(".st-key-plot-ledger .main-svg").first).to_be_visible()


def test_every_drawing_is_made_for_the_printer(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for place in page.locator(PLACES).all():
        expect(place.locator(".main-svg").first).to_be_attached()


def test_a_panel_is_filled_when_it_opens_and_only_once(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=en")
    assert page.locator(".panel").count() > 5
    assert page.locator(".panel td").count() == 0
    opener = page.locator(".kpi .open").first
    opener.click()
    rows = page.locator(".panel:popover-open tbody tr")
    count = rows.count()
    assert count >= 1
    page.keyboard.press("Escape")
    opener.click()
    assert rows.count() == count
