"""`siyada preview` builds beside what is published and says what moves; `siyada accept` writes it once, with a line in the log."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from etl.desk.questions import read_questions
from etl.evidence.check import check
from tests.etl.desk.files import french_workbook

HEAD = ["Indicateur", "Pays", "Année", "Valeur", "Source", "Grade", "Provisoire", "Remarques"]
ROW = ["digital_export_revenue_strategy_basis", "Maroc", 2024, 18.4, "ind-le360-ambitions", "B", "non", None]
DAY = ("--today", "2026-12-01")


def run(*words: str | os.PathLike[str]) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def proposed(data: Path, tmp_path: Path, *rows: list[object]) -> Path:
    file, out = tmp_path / "f.xlsx", tmp_path / "proposal"
    file.write_bytes(french_workbook([HEAD, *rows]))
    assert run("propose", file, "--table", "observations", "--out", out, "--data", data, *DAY)[0] in (0, 2)
    return out


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def answer(out: Path, given: dict[tuple[str, str], str]) -> None:
    """Fill in the list of questions as a spreadsheet would, by column and rule."""
    path = out / "questions.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows:
        row["answer"] = given.get((row["column"], row["rule"]), row["answer"])
    body = io.StringIO(newline="")
    writer = csv.DictWriter(body, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(body.getvalue(), encoding="utf-8-sig", newline="")


def test_a_row_is_previewed_accepted_and_then_nothing_is_left_to_do(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    out = proposed(evidence_copy, tmp_path, ROW)
    places = ("--data", evidence_copy, "--warehouse", published, *DAY)
    evidence, warehouse = bytes_of(evidence_copy / "evidence"), bytes_of(published)

    code, said, _ = run("preview", out, *places, "--format", "json", "--lang", "en")
    found = json.loads(said)
    assert (code, found["violations"], found["doubts"]) == (0, [], [])
    assert {"figures", "states", "places", "texts", "doubts", "violations"} == set(found)
    moved = {one["figure_id"] for one in found["figures"] + found["states"]}
    assert any("digital_export_revenue_strategy_basis" in figure_id for figure_id in moved)
    assert (bytes_of(evidence_copy / "evidence"), bytes_of(published)) == (evidence, warehouse)

    code, said, _ = run("accept", out, "--why", "Chiffre du ministère", "--by", "L’équipe", *places, "--lang", "fr")
    assert (code, "2026-12-01-" in said) == (0, True)
    after = bytes_of(evidence_copy / "evidence")
    assert {name for name in after if after[name] != evidence.get(name)} == {"observations.csv", "changes.csv"}
    old, new = (one["observations.csv"].splitlines() for one in (evidence, after))
    added = [line for line in new if line not in old]
    assert [line for line in new if line in old] == old
    assert len(added) == 1
    log = list(csv.DictReader(io.StringIO(after["changes.csv"].decode())))
    assert [(row["table"], row["rows_added"], row["why"], row["decided_by"], row["came_from"]) for row in log] == [
        ("observations", "1", "Chiffre du ministère", "L’équipe", "f.xlsx")
    ]
    assert int(log[0]["figures_moved"]) == len(moved)
    assert check(evidence_copy)[1] == []

    code, said, _ = run("accept", out, "--why", "again", "--by", "us", *places, "--lang", "en")
    assert (code, "Nothing is left to do" in said) == (0, True)
    assert bytes_of(evidence_copy / "evidence") == after


def test_a_violation_ends_with_1_and_is_never_accepted(evidence_copy: Path, published: Path, tmp_path: Path) -> None:
    out = proposed(evidence_copy, tmp_path, [*ROW[:4], None, *ROW[5:]])
    before = bytes_of(evidence_copy / "evidence")
    places = ("--data", evidence_copy, "--warehouse", published, *DAY)
    code, said, _ = run("preview", out, *places, "--format", "json", "--lang", "en")
    assert (code, [one["column"] for one in json.loads(said)["violations"]]) == (1, ["source_ids"])
    code, _, wrong = run("accept", out, "--why", "x", "--by", "y", *places, "--lang", "fr")
    assert (code, "sans réponse" in wrong) == (1, True)
    assert bytes_of(evidence_copy / "evidence") == before
    for form in ("text", "csv"):
        assert run("preview", out, *places, "--format", form)[0] == 1


def test_a_doubt_a_new_note_and_a_french_remark_are_answered_in_the_list(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    out = proposed(evidence_copy, tmp_path, [*ROW[:3], 20500, *ROW[4:7], "Chiffre avancé par le ministre"])
    places = ("--data", evidence_copy, "--warehouse", published, *DAY)
    answer(out, {("note", "english"): "Figure the minister put forward"})
    run("preview", out, *places)
    answer(out, {("ar", "phrase"): "رقم قدمه الوزير"})  # its French is the file's own
    code, said, _ = run("preview", out, *places, "--format", "json", "--lang", "fr")
    doubts = json.loads(said)["doubts"]
    assert (code, bool(doubts)) == (0, True)
    assert doubts[0]["row_key"] == "digital_export_revenue_strategy_basis/MAR/2024"
    assert run("accept", out, "--why", "x", "--by", "y", *places)[0] == 1
    reason = {
        "en": "The ministry counts in millions here",
        "fr": "Le ministère compte ici en millions",
        "ar": "تحسب الوزارة هنا بالملايين",
    }
    answer(out, {(language, "doubt"): text for language, text in reason.items()})
    assert run("preview", out, *places, "--format", "json")[0] == 0
    code, _, wrong = run("accept", out, "--why", "x", "--by", "y", *places, "--lang", "en")
    assert (code, wrong) == (0, "")
    evidence, violations = check(evidence_copy)
    assert (violations, evidence.judgement and evidence.judgement.unanswered) == ([], ())
    row = next(
        row
        for row in evidence.rows["observations"]
        if row.texts[:3] == ("digital_export_revenue_strategy_basis", "MAR", "2024")
    )
    assert "Figure the minister put forward" in row.texts
    assert any(reason["en"] in text for text in row.texts)
    assert "Nothing is left" in run("accept", out, "--why", "x", "--by", "y", *places, "--lang", "en")[1]


def test_evidence_that_moved_meanwhile_is_not_written_over(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    out = proposed(evidence_copy, tmp_path, [*ROW[:2], 2023, 18.4, *ROW[4:]])
    path = evidence_copy / "evidence" / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",MAR,2023,17.9,", ",MAR,2023,17.8,", 1), encoding="utf-8")
    before = path.read_bytes()
    code, _, wrong = run(
        "accept",
        out,
        "--why",
        "x",
        "--by",
        "y",
        "--data",
        evidence_copy,
        "--warehouse",
        published,
        *DAY,
        "--lang",
        "en",
    )
    assert (code, "was changed in the evidence" in wrong) == (1, True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("why", ["", "   ", "=cmd()", "a\u202eb", "<script>"])
def test_a_reason_that_no_log_may_hold_is_refused(
    evidence_copy: Path, published: Path, tmp_path: Path, why: str
) -> None:
    out = proposed(evidence_copy, tmp_path, ROW)
    code, _, wrong = run("accept", out, "--why", why, "--by", "y", "--data", evidence_copy, "--warehouse", published)
    assert (code, wrong.count("\n")) == (1, 1)


def test_a_folder_that_is_no_proposal_is_told(tmp_path: Path) -> None:
    for words in (("preview", tmp_path), ("accept", tmp_path, "--why", "x", "--by", "y")):
        code, _, wrong = run(*words, "--lang", "fr")
        assert (code, "n’est pas une proposition" in wrong) == (1, True)


def test_questions_come_back_as_they_were_written(evidence_copy: Path, tmp_path: Path) -> None:
    out = proposed(evidence_copy, tmp_path, [*ROW[:5], None, None, None])
    asked = [
        (one.row_key, one.column, one.rule) for one in read_questions((out / "questions.csv").read_text("utf-8-sig"))
    ]
    assert asked == [
        ("digital_export_revenue_strategy_basis/MAR/2024", "provisional", "blank"),
        ("digital_export_revenue_strategy_basis/MAR/2024", "confidence", "blank"),
    ]


def test_the_same_remark_on_many_rows_is_answered_once(evidence_copy: Path, tmp_path: Path) -> None:
    rows = [[*ROW[:2], year, 20 + year / 1000, *ROW[4:7], "Séries révisées"] for year in (2031, 2032, 2033)]
    out = proposed(evidence_copy, tmp_path, *rows)
    text = (out / "questions.csv").read_text("utf-8-sig")
    assert text.count("Séries révisées,") == 3
    asked = read_questions(text.replace("Séries révisées,", "Séries révisées,Revised series", 1))
    assert [one.answer for one in asked] == ["Revised series"] * 3


@pytest.mark.parametrize("lang", LANGS)
def test_who_decides_gets_two_pages(
    evidence_copy: Path, published: Path, tmp_path: Path, lang: Lang, text_of: Callable[[bytes], str]
) -> None:
    out = proposed(evidence_copy, tmp_path, ROW)
    places = ("--data", evidence_copy, "--warehouse", published, *DAY)
    assert run("preview", out, *places, "--format", "pdf", "--lang", lang)[0] == 0
    body = (out / "preview.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(body)) == 2
    said = text_of(body)
    assert "f.xlsx" in said
    if lang == "en":
        assert "States that change" in said
    run("preview", out, *places, "--format", "pdf", "--lang", lang)
    assert (out / "preview.pdf").read_bytes() == body
