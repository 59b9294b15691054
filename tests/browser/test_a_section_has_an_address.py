"""A section has an address, which opens it and goes with the language and with choices; the list of sections leads there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.harness import Server

IN_SIGHT = "e => { const box = e.getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight / 2; }"


def wait_for_section(page: Page, name: str) -> None:
    """Wait until a section is open and stands in the upper half of the window."""
    expect(page.locator(f"#{name}")).to_have_attribute("open", "")
    page.wait_for_timeout(1500)
    assert page.locator(f"#{name}").evaluate(IN_SIGHT)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_address_opens_its_section_and_brings_it_into_sight(reader: Reader, site: Server, width: int) -> None:
    page = reader.open(f"{site.url}/investment?lang=ar#startups", width=width, as_arrived=True)
    wait_for_section(page, "startups")
    assert page.locator("#envelope[open]").count() == 0


def test_it_goes_with_another_language_and_with_a_choice(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/investment#startups", as_arrived=True)
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Investment")
    assert page.url.endswith("/investment?lang=en#startups")
    expect(page.locator("#startups")).to_have_attribute("open", "")
    page.locator(".st-key-controls").get_by_role("radio", name="euro").click()
    expect(page.locator(".choices")).to_contain_text("euros")
    assert page.url.endswith("#startups")


def test_a_section_opened_by_the_reader_gives_its_address(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/investment", as_arrived=True)
    page.locator("#envelope > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#envelope")).to_have_attribute("open", "")
    assert page.url.endswith("#envelope")


def test_the_list_of_sections_stays_in_view_and_leads_there(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/investment?lang=en", width=1300, as_arrived=True)
    listed = page.locator(".contents.wide")
    listed.locator('a[href="#startups"]').click()
    wait_for_section(page, "startups")
    assert listed.evaluate("e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom < innerHeight")
    assert page.url.endswith("#startups")


def test_on_a_phone_the_list_folds_and_the_chapter_is_in_sight(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/investment?lang=fr", width=390, as_arrived=True)
    assert not page.locator(".contents.wide").is_visible()
    page.locator(".contents.narrow summary").click()
    page.locator(".contents.narrow").get_by_role("link").last.click()
    wait_for_section(page, "rows")
    tab = page.locator('.st-key-chapters a[aria-current="page"]')
    box = tab.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert tab.inner_text() == page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("path", ["/", "/progress", "/share", "/sites", "/connectivity", "/networks", "/investment", "/neighbours", "/evidence"])  # fmt: skip
def test_a_phone_shows_a_chapter_in_eight_screens(reader: Reader, site: Server, path: str) -> None:
    page = reader.open(f"{site.url}{path}?lang=fr", width=390, as_arrived=True)
    page.wait_for_timeout(500)
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight") <= 8 * 844


def test_print_opens_every_section_and_closes_it_after(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/investment?lang=en", as_arrived=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.folding:not([open])").count() == 0
    page.emulate_media(media="print")
    assert not page.locator(".st-key-controls").is_visible()
    assert page.locator("#table-listed, #rows").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.folding:not([open])").count() > 0


def test_an_old_address_leads_to_where_the_section_stands_now(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/connectivity?lang=ar#fibre", as_arrived=True)
    page.wait_for_url("**/networks?lang=ar#fibre")
    wait_for_section(page, "fibre")
