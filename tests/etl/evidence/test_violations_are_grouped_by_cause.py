"""Many violations of one cause are one line; each of them on request, in a file, and on standard output when asked."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.paths import ROOT


def siyada(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def dates_of_another_form(evidence_copy: Path) -> tuple[Path, int]:
    path = evidence_copy / "evidence" / "observations.csv"
    text, count = re.subn(r",(\d{4})-(\d\d)-(\d\d)\n", r",\3/\2/\1\n", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return evidence_copy, count


def test_one_line_for_one_cause_and_each_on_request(dates_of_another_form: tuple[Path, int], tmp_path: Path) -> None:
    data, count = dates_of_another_form
    short = siyada("check", "--data", data, "--lang", "en")
    assert short.returncode == 1
    assert short.stdout == ""
    assert f"{count} rows; lines 2-{count + 1}" in short.stderr
    assert len(short.stderr.splitlines()) == 3
    whole = siyada("check", "--data", data, "--lang", "en", "--details", "--stdout", "--out", tmp_path / "all.csv")
    assert whole.returncode == 1
    assert len([line for line in whole.stdout.splitlines() if line.startswith("observations.csv:")]) == count
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["line"] for row in rows] == [str(line) for line in range(2, count + 2)]


def test_strict_stops_at_a_doubt_that_no_row_answers(evidence_copy: Path) -> None:
    path = evidence_copy / "evidence" / "fx.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10.1314", "101.314"), encoding="utf-8")
    plain, strict = (siyada("check", "--data", evidence_copy, "--lang", "en", *more) for more in ([], ["--strict"]))
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert "[jump usd_mad=101.314 @ 2023]" in plain.stderr
    refused = siyada("build", "--data", evidence_copy, "--warehouse", evidence_copy / "w", "--lang", "en", "--strict")
    assert refused.returncode == 1
    assert not (evidence_copy / "w" / "current.json").exists()
