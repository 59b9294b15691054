"""At 200 % and 400 % of a laptop's screen no page scrolls sideways, no text leaves it, and what is wider scrolls by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from dashboard.content.values import LANGS, Lang
from dashboard.screen.page import PAGES
from tests.browser.accessibility import open_all
from tests.browser.harness import Server
from tests.browser.test_a_phone_and_a_keyboard_are_enough import WIDEST

SIZES = {200: (720, 450), 400: (320, 256)}  # 1440 x 900, and 1280 x 1024, in CSS pixels
BESIDE = ("/brief", "/brief?chapter=sites", "/search?q=medusa", "/api/v1/", "/accessibility", "/nothing-here")
# What may be wider than the page scrolls in a place of its own: the keyboard reaches it, and it says what it is.
OWN_PLACE = (
    "[role=region][tabindex='0'][aria-label]:not([aria-label='']), [role=navigation][aria-label], nav[aria-label]"
)
# Texts outside the page (left, right), and texts cut by a box that is none of these. Of a field, only its own text is longer.
LOST = """place => [...document.querySelectorAll('body *')].filter(e => {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.matches('input, select') || e.closest('svg defs, .skip, .unseen')) return false;
    const box = e.getBoundingClientRect(), look = getComputedStyle(e);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && !['visible', ''].includes(look.overflowX) && !(e instanceof SVGElement)) return !e.matches(place);
    const has_text = [...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const scrolled = e.closest(place);
    const is_scrolled = scrolled && scrolled.scrollWidth > scrolled.clientWidth;
    return has_text && box.width > 1 && !is_scrolled && (box.right > innerWidth + 1 || box.left < -1);
}).map(e => e.outerHTML.slice(0, 200))"""
TINY = """() => [...document.querySelectorAll('.plotted svg[role=img]')].filter(e => e.checkVisibility({ visibilityProperty: true }))
    .filter(e => e.getBoundingClientRect().width < 120).map(e => e.ariaLabel)"""
COVERED = """() => [...document.querySelectorAll('.brand b, .st-key-lang-choice button, .taken a')].filter(e => {
    const box = e.getBoundingClientRect();
    return ![[.1, .5], [.5, .5], [.9, .5]].every(([x, y]) => e.contains(document.elementFromPoint(box.x + x * box.width, box.y + y * box.height)));
}).map(e => e.textContent)"""


def opened(browser: Browser, url: str, size: tuple[int, int]) -> Page:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(url)
    open_all(page)
    return page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("percent", SIZES)
def test_nothing_of_a_page_is_lost(browser: Browser, site: Server, percent: int, lang: Lang) -> None:
    for path in (*(page.path for page in PAGES), *BESIDE):
        page = opened(browser, f"{site.url}{path}{'&' if '?' in path else '?'}lang={lang}", SIZES[percent])
        assert page.evaluate(WIDEST) == 0, path
        assert page.evaluate(LOST, OWN_PLACE) == [], path
        assert page.evaluate(TINY) == [], path
        assert page.evaluate(COVERED) == [], path
        page.context.close()


def test_a_drawing_that_is_wider_is_scrolled_by_keyboard(browser: Browser, site: Server) -> None:
    page = opened(browser, f"{site.url}/sites?lang=ar", SIZES[400])
    drawing = page.locator(".plot[role=region]").first
    drawing.evaluate("e => e.focus()")
    assert drawing.evaluate("e => e === document.activeElement")
    before = drawing.evaluate("e => e.scrollLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(500)
    assert drawing.evaluate("e => e.scrollLeft") < before
    page.context.close()
