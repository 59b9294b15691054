"""One leg under two names is one system, a planned branch no landing, Medusa counted on request, capacities never added."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.paths import ROOT


@pytest.fixture(scope="module")
def tables(counted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    # A copy: one process opens a file with one configuration, and the dashboard's is stricter.
    file = shutil.copy(next(counted.glob("siyada-*.duckdb")), tmp_path_factory.mktemp("network"))
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def rows(tables: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return tables.execute(sql).fetchall()


def test_one_leg_under_two_names_is_one_system(tables):
    found = rows(tables, "select system_id from out_system_segments where status = 'in_service' group by 1 order by 1")
    assert found == [("atlas-offshore",), ("canalink",), ("estepona-tetouan",), ("mtwa",)]


def test_a_planned_branch_is_no_landing(tables):
    points = rows(
        tables, "select distinct unnest(landing_points) from out_system_segments where system_id <> 'mtwa' order by 1"
    )
    assert points == [("Asilah",), ("Nador",), ("Tétouan",)]  # Tétouan by Estepona alone: Medusa's branch is planned
    assert rows(tables, "select landing_points from out_system_segments where system_id = 'medusa'") == [(["Nador"],)]
    assert rows(tables, "select 1 from out_system_segments where system_id = 'ellalink'") == []


def test_each_segment_has_its_own_capacity(tables):
    found = dict(rows(tables, "select system_id || '/' || segment, design_capacity_tbps from out_system_segments"))
    assert found == {
        "atlas-offshore/": 0.32,
        "canalink/": 1.28,
        "estepona-tetouan/": None,
        "mtwa/north": 60,
        "mtwa/south": 20,
        "medusa/nador-marseille": None,
    }


def test_a_segment_joins_landings_of_its_own_system():
    evidence = ROOT / "data" / "evidence"
    with (evidence / "landings.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["cable_id"], row["landing_point"]) for row in csv.DictReader(file)}
    with (evidence / "cable_segments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert {(row["cable_id"], point) for point in row["landing_points"].split(";")} <= known


def test_every_case_is_there_with_and_without_medusa(tables):
    found = rows(
        tables,
        "select is_with_medusa, size, count(*), min(systems_left) from out_resilience_cases group by all order by all",
    )
    assert found == [(False, 1, 16, 2), (False, 2, 120, 1), (True, 1, 18, 3), (True, 2, 153, 1)]
    assert (
        rows(tables, "select 1 from out_resilience_cases where not is_with_medusa and list_contains(names, 'medusa')")
        == []
    )


def test_the_figures_and_the_rows_they_rest_on(tables):
    figures = dict(rows(tables, "select figure_id, value from out_figures where figure_id like 'connectivity.%'"))
    expected = {
        "systems_in_service": 4,
        "worst_n1.systems_left": 2,
        "worst_n1.landing_points_left": 3,
        "worst_n1.far_ends_left": 7,
        "worst_n1.cases": 2,
        "worst_n2.systems_left": 1,
        "bandwidth_used_gbps": 5433,
        "bandwidth_deployed_gbps": 12720,
        "ftth_lines": 4_000_000,
        "ftth_subscribers": 1_060_000,
        "coverage_5g_iam_pct": 38,
    }
    assert {key: figures[f"connectivity.{key}"] for key in expected} == expected
    assert figures["connectivity.hhi_landing_points"] == pytest.approx(0.34375)
    without = rows(
        tables,
        """select figure_id from out_figures f where figure_id like 'connectivity.%' and grade is null
           or figure_id like 'connectivity.%' and not exists (select 1 from out_figure_inputs i join out_rows r
              using (table_name, row_key) where i.figure_id = f.figure_id)""",
    )
    assert without == []


def test_what_is_left_adds_up_from_its_own_rows(tables):
    total = rows(
        tables, "select sum(value) from out_figure_inputs where figure_id = 'connectivity.worst_n1.systems_left'"
    )
    assert total == [(2.0,)]


def test_the_routes_that_bypass_morocco_never_land_there(tables):
    found = {row[0] for row in rows(tables, "select cable_id from out_bypass_routes")}
    assert {"2africa", "equiano", "ace", "sea-me-we-4", "via-africa"} <= found
    here = {row[0] for row in rows(tables, "select cable_id from core_landings where country = 'MAR'")}
    assert not found & here
