"""The address holds the choices: a moved widget writes it, a link and the back button bring the view back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server


def load(page: Page) -> str:
    return page.locator("[data-figure='sample.load'] .value").inner_text()


def test_a_moved_widget_moves_the_figure_and_the_address(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=en")
    assert load(page) == "105 MW"
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_url(re.compile(r"growth=5\.5"))
    expect(page.locator("[data-figure='sample.load'] .value")).to_have_text("105.5 MW")
    page.get_by_role("button", name="works", exact=True).click()
    page.wait_for_url(re.compile("stages=works"))


def test_the_back_button_restores_the_view_step_by_step(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=en")
    for name in ("works", "in service"):
        page.get_by_role("radio", name=name).click()
        page.wait_for_url(re.compile("stage=" + {"works": "works", "in service": "service"}[name]))
        settle(page)
    page.go_back()
    expect(page.get_by_role("radio", name="works")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("radio", name="announced")).to_be_checked()
    assert "stage" not in page.url


def test_a_chapter_link_finds_the_view_that_was_left(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=en&stage=works&growth=9")
    page.get_by_role("link", name="Method").click()
    page.locator(".chosen").wait_for()
    assert page.locator(".chosen").inner_text() == "announced"  # choices belong to their page
    page.get_by_role("link", name="Overview").click()
    page.wait_for_url(re.compile("growth=9"))
    expect(page.locator("[data-figure='sample.load'] .value")).to_have_text("109 MW")


def test_a_wrong_value_gives_the_default_and_a_notice(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=en&stage=%3Cscript%3E&growth=999&stages=works")
    notices = page.get_by_role("alert").all_inner_texts()
    assert any("<script>" in text and "announced" in text for text in notices)
    assert any("999" in text for text in notices)
    assert load(page) == "105 MW"
    page.wait_for_url(lambda url: "stage=" not in url and "growth" not in url and "stages=works" in url)
