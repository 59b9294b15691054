"""Readers can only read: no other file, no writing, no shared connection; many threads get right answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard.warehouse.build import Build, NoBuildError, Warehouse

FORBIDDEN = (
    "create table mine as select 1",
    "insert into out_methods values ('x', 'y')",
    "select * from read_csv('/etc/passwd')",
    "select * from glob('/*')",
    "attach '/tmp/other.duckdb'",
    "copy out_build to '/tmp/out.csv'",
    "install httpfs",
    "set enable_external_access = true",
)


@pytest.fixture(scope="module")
def build(published: Path) -> Build:
    return Warehouse(published).current()


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_is_not_reading_is_refused(build: Build, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        build.rows(statement)


def test_the_connection_is_out_of_reach(build: Build) -> None:
    held = [value for value in vars(build).values() if isinstance(value, duckdb.DuckDBPyConnection)]
    assert held == []


def test_sixteen_threads_get_right_answers(build: Build) -> None:
    alone = build.row("select count(*) as sites from core_sites")["sites"]

    def ask(number: int) -> bool:
        row = build.row(
            "select ? as number, count(*) as sites from core_sites where length(site_id) > ?", number, number % 7
        )
        return bool(row["number"] == number and row["sites"] == alone)

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(800)))


def test_a_value_never_becomes_a_statement(build: Build) -> None:
    assert build.rows("select site_id from core_sites where site_id = ?", "x' or '1'='1") == []


def test_no_build_is_a_plain_answer(tmp_path: Path, published: Path) -> None:
    with pytest.raises(NoBuildError):
        Warehouse(tmp_path).current()
    with pytest.raises(NoBuildError):
        Warehouse(published).build("../../etc/passwd")
    (tmp_path / "current.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoBuildError):
        Warehouse(tmp_path).current()


def test_a_half_written_file_is_no_build(tmp_path: Path, published: Path) -> None:
    whole = next(published.glob("siyada-*.duckdb")).read_bytes()
    (tmp_path / "siyada-abc.duckdb").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NoBuildError):
        Warehouse(tmp_path).build("abc")
