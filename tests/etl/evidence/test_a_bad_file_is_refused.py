"""A file that is not the table asked for is refused: where, and what to do, in words; nothing raises."""

import csv
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.evidence.check import check
from etl.evidence.extract import read_table
from etl.evidence.violations import Violation

Spoil = Callable[[bytes], bytes]


def violations_of(folder: Path, name: str) -> list[Violation]:
    _, violations = check(folder)
    assert violations, "the spoiled evidence passed"
    return [violation for violation in violations if violation.file == name]


def spoil(folder: Path, name: str, how: Spoil) -> list[Violation]:
    path = folder / name
    path.write_bytes(how(path.read_bytes()))
    return violations_of(folder, name)


def without_first_column(raw: bytes) -> bytes:
    return b"\n".join(line.partition(b",")[2] for line in raw.split(b"\n"))


BAD_FILES: dict[str, tuple[Spoil, str, int | None, str]] = {
    "empty file": (lambda raw: b"", "file_empty", 1, ""),
    "header only": (lambda raw: raw.split(b"\n")[0] + b"\n", "no_rows", 1, ""),
    "a missing column": (without_first_column, "column_missing", 1, "year"),
    "an extra column": (lambda raw: raw.replace(b"\n", b",more\n"), "column_unknown", 1, "more"),
    "a column twice": (lambda raw: raw.replace(b"\n", b",year\n", 1), "column_repeated", 1, "year"),
    "columns in another order": (
        lambda raw: raw.replace(b"usd_mad,eur_mad", b"eur_mad,usd_mad"),
        "column_misplaced",
        1,
        "eur_mad",
    ),
    "semicolons": (lambda raw: raw.replace(b";", b" ").replace(b",", b";"), "wrong_delimiter", 1, ""),
    "tabs": (lambda raw: raw.replace(b",", b"\t"), "wrong_delimiter", 1, ""),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), "utf16", 1, ""),
    "UTF-16 without a mark": (lambda raw: raw.decode().encode("utf-16-le"), "utf16", 1, ""),
    "a NUL": (lambda raw: raw.replace(b"EUR derived", b"EUR\x00derived", 1), "control_character", 2, "note"),
    "a row too short": (lambda raw: raw.replace(b"2019,9.6171,", b"2019,", 1), "ragged_row", 3, ""),
    "a row too long": (lambda raw: raw.replace(b"2019,9.6171,", b"2019,9,6171,", 1), "ragged_row", 3, ""),
    "a blank line": (lambda raw: raw.replace(b"\n2019", b"\n\n2019", 1), "blank_line", 3, ""),
    "an unterminated quote": (lambda raw: raw + b'2027,9,10,inv-fed-eur,"left open,\n', "unterminated_quote", 11, ""),
    "quotes that don't match": (lambda raw: raw.replace(b"2020,", b'"2020"0,', 1), "bad_quoting", 4, ""),
    "half written": (lambda raw: raw[:-5], "half_written", 10, ""),
    "cut in a row": (lambda raw: raw[: raw.index(b"2026,") + 9], "ragged_row", 10, ""),
}


@pytest.mark.parametrize(("how", "rule", "line", "column"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused(tables: Path, how: Spoil, rule: str, line: int, column: str):
    found = spoil(tables, "fx.csv", how)
    named = [violation for violation in found if violation.rule == rule]
    assert named, [violation.text() for violation in found]
    assert (named[0].line, named[0].column) == (line, column)
    for language in ("fr", "en", "ar"):
        assert len(named[0].message(language)) > 10
        assert named[0].cure(language)
        assert "{" not in named[0].text(language)
        assert "?" not in named[0].message(language)


def test_latin_1_is_named_cell_by_cell(tables: Path):
    found = spoil(tables, "regions.csv", lambda raw: raw.replace("Fès".encode(), "Fès".encode("latin-1")))
    assert {(v.line, v.column) for v in found if v.rule == "not_utf8"} == {
        (4, "name_fr"),
        (4, "name_en"),
        (4, "capital_fr"),
    }
    assert {v.rule for v in found} == {"not_utf8"}
    assert "F<E8>s" in found[0].value


def test_a_missing_file_and_a_stray_one_are_both_told(tables: Path):
    (tables / "fx.csv").rename(tables / "fx (1).csv")
    _, violations = check(tables)
    assert {(v.file, v.line, v.rule) for v in violations} == {
        ("fx.csv", None, "file_missing"),
        ("fx (1).csv", None, "unexpected_file"),
    }


def test_a_folder_where_a_file_should_be(tables: Path):
    (tables / "fx.csv").unlink()
    (tables / "fx.csv").mkdir()
    assert [v.rule for v in violations_of(tables, "fx.csv")] == ["file_unreadable"]


def test_a_missing_folder(tmp_path: Path):
    _, violations = check(tmp_path / "nowhere")
    assert [violation.rule for violation in violations] == ["folder_missing"]


def test_a_table_that_could_not_be_read_accuses_no_other(tables: Path):
    (tables / "sources.csv").write_bytes(b"")
    (tables / "labels.csv").write_bytes(b"")
    _, violations = check(tables)
    assert {(v.file, v.rule) for v in violations} == {("sources.csv", "file_empty"), ("labels.csv", "file_empty")}


def test_a_register_cut_short_accuses_no_event_of_a_site(tables: Path):
    lines = (tables / "sites.csv").read_bytes().splitlines(keepends=True)
    (tables / "sites.csv").write_bytes(lines[0] + b"x" * 100_000 + b"".join(lines[1:]))
    _, violations = check(tables)
    assert {(v.file, v.rule) for v in violations} == {("sites.csv", "cell_too_large")}


@pytest.mark.parametrize("shape", ["one line", "many lines"])
def test_a_cell_of_100_mb_is_refused_quickly_and_in_little_memory(tables: Path, shape: str):
    path = tables / "fx.csv"
    header, _, body = path.read_bytes().partition(b"\n")
    piece = b"x" * 1_000_000 if shape == "one line" else (b"x" * 999 + b"\n") * 1_000
    with path.open("wb") as stream:
        stream.write(header + b'\n2017,9.7,11,inv-fed-eur,"')
        for _ in range(100):
            stream.write(piece)
        stream.write(b'",2026-11-22\n' + body)
    csv.field_size_limit(2**31 - 1)  # as another library in the same process may have set it
    tracemalloc.start()
    started = time.perf_counter()
    extract = read_table(path, tuple(header.decode().split(",")))
    seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(fault.rule, fault.line) for fault in extract.faults] == [("cell_too_large", 2)]
    assert seconds < 1
    assert peak < 4_000_000
    assert [(v.rule, v.line) for v in violations_of(tables, "fx.csv")] == [("cell_too_large", 2)]
