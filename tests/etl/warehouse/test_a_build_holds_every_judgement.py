"""A build holds one judgement for each target, as the measure gives it, and its rows can all be found again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.warehouse.publish import read_pointer


@pytest.fixture(scope="module")
def connection(counted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file: the file itself may be open in this process under other settings."""
    pointer = read_pointer(counted)
    assert pointer
    copy = tmp_path_factory.mktemp("copy") / "build.duckdb"
    shutil.copy(counted / f"siyada-{pointer.build_id}.duckdb", copy)
    with duckdb.connect(str(copy), read_only=True) as opened:
        yield opened


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return connection.execute(sql).fetchall()


def test_each_target_is_judged_once_and_one_stands_in_front(connection: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        connection, "select count(*), count(distinct target_key) from out_assessments where target_key is not null"
    ) == [(37, 37)]
    assert rows(connection, "select count(*) from out_assessments where is_front") == [(67,)]
    assert rows(
        connection, "select count(*) from core_targets t anti join out_assessments a on a.target_key = t.row_key"
    ) == [(0,)]


def test_no_judgement_is_without_its_rows(connection: duckdb.DuckDBPyConnection) -> None:
    for column, table in (("latest_key", "'observations'"), ("target_key", "'targets'"), ("base_key", "base_table")):
        lost = rows(
            connection,
            f"select {column} from out_assessments a where {column} is not null and not exists "
            f"(from out_rows r where r.table_name = {table} and r.row_key = a.{column})",
        )
        assert lost == [], column
    assert (
        rows(
            connection,
            "select * from out_assessments where pace is not null and (base_key is null or latest_key is null)",
        )
        == []
    )


def test_not_assessable_always_has_a_reason_and_nothing_else_has(connection: duckdb.DuckDBPyConnection) -> None:
    assert rows(connection, "select * from out_assessments where (state = 'not_assessable') <> (reason <> '')") == []
    assert rows(connection, "select * from out_assessments where isnan(pace) or isinf(pace)") == []


def test_lines_and_households_are_not_judged_together(connection: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        connection,
        "select distinct state, reason from out_assessments where indicator_id = 'fibre_households_eligible'",
    )
    assert found == [("not_assessable", "perimeter_changed")]


def test_the_pillars_add_up_to_the_indicators(connection: duckdb.DuckDBPyConnection) -> None:
    assert rows(connection, "select sum(indicators)::int from out_pillars") == [(67,)]
    assert rows(
        connection, "select state, sum(indicators)::int from out_pillars group by state having state = 'deterioration'"
    ) == [("deterioration", 1)]
    assert rows(connection, "select distinct deteriorating from out_pillars where pillar = 'talent'") == [
        (["digital_talents_trained_per_year"],)
    ]


def test_a_state_is_a_code_and_a_pace_a_number(connection: duckdb.DuckDBPyConnection) -> None:
    assert rows(connection, "select count(*) from out_figures where (kind = 'state') <> (code is not null)") == [(0,)]
    assert rows(connection, "select count(*) from out_figures where kind = 'state' and value is not null") == [(0,)]
    assert rows(connection, "select count(*) from out_figures where figure_id like 'progress.%.state'") == [(67,)]
