"""A table of more than ten rows is sorted by any column and searched; the address keeps both."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reader
from tests.browser.harness import Server

REGISTER = "#table-register"


def column(table: Locator, key: str) -> list[str]:
    """What the rows in sight show in a column, top to bottom."""
    place = table.locator("th").evaluate_all("(heads, key) => heads.findIndex(head => head.dataset.key === key)", key)
    return table.locator("tbody tr:not([hidden])").evaluate_all(
        "(rows, place) => rows.map(row => row.cells[place].dataset.value ?? row.cells[place].textContent.trim())", place
    )


def numbers(texts: list[str]) -> list[float]:
    return [float(text) for text in texts if text.replace(".", "").isdigit()]


def test_a_column_is_sorted_up_then_down_then_as_written(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=fr#register")
    table = page.locator(REGISTER)
    written = column(table, "site")
    head = table.locator('th[data-key="in_service_mw"]')
    for order in ("ascending", "descending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        shown = column(table, "in_service_mw")
        known = numbers(shown)
        assert known == sorted(known, reverse=order == "descending")
        assert len(known) > 1
        assert numbers(shown[: len(known)]) == known  # what is not known comes last, whichever way
    assert "register.sort=-in_service_mw" in page.url
    head.get_by_role("button").click()
    assert column(table, "site") == written
    assert "sort" not in page.url


@pytest.mark.parametrize(("lang", "words"), [("fr", "benguerir"), ("en", "BENGUERIR"), ("ar", "جرير")])
def test_a_search_looks_past_accents_and_the_address_keeps_it(
    reader: Reader, site: Server, lang: str, words: str
) -> None:
    page = reader.open(f"{site.url}/sites?lang={lang}#register")
    table = page.locator(REGISTER)
    before = len(column(table, "place"))
    table.get_by_role("searchbox").fill(words)
    expect(table.get_by_role("status")).not_to_be_empty()
    found = column(table, "site")
    assert 0 < len(found) < before
    assert table.locator("tbody tr:not([hidden])").evaluate_all("rows => rows.every(row => row.checkVisibility())")
    again = reader.open(page.url)
    expect(again.locator(REGISTER).get_by_role("status")).not_to_be_empty()
    assert column(again.locator(REGISTER), "site") == found


def test_a_phone_sorts_by_a_list(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/sites?lang=en#register", width=390)
    table = page.locator(REGISTER)
    table.get_by_role("combobox").select_option("-in_service_mw")
    known = numbers(column(table, "in_service_mw"))
    assert known == sorted(known, reverse=True)


def test_names_are_sorted_as_the_language_does(reader: Reader, site: Server) -> None:
    page = reader.open(f"{site.url}/evidence?lang=ar&part=words")
    table = page.locator("#table-glossary")
    key = table.locator("th").first.get_attribute("data-key") or ""
    table.locator("th").first.get_by_role("button").click()
    shown = column(table, key)
    in_order = page.evaluate("texts => [...texts].sort(new Intl.Collator('ar', { numeric: true }).compare)", shown)
    assert shown == in_order
