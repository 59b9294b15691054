"""A database tool that holds the published file open is named, with what to do, by every command that meets it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.warehouse.build import HeldError, Warehouse
from etl.paths import ROOT
from etl.warehouse.publish import read_pointer

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
TOLD = {"en": "open for writing", "fr": "ouvert en écriture", "ar": "للكتابة"}


no_reports = shutil.ignore_patterns("*.pdf")  # one made before needs no warehouse


@pytest.fixture(scope="module")
def held(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse whose published file another process holds open."""
    warehouse = Path(shutil.copytree(published, tmp_path_factory.mktemp("held") / "warehouse", ignore=no_reports))
    pointer = read_pointer(warehouse)
    assert pointer
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse / pointer.file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout and other.stdout.readline() == "held\n"
    yield warehouse
    other.communicate("")


def siyada(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("lang", TOLD)
@pytest.mark.parametrize("command", ["figures", "snapshot", "build", "doctor"])
def test_each_command_says_what_is_the_matter(held: Path, tmp_path: Path, command: str, lang: str) -> None:
    more = ["--out", tmp_path / "report.pdf"] if command == "snapshot" else []
    answer = siyada(command, *more, "--warehouse", held, "--lang", lang)
    told = answer.stdout + answer.stderr
    assert answer.returncode == 1
    assert TOLD[lang] in told
    pointer = read_pointer(held)
    assert pointer and pointer.file in told
    assert "siyada build" not in told.replace("python", "")


def test_serve_says_it_too(held: Path) -> None:
    answer = siyada("serve", "--warehouse", held, "--port", 9129)
    assert answer.returncode == 1
    assert any(words in answer.stderr for words in TOLD.values())


def test_the_error_names_the_program(held: Path) -> None:
    with pytest.raises(HeldError) as caught:
        Warehouse(held).current()
    assert "PID" in caught.value.holder
