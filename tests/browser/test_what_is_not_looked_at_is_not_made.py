"""Drawings are there at once; Plotly comes to the chart that is reached for, panels are filled when they open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server

CHART = "#chart-ledger"


def asked_of_plotly(reader: Reader) -> list[str]:
    return [url for url in reader.requests if "/assets/plotly." in url]


@pytest.mark.parametrize("width", (1440, 390))
def test_every_chart_is_drawn_without_plotly(reader: Reader, site: Server, width: int) -> None:
    page = reader.open(f"{site.url}/sites", width=width)
    drawings = page.locator(".plot > .plotted > svg[role=img]")
    assert drawings.count() == page.locator(".plot").count() > 3
    for drawing in drawings.all():
        box = drawing.bounding_box()
        assert box is not None
        assert box["height"] > 50
        assert box["width"] > 150
        assert drawing.get_attribute("aria-label")
    assert asked_of_plotly(reader) == []


def reached(page: Page, how: str) -> None:
    chart = page.locator(CHART)
    chart.scroll_into_view_if_needed()
    if how == "pointer":
        chart.locator(".plot").hover()
    else:
        chart.locator(".open").first.focus()


@pytest.mark.parametrize("how", ("pointer", "focus"))
@pytest.mark.parametrize("lang", ("fr", "ar"))
def test_plotly_takes_the_place_of_the_chart_that_is_reached_for(
    reader: Reader, site: Server, how: str, lang: str
) -> None:
    page = reader.open(f"{site.url}/sites?lang={lang}")
    before = page.locator(f"{CHART} .plot").bounding_box()
    reached(page, how)
    expect(page.locator(f"{CHART} .main-svg").first).to_be_visible()
    expect(page.locator(f"{CHART} .plotted")).to_be_hidden()
    after = page.locator(f"{CHART} .plot").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["height"] - before["height"]) <= 1  # nothing moves
    assert abs(after["width"] - before["width"]) <= 1
    assert page.locator(".main-svg").count() == page.locator(f"{CHART} .main-svg").count()
    assert len(asked_of_plotly(reader)) == 1


def test_it_is_drawn_for_the_colours_of_the_page(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites", mode="dark")
    reached(page, "pointer")
    expect(page.locator(f"{CHART} .main-svg").first).to_be_visible()
    assert [url for url in reader.requests if "/charts/ledger.json" in url and "mode=dark" in url]


def test_a_choice_brings_a_new_drawing(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites")
    chart = page.locator("#chart-site_map")
    chart.locator(".plot").hover()
    expect(chart.locator(".main-svg").first).to_be_visible()
    page.locator(".st-key-controls [role=radiogroup]").last.locator("[role=radio]").nth(1).click()
    settle(page)
    expect(chart.locator(".plotted")).to_be_visible()


def test_without_a_connection_the_drawing_stays(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites")
    page.route("**/charts/*.json*", lambda route: route.abort())
    reached(page, "pointer")
    page.wait_for_timeout(1000)
    expect(page.locator(f"{CHART} .plotted")).to_be_visible()
    page.unroute("**/charts/*.json*")
    reader.wrongs.clear()  # the browser tells of the connection that was cut
    page.mouse.move(0, 0)
    reached(page, "pointer")
    expect(page.locator(f"{CHART} .main-svg").first).to_be_visible()


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
