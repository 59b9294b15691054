"""Where the keyboard is can be seen, and what is heard has a name of its own."""

from __future__ import annotations

import pytest

from dashboard.content.values import LANGS, Lang
from tests.browser.conftest import Reader
from tests.browser.harness import Server

OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"
TWICE = """() => {
    const names = [...document.querySelectorAll('.stMain [role=region]')].map(e => e.getAttribute('aria-label'));
    return names.filter((name, i) => names.indexOf(name) !== i);
}"""
BROKEN = """() => [...document.querySelectorAll('[data-testid=stButtonGroup]')].flatMap(group => {
    const buttons = [...group.querySelectorAll('button')];
    const lines = new Set(buttons.map(e => e.getBoundingClientRect().top)).size;
    const open = e => ['borderLeftWidth', 'borderRightWidth'].some(side => parseFloat(getComputedStyle(e)[side]) < 1);
    return lines > 1 ? buttons.filter(open).map(e => e.innerText) : [];
})"""


def test_the_chapter_that_the_keyboard_is_at_is_seen(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/share?lang=fr")
    page.locator(".st-key-chapters a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.st-key-chapters') !== null")
    assert page.evaluate(OUTLINE) == "solid"


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_in_a_sentence_says_what_it_is_of(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/share?lang={lang}")
    figures = page.locator(".sentences .quoted")
    assert figures.count() > 3
    for figure in figures.all():
        shown, heard = figure.inner_text(), figure.get_attribute("aria-label") or ""
        assert heard.replace("\u00a0", " ").lstrip("\u2067\u2068").startswith(shown.replace("\u00a0", " "))
        assert len(heard) > len(shown) + 5


def test_no_two_tables_of_the_methods_go_by_one_name(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/evidence?part=methods&lang=fr")
    assert page.locator("[role=region]").count() > 5
    assert page.evaluate(TWICE) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_row_of_buttons_that_breaks_on_a_phone_stays_whole(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/evidence?lang={lang}", width=390)
    assert page.evaluate(BROKEN) == []
