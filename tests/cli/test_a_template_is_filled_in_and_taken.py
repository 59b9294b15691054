"""`siyada template` writes a workbook with meanings and lists; filled in, `siyada check FILE` and `siyada propose` take it."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from etl.contracts.tables import TABLES, columns
from etl.desk.contract import OWN_TABLES
from etl.desk.evidence import read_evidence
from etl.desk.template import template
from etl.paths import ROOT

FILLED = {
    "indicator_id": "digital_export_revenue_strategy_basis",
    "country": "MAR",
    "period": "2024-06",
    "value": 18.25,
    "provisional": "no",
    "source_ids": "ind-le360-ambitions",
    "confidence": "B",
}


def run(*words: str | os.PathLike[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def fill(path: Path, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(2, heads.index(name) + 1, value)
    book.save(path)


@pytest.mark.parametrize("lang", LANGS)
def test_filled_in_it_is_complete_and_becomes_a_proposal(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "o.xlsx"
    assert run("template", "observations", "--out", path, "--lang", lang)[0] == 0
    fill(path, FILLED)
    assert run("check", path, "--table", "observations", "--lang", lang)[0] == 0
    assert run("propose", path, "--table", "observations", "--out", tmp_path / "out", "--lang", lang)[0] == 0
    assert ",2024-06,18.25," in (tmp_path / "out" / "observations.csv").read_text(encoding="utf-8")


def test_what_is_wrong_in_it_is_told_by_line_and_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    run("template", "observations", "--out", path)
    fill(path, FILLED | {"country": "Atlantis", "value": "about ten", "confidence": None})
    code, _, wrong = run("check", path, "--table", "observations", "--lang", "en")
    assert code == 2
    for part in ("Atlantis", "about ten", "confidence", "line 2"):
        assert part in wrong


def test_every_column_has_its_meaning_and_codes_their_list(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    run("template", "sites", "--out", path, "--lang", "fr")
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book.worksheets] == ["sites", "Colonnes", "Listes"]
    heads = list(book.worksheets[0][1])
    contract = next(table for table in TABLES if table.name == "sites")
    assert tuple(cell.value for cell in heads) == columns(contract)
    assert all(cell.comment and cell.comment.text for cell in heads)
    listed = {str(rule.sqref).split(":")[0][0] for rule in book.worksheets[0].data_validations.dataValidation}
    assert listed
    words = [cell.value for row in book.worksheets[2].iter_rows() for cell in row]
    assert {"operational", "Maroc", "ai_factory"} <= set(words)


def test_every_table_has_one_and_the_same_bytes_each_time() -> None:
    evidence = read_evidence(ROOT / "data")
    for table in TABLES:
        if table.name not in OWN_TABLES:
            made = template(table, evidence, "ar", str)
            assert made == template(table, evidence, "ar", str)


def test_a_file_that_is_there_is_left_and_an_unknown_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    path.write_text("mine", encoding="utf-8")
    code, _, wrong = run("template", "fx", "--out", path, "--lang", "fr")
    assert (code, path.read_text(encoding="utf-8"), "existe" in wrong) == (1, "mine", True)
    for name in ("nothing", "changes"):
        assert run("template", name, "--out", tmp_path / "x.xlsx")[0] == 1
    assert not (tmp_path / "x.xlsx").exists()
