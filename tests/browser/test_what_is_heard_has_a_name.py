"""What a browser hands to a screen reader: everything that can be worked has a name, in the language of the page; tables have
heads of columns and of rows; each language is named in itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.content.values import LANGS, Lang
from dashboard.render.html.frame import STATEMENT
from dashboard.screen.page import PAGES
from tests.browser.accessibility import open_all
from tests.browser.conftest import settle
from tests.browser.harness import Server
from tests.browser.test_no_english_is_left import ENGLISH, names

BESIDE = ("/brief", "/search?q=medusa", "/api/v1/", STATEMENT, "/nothing-here")
WORKED = {
    *("button", "link", "textbox", "searchbox", "combobox", "slider", "radio", "checkbox", "option", "spinbutton"),
    *("DisclosureTriangle", "listbox", "radiogroup", "toolbar", "dialog", "region", "navigation", "image", "img"),
}
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]{3}")
HEADLESS = """() => [...document.querySelectorAll('table')].flatMap(table => [
    ...[...table.querySelectorAll('thead th')].filter(e => e.scope !== 'col'),
    ...[...table.tBodies[0].rows].map(row => row.cells[0]).filter(e => e.innerText.trim() && !(e.matches('th') && e.scope === 'row')),
]).map(e => e.outerHTML.slice(0, 200))"""
# Names in which nothing is said in a language: of languages, programs, files and addresses.
OWN_NAMES = re.compile(r"Français|العربية|English|Word|openapi\.json|[a-z_]+|CSV|Siyada|PDF|XLSX|BibTeX|RIS")


def heard(page: Page) -> list[tuple[str, str, bool]]:
    """Role and name of all that can be worked or gone to, and whether its words are said to be in another language."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    found = []
    for node in nodes:
        role = node["role"]["value"]
        if not node.get("ignored") and role in WORKED:
            found.append((role, node.get("name", {}).get("value", ""), node.get("backendDOMNodeId", 0)))
    foreign = {backend for _, name, backend in found if LATIN.search(name) and _is_foreign(session, backend)}
    session.detach()
    return [(role, name, backend in foreign) for role, name, backend in found]


def _is_foreign(session: Any, backend: int) -> bool:
    """Whether an element holds or stands in words that are said to be in another language than the page's."""
    if not backend:
        return False
    object_id = session.send("DOM.resolveNode", {"backendNodeId": backend})["object"]["objectId"]
    asked = "function() { return Boolean(this.closest?.('[lang]:not(html), [translate=no]') ?? this.querySelector?.('[lang], bdi')) }"
    answer = session.send(
        "Runtime.callFunctionOn", {"objectId": object_id, "functionDeclaration": asked, "returnByValue": True}
    )
    return bool(answer["result"]["value"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [*(page.path for page in PAGES), *BESIDE])
def test_all_that_can_be_worked_has_a_name_of_its_language(
    browser: Browser, site: Server, path: str, lang: Lang
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}lang={lang}")
    open_all(page)
    said = heard(page)
    assert len(said) > 5
    assert [role for role, name, _ in said if not name.strip()] == []
    foreign = [name for _, name, is_foreign in said if not is_foreign and is_of_another_language(name, lang)]
    assert sorted(set(foreign)) == []
    assert page.evaluate(HEADLESS) == []
    way = page.locator(f"a[href$='accessibility?lang={lang}']")
    assert (
        path == STATEMENT
        or way.inner_text() == {"fr": "Accessibilité", "ar": "إمكانية الولوج", "en": "Accessibility"}[lang]
    )
    context.close()


def is_of_another_language(name: str, lang: Lang) -> bool:
    """True for a name that holds words of none of its page's language but names of the evidence."""
    rest = names().sub("", re.sub(r"GET /\S+", "", name))
    if lang == "ar":
        return bool(LATIN.search(OWN_NAMES.sub("", rest))) and not ARABIC.search(name)
    return bool(ARABIC.search(rest) and "العربية" not in name) or (lang == "fr" and bool(ENGLISH.search(rest)))


@pytest.mark.parametrize("lang", LANGS)
def test_each_language_is_named_in_itself(browser: Browser, site: Server, lang: Lang) -> None:
    page = browser.new_page()
    page.goto(f"{site.url}/networks?lang={lang}")
    settle(page)
    said = {b.inner_text().strip(): b.get_attribute("lang") for b in page.locator(".st-key-lang-choice button").all()}
    assert said == {"Français": "fr", "العربية": "ar", "English": "en"}
    row = page.locator(".st-key-chapters")
    assert row.get_attribute("role") == "navigation"
    assert row.get_attribute("aria-label") == {"fr": "Chapitres", "ar": "الفصول", "en": "Chapters"}[lang]
    page.context.close()
