"""The first reader of a server may arrive by any link: the chapter stands in its frame, with what the link chose."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.harness import serving


def test_a_site_s_sheet_is_the_first_page_asked_for(reader: Reader, published: Path) -> None:
    with serving(published) as server:
        page = reader.open(f"{server.url}/sites?lang=en&site=mar-toubkal")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Toubkal")
        expect(page.locator(".footer")).to_be_visible()
        assert "site=mar-toubkal" in page.url


def test_a_filter_in_the_link_is_in_the_figures(reader: Reader, published: Path) -> None:
    with serving(published) as server:
        page = reader.open(f"{server.url}/sites?lang=en&control=national")
        shown = page.locator("[data-figure^='sites.it_load_announced_mw'] .value")
        expect(shown).to_have_text("500\u00a0MW")
