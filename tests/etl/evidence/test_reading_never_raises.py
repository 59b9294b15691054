"""Whatever bytes a file holds, reading and checking answer with faults, never with an exception."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.evidence.check import check
from etl.evidence.extract import read_table
from etl.evidence.text import faulty_characters

EVIDENCE = Path(__file__).resolve().parents[3] / "data" / "evidence"
COLUMNS = ("a", "b", "c")


def read(raw: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(raw)
        return read_table(path, COLUMNS)


@given(st.binary(max_size=400))
def test_arbitrary_bytes(raw: bytes):
    extract = read(raw)
    assert extract.faults or extract.records


@given(st.binary(max_size=400))
def test_arbitrary_bytes_under_a_good_header(raw: bytes):
    extract = read(b"a,b,c\n" + raw)
    assert extract.faults or extract.records
    assert all(len(record.cells) == 3 for record in extract.records)


cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=20)
rows = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8)


@given(rows, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_what_is_written_comes_back_with_its_line(table: list[tuple[str, str, str]], breaks: list[int]):
    text, line, expected = "a,b,c\n", 2, []
    for (first, second, third), extra in zip(table, breaks, strict=False):
        row = (first + "\n" * extra, second, third)
        expected.append((line, row))
        text += ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"
        line += 1 + extra
    extract = read(text.encode())
    assert extract.faults == []
    assert [(record.line, record.cells) for record in extract.records] == expected


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_evidence_with_random_bytes_changed_is_checked_to_the_end(seed: int):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "evidence"
        shutil.copytree(EVIDENCE, folder)
        for path in chance.sample(sorted(folder.iterdir()), 6):
            raw = bytearray(path.read_bytes())
            for _ in range(10):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
            path.write_bytes(raw)
        _, violations = check(folder)
    for violation in violations:
        assert faulty_characters(violation.text("ar")) == ""


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("table", ["sources", "phrases", "cable_routes"])
def test_a_file_cut_anywhere_inside_a_row_is_refused(tables: Path, table: str, kept: float):
    path = tables / f"{table}.csv"
    raw = path.read_bytes()
    cut = int(len(raw) * kept)
    while raw[cut - 1 : cut] == b"\n":
        cut -= 1
    path.write_bytes(raw[:cut])
    assert any(v.file == path.name for v in check(tables)[1])
