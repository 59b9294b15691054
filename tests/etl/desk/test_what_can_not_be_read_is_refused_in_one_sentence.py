"""A password, macros, a bomb, a file cut short, a PDF, too many rows: one clear sentence, within bounds, nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.proposal import propose
from etl.desk.read import read_bytes
from etl.messages import LANGUAGES
from etl.messages.desk import NOTES, PROBLEMS, QUESTIONS
from etl.paths import ROOT
from tests.etl.desk.bad_files import BAD
from tests.etl.desk.files import french_workbook


@pytest.mark.parametrize("what", BAD)
def test_it_is_told_and_nothing_is_read(what: str) -> None:
    make, code = BAD[what]
    with pytest.raises(DeskError) as refused:
        read_bytes(make(), "fichier.xlsx")
    assert refused.value.code == code
    for language in LANGUAGES:
        text = refused.value.text(language)
        assert "fichier.xlsx" in text
        assert "{" not in text
        assert "?" not in text


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(DeskError) as refused:
            propose(path, ROOT / "data", "fx", Mapping(), date(2026, 12, 1))
        assert refused.value.code in ("no_file", "unreadable")


def test_a_sheet_of_another_thing_is_told_with_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "menu.csv").write_text("Plat;Prix\nTajine;60\n", encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        propose(tmp_path / "menu.csv", ROOT / "data", "observations", Mapping(), date(2026, 12, 1))
    assert refused.value.code == "no_columns"
    assert "Plat; Prix" in refused.value.text("fr")


def test_a_formula_with_an_error_is_asked_about_cell_by_cell(tmp_path: Path) -> None:
    rows = [["Pays", "Année", "Valeur"], ["Maroc", 2031, 1], ["Tunisie", 2031, 2]]
    (tmp_path / "f.xlsx").write_bytes(french_workbook(rows, error_at=(5, 2)))
    made = propose(tmp_path / "f.xlsx", ROOT / "data", "observations", Mapping(), date(2026, 12, 1))
    asked = [(q.row_key, q.column, q.value) for q in made.questions if q.rule == "formula_error"]
    assert asked == [("/TUN/2031", "value", "#DIV/0!")]


def test_every_sentence_stands_in_three_languages() -> None:
    for texts in (PROBLEMS, NOTES, QUESTIONS):
        for code, said in texts.items():
            assert len(said) == 3, code
            assert all(said), code
            parts = [sorted(set(__import__("re").findall(r"{(\w+)}", text))) for text in said]
            assert parts[0] == parts[1] == parts[2], code
