"""axe-core before a page of ours: which of its rules are asked, and what of its findings is known and told to readers."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from etl.paths import ROOT
from tests.browser.conftest import settle

AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The only ones that a change from light to dark can move: nothing else of the page changes with it.
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
# Streamlit hangs the open list of a field at the end of the page, outside its main part: no criterion of WCAG forbids it.
KNOWN = {("region", "listbox")}

Rules = Literal["all", "colours", "all but colours"]

_RUN = """async ([within, options]) => {
    const { violations, passes } = await axe.run(within ?? document, { ...options, elementRef: true });
    const role = node => node.element?.getAttribute("role") ?? "";
    const told = violations.flatMap(({ id, nodes }) => nodes.map(node => [id, role(node), node.target.join(" "), node.html.slice(0, 300)]));
    return { told, passed: passes.map(({ id, nodes }) => [id, nodes.length]) };
}"""
_HEIGHT = "Math.max(...[...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollHeight))"
# Of Streamlit's own folds only a press makes what they hold worth a reader's while: opened otherwise they stay inert.
_OPEN = """() => {
    const theirs = "[data-testid=stExpander] details";
    for (const fold of document.querySelectorAll("details")) if (!fold.matches(theirs)) fold.open = true;
    const closed = [...document.querySelectorAll(`${theirs}:not([open]) > summary`)];
    closed.forEach(summary => summary.click());
    return closed.length;
}"""


@cache
def _source() -> str:
    if AXE.is_file():
        return AXE.read_text(encoding="utf-8")
    if os.environ.get("SIYADA_BROWSER") == "required":
        pytest.fail("axe-core is not here: make test installs it where there is npm")
    pytest.skip("axe-core is not here: make test installs it where there is npm")


def open_all(page: Page) -> None:
    """Wait until a page is drawn, and open every fold of it."""
    if page.locator("meta[name=plotly]").count():
        settle(page)
    if page.evaluate(_OPEN):
        page.locator("[data-testid=stExpander] details:not([open])").wait_for(state="detached")
        page.wait_for_timeout(600)  # they open slowly
    page.evaluate(_OPEN)


def show_whole(page: Page) -> None:
    """Open every fold, and the window until all of the page is in it: axe judges no colour of what is scrolled out of sight."""
    open_all(page)
    for _ in range(2):  # what comes into sight may grow
        size = page.viewport_size or {"width": 1440, "height": 900}
        page.set_viewport_size({"width": size["width"], "height": max(page.evaluate(_HEIGHT), 400)})
        page.wait_for_timeout(150)
        page.evaluate(_OPEN)


def examine(page: Page, rules: Rules = "all", within: str | None = None) -> list[list[str]]:
    """What axe finds against the page as it is, or against what is `within`: rule, element and its HTML."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": list(RULES)}}
    if rules == "colours":
        options = {"runOnly": {"type": "rule", "values": list(RULES_OF_COLOUR)}}
    elif rules == "all but colours":
        options["rules"] = {name: {"enabled": False} for name in RULES_OF_COLOUR}
    found: dict[str, Any] = page.evaluate(_RUN, [within, options])
    looked_for = "document-title" if rules == "all but colours" else "color-contrast"
    assert dict(found["passed"]).get(looked_for, 0) > 0  # it has looked
    return [[rule, target, html] for rule, role, target, html in found["told"] if (rule, role) not in KNOWN]
