"""`siyada propose` says how it read a file, writes a folder, and tells by its exit code whether answers are needed."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from etl.contracts.tables import TABLES, columns
from etl.desk.proposal import read_proposal
from tests.etl.desk.files import french_workbook

OBSERVATIONS = next(table for table in TABLES if table.name == "observations")
WHOLE = [
    ["Indicateur", "Pays", "Année", "Valeur", "Source", "Grade", "Provisoire"],
    ["digital_export_revenue_strategy_basis", "Maroc", 2031, 21.5, "ind-le360-ambitions", "B", "non"],
]


def run(*words: str | os.PathLike[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def test_a_complete_workbook_ends_with_0_and_a_row_in_the_evidence_s_form(tmp_path: Path) -> None:
    file, out = tmp_path / "f.xlsx", tmp_path / "out"
    file.write_bytes(french_workbook(WHOLE))
    code, said, _ = run(
        "propose", file, "--table", "observations", "--out", out, "--format", "json", "--today", "2026-12-01"
    )
    assert code == 0
    assert json.loads(said)["rows"] == {"add": 1, "change": 0, "remove": 0}
    rows = list(csv.reader(io.StringIO((out / "observations.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["action", *columns(OBSERVATIONS)]
    assert rows[1][:6] == ["add", "digital_export_revenue_strategy_basis", "MAR", "2031", "21.5", ""]
    assert [row.cells["recorded_on"] for row in read_proposal(out).rows] == ["2026-12-01"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_missing_is_asked_in_the_reader_s_language_and_ends_with_2(tmp_path: Path, lang: Lang) -> None:
    file, out = tmp_path / "f.xlsx", tmp_path / "out"
    file.write_bytes(french_workbook([row[:4] for row in WHOLE]))
    code, said, _ = run("propose", file, "--table", "observations", "--out", out, "--lang", lang)
    assert code == 2
    assert {"fr": "Quelle est la valeur de confidence", "ar": "ما قيمة confidence", "en": "What is confidence"}[
        lang
    ] in said
    asked = {(q.column, q.rule) for q in read_proposal(out).questions}
    assert asked == {("provisional", "blank"), ("source_ids", "blank"), ("confidence", "blank")}


def test_what_can_not_be_read_ends_with_1_and_writes_nothing(tmp_path: Path) -> None:
    file, out = tmp_path / "f.xlsx", tmp_path / "out"
    file.write_bytes(b"%PDF-1.4 ...")
    code, _, wrong = run("propose", file, "--table", "observations", "--out", out, "--lang", "fr")
    assert (code, wrong.count("\n"), out.exists()) == (1, 1, False)
    code, said, _ = run("propose", file, "--table", "nothing", "--out", out, "--format", "json")
    assert (code, list(json.loads(said))) == (1, ["problem"])


def test_a_proposal_is_never_written_over_another(tmp_path: Path) -> None:
    file, out = tmp_path / "f.xlsx", tmp_path / "out"
    file.write_bytes(french_workbook(WHOLE))
    assert run("propose", file, "--table", "observations", "--out", out)[0] == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    code, _, wrong = run("propose", file, "--table", "observations", "--out", out, "--lang", "en")
    assert (code, "not empty" in wrong) == (1, True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_map_names_what_the_file_does_not(tmp_path: Path) -> None:
    file, out, plan = tmp_path / "f.csv", tmp_path / "out", tmp_path / "map.toml"
    file.write_text("Royaume;Exercice;Total\nMaroc (1);2031;21,5\n", encoding="cp1252")
    plan.write_text(
        'table = "observations"\n[columns]\nRoyaume = "country"\nExercice = "period"\nTotal = "value"\n'
        '[codes.country]\n"Maroc (1)" = "MAR"\n[values]\nindicator_id = "digital_export_revenue_strategy_basis"\n'
        'source_ids = "ind-le360-ambitions"\nconfidence = "B"\nprovisional = "no"\n',
        encoding="utf-8",
    )
    assert run("propose", file, "--map", plan, "--out", out)[0] == 0
    assert [row.cells["value"] for row in read_proposal(out).rows] == ["21.5"]
    plan.write_text("tabel = 1\n", encoding="utf-8")
    assert run("propose", file, "--map", plan, "--out", tmp_path / "other")[0] == 1
