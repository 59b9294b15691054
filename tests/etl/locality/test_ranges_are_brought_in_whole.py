"""A table of ranges is refused only where it can't be one; another number of Moroccan addresses is a warning that stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.locality.addresses import LAST_ADDRESS
from etl.locality.problems import LocalityError
from etl.locality.ranges import current_ranges, ranges_file
from etl.locality.ranges_import import COLUMNS, import_ranges
from tests.etl.locality.conftest import Bring
from tests.etl.locality.sample import write_ranges, zdns_lines


def write_rows(path: Path, *rows: str) -> Path:
    path.write_text("".join(f"{row}\n" for row in (",".join(COLUMNS), *rows)), encoding="utf-8")
    return path


REFUSED = {
    "range_no_number": ("1,x,MA,MA,MA,,,", 2, "1-x"),
    "range_out": (f"1,{LAST_ADDRESS + 1},MA,MA,MA,,,", 2, f"1-{LAST_ADDRESS + 1}"),
    "range_reversed": ("9,8,MA,MA,MA,,,", 2, "9-8"),
    "range_anycast": ("1,2,MA,MA,MA,,perhaps,", 2, "perhaps"),
    "row_does_not_fit": ("1,2,MA", 2, ""),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_can_be_no_range(code: str, tmp_path: Path) -> None:
    row, line, value = REFUSED[code]
    with pytest.raises(LocalityError) as refused:
        import_ranges(write_rows(tmp_path / "r.csv", row), tmp_path / "w", lambda *_: None)
    assert (refused.value.code, refused.value.values["line"]) == (code, line)
    assert refused.value.values.get("value", "") == value
    assert current_ranges(tmp_path / "w") is None


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(LocalityError) as found:
        import_ranges(tmp_path / "none.csv", tmp_path / "warehouse", lambda *_: None)
    assert (found.value.code, found.value.values) == ("no_file", {"file": "none.csv"})


def test_a_negative_number_is_out_of_range(tmp_path: Path) -> None:
    with pytest.raises(LocalityError, match="range_out"):
        import_ranges(write_rows(tmp_path / "r.csv", "-1,2,,,,,,"), tmp_path / "w", lambda *_: None)


def test_an_overlap_names_both_lines(tmp_path: Path) -> None:
    rows = ("1,1000,MA,MA,MA,,,", "5000,6000,,,,,,", "500,600,FR,FR,FR,,,", "2000,3000,,,,,,")
    with pytest.raises(LocalityError) as refused:
        import_ranges(write_rows(tmp_path / "r.csv", *rows), tmp_path / "w", lambda *_: None)
    assert (refused.value.code, refused.value.values["line"], refused.value.values["other"]) == ("range_overlap", 4, 2)


def test_a_range_inside_one_that_began_long_before_is_found(tmp_path: Path) -> None:
    rows = ("1,1000,,,,,,", "2000,9000,,,,,,", "2500,2600,,,,,,", "8000,8100,,,,,,")
    with pytest.raises(LocalityError, match="'line': 4, 'other': 3"):
        import_ranges(write_rows(tmp_path / "r.csv", *rows), tmp_path / "w", lambda *_: None)


def test_a_missing_column_is_named_and_more_columns_are_not_minded(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("start_num,end_num,asn\n1,2,3\n")
    with pytest.raises(LocalityError, match="country_geofeed_whois, country_registry, country_dbip"):
        import_ranges(tmp_path / "r.csv", tmp_path / "w", lambda *_: None)
    assert import_ranges(write_ranges(tmp_path / "r.csv"), tmp_path / "w", lambda *_: None)[1] is False


def test_the_last_good_set_stays_when_the_next_is_refused(ranged: Path, tmp_path: Path) -> None:
    before = current_ranges(ranged)
    with pytest.raises(LocalityError):
        import_ranges(write_rows(tmp_path / "r.csv", "9,8,,,,,,"), ranged, lambda *_: None)
    assert before
    assert current_ranges(ranged) == before
    assert ranges_file(ranged, before).is_file()


def test_another_number_of_moroccan_addresses_is_a_warning_kept_with_the_scan(bring: Bring, ranged: Path) -> None:
    known = current_ranges(ranged)
    assert known
    assert known.moroccan_addresses == 6 * 65_536  # six /16 with two votes or three
    assert known.warnings == ("moroccan_addresses",)
    scan = bring(zdns_lines())
    assert (scan.ranges_warnings, scan.ranges_id, scan.ranges_dated) == (known.warnings, known.ranges_id, known.dated)


def test_a_sound_number_is_no_warning(tmp_path: Path) -> None:
    row = f"{41 << 24},{(41 << 24) + 11_999_999},MA,ma,,6713,,"
    known, _ = import_ranges(write_rows(tmp_path / "r.csv", row), tmp_path / "w", lambda *_: None, date(2026, 6, 1))
    assert (known.moroccan_addresses, known.warnings, known.dated) == (12_000_000, (), "2026-06-01")


def test_the_same_file_is_the_same_set_with_the_day_it_had(tmp_path: Path) -> None:
    file = write_ranges(tmp_path / "r.csv")
    first, _ = import_ranges(file, tmp_path / "w", lambda *_: None, date(2026, 6, 1))
    assert import_ranges(file, tmp_path / "w", lambda *_: None) == (first, True)
    later, was_there = import_ranges(file, tmp_path / "w", lambda *_: None, date(2026, 7, 1))
    assert (later.dated, later.ranges_id, was_there) == ("2026-07-01", first.ranges_id, False)


edges = st.lists(st.integers(0, LAST_ADDRESS), min_size=1, max_size=12, unique=True).map(sorted)


@settings(max_examples=25, deadline=None)
@given(edges, st.booleans())
def test_pieces_cover_every_address_once_and_say_what_their_range_said(
    tmp_path_factory: pytest.TempPathFactory, bounds: list[int], has_gaps: bool
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    pairs = [(start, end - 1) for start, end in zip(bounds, [*bounds[1:], LAST_ADDRESS + 1], strict=True)]
    kept = pairs[:: 2 if has_gaps else 1]
    rows = [f"{start},{end},{'MA' if place % 2 else 'FR'},,,{place + 1},," for place, (start, end) in enumerate(kept)]
    known, _ = import_ranges(write_rows(folder / "r.csv", *rows), folder / "w", lambda *_: None)
    with duckdb.connect(":memory:") as connection:
        connection.read_parquet(str(ranges_file(folder / "w", known))).create("pieces")
        ask = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
        assert ask("select sum(end_num - start_num + 1), min(start_num), max(end_num) from pieces") == [
            (LAST_ADDRESS + 1, 0, LAST_ADDRESS)
        ]
        assert ask("select count(*) from pieces where start_num // 65536 <> bucket or end_num // 65536 <> bucket") == [
            (0,)
        ]
        covered = ask(
            "select asn, sum(end_num - start_num + 1) from pieces where asn is not null group by asn order by asn"
        )
        assert covered == [(place + 1, end - start + 1) for place, (start, end) in enumerate(kept)]
