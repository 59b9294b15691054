"""The accessibility statement names tests that exist, the axe-core they ask, the release it speaks of, and where to report;
every page leads to it, in three languages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.http.settings import REPORT_TO
from dashboard.i18n import css_direction, translator
from dashboard.render.html import statement
from dashboard.render.html.frame import STATEMENT
from etl.paths import ROOT
from etl.versions import TOOL_VERSION
from tests.browser.accessibility import RULES
from tests.browser.harness import serving

# What nobody has established, however it is written.
CLAIMS = re.compile(
    r"(fully|partially|totalement|partiellement) (compliant|conform\w*)|est conforme|is conformant|مطابق كليا|مطابق جزئيا",
    re.I,
)


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with (
        serving(published, settings={"SIYADA_DESK": "1"}) as server,
        httpx.Client(base_url=server.url, timeout=60) as found,
    ):
        yield found


def drawn(lang: Lang) -> str:
    return statement.page(translator(lang), "")


@pytest.mark.parametrize("lang", LANGS)
def test_each_test_that_it_names_is_one(lang: Lang) -> None:
    named = [name for one in statement.tested(translator(lang)) for name in one.held_by]
    assert len(named) > 5
    for name in named:
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        assert tests, name
        assert f">{name}</code>" in drawn(lang)


def test_the_tests_ask_the_axe_core_that_it_names() -> None:
    lock = json.loads(Path("tests/browser/axe/package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/axe-core"]["version"] == statement.AXE_VERSION
    assert {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"} == set(RULES)


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_all_of_it_in_each_language(lang: Lang) -> None:
    text = drawn(lang)
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in text
    assert TOOL_VERSION in text
    assert statement.AXE_VERSION in text
    for word in ("WCAG 2.2", "RGAA 4", "Chromium"):
        assert word in text
    assert re.search(r"97[-.]13", text)
    assert CLAIMS.search(text) is None
    if lang != "en":
        t = translator(lang)
        english = {one.words for one in statement.tested(translator("en"))} | {
            *statement.known(translator("en")),
            *statement.not_tested(translator("en")),
        }
        own = {one.words for one in statement.tested(t)} | {*statement.known(t), *statement.not_tested(t)}
        assert len(own) == len(english)
        assert own.isdisjoint(english)


@pytest.mark.parametrize("lang", LANGS)
def test_a_barrier_is_reported_to_the_deployment_where_it_names_an_address(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(REPORT_TO, raising=False)
    assert "mailto:" not in drawn(lang)
    monkeypatch.setenv(REPORT_TO, "errors@siyada.example.ma")
    assert 'href="mailto:errors@siyada.example.ma?subject=' in drawn(lang)
    monkeypatch.setenv(REPORT_TO, "https://siyada.example.ma/errors?from=page")
    assert f'href="https://siyada.example.ma/errors?from=page&amp;about=accessibility&amp;lang={lang}"' in drawn(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_it_stands_at_a_plain_address_without_a_script(client: httpx.Client, lang: Lang) -> None:
    answer = client.get(STATEMENT, params={"lang": lang})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{lang}"' in answer.text
    assert "<script" not in answer.text
    for link in re.findall(r'href="([^"#:]+)"', answer.text):
        assert client.get(f"/{link}").status_code == 200, link


@pytest.mark.parametrize(
    "path",
    ["/brief", "/brief?chapter=sites", "/search", "/search?q=medusa", "/desk", "/api/v1/", "/nothing", "/nothing/here"],
)
def test_pages_without_a_script_lead_to_it(client: httpx.Client, path: str) -> None:
    answer = client.get(path, params={"lang": "ar"} if "?" not in path else None)
    links = re.findall(r'href="([^"]*accessibility[^"]*)"', answer.text)
    assert [str(answer.url.join(link).path) for link in links] == [STATEMENT]
