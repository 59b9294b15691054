"""A table taken from the site, as CSV, CSV for Excel or a workbook, and proposed again unchanged: nothing to change."""

from datetime import date

import pytest

from dashboard.api import tables as downloads
from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES
from etl.desk.contract import OWN_TABLES
from etl.desk.mapping import Mapping
from etl.desk.proposal import Proposal, propose_contents
from etl.desk.read import contents_of
from etl.evidence.csv_form import FRENCH_SPREADSHEET
from etl.paths import ROOT

# Tables that hold a row: the download of an empty one says that it has none.
HELD = {
    path.stem for path in (ROOT / "data" / "evidence").glob("*.csv") if path.read_text(encoding="utf-8").count("\n") > 1
}
NAMES = [table.name for table in TABLES if table.name not in OWN_TABLES and table.name in HELD]


def proposed(body: bytes, table: str = "") -> Proposal:
    day = date(2030, 1, 1)  # a day no row bears: a row written again would show it
    return propose_contents(body, contents_of(body), "file", ROOT / "data", table, Mapping(), day, is_whole=True)


@pytest.mark.parametrize("name", NAMES)
def test_in_each_of_the_forms_of_the_site(published_build: Build, name: str) -> None:
    forms = {
        "csv": downloads.as_csv(published_build, name),
        "excel": downloads.as_csv(published_build, name, FRENCH_SPREADSHEET),
        "xlsx": downloads.as_workbook(published_build, name),
    }
    for form, body in forms.items():
        made = proposed(body, name)
        assert (form, made.rows, made.questions) == (form, [], [])


def test_and_its_table_need_not_be_named(published_build: Build) -> None:
    assert proposed(downloads.as_workbook(published_build, "observations")).table.name == "observations"
    assert proposed(downloads.as_csv(published_build, "fx", FRENCH_SPREADSHEET)).table.name == "fx"


def test_one_cell_changed_is_one_row_changed(published_build: Build) -> None:
    body = downloads.as_csv(published_build, "fx", FRENCH_SPREADSHEET).decode("utf-8-sig")
    assert "9,3861" in body
    made = proposed(body.replace("9,3861", "9,3862").encode("cp1252"))
    assert [(row.action, row.cells["usd_mad"], row.cells["recorded_on"]) for row in made.rows] == [
        ("change", "9.3862", "2030-01-01")
    ]
    assert made.rows[0].cells["eur_mad"] == "11.0921"
    assert not made.open_questions
