"""At the desk a workbook is chosen and sent without a script, in three languages, and the proposal is taken away."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from tests.browser.harness import Server, serving
from tests.etl.desk.files import french_workbook, locked_workbook

HEAD = ["Indicateur", "Pays", "Année", "Valeur", "Source", "Grade", "Provisoire", "Remarques"]
ROW = ["digital_export_revenue_strategy_basis", "Maroc", 2024, 18.4, "ministere-2026", "B", "non", "Chiffre révisé"]


@pytest.fixture(scope="module")
def desk(published: Path) -> Iterator[Server]:
    with serving(published, settings={"SIYADA_DESK": "1"}) as found:
        yield found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [390, 1440])
def test_a_workbook_goes_in_and_a_proposal_comes_out(
    browser: Browser, desk: Server, tmp_path: Path, lang: Lang, width: int
) -> None:
    for name, body in (("suivi.xlsx", french_workbook([HEAD, ROW])), ("clos.xlsx", locked_workbook())):
        (tmp_path / name).write_bytes(body)
    for scheme in ("light", "dark"):
        context = browser.new_context(
            java_script_enabled=False,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            accept_downloads=True,
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message, seen=complaints: seen.append(message.text))
        page.goto(f"{desk.url}/desk?lang={lang}")
        page.locator("select").select_option("observations")
        page.locator("input[type=file]").set_input_files(tmp_path / "clos.xlsx")
        page.locator("button").click()
        expect(page.locator("[role=alert]")).to_contain_text("clos.xlsx")
        page.locator("select").select_option("observations")
        page.locator("input[type=file]").set_input_files(tmp_path / "suivi.xlsx")
        page.locator("button").click()
        expect(page.locator("#read .lines li").first).to_be_visible(timeout=60_000)
        expect(page.locator("html")).to_have_attribute("dir", css_direction(lang))
        assert page.locator("body").evaluate("body => body.scrollWidth") <= width
        assert page.locator("#moves").is_visible()
        with page.expect_download() as coming:
            page.locator(".take a").click()
        archive = zipfile.ZipFile(coming.value.path())
        assert "proposal/questions.csv" in archive.namelist()
        assert [one for one in complaints if "status of 422" not in one] == []  # the answer's own status
        context.close()
