"""The bucket's join and the ASOF join place every address alike, and Ibis speaks to the locked DuckDB as we use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import duckdb
import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.locality.classify import JoinPath, distinct_addresses, judge_ranges, place_addresses
from etl.locality.engine import DuckEngine
from etl.locality.ranges import cut_pieces
from tests.etl.locality.sample import CONTROL

EDGES = (0, 1, 65_535, 65_536, 65_537, 2**31, 2**32 - 65_536, 2**32 - 2, 2**32 - 1)
numbers = st.one_of(st.integers(0, 2**32 - 1), st.sampled_from(EDGES))
votes = st.sampled_from([None, "MA", "FR"])


@pytest.fixture
def engine() -> Iterator[DuckEngine]:
    with duckdb.connect(":memory:") as connection:
        yield DuckEngine(connection)


def dotted(number: int) -> str:
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(numbers, votes, votes, votes, st.sampled_from([None, 6713, 13335])), min_size=1, max_size=8),
    st.lists(numbers, min_size=1, max_size=30),
)
def test_each_address_finds_its_range_on_either_path(
    rows: list[tuple[int, str | None, str | None, str | None, int | None]], asked: list[int]
) -> None:
    with duckdb.connect(":memory:") as connection:
        engine = DuckEngine(connection)
        starts = sorted({start for start, *_ in rows} | {0})
        connection.execute(
            """create table given (start_num bigint, end_num bigint, country_geofeed_whois varchar, country_registry varchar,
               country_dbip varchar, asn bigint, is_anycast boolean, cdn_range_provider varchar)"""
        )
        said = {start: rest for start, *rest in rows}
        for start, after in zip(starts, [*starts[1:], 2**32], strict=True):
            found = said.get(start, [None, None, None, None])
            connection.execute("insert into given values (?, ?, ?, ?, ?, ?, null, null)", [start, after - 1, *found])
        columns = (
            "country_geofeed_whois",
            "country_registry",
            "country_dbip",
            "asn",
            "is_anycast",
            "cdn_range_provider",
        )
        cut_pieces(connection, {"given": columns})
        connection.execute("create table pieces_kept as from pieces")
        connection.execute("create table answers (address varchar, service varchar default 'web')")
        connection.executemany(
            "insert into answers (address) values (?)", [(dotted(number),) for number in (*asked, *EDGES)]
        )
        control = engine.networks("control", dict(CONTROL))
        judged = engine.keep(
            "judged", judge_ranges(engine.table("pieces_kept"), engine.networks("cdn", {13335: ""}), control)
        )
        addresses = engine.keep("addresses", distinct_addresses(engine.table("answers")))
        by_path = [
            sorted(map(repr, engine.rows(place_addresses(addresses, judged, path)))) for path in get_args(JoinPath)
        ]
        assert by_path[0] == by_path[1]
        assert len(by_path[0]) == len({*asked, *EDGES})


def test_numbers_of_addresses(engine: DuckEngine) -> None:
    """Four octets of 0 to 255, and nothing else, are an address."""
    written = {
        "0.0.0.0": 0,
        "0.0.255.255": 65_535,
        "0.1.0.0": 65_536,
        "255.255.255.255": 2**32 - 1,
        "1.2.3.4": 16_909_060,
        "256.1.1.1": None,
        "1.2.3.256": None,
        "1.2.3": None,
        "1.2.3.4.5": None,
        "1..3.4": None,
        "2001:db8::1": None,
        "": None,
        " 1.2.3.4": None,
    }
    engine.connection.execute("create table answers (address varchar, service varchar default 'web')")
    engine.connection.executemany("insert into answers (address) values (?)", [(text,) for text in [*written, None]])
    found = {row["address"]: row["number"] for row in engine.rows(distinct_addresses(engine.table("answers")))}
    assert found == written


def test_the_locked_ibis_speaks_to_the_locked_duckdb_through_tables(engine: DuckEngine) -> None:
    """Its raw SQL door does not open on this pair, so we take none: this fails when it does, or when the tables no longer do."""
    engine.connection.execute("create table t as select range % 3 as k from range(9)")
    table = engine.table("t")
    kept = engine.keep("counted", table.group_by("k").aggregate(n=table.count()))
    assert sorted(row["n"] for row in engine.rows(kept)) == [3, 3, 3]
    assert engine.count_distinct(table.k) == 3
    assert engine.is_any(table.k == 2)
    with pytest.raises((AttributeError, duckdb.Error)):
        ibis.duckdb.connect().list_tables()


def test_a_folder_of_parquet_is_one_table(engine: DuckEngine, tmp_path: Path) -> None:
    for part in (1, 2):
        engine.connection.execute(f"copy (select {part} as k) to '{tmp_path / f'{part}.parquet'}' (format parquet)")
    assert sorted(row["k"] for row in engine.rows(engine.parquet(tmp_path))) == [1, 2]
