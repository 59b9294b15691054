"""An English text without its French and Arabic, or a code without its label, never reaches a reader."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.contracts.tables import TABLES
from etl.evidence.check import check
from etl.paths import ROOT

# Of tables that hold a row: those of what was revised, or of regions, begin empty.
HELD = {
    path.stem for path in (ROOT / "data" / "evidence").glob("*.csv") if path.read_text(encoding="utf-8").count("\n") > 1
}
TEXTS = [(table.name, column) for table in TABLES if table.name in HELD for column in table.phrases]


@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_a_changed_text_shows_up_as_untranslated(
    tables: Path, change: Callable[[str, int, str, str], None], table: str, column: str
):
    change(table, 2, column, "A new sentence that nobody has translated")
    found = [v for v in check(tables)[1] if v.rule == "not_translated"]
    assert [(v.file, v.line, v.column) for v in found] == [(f"{table}.csv", 2, column)]
    assert "phrases.csv" in found[0].cure("fr")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_translation_may_not_be_blank(tables: Path, change: Callable[[str, int, str, str], None], language: str):
    change("phrases", 5, language, "")
    assert [(v.file, v.line, v.column, v.rule) for v in check(tables)[1]] == [("phrases.csv", 5, language, "blank")]


def test_a_phrase_that_goes_leaves_every_text_that_used_it(tables: Path):
    path = tables / "phrases.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    reason = "A place in a list, not a quantity: the pace is judged in places a year."
    path.write_text("".join(line for line in lines if reason not in line), encoding="utf-8")
    found = check(tables)[1]
    assert {(v.file, v.column, v.rule) for v in found} == {("indicators.csv", "growth_model_reason", "not_translated")}
    assert len(found) == 5


def test_a_code_whose_label_goes_is_told_wherever_it_is_used(tables: Path):
    path = tables / "labels.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("*,country,KWT")), encoding="utf-8")
    found = check(tables)[1]
    assert {(v.file, v.column, v.value, v.rule) for v in found} == {
        ("sites.csv", "ultimate_owner_country", "KWT", "no_label"),
        ("outages.csv", "countries", "KWT", "no_label"),
    }


def test_a_code_without_a_label_is_told_with_those_that_have_one(
    tables: Path, change: Callable[[str, int, str, str], None]
):
    change("indicators", 2, "unit", "jobbs")
    (found,) = [v for v in check(tables)[1] if v.rule == "no_label"]
    column, _, codes = found.params["other"].partition(": ")
    assert column == "unit"
    assert codes.split(", ")[0] == "jobs"
    assert "jobs" in found.cure("ar")
