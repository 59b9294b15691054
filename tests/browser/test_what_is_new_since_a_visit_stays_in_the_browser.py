"""The Overview says what changed since the reader's last visit; the browser alone knows of it, and forgets it when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from tests.announced import Announced
from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server, serving

KEY = "siyada.visit"
MARK = "2026-11-29T00:00:00Z"


@pytest.fixture(scope="module")
def two(announced: Announced) -> Iterator[Server]:
    with serving(announced.warehouse) as server:
        yield server


def come_back(page: Page, newest: str, on: str = "2026-11-27T08:00:00Z") -> None:
    """As a reader who was here on that day and saw nothing newer."""
    kept = json.dumps({"newest": newest, "on": on})
    page.evaluate(f"sessionStorage.clear(); localStorage.setItem({KEY!r}, {kept!r})")
    page.reload()
    settle(page)


def test_the_first_visit_is_told_nothing_and_remembered(reader: Reader, two: Server) -> None:
    page = reader.open(f"{two.url}/?lang=en")
    page.locator(".visit[data-told]").wait_for(state="attached")
    assert not page.locator(".visit").is_visible()
    assert json.loads(page.evaluate(f"localStorage.getItem({KEY!r})"))["newest"] == "2026-11-30T09:30:00Z"
    page.reload()  # in the same tab: no new visit
    settle(page)
    page.locator(".visit[data-told]").wait_for(state="attached")
    assert not page.locator(".visit").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_newer_is_listed_with_the_day_of_the_visit(
    reader: Reader, two: Server, announced: Announced, lang: Lang
) -> None:
    page = reader.open(f"{two.url}/?lang={lang}", width=390)
    come_back(page, MARK)
    page.locator(".visit:not([hidden])").wait_for()
    shown = page.locator(".visit li:not([hidden])").all_inner_texts()
    assert len(shown) == 2
    assert announced.after in shown[0]
    assert "27" in page.locator(".visit .told").inner_text()
    come_back(page, "2026-11-30T09:30:00Z")
    page.locator(".visit:not([hidden])").wait_for()
    nothing = translator(lang)("Nothing changed since your last visit, on {day}.", day="|").split("|")[0]
    assert page.locator(".visit .told").inner_text().startswith(nothing.strip("\u2068 "))
    assert page.locator(".visit li:visible").count() == 0


def test_nothing_of_it_leaves_the_browser_and_it_is_forgotten_when_asked(reader: Reader, two: Server) -> None:
    page = reader.open(f"{two.url}/?lang=en")
    come_back(page, MARK)
    page.locator(".visit:not([hidden])").wait_for()
    assert all(url.split("//")[1].startswith(two.url.split("//")[1]) for url in reader.requests)
    assert not any("visit" in url.replace("visit.js", "") or MARK in url for url in reader.requests)
    page.locator("[data-forget]").click()
    assert page.evaluate("[localStorage.length, sessionStorage.getItem('siyada.visit')]")[1] is None
    assert page.evaluate(f"localStorage.getItem({KEY!r})") is None
    assert not page.locator(".visit").is_visible()


def test_a_browser_that_holds_something_else_there_is_a_first_visit(reader: Reader, two: Server) -> None:
    page = reader.open(f"{two.url}/?lang=en")
    for wrong in ("nonsense", "null", '{"newest": 5}', '{"newest": "2026", "on": "never"}', "[]"):
        page.evaluate(f"sessionStorage.clear(); localStorage.setItem({KEY!r}, {wrong!r})")
        page.reload()
        settle(page)
        page.locator(".visit[data-told]").wait_for(state="attached")
        assert not page.locator(".visit").is_visible()
