"""Nothing is cut on a phone, and every control is reached and worked by keyboard alone."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.screen.page import PAGES
from tests.browser.conftest import Reader
from tests.browser.harness import Server

WIDEST = (
    "Math.max(...[...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollWidth - e.clientWidth))"
)
# Numbers every control that can be seen, outside drawings, and returns the numbers. A list's arrow is for the mouse: the
# keyboard opens the list from its field.
CONTROLS = """() => {
    const all = 'button, a[href], input:not([type=hidden]), [role=slider], [role=radio], [role=combobox]';
    const seen = [...document.querySelectorAll(`.stMain :is(${all})`)].filter(e => !e.disabled
        && e.checkVisibility({visibilityProperty: true}) && !e.closest('.js-plotly-plot')
        && !(e.ariaHasPopup === 'listbox' && e.tabIndex < 0));
    seen.forEach((e, i) => e.dataset.control = i);
    return seen.map(e => e.dataset.control);
}"""

ACTIVE = "document.activeElement.closest('[data-control]')?.dataset.control"
NEIGHBOURS = (
    "(document.activeElement.closest('[role=radiogroup], [role=toolbar]')?.querySelectorAll('button').length ?? 1) - 1"
)


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_scrolls_sideways(reader: Reader, site: Server, sample: Server, lang: Lang) -> None:
    for url in [f"{site.url}{page.path}" for page in PAGES] + [sample.url, f"{sample.url}/second"]:
        page = reader.open(f"{url}?lang={lang}", width=390)
        assert page.evaluate(WIDEST) == 0, url


@pytest.mark.parametrize("path", ["/", "/second"])
def test_the_tab_key_reaches_every_control(reader: Reader, sample: Server, path: str) -> None:
    page = reader.open(f"{sample.url}{path}?lang=en")
    wanted = page.evaluate(CONTROLS)
    reached = set()
    for _ in range(len(wanted) + 25):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(ACTIVE))
        for _ in range(page.evaluate(NEIGHBOURS)):  # a row of buttons is one stop, its buttons are reached by arrows
            page.keyboard.press("ArrowRight")
            reached.add(page.evaluate(ACTIVE))
    missed = sorted(set(wanted) - reached, key=int)
    assert [page.locator(f"[data-control='{m}']").evaluate("e => e.outerHTML.slice(0, 200)") for m in missed] == []


def test_a_receipt_opens_and_closes_by_keyboard_and_gives_the_place_back(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=en")
    opener = page.locator(".kpi .open").first
    opener.focus()
    page.keyboard.press("Enter")
    assert page.locator(".panel:popover-open").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".panel:popover-open").count() == 0
    assert opener.evaluate("e => e === document.activeElement")
