"""A value that is revised stays as it was, with the day; a region's value is never taken for the country's."""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from etl.contracts.tables import TABLES, columns
from etl.evidence.check import check
from tests.etl.desk.files import french_workbook

HEAD = ["Indicateur", "Pays", "Année", "Valeur", "Source", "Grade", "Provisoire"]
SOURCE = "ind-owid-inet"


def run(*words: str | os.PathLike[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def kept(data: Path, table: str) -> list[dict[str, str]]:
    path = data / "evidence" / f"{table}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def revise(data: Path, tmp_path: Path, warehouse: Path, value: object, day: str) -> None:
    file, out = tmp_path / f"{value}.xlsx", tmp_path / f"proposal-{value}"
    file.write_bytes(french_workbook([HEAD, ["internet_users_pct", "Maroc", 2022, value, SOURCE, "A", "non"]]))
    words = ("--data", data, "--today", day)
    assert run("propose", file, "--table", "observations", "--out", out, *words)[0] == 0
    assert run("accept", out, "--why", "Révision", "--by", "Nous", "--warehouse", warehouse, *words)[0] == 0


def test_each_revision_leaves_the_value_before_it_with_the_day(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    was = next(
        row["value"]
        for row in kept(evidence_copy, "observations")
        if (row["indicator_id"], row["country"], row["period"]) == ("internet_users_pct", "MAR", "2022")
    )
    for value, day in ((90.25, "2026-12-01"), (90.5, "2026-12-02"), (90.75, "2026-12-02")):
        revise(evidence_copy, tmp_path, published, value, day)
    found = [
        (row["value"], row["replaced_on"], row["region_code"]) for row in kept(evidence_copy, "former_observations")
    ]
    assert found == [(was, "2026-12-01", ""), ("90.25", "2026-12-02", "")]  # of one day the first
    assert check(evidence_copy, date(2026, 12, 2))[1] == []


def test_the_same_value_written_otherwise_leaves_nothing_behind(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "f.csv", tmp_path / "proposal"
    file.write_text(
        f"Indicateur;Pays;Année;Valeur;Source;Grade\ninternet_users_pct;Maroc;2022;89,90;{SOURCE};B\n", "utf-8"
    )
    words = ("--data", evidence_copy, "--today", "2026-12-01")
    assert run("propose", file, "--table", "observations", "--out", out, *words)[0] == 0
    assert run("accept", out, "--why", "x", "--by", "y", "--warehouse", published, *words)[0] == 0
    assert kept(evidence_copy, "former_observations") == []


def test_a_forecast_that_gets_another_value_is_asked_about(evidence_copy: Path, tmp_path: Path) -> None:
    path = evidence_copy / "evidence" / "observations.csv"
    rows = kept(evidence_copy, "observations")
    names = list(columns(next(table for table in TABLES if table.name == "observations")))
    forecast = rows[-1] | {"indicator_id": "internet_users_pct", "country": "MAR", "period": "2027", "value": "93"}
    forecast |= {"note": "", "perimeter": "", "same_as": "", "shown_with": "", "source_ids": SOURCE, "confidence": "B"}
    forecast |= {"observation_status": "forecast", "doubts_answered": ""}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, forecast])
    assert check(evidence_copy)[1] == []
    (tmp_path / "f.csv").write_text(
        f"Indicateur;Pays;Année;Valeur;Source\ninternet_users_pct;Maroc;2027;93,5;{SOURCE}\n", "utf-8"
    )
    words = ("--table", "observations", "--data", evidence_copy, "--format", "json", "--lang", "fr")
    code, said, _ = run("propose", tmp_path / "f.csv", "--out", tmp_path / "p", *words)
    asked = [(one["column"], one["value"]) for one in json.loads(said)["questions"]]
    assert (code, asked) == (2, [("observation_status", "forecast")])


@pytest.mark.parametrize("head", ["Région", "Region", "الجهة"])
def test_a_column_of_regions_is_sent_to_the_table_of_regions(
    evidence_copy: Path, published: Path, tmp_path: Path, head: str
) -> None:
    text = f"Indicateur;{head};Année;Valeur;Source;Grade;Provisoire\ninternet_users_pct;L’Oriental;2024;71,5;{SOURCE};B;non\n"
    (tmp_path / "f.csv").write_text(text, "utf-8")
    words = ("--data", evidence_copy, "--today", "2026-12-01")
    code, _, wrong = run("propose", tmp_path / "f.csv", "--table", "observations", "--out", tmp_path / "p", *words)
    assert (code, "regional_observations" in wrong) == (1, True)
    out = tmp_path / "q"
    assert run("propose", tmp_path / "f.csv", "--table", "regional_observations", "--out", out, *words)[0] == 0
    code, said, _ = run("preview", out, "--warehouse", published, *words, "--format", "json")
    assert (code, json.loads(said)["figures"], json.loads(said)["violations"]) == (0, [], [])
    assert run("accept", out, "--why", "x", "--by", "y", "--warehouse", published, *words)[0] == 0
    assert [(row["region_code"], row["value"]) for row in kept(evidence_copy, "regional_observations")] == [
        ("MA-02", "71.5")
    ]


def test_a_download_from_before_the_marks_is_known_by_its_heads(evidence_copy: Path, tmp_path: Path) -> None:
    body = (evidence_copy / "evidence" / "observations.csv").read_bytes()
    (tmp_path / "table.csv").write_bytes(body)
    code, said, _ = run(
        "propose", tmp_path / "table.csv", "--out", tmp_path / "p", "--data", evidence_copy, "--lang", "en"
    )
    assert (code, "Nothing to change" in said) == (0, True)
