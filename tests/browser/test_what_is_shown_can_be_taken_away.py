"""Under every title one button brings the files, the images and the code: by keyboard, on a phone, in three languages."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from tests.browser.conftest import Reader
from tests.browser.harness import Server

OPENERS = 'button.open[popovertarget^="panel-download-"]'


@pytest.mark.parametrize("lang", LANGS)
def test_everything_offered_is_there(site: Server, reader: Reader, lang: Lang) -> None:
    page = reader.open(f"{site.url}/sites?lang={lang}&status=operational")
    opener = page.locator("#chart-site_map").locator(OPENERS)
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.locator(f"#{opener.get_attribute('popovertarget')}")
    links = panel.locator("a.open")
    links.first.wait_for()
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    assert [address.partition("?")[0].rpartition(".")[2] for address in addresses] == [
        "csv",
        "csv",
        "xlsx",
        "png",
        "svg",
    ]
    for address in addresses:
        assert "status=operational" in address
        found = page.request.get(f"{site.url}/{address}")
        assert found.status == 200, address
        assert "attachment" in found.headers["content-disposition"]
    assert "<iframe src=" in panel.locator("code").inner_text()
    shown = panel.locator("a:not(.open)").get_attribute("href")
    assert page.request.get(f"{site.url}/{shown}").status == 200
    page.keyboard.press("Escape")
    assert not panel.is_visible()


def test_a_table_has_it_under_its_title_too(site: Server, reader: Reader) -> None:
    page = reader.open(f"{site.url}/sites?lang=fr")
    table = page.locator("#table-register")
    button = table.locator(OPENERS)
    assert button.bounding_box()["y"] < table.locator("table").bounding_box()["y"]
    button.click()
    panel = page.locator(f"#{button.get_attribute('popovertarget')}")
    panel.locator("a.open").first.wait_for()
    assert panel.locator("a.open").count() == 3
    assert panel.locator("code").count() == 0


def test_on_a_phone_the_panel_stays_inside_the_screen(site: Server, reader: Reader) -> None:
    page = reader.open(f"{site.url}/sites?lang=ar", width=390, mode="dark")
    opener = page.locator(OPENERS).first
    opener.scroll_into_view_if_needed()
    opener.click()
    panel = page.locator(f"#{opener.get_attribute('popovertarget')}")
    panel.locator("code").wait_for()
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    "address",
    ["share/share_bands", "sites/pipeline", "overview/strip_mw", "progress/pillars", "sites/ledger", "share/fan"],
)
def test_a_frame_of_the_size_told_shows_the_whole_chart(site: Server, reader: Reader, address: str) -> None:
    page = reader.open(f"{site.url}/?lang=fr")
    told = page.request.get(f"{site.url}/oembed?url={site.url}/embed/{address}%3Flang=fr").json()
    framed = page.context.new_page()
    framed.set_viewport_size({"width": told["width"], "height": told["height"]})
    framed.goto(f"{site.url}/embed/{address}?lang=fr", wait_until="networkidle")
    height = framed.evaluate("document.body.scrollHeight")
    assert height <= told["height"] * 1.35
    assert framed.evaluate("document.documentElement.scrollWidth") <= told["width"]
