"""`siyada snapshot --archive` adds the reports of a build once, with an index; a document made once is kept for the next."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.documents import cache as shelf
from etl.warehouse.publish import read_pointer


def run(*given: object) -> Result:
    return CliRunner().invoke(app, ["snapshot", *map(str, given)])


def test_a_build_is_archived_once_in_each_language(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    made = run("--archive", folder, "--warehouse", published)
    assert made.exit_code == 0, made.output
    pointer = read_pointer(published)
    assert pointer is not None
    names = [f"siyada-{pointer.build_id}-{lang}.pdf" for lang in ("ar", "en", "fr")]
    assert sorted(path.name for path in folder.iterdir()) == ["index.csv", *names]
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}
    with (folder / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == names
    for row in rows:
        body = (folder / row["file"]).read_bytes()
        assert (int(row["bytes"]), row["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
        assert (row["build_id"], row["language"]) == (pointer.build_id, row["file"][-6:-4])
    again = run("--archive", folder, "--warehouse", published, "--lang", "en")
    assert (again.exit_code, "already" in again.output) == (0, True)
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}
    # A report that was damaged is made again; one of another build stays.
    (folder / names[1]).write_bytes(b"%PDF-1.7 cut")
    shutil.copy(folder / names[0], folder / "siyada-000000000000-ar.pdf")
    run("--archive", folder, "--warehouse", published)
    with (folder / "index.csv").open(encoding="utf-8") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["siyada-000000000000-ar.pdf", *names]


def test_either_a_file_or_an_archive(published: Path, tmp_path: Path) -> None:
    for given in (
        (),
        ("--out", tmp_path / "a.pdf", "--archive", tmp_path),
        ("--archive", tmp_path, "--chapters", "share"),
    ):
        made = run(*given, "--lang", "en", "--warehouse", published)
        assert (made.exit_code, "either --out" in made.output) == (2, True)


def test_a_kept_document_is_given_again_unless_it_is_damaged(published: Path, tmp_path: Path) -> None:
    pointer = read_pointer(published)
    assert pointer is not None
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    run("--out", first, "--lang", "en", "--warehouse", published)
    kept = shelf.place(published, pointer.build_id, "en")
    assert kept.read_bytes() == first.read_bytes()
    damaged = bytearray(kept.read_bytes())
    damaged[5000] ^= 1
    kept.write_bytes(bytes(damaged))
    assert shelf.find(kept) is None
    run("--out", second, "--lang", "en", "--warehouse", published)
    assert second.read_bytes() == first.read_bytes()


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / shelf.FOLDER).write_text("a file where the folder should be")
    shelf.keep(tmp_path / shelf.FOLDER / "x.pdf", b"body")
    monkeypatch.setattr(shelf, "KEPT", 2)
    other = tmp_path / "other"
    other.mkdir()
    for number in range(4):
        shelf.keep(other / shelf.FOLDER / f"{number}.pdf", b"body")
    assert len(list((other / shelf.FOLDER).iterdir())) == 2
