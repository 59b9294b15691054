"""The page is wholly in the language asked for, and stays so through links, page switches and the back button."""

from __future__ import annotations

import re

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import NAMES, css_direction, translator
from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_says_its_language_and_direction(reader: Reader, site: Server, lang: Lang) -> None:
    page = reader.open(f"{site.url}/?lang={lang}")
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("html").get_attribute("dir") == css_direction(lang)
    assert page.get_by_role("heading", level=1).inner_text() == translator(lang)("Overview")
    assert translator(lang)("Overview") in page.title()
    brand, switch = (page.locator(selector).bounding_box() for selector in (".brand", ".st-key-lang-choice"))
    assert brand and switch
    assert (brand["x"] > switch["x"]) == (lang == "ar")  # the brand stands where reading starts


def test_french_is_spoken_where_no_language_or_an_unknown_one_is_asked_for(reader: Reader, site: Server) -> None:
    assert reader.open(site.url).locator("html").get_attribute("lang") == "fr"
    page = reader.open(f"{site.url}/?lang=xx")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert "«\u00a0xx\u00a0»" in page.get_by_role("alert").inner_text()
    page.wait_for_url(re.compile(r"/$"))


def test_through_a_page_switch_and_back(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?lang=ar&stage=works")
    t = translator("ar")
    page.get_by_role("link", name=t("Method")).click()
    page.wait_for_url("**/second?lang=ar")
    page.locator(".chosen").wait_for()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.go_back()
    page.wait_for_url(re.compile("stage=works"))
    page.locator(".kpis").wait_for()
    assert "lang=ar" in page.url
    assert page.locator("html").get_attribute("lang") == "ar"


def test_another_language_keeps_the_choices(reader: Reader, sample: Server) -> None:
    page = reader.open(f"{sample.url}/?stage=service&growth=7.5")
    page.get_by_role("radio", name=NAMES["ar"]).click()
    page.locator("html[lang=ar][dir=rtl]").wait_for(state="attached")
    settle(page)
    page.wait_for_url(re.compile("lang=ar"))
    assert "stage=service" in page.url
    assert "growth=7.5" in page.url
    assert page.get_by_role("radio", name="في الخدمة").is_checked()
    assert "107.5" in page.locator("[data-figure='sample.load'] .value").inner_text()
