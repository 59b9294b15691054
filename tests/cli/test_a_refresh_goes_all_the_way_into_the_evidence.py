"""From a source's file to the evidence: refresh, answer, preview, accept; a second refresh says that nothing is new."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from typer.testing import CliRunner

from dashboard.cli.main import app
from etl.desk.evidence import read_evidence
from tests.etl.desk.connectors.sources import exchanges, timeline
from tests.etl.desk.files import world_bank

DAY = ("--today", "2026-12-01", "--lang", "en")


def run(*words: str | os.PathLike[str]) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout + done.stderr


def confirm_jumps(out: Path) -> None:
    """Answer each question about a jump with what the file says."""
    path = out / "questions.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows:
        row["answer"] = row["value"] if row["rule"] == "jump" else row["answer"]
    body = io.StringIO(newline="")
    writer = csv.DictWriter(body, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(body.getvalue(), encoding="utf-8-sig", newline="")


def test_the_world_bank_s_values_bring_their_source_with_them(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "w.json", tmp_path / "out"
    answer = world_bank(("MAR", "Morocco", "2024", 92.5))
    file.write_bytes(answer.replace(b'"pages": 1', b'"lastupdated": "2026-07-13", "pages": 1'))
    places = ("--data", evidence_copy, *DAY)
    assert run("refresh", "wdi", "--from", file, "--out", out, *places)[0] == 0
    accept = ("accept", out, "--why", "A new release", "--by", "The desk", "--warehouse", published, *places)
    assert run(*accept)[0] == 0
    sources = {row["source_id"]: row["publisher"] for row in read_evidence(evidence_copy)["sources"]}
    assert sources["wdi-2026-07-13"] == "World Bank"
    code, said = run("refresh", "wdi", "--from", file, "--out", tmp_path / "again", *places)
    assert (code, "Nothing to change" in said) == (0, True)


def test_a_far_count_is_written_only_once_it_is_answered(evidence_copy: Path, published: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "ix.json", tmp_path / "out"
    file.write_bytes(exchanges(("IXPN Lagos", "Lagos", "NG", 115), updated="2026-04-16"))
    places = ("--data", evidence_copy, *DAY)
    assert run("refresh", "peeringdb", "--from", file, "--out", out, *places)[0] == 2
    accept = ("accept", out, "--why", "A new list", "--by", "The desk", "--warehouse", published, *places)
    assert run(*accept)[0] == 1
    confirm_jumps(out)
    assert run(*accept)[0] == 0
    held = {row["ixp_id"]: row["members"] for row in read_evidence(evidence_copy)["ixps"]}
    assert held["ixpn"] == "115"


def test_a_jump_that_was_confirmed_is_not_asked_about_again(
    evidence_copy: Path, published: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "f.csv", tmp_path / "out"
    file.write_bytes(timeline(("MA", "2026-11-17", 990, 0, 5)))
    places = ("--data", evidence_copy, *DAY)
    assert run("refresh", "pulse", "--from", file, "--out", out, *places)[0] == 2
    confirm_jumps(out)
    code, said = run("preview", out, "--warehouse", published, "--format", "json", *places)
    assert (code, json.loads(said)["doubts"]) == (0, [])
    accept = ("accept", out, "--why", "Looked at again", "--by", "The desk", "--warehouse", published, *places)
    assert run(*accept)[0] == 0
    (row,) = [row for row in read_evidence(evidence_copy)["web_locality"] if row["measured_on"] == "2026-11-17"]
    assert (row["sites_local"], "confirmed by hand" in row["doubts_answered"]) == ("990", True)
    assert run(*accept)[0] == 0
    code, said = run("check", "--strict", *places)
    assert code == 0, said
