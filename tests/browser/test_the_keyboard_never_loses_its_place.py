"""By keyboard: the first stop leads past the head of the page, every stop is seen and stands in the order of the page, and a
choice leaves the keyboard where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page

from dashboard.content.values import LANGS, Lang
from tests.browser.accessibility import open_all
from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server

MOST_STOPS = 400
PLACE = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    e.dataset.stop ??= document.querySelectorAll('[data-stop]').length;
    e.scrollIntoView({ block: "center" });
    return e.dataset.stop;
}"""
# What is read between two stops: a stop that follows another in the page follows it on the keyboard.
FOLLOWS = "([a, b]) => Boolean(document.querySelector(`[data-stop='${a}']`).compareDocumentPosition(document.querySelector(`[data-stop='${b}']`)) & Node.DOCUMENT_POSITION_FOLLOWING)"
# The box that shows a stop: a lever's own field is one pixel wide and stands in its thumb.
BOX = """() => {
    const box = (document.activeElement.closest('[data-testid=stSlider] [role=group]') ?? document.activeElement).getBoundingClientRect();
    return [box.x, box.y, box.width, box.height];
}"""
AROUND_PX = 8


def picture(page: Page, box: list[float]) -> bytes:
    x, y, width, height = box
    size = page.viewport_size or {"width": 0, "height": 0}
    left, top = max(x - AROUND_PX, 0), max(y - AROUND_PX, 0)
    right, bottom = min(x + width + AROUND_PX, size["width"]), min(y + height + AROUND_PX, size["height"])
    return page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": bottom - top})


def unseen_stops(page: Page) -> list[str]:
    """Go through the whole page by the tab key; gives the stops that look alike with the keyboard and without it."""
    unseen, before = [], None
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(PLACE)
        if stop is None or (before is not None and stop == "0"):
            assert before is not None
            return unseen
        if before is not None:
            assert page.evaluate(FOLLOWS, [before, stop]), page.evaluate(
                "document.activeElement.outerHTML.slice(0, 200)"
            )
        before = stop
        box = page.evaluate(BOX)
        focused = picture(page, box)
        page.evaluate("window.was = document.activeElement; was.blur()")
        if picture(page, box) == focused:
            unseen.append(page.evaluate("was.outerHTML.slice(0, 200)"))
        page.evaluate("was.focus({ preventScroll: true })")
    raise AssertionError("the page has no end")


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_stop_leads_to_the_chapter(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/progress?lang={lang}")
    page.keyboard.press("Tab")
    link = page.locator(".skip")
    assert link.evaluate("e => e === document.activeElement")
    box = link.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "chapter"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.st-key-masthead, .st-key-chapters') === null")


@pytest.mark.parametrize("path", ["/share?lang=fr", "/sites?lang=ar"])
def test_every_stop_of_a_page_is_seen(reader: Reader, site: Server, path: str) -> None:
    page = reader.open(f"{site.url}{path}")
    open_all(page)
    assert unseen_stops(page) == []


@pytest.mark.parametrize("path", ["/brief", "/search?q=medusa", "/accessibility", "/api/v1/", "/nothing-here"])
def test_every_stop_of_a_page_without_a_script_is_seen(browser: Browser, site: Server, path: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}lang=ar")
    assert unseen_stops(page) == []
    context.close()


def is_focused(place: Locator) -> bool:
    found: bool = place.evaluate("e => e === document.activeElement")
    return found


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_choice_leaves_the_keyboard_where_it_was(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/share?lang={lang}")
    choice = page.locator(".st-key-controls [role=radio]").nth(1)
    choice.focus()
    page.keyboard.press("Space")
    settle(page)
    page.locator(".st-key-controls [role=radio][aria-checked=true]").nth(0).wait_for()
    assert is_focused(choice)
    assert choice.get_attribute("aria-checked") == "true"
    lever = page.locator("[data-testid=stSlider] input").first
    open_all(page)
    lever.focus()
    was = lever.get_attribute("value")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)  # the page is drawn anew
    settle(page)
    assert is_focused(lever)
    assert lever.get_attribute("value") != was
    field = page.locator("[data-testid=stSelectbox] input").first
    field.focus()
    was = field.input_value()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    settle(page)
    assert is_focused(field)
    assert field.input_value() != was


def test_another_language_leaves_the_keyboard_at_the_languages(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/networks?lang=fr")
    page.locator(".st-key-lang-choice [role=radio]").nth(1).focus()
    page.keyboard.press("Space")
    page.locator("html[lang=ar]").wait_for(state="attached")
    settle(page)
    assert page.evaluate("document.activeElement.closest('.st-key-lang-choice') !== null")
