"""`?build=` shows an older build under a plain banner; links stay in it, today's is a step away, one that is gone is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import NAMES
from tests.announced import MOVED, Announced
from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server, serving


@pytest.fixture(scope="module")
def two(announced: Announced) -> Iterator[Server]:
    with serving(announced.warehouse) as server:
        yield server


@pytest.mark.parametrize("lang", LANGS)
def test_a_banner_says_so_and_leads_to_today(reader: Reader, two: Server, announced: Announced, lang: Lang) -> None:
    page = reader.open(f"{two.url}/sites?status=operational&build={announced.before}&lang={lang}")
    banner = page.locator(".older")
    assert announced.before in banner.inner_text()
    assert announced.before in page.locator("footer.footer").inner_text()
    banner.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/sites\\?"))
    page.locator("footer.footer", has_text=announced.after).wait_for()
    assert (page.locator(".older").count(), "build=" in page.url, "status=operational" in page.url) == (0, False, True)
    assert ("lang=" in page.url) == (lang != "fr") or f"lang={lang}" in page.url


def test_figures_are_those_of_the_build(reader: Reader, two: Server, announced: Announced) -> None:
    def gpus(build: str) -> str:
        page = reader.open(f"{two.url}/sites?lang=en{build}")
        return page.locator(f"[data-figure='{MOVED}'] .value").first.inner_text()

    older, today, same = gpus(f"&build={announced.before}"), gpus(""), gpus(f"&build={announced.after}")
    assert (int(today) - int(older), same) == (20, today)


def test_links_choices_and_languages_stay_in_it(reader: Reader, two: Server, announced: Announced) -> None:
    page = reader.open(f"{two.url}/?build={announced.before}&lang=en")
    page.locator(".st-key-chapters").get_by_role("link", name="Sites", exact=True).click()
    page.wait_for_url(re.compile(f"/sites.*build={announced.before}"))
    settle(page)
    page.get_by_role("radio", name=NAMES["fr"]).click()
    page.locator("html[lang=fr]").wait_for(state="attached")
    page.wait_for_url(lambda url: "lang=en" not in url)
    assert f"build={announced.before}" in page.url
    page.locator("a[href*='site=mar-toubkal']").first.hover()
    page.locator("a[href*='site=mar-toubkal']").first.click()
    page.wait_for_url(re.compile("site=mar-toubkal"))
    page.locator(".older").wait_for()
    assert f"build={announced.before}" in page.url


@pytest.mark.parametrize("given", ["000000000000", "zz", "../current", "a" * 400])
def test_one_that_is_gone_is_told_and_leaves_the_address(
    reader: Reader, two: Server, announced: Announced, given: str
) -> None:
    page = reader.open(f"{two.url}/sites?build={given}&lang=en")
    assert given[:100] in page.get_by_role("alert").inner_text()
    assert announced.after in page.get_by_role("alert").inner_text()
    page.wait_for_url(lambda url: "build=" not in url)
    assert page.locator(".older").count() == 0


def test_any_two_builds_are_compared(reader: Reader, two: Server, announced: Announced) -> None:
    page = reader.open(f"{two.url}/evidence?part=changes&lang=en&since={announced.after}&build={announced.before}")
    heads = page.locator("#figures thead th, [id$=figures] thead th").all_inner_texts()
    text = page.locator("body").inner_text()
    assert f"Figures that moved from build {announced.after} to build {announced.before}" in text
    assert heads == [] or {announced.after, announced.before} <= {head.strip() for head in heads}


def test_what_is_taken_away_is_of_the_build(reader: Reader, two: Server, announced: Announced) -> None:
    page = reader.open(f"{two.url}/?build={announced.before}&lang=en")
    links = [link.get_attribute("href") or "" for link in page.locator(".taken a").all()]
    assert sum(f"/builds/{announced.before}/" in link for link in links) == 3
