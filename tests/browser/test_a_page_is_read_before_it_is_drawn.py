"""The head of every page is there with its first bytes; Streamlit's page takes its place, and nothing moves under the eye."""

from __future__ import annotations

import itertools
import time

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.content.values import LANGS, Lang
from dashboard.screen.page import PAGES
from tests.browser.conftest import PHONE, settle
from tests.browser.harness import Server

# A connection that is never made.
DEAF = "window.WebSocket = class extends EventTarget { readyState = 0; send() {} close() {} }"
SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true})"""
TOPS = "names => names.map(name => document.querySelector(name)?.getBoundingClientRect().top ?? null)"
SEEN = [".brand", ".find", ".head h1", ".head .question", ".head + .head, .head > .whole", ".kpi"]


def waiting(browser: Browser, url: str, *, width: int = 1440, has_scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        user_agent=PHONE if width < 600 else None,
        java_script_enabled=has_scripts,
    )
    page = context.new_page()
    page.add_init_script(DEAF)
    page.goto(url)
    return page


@pytest.fixture(scope="module")
def warm(site: Server) -> Server:
    """The server once it has made its first views."""
    with httpx.Client(base_url=site.url, timeout=60) as client:
        for path, lang, agent in itertools.product((one.path for one in PAGES), LANGS, ("Firefox", PHONE)):
            for _ in range(50):
                time.sleep(0.25)  # faster, and the brief stands in
                page = client.get(f"{path}?lang={lang}", headers={"user-agent": agent}).text
                if 'id="first"' in page and "<h1" in page:
                    break
    return site


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_read_without_a_connection(browser: Browser, warm: Server, lang: Lang) -> None:
    for one in PAGES:
        page = waiting(browser, f"{warm.url}{one.path}?lang={lang}")
        first = page.locator("#first")
        expect(first.locator("h1")).to_be_visible()
        assert len(first.inner_text()) > 400, one.path
        assert first.locator(".first-chapters a[aria-current]").count() == 1
        assert first.locator("[data-svg]").count() == 0
        if one.path == "/":
            assert first.locator(".strip-drawing").count() == 3
        page.context.close()


def test_it_is_read_without_a_script_too(browser: Browser, warm: Server) -> None:
    page = waiting(browser, f"{warm.url}/share", has_scripts=False)
    expect(page.locator("#first h1")).to_be_visible()
    expect(page.locator("noscript, p a[href^='/brief']").first).to_be_attached()


@pytest.mark.parametrize(("width", "most"), ((1440, 12), (390, 12)))
@pytest.mark.parametrize("path", ("/", "/share", "/evidence?lang=ar"))
def test_what_is_read_stays_where_it_is(browser: Browser, warm: Server, path: str, width: int, most: int) -> None:
    page = waiting(browser, warm.url + path, width=width)
    expect(page.locator("#first h1")).to_be_visible()
    before = page.evaluate(TOPS, SEEN)
    page.context.close()
    context = browser.new_context(viewport={"width": width, "height": 900}, user_agent=PHONE if width < 600 else None)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(warm.url + path)
    settle(page)
    expect(page.locator("#first")).to_have_count(0)
    after = page.evaluate(TOPS, SEEN)
    assert [b is None for b in before] == [a is None for a in after]
    moved = {
        name: (b, a) for name, b, a in zip(SEEN, before, after, strict=True) if b is not None and abs(a - b) > most
    }
    assert moved == {}
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") < 0.1


def test_what_a_reader_does_meanwhile_is_kept(browser: Browser, warm: Server) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 500})
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        """Nothing is drawn yet, however fast the machine."""
        held.append(route)

    page.route("**/static/js/index*.js", hold)
    page.goto(f"{warm.url}/share", wait_until="commit")
    page.locator("#first input[type=search]").fill("cloud")
    expect(page.locator("#first .kpi").last).to_be_visible()  # what was sent is there as a whole
    page.wait_for_timeout(500)
    page.evaluate("document.getElementById('first').scrollTop = 200")
    assert page.evaluate("document.getElementById('first').scrollTop") == 200
    for route in held:
        route.continue_()
    settle(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 200
    expect(page.locator(".find input[type=search]")).to_have_value("cloud")
    expect(page.locator(".find input[type=search]")).to_be_focused()


def test_what_a_page_says_of_a_failure_is_seen(browser: Browser, warm: Server) -> None:
    page = waiting(browser, f"{warm.url}/share")
    expect(page.locator("#first h1")).to_be_visible()
    page.evaluate(
        """() => document.getElementById("root").insertAdjacentHTML("beforeend",
        '<div data-testid="stApp" data-test-script-state="notRunning"><p data-testid="stAlert">failed</p></div>')"""
    )
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator("[data-testid=stAlert]")).to_be_visible()
    page.context.close()
