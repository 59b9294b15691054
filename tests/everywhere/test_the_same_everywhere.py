"""One evidence, one build, the same bytes: whatever the seed, the threads, the order of rows, the locale, the clock and the folder.

Eight processes each build the real evidence and give everything that a reader can get from it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.content.values import LANGS
from etl.build import build
from etl.paths import ROOT
from etl.versions import build_id, rows_sha256

THREADS = (1, 2, 8)
PLACES = (
    {"TZ": "UTC", "LC_ALL": "C"},
    {"TZ": "Asia/Tokyo", "LANG": "ar_MA.UTF-8"},
    {"TZ": "America/Lima", "LANG": "fr_FR.UTF-8", "HOME": "/nonexistent"},
    {"TZ": "Africa/Casablanca", "LANGUAGE": "en", "SOURCE_DATE_EPOCH": "1"},
)
DOCUMENTS = (LANGS, ("fr",), ("ar",), ("en",), (), (), (), ())  # all in one process, and each again in another


def shuffle_rows(data: Path, seed: int) -> None:
    """Put the rows of every table of evidence in another order; their header stays first."""
    order = random.Random(seed)
    for path in sorted((data / "evidence").glob("*.csv")):
        header, *rows = path.read_bytes().splitlines(keepends=True)  # the reviewed tables have one line a row
        order.shuffle(rows)
        path.write_bytes(header + b"".join(rows))


def run(number: int, folder: Path) -> dict[str, str]:
    """The hashes of everything, from process `number` in a folder of its own; the first is left as it is."""
    shutil.copytree(ROOT / "data" / "evidence", folder / "data" / "evidence")
    shutil.copytree(ROOT / "data" / "geo", folder / "data" / "geo")
    if number:
        shuffle_rows(folder / "data", number)
    where = PLACES[number % len(PLACES)] | {
        "PYTHONHASHSEED": str(number),
        "SIYADA_BUILD_THREADS": str(THREADS[number % len(THREADS)]),
        "PYTHONPATH": str(ROOT),
    }
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-m", "tests.everywhere.outputs", "data", "warehouse", "--documents", *DOCUMENTS[number]]
    made = subprocess.run(command, cwd=folder, env=known | where, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-3000:]
    hashes: dict[str, str] = json.loads(made.stdout)
    return hashes


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, str]]]:
    folders = [tmp_path_factory.mktemp(f"place {number}") for number in range(len(DOCUMENTS))]
    with ThreadPoolExecutor(2) as pool:
        yield list(pool.map(run, range(len(folders)), folders))


@pytest.mark.timeout(900)
def test_everything_is_the_same_everywhere(everywhere: list[dict[str, str]]) -> None:
    first, *others = everywhere
    assert {f"report {lang}.pdf" for lang in LANGS} <= first.keys()
    assert len(first) > 300
    for other in others:
        assert {name for name in other if other[name] != first[name]} == set()
    again = [name for other in others for name in other if name.endswith(".pdf")]
    assert sorted(again) == sorted(f"report {lang}.pdf" for lang in LANGS)


def test_the_order_of_rows_makes_no_other_build(evidence_copy: Path, tmp_path: Path) -> None:
    before = build_id(evidence_copy)
    build(evidence_copy, tmp_path / "warehouse", lambda *_: None)
    shuffle_rows(evidence_copy, 1)
    assert build_id(evidence_copy) == before
    assert build(evidence_copy, tmp_path / "warehouse", lambda *_: None).is_unchanged


@pytest.mark.parametrize(
    "other",
    [
        b"a,b\n1,2\n3,5\n",  # a cell
        b"a,b\n1,2\n3,4\n3,4\n",  # a row twice
        b"a,b\n1,2\n",  # a row less
        b"a,b\r\n1,2\n3,4\n",  # a line end
        b"1,2\na,b\n3,4\n",  # the header is not a row
        b"a,b\n3,4\n1,2",  # cut short
        b"a,b\n1,23,4\n\n",
    ],
)
def test_any_other_change_makes_another(other: bytes) -> None:
    assert rows_sha256(b"a,b\n1,2\n3,4\n") == rows_sha256(b"a,b\n3,4\n1,2\n")
    assert rows_sha256(other) != rows_sha256(b"a,b\n1,2\n3,4\n")


def test_a_cell_of_several_lines_is_one_row() -> None:
    assert rows_sha256(b'a\n"x\ny"\nz\n') == rows_sha256(b'a\nz\n"x\ny"\n')
    assert rows_sha256(b'a\n"x\ny"\n"z\nu"\n') != rows_sha256(b'a\n"x\nu"\n"z\ny"\n')
