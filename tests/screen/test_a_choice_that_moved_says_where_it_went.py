"""An old link's choice that another chapter takes today is named, with a link there that keeps the address; the rest is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.content.values import LANGS, Lang
from dashboard.screen import address, shell
from dashboard.warehouse.build import Build, open_warehouse

SCRIPT = "from dashboard.screen.page import draw_chapter\n\ndraw_chapter('connectivity')\n"
TITLES = {"fr": "Réseaux au Maroc", "ar": "الشبكات داخل المغرب", "en": "Networks in the country"}


@pytest.fixture(scope="module")
def published_build(published: Path) -> Build:
    return open_warehouse(published).current()


def run(published_build: Build, lang: Lang, **query: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.session_state[address.VIEW] = shell.View(lang, published_build, "wide")
    for name, value in (query | {address.LANG: lang}).items():
        page.query_params[name] = value
    page.run()
    assert list(page.exception) == []
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_the_notice_leads_to_the_chapter_that_takes_it(published_build: Build, lang: Lang) -> None:
    page = run(published_build, lang, metric="ixp_count", peers="KEN")
    (warning,) = page.warning
    assert TITLES[lang] in warning.value
    links = [
        one.proto.body for one in page.get("html") if "networks?" in one.proto.body and "metric=" in one.proto.body
    ]
    language = "" if lang == "fr" else f"&amp;lang={lang}"
    assert links == [
        f'<p class="links"><a href="networks?metric=ixp_count&amp;peers=KEN{language}" target="_self">{TITLES[lang]}</a></p>'
    ]
    assert "metric" not in page.query_params  # what is shown is what the address says
    assert page.query_params["peers"] == "KEN"


def test_a_value_that_nobody_takes_is_only_named(published_build: Build) -> None:
    page = run(published_build, "en", metric="happiness")
    (warning,) = page.warning
    assert "happiness" in warning.value
    assert TITLES["en"] not in warning.value
