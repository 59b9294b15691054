"""Same build, same choices, same language: the same file, whoever makes it, where and when."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.documents import snapshot as press
from dashboard.render.pdf.typeset import typeset
from dashboard.support.process import BoundedError
from dashboard.warehouse.build import Build
from etl.paths import ROOT

PLACES = (
    {"TZ": "Asia/Tokyo", "LANG": "ar_MA.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
    {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": "/nonexistent"},
)


def test_two_processes_write_the_same_bytes(published: Path, tmp_path: Path) -> None:
    hashes = set()
    for k, place in enumerate(PLACES):
        folder = tmp_path / f"folder {k}"
        folder.mkdir()
        what = [
            "snapshot",
            "--lang",
            "ar",
            "--chapters",
            "share,overview",
            "--choices",
            "dial=control",
            "--out",
            "r.pdf",
        ]
        command = [sys.executable, "-m", "dashboard.cli.main", *what, "--warehouse", str(published)]
        subprocess.run(command, cwd=folder, env=os.environ | place | {"PYTHONPATH": str(ROOT)}, check=True)
        hashes.add(hashlib.sha256((folder / "r.pdf").read_bytes()).hexdigest())
        assert [path.name for path in folder.iterdir()] == ["r.pdf"]
    assert len(hashes) == 1


def test_choices_and_language_make_another_document(published_build: Build) -> None:
    plain, none = press.snapshot(published_build, "fr", ["share"])
    assert none == ()
    other, _ = press.snapshot(published_build, "fr", ["share"], "dial=control")
    wrong, notices = press.snapshot(published_build, "fr", ["share"], "dial=nonsense")
    assert plain != other
    assert wrong == plain
    assert [notice.parameter for notice in notices] == ["dial"]


def test_a_wrong_name_or_an_unwritable_file_is_told(published: Path, tmp_path: Path) -> None:
    given = ["--warehouse", str(published), "--lang", "en"]
    made = CliRunner().invoke(app, ["snapshot", "--chapters", "nothing", "--out", str(tmp_path / "r.pdf"), *given])
    assert made.exit_code == 1
    assert "No chapter is called nothing" in made.output
    made = CliRunner().invoke(app, ["snapshot", "--chapters", "share", "--out", str(tmp_path / "no" / "r.pdf"), *given])
    assert made.exit_code == 1
    assert "could not be written" in made.output
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_comes_when_all_presses_are_taken_is_told(published_build: Build) -> None:
    for _ in range(press.AT_ONCE):
        assert press._presses.acquire(timeout=1)
    try:
        with pytest.raises(press.PressBusyError):
            # of choices that no other test makes, for what was made is kept
            press.snapshot(published_build, "en", ["sites"], "country=NGA&size=sites", wait_s=0.01)
    finally:
        for _ in range(press.AT_ONCE):
            press._presses.release()
    assert press.snapshot(published_build, "en", ["sites"])[0].startswith(b"%PDF-1.7")


def test_a_document_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(BoundedError, match="not done within"):
        typeset("{}", "2026-01-01", [], limit_s=0.001)


def test_a_document_that_cannot_be_made_says_why() -> None:
    with pytest.raises(BoundedError, match="does not contain key"):
        typeset("{}", "2026-01-01", [])


def test_a_document_whose_text_cannot_be_read_back_is_not_given(
    published_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> None:
        raise press.reading.UnreadableError("broken")

    monkeypatch.setattr(press.reading, "read", slow)
    with pytest.raises(BoundedError, match="could not be read back"):
        press.snapshot(published_build, "en", ["share"], "growth=0.29")
