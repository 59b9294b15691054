"""The build writes the share's layers, scenarios and figures, each figure with the rows it rests on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.warehouse.publish import read_pointer

METHOD = {  # central and band of the method's table, in percent, to half a point
    "share.spend.local": (8.2, 6.5, 11.2),
    "share.spend.sovereign": (4.3, 2.5, 6.9),
    "share.all.local": (77.5, 71.0, 84.2),
    "share.capacity.local": (45.3, 32.1, 63.9),
    "share.capacity.sovereign": (24.0, 13.5, 39.7),
    "share.accelerators.local": (None, 0.5, 5.4),
    "share.institutional_sites.local": (60.0, 56.0, 63.9),
}
SCENARIOS = {
    "drift": (0, 32, 22, 47),
    "nexus_phase_1": (16, 36, 26, 51),
    "nexus_both_phases": (36, 41, 30, 58),
    "nexus_and_tenth_of_dakhla": (86, 70, 52, 93),
    "all_announced": (1469.5, 100, 100, 100),
}


@pytest.fixture(scope="module")
def rows(counted: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that answers a query over a copy of the published build: one file opens in one way a process."""
    pointer = read_pointer(counted)
    assert pointer is not None
    file = shutil.copy(counted / f"siyada-{pointer.build_id}.duckdb", tmp_path_factory.mktemp("share"))
    with duckdb.connect(str(file), read_only=True) as connection:
        yield lambda sql, *values: connection.execute(sql, values).fetchall()


@pytest.mark.parametrize(("figure_id", "expected"), METHOD.items())
def test_figures_are_those_of_the_method(
    rows: Any, figure_id: str, expected: tuple[float | None, float, float]
) -> None:
    ((value, low, high, unit, kind, grade),) = rows(
        "select value, low, high, unit, kind, grade from out_figures where figure_id = ?", figure_id
    )
    assert (value is None) == (expected[0] is None)
    if expected[0] is not None:
        assert value == pytest.approx(expected[0], abs=0.5)
    assert (low, high) == (pytest.approx(expected[1], abs=0.5), pytest.approx(expected[2], abs=0.5))
    measured = figure_id == "share.institutional_sites.local"
    assert (unit, kind, grade) == ("pct", "measured" if measured else "estimate", "C" if measured else "D")


def test_a_value_is_blank_just_where_only_the_band_may_be_shown(rows: Any) -> None:
    found = rows("select value, low, high from out_figures where kind = 'estimate'")
    assert len(found) >= 10
    assert all((value is None) == (high > 3 * low) for value, low, high in found)


def test_each_figure_rests_on_the_parameters_that_feed_it(rows: Any) -> None:
    def keys(figure_id: str) -> set[tuple[str, str]]:
        return set(rows("select table_name, row_key from out_figure_inputs where figure_id = ?", figure_id))

    spend = {("share_assumptions", name) for name in ("cloud_market_five_usd_m", "mar_share_of_five")}
    spend |= {("share_assumptions", "offshore_fraction_public_cloud"), ("share_assumptions", "local_dc_revenue_growth")}
    spend |= {("share_assumptions", "local_dc_revenue_2021_usd_m")}
    assert keys("share.spend.local") == spend
    assert keys("share.spend.sovereign") == spend | {("share_assumptions", "moroccan_control_share")}
    assert keys("share.all.local") == spend | {("share_assumptions", "externalised_share")}
    assert {("sites", "mar-toubkal"), ("sites", "mar-um6p-simlab")} < keys("share.accelerators.local")
    assert {table for table, _ in keys("share.institutional_sites.local")} == {"compute_demand"}


def test_inputs_carry_the_rows_own_value_and_unit(rows: Any) -> None:
    found = rows(
        """select i.value, i.unit, a.central, a.unit from out_figure_inputs i
           join core_share_assumptions a on i.row_key = a.row_key where i.table_name = 'share_assumptions'"""
    )
    assert len(found) > 40
    assert all((value, unit) == (central, own) for value, unit, central, own in found)


def test_the_three_parts_of_each_layer_add_up(rows: Any) -> None:
    for table, keys in (("out_shares", "layer"), ("out_scenarios", "scenario, year")):
        sums = rows(f"select sum(central_pct) from {table} where part <> 'local' group by {keys}")
        assert len(sums) in (5, 30)
        assert all(total == pytest.approx(100) for (total,) in sums)


@pytest.mark.parametrize(("scenario", "expected"), SCENARIOS.items())
def test_scenarios_reproduce_the_table_of_the_method(rows: Any, scenario: str, expected: tuple[float, ...]) -> None:
    ((added, central, p5, p95),) = rows(
        """select added_mw, central_pct, p5_pct, p95_pct from out_scenarios
           where scenario = ? and year = 2030 and part = 'local'""",
        scenario,
    )
    assert added == pytest.approx(expected[0])
    assert [central, p5, p95] == [pytest.approx(each, abs=1) for each in expected[1:]]
