"""axe-core finds no violation of WCAG 2.2 A and AA, nor of its good practice: on every page, in three languages, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.content.values import LANGS, Lang
from dashboard.screen.page import PAGES
from dashboard.web.desk import DESK
from tests.browser.accessibility import examine, show_whole
from tests.browser.conftest import PHONE, settle
from tests.browser.harness import Server, serving

BESIDE = (
    *("/brief", "/brief?chapter=share", "/search?q=medusa", "/search", "/api/v1/", DESK),
    *("/embed/share/share_bands", "/nothing/is/here"),
    *("/brief?chapter=sites&rows=register", "/brief?chapter=sites&receipt=panel-sites-it-load-operational-mw"),
)

PANEL = ".panel:popover-open"
# axe knows nothing of what a browser shows above a page, and takes the page for what covers a panel: its colours are judged alone.
ALONE = f"body {{ visibility: hidden }} {PANEL} {{ visibility: visible }}"
GROUND = "e => getComputedStyle(e).backgroundColor"


@pytest.fixture(scope="module")
def everything(published: Path) -> Iterator[Server]:
    """A server on which every page is switched on."""
    with serving(published, settings={"SIYADA_DESK": "1", "SIYADA_REPORT_TO": "errors@siyada.example.ma"}) as server:
        yield server


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all pages: what one has fetched the next has. Nothing in it is on its way from one colour to another."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def opened(window: BrowserContext, server: Server, path: str, lang: Lang) -> Page:
    page = window.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={lang}")
    return page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [*(page.path for page in PAGES), *BESIDE])
def test_on_a_page(window: BrowserContext, everything: Server, path: str, lang: Lang) -> None:
    page = opened(window, everything, path, lang)
    show_whole(page)
    assert examine(page) == []
    ground = page.locator("[data-testid=stApp], body").last  # Streamlit's own, where the page is one of its
    light = ground.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    expect(ground).not_to_have_css("background-color", light)
    page.wait_for_timeout(500)  # Streamlit's widgets follow
    assert examine(page, "colours") == []
    page.close()


@pytest.mark.parametrize("lang", LANGS)
def test_in_what_opens(window: BrowserContext, everything: Server, lang: Lang) -> None:
    page = opened(window, everything, "/sites", lang)
    settle(page)
    openers = page.locator(".open[popovertarget]:visible, .quoted:visible")
    for place in (
        0,
        openers.count() // 2,
        -3,
        -2,
        -1,
    ):  # a figure's receipt, then a table, a receipt and files of a chart
        openers.nth(place).click()
        page.locator(PANEL).wait_for()
        assert examine(page, "all but colours") == []
        style = page.add_style_tag(content=ALONE)
        assert examine(page, "colours", within=PANEL) == []
        style.evaluate("e => e.remove()")
        page.keyboard.press("Escape")
    field = page.locator("[data-testid=stMultiSelect] input").first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # what stands near is drawn now, which would close a list that is open
    field.click()
    page.locator("[role=listbox]").wait_for()
    assert examine(page) == []
    page.close()


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_chart_that_is_reached_for(window: BrowserContext, everything: Server, lang: Lang) -> None:
    page = opened(window, everything, "/networks", lang)
    settle(page)
    page.locator(".plot").first.hover()
    page.locator(".plot[data-live]").first.wait_for()
    show_whole(page)
    assert examine(page) == []
    page.close()


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_page_that_finds_no_connection(window: BrowserContext, everything: Server, lang: Lang) -> None:
    page = window.new_page()
    page.route_web_socket("**/*", lambda socket: socket.close())
    page.goto(f"{everything.url}/share?lang={lang}")
    expect(page.locator(".unconnected")).to_be_visible()
    assert examine(page) == []
    page.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/", "/share", "/sites", "/brief"])
def test_on_a_phone(browser: Browser, everything: Server, path: str, lang: Lang) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=PHONE, has_touch=True)
    page = opened(phone, everything, path, lang)
    show_whole(page)
    assert examine(page, "all but colours") == []
    phone.close()
