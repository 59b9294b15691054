"""No English is left on a French or an Arabic page but names: not in a text, a label for a screen reader, or a hint."""

from __future__ import annotations

import csv
import functools
import re

import pytest

from dashboard.chapters import registry
from dashboard.content.values import Lang
from tests.browser.conftest import Reader
from tests.browser.harness import Server
from tests.words import EVIDENCE

TRANSLATIONS: tuple[Lang, ...] = ("fr", "ar")

# Words that no French or Arabic text holds, but names do.
ENGLISH = re.compile(
    r"\b(the|and|of|with|not|from|was|were|is|are|by|which|this|that|all|open|opens|select|selected|clear|close|remove|"
    r"menu|choose|results?|running|press|enter|value|values|show|hide|copy|loading|citing|mirror|repost|download|"
    r"previous|next|search|skip|content|available|above|below|year|data|center|summary|review|quoting|series)\b",
    re.IGNORECASE,
)
# What is read as it was published: titles and publishers of documents, names of sites, systems, firms and parts.
NAMED = (
    "publisher",
    "title",
    "name",
    "name_fr",
    "name_ar",
    "operator",
    "ultimate_owner",
    "owners",
    "investors",
    "supplier",
)
MORE_NAMES = (
    *(
        "Africa Data Centres",
        "Africa: The Big Deal",
        "Bank of Africa",
        "CC BY",
        "Data Centre Map",
        "Data Center Map",
        "Data Package",
    ),
    *("Internet Society", "Maroc Data Center", "Open SDG", "Our World in Data"),
)


QUOTED = "[lang]:not(html), .source, .sources, code, pre, bdi, script, style, noscript, [translate=no]"

TEXTS = """quoted => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
            const text = node.textContent.trim();
            if (text && !node.parentElement.closest(`svg text, ${quoted}`)) found.push(["text", text]);
        } else if (node.matches("svg text")) { // its lines may break a name
            const lines = node.childElementCount ? [...node.children].map(line => line.textContent) : [node.textContent];
            if (!node.closest(quoted)) found.push(["text", lines.join(" ").replace(/[\u2066-\u2069]/g, "")]);
        } else for (const name of ["aria-label", "title", "placeholder", "alt"])
            if (node.hasAttribute(name) && !node.closest(quoted)) found.push([name, node.getAttribute(name)]);
    }
    return found;
}"""


@functools.cache
def names() -> re.Pattern[str]:
    """Every name of the evidence, the longest first."""
    found = set(MORE_NAMES)
    for path in EVIDENCE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in NAMED:
                    cell = row.get(column, "")
                    found |= {cell, *cell.split(";")}
    return re.compile(
        "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True) if ENGLISH.search(name))
    )


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("name", registry.CHAPTERS)
def test_a_chapter_holds_no_english_but_names(reader: Reader, site: Server, lang: Lang, name: str) -> None:
    page = reader.open(f"{site.url}/{'' if name == 'overview' else name}?lang={lang}")
    found = {tuple(one) for one in page.evaluate(TEXTS, QUOTED)}
    for kind in ("stMultiSelect", "stSelectbox"):  # their lists are made when they are opened
        field = page.locator(f"[data-testid={kind}] input").first
        if field.count():
            field.scroll_into_view_if_needed()
            page.wait_for_timeout(500)  # what stands near is drawn now, which would close a list that is open
            field.click()
            page.locator("[role=listbox]").first.wait_for()
            found |= {tuple(one) for one in page.evaluate(TEXTS, QUOTED)}
            page.keyboard.press("Escape")
    assert len(found) > 40
    assert sorted((where, text) for where, text in found if ENGLISH.search(names().sub("", text))) == []


@pytest.mark.parametrize(("lang", "word"), [("fr", "Tout sélectionner"), ("ar", "تحديد الكل")])
def test_a_list_of_several_choices_offers_all_in_the_reader_s_language(
    reader: Reader, site: Server, lang: Lang, word: str
) -> None:
    page = reader.open(f"{site.url}/sites?lang={lang}")
    field = page.locator("[data-testid=stMultiSelect] input").first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(200)  # a page that still scrolls closes the list again
    field.click()
    page.get_by_text(word, exact=True).wait_for()
