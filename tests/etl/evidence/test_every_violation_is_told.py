"""All that is wrong is told at once, in the order of the files, each at its own line, whatever stands before it."""

from collections.abc import Callable
from pathlib import Path

from etl.evidence.check import check

Change = Callable[[str, int, str, str], None]


def test_many_faults_in_many_tables(tables: Path, change: Change):
    change("sites", 2, "lat", "north")
    change("sites", 2, "kind", "castle")
    change("sites", 2, "name", "\U0001f600")
    change("sites", 90, "country", "ZZZ")
    change("cables", 3, "source_ids", "unknown-one;unknown-two")
    change("fx", 4, "usd_mad", "0")
    _, violations = check(tables)
    assert [(v.file, v.line, v.column, v.rule, v.value) for v in violations] == [
        ("sites.csv", 2, "name", "not_drawable", "<U+1F600>"),
        ("sites.csv", 2, "lat", "not_a_number", "north"),
        ("sites.csv", 2, "kind", "not_in_list", "castle"),
        ("sites.csv", 90, "country", "not_a_country", "ZZZ"),
        ("cables.csv", 3, "source_ids", "unknown_reference", "unknown-one"),
        ("cables.csv", 3, "source_ids", "unknown_reference", "unknown-two"),
        ("fx.csv", 4, "usd_mad", "out_of_range", "0"),
    ]


def test_a_hundred_bad_rows_make_a_hundred_violations(tables: Path):
    path = tables / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *("surplus," + line for line in lines[1:101]), *lines[101:]]), encoding="utf-8")
    _, violations = check(tables)
    assert [v.line for v in violations if v.rule == "ragged_row"] == list(range(2, 102))


def test_lines_stay_right_after_cells_of_several_lines(tables: Path):
    path = tables / "fx.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = '2018,9.3861,11.0921,inv-fed-eur,"first\nsecond\nthird",,2026-11-22\n'
    lines[3] = lines[3].replace("2020,9.4968", "2020,many")
    path.write_text("".join(lines), encoding="utf-8")
    _, violations = check(tables)
    assert [(v.line, v.column, v.rule) for v in violations] == [
        (2, "note", "control_character"),
        (6, "usd_mad", "not_a_number"),
    ]
    assert path.read_text(encoding="utf-8").split("\n")[6 - 1].startswith("2020,many")


def test_a_bad_cell_hides_no_fault_of_its_row_across_tables(tables: Path, change: Change):
    change("site_stages", 3, "it_load_mw", "much")
    change("site_stages", 3, "site_id", "mar-nowhere")
    _, violations = check(tables)
    assert [(v.line, v.column, v.rule) for v in violations] == [
        (3, "site_id", "unknown_reference"),
        (3, "it_load_mw", "not_a_number"),
    ]


def test_a_row_with_a_fault_still_exists_for_those_that_refer_to_it(tables: Path, change: Change):
    change("cables", 2, "length_km", "long")
    _, violations = check(tables)
    assert [(v.file, v.rule) for v in violations] == [("cables.csv", "not_a_number")]


def test_windows_line_ends_are_read(tables: Path):
    path = tables / "sites.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(tables)[1] == []


def test_the_data_folder_or_its_evidence_may_be_given(evidence_copy: Path):
    assert check(evidence_copy)[0].sha256 == check(evidence_copy / "evidence")[0].sha256
