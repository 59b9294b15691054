"""Same inputs, same build id, same contents; no row vanishes; nothing to do is said at once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.build import Outcome, build
from etl.contracts.tables import TABLES
from etl.paths import ROOT
from etl.versions import build_id


def contents(warehouse: Path, outcome: Outcome) -> dict[str, str]:
    with duckdb.connect(str(warehouse / outcome.published.file), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from information_schema.tables").fetchall()]
        return {
            table: str(
                connection.execute(
                    f"select md5(string_agg(t::varchar, chr(10) order by t::varchar)) from {table} t"
                ).fetchone()
            )
            for table in tables
        }


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Outcome]]:
    places = [tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")]
    return [(place, build(ROOT / "data", place, lambda *_: None)) for place in places]


def test_same_inputs_same_id_and_contents(two_builds: list[tuple[Path, Outcome]]) -> None:
    (first_place, first), (second_place, second) = two_builds
    assert first.published.build_id == second.published.build_id == build_id(ROOT / "data")
    assert contents(first_place, first) == contents(second_place, second)
    assert len(contents(first_place, first)) > 60


def test_no_row_vanishes(two_builds: list[tuple[Path, Outcome]]) -> None:
    _, outcome = two_builds[0]
    assert len(outcome.rows) == len(TABLES)
    assert all(read == kept for _, read, kept in outcome.rows)
    # These begin without a line; every other table speaks of the country.
    empty = ("changes", "former_observations", "regional_observations")
    assert all(kept > 0 for table, _, kept in outcome.rows if table not in empty)


def test_unchanged_inputs_are_not_built_again(two_builds: list[tuple[Path, Outcome]]) -> None:
    place, first = two_builds[0]
    again = build(ROOT / "data", place, lambda *_: pytest.fail("nothing was to be done"))
    assert again.is_unchanged
    assert again.published == first.published


def test_one_changed_letter_is_another_build(evidence_copy: Path) -> None:
    before = build_id(evidence_copy)
    notes = evidence_copy / "evidence" / "fx.csv"
    notes.write_text(notes.read_text(encoding="utf-8").replace("Fed annual", "Fed yearly", 1), encoding="utf-8")
    assert build_id(evidence_copy) != before


def test_the_build_is_small(two_builds: list[tuple[Path, Outcome]]) -> None:
    place, outcome = two_builds[0]
    assert (place / outcome.published.file).stat().st_size < 6_000_000
