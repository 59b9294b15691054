"""Less motion, and a reader's own colours: nothing moves, and nothing that a colour told is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.accessibility import open_all
from tests.browser.conftest import settle
from tests.browser.harness import Server

# Every transition and animation that runs from here on.
WATCH = """() => {
    window.moved = new Set();
    const look = () => {
        for (const one of document.getAnimations()) moved.add(`${one.animationName ?? one.transitionProperty} ${one.effect?.target?.outerHTML.slice(0, 120)}`);
        requestAnimationFrame(look);
    };
    look();
}"""
GROUND = "e => getComputedStyle(e).backgroundColor"


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **request.param)
    found = context.new_page()
    found.set_default_timeout(15_000)
    yield found
    context.close()


def change_choices(page: Page) -> None:
    """What Streamlit moves for: a choice, a list that opens, a fold, a panel."""
    page.locator(".st-key-controls [role=radio]").nth(1).click()
    settle(page)
    field = page.locator("[data-testid=stSelectbox] input").first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # what stands near is drawn now, which would close a list that is open
    field.click()
    page.locator("[role=listbox]").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-testid=stExpander] summary").first.click()
    page.wait_for_timeout(500)
    page.locator(".open[popovertarget]:visible").first.click()
    page.locator(".panel:popover-open").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_for_a_reader_who_asks_for_it(page: Page, site: Server) -> None:
    page.goto(f"{site.url}/share?lang=fr")
    settle(page)
    page.evaluate(WATCH)
    change_choices(page)
    assert page.evaluate("[...moved]") == []


@pytest.mark.parametrize("page", [{"reduced_motion": "no-preference"}], indirect=True)
def test_motion_would_be_seen_here(page: Page, site: Server) -> None:
    page.goto(f"{site.url}/share?lang=fr")
    settle(page)
    page.evaluate(WATCH)
    change_choices(page)
    assert page.evaluate("moved.size") > 0


def pixels(place: Locator) -> bytes:
    return place.screenshot(animations="disabled")


@pytest.mark.parametrize(
    "page",
    [{"forced_colors": "active", "color_scheme": "dark"}, {"forced_colors": "active", "color_scheme": "light"}],
    ids=["dark", "light"],
    indirect=True,
)
def test_what_colours_told_is_told_without_them(page: Page, site: Server) -> None:
    page.goto(f"{site.url}/share?lang=ar")
    open_all(page)
    chosen = page.locator(".st-key-controls [role=radio][aria-checked=true]").first
    other = page.locator(".st-key-controls [role=radio][aria-checked=false]").first
    assert chosen.evaluate(GROUND) != other.evaluate(GROUND)
    here = page.locator(".st-key-chapters a[aria-current]")
    elsewhere = page.locator(".st-key-chapters a:not([aria-current])").first
    width = "e => getComputedStyle(e).borderBottomWidth"
    assert here.evaluate(width) != elsewhere.evaluate(width)
    lever = page.locator("[data-testid=stSlider]").first
    lever.scroll_into_view_if_needed()
    thumb = lever.locator("[role=group] > div > div:has(input)")
    track = lever.locator("[role=group] > div > div").first
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert thumb.evaluate("e => getComputedStyle(e).borderTopColor") != ground
    assert thumb.evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"
    assert track.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    before = pixels(lever)
    lever.locator("input").focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(1500)
    settle(page)
    assert pixels(lever) != before  # how far it stands
    page.locator("[data-testid=stSelectbox] input").first.focus()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option][data-focused]").wait_for()
    assert page.locator("[role=option][data-focused]").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    selected = page.locator("[role=option][aria-selected=true]")
    assert "underline" in selected.evaluate("e => getComputedStyle(e).textDecorationLine")


@pytest.mark.parametrize("page", [{"forced_colors": "active", "color_scheme": "dark"}], ids=["dark"], indirect=True)
def test_signs_and_drawings_keep_their_shapes(page: Page, site: Server) -> None:
    page.goto(f"{site.url}/progress?lang=en")
    settle(page)
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    signs = page.locator(".kpi .mark")
    assert signs.count() > 3
    assert {sign.evaluate(GROUND) for sign in signs.all()}.isdisjoint({ground, "rgba(0, 0, 0, 0)"})
    shapes = {
        sign.evaluate("e => getComputedStyle(e).clipPath + getComputedStyle(e).borderRadius") for sign in signs.all()
    }
    assert len(shapes) > 3
    drawn = page.locator(".plotted svg rect[fill]").all()
    fills = {bar.evaluate("e => getComputedStyle(e).fill") for bar in drawn}
    assert len(fills - {ground}) > 3
    assert page.locator(".plotted svg pattern").count() > 3  # and hatches beside the colours
