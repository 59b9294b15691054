"""Popular sites answered in a country, by hand on the listed rows: last run, median and range of twelve, networks, places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.warehouse.build import Build, Warehouse

# Counted by hand from the published counts: last run of 17 March 2026, in percent, and the median of the last twelve.
LAST = {
    "MAR": (20.8, 19.3),
    "ZAF": (70.1, 69.6),
    "ESP": (67.0, 67.7),
    "DZA": (58.2, 57.9),
    "SEN": (47.2, 47.7),
    "KEN": (45.8, 42.1),
    "TUN": (44.2, 30.9),
    "CIV": (25.3, 24.5),
    "EGY": (20.4, 19.0),
    "NGA": (10.7, 10.3),
}


@pytest.fixture(scope="module")
def build(counted: Path) -> Iterator[Build]:
    yield Warehouse(counted).current()


def test_each_country_has_its_last_run_and_its_median(build: Build) -> None:
    rows = build.rows("select * from out_locality_countries order by country")
    assert {row["country"]: (round(row["local_pct"], 1), round(row["median_12_pct"], 1)) for row in rows} == LAST
    assert {row["measured_on"].isoformat() for row in rows} == {"2026-03-17"}
    assert {row["runs"] for row in rows} == {12}


def test_morocco_s_last_twelve_runs_span_four_points(build: Build) -> None:
    (row,) = build.rows("select * from out_locality_countries where country = 'MAR'")
    assert (row["sites_local"], row["sites_measured"]) == (206, 992)
    assert (round(row["low_12_pct"], 1), round(row["high_12_pct"], 1)) == (17.6, 21.3)
    (kenya,) = build.rows("select * from out_locality_countries where country = 'KEN'")
    assert round(kenya["regional_pct"], 1) == 10.3


def test_morocco_s_figures_are_those_counted_by_hand(build: Build) -> None:
    rows = build.rows(
        "select * from out_figures where starts_with(figure_id, 'share.popular_sites.') order by figure_id"
    )
    found = {row["figure_id"].removeprefix("share.popular_sites."): row for row in rows}
    assert {name: round(row["value"], 1) for name, row in found.items()} == {
        "local": 20.8,
        "median_12": 19.3,
        "low_12": 17.6,
        "high_12": 21.3,
        "regional": 0.0,
        "networks.local": 21.5,
        "networks.unnamed_local": 13.6,
    }
    last = found["local"]
    assert (round(last["low"], 1), round(last["high"], 1)) == (18.4, 23.4)
    assert (last["unit"], last["kind"], last["grade"], last["as_of"]) == ("pct", "measured", "B", "2026-03-17")
    assert found["networks.local"]["as_of"] is None, "the file that names networks bears no date"
    assert {row["kind"] for row in found.values()} == {"measured"}


def test_a_figure_of_twelve_runs_rests_on_each_of_them(build: Build) -> None:
    for name, runs in (("local", 1), ("median_12", 12), ("low_12", 12), ("high_12", 12)):
        rows = build.rows("select * from out_figure_inputs where figure_id = ?", f"share.popular_sites.{name}")
        assert len(rows) == runs
        assert {row["table_name"] for row in rows} == {"web_locality"}


def test_every_run_is_whole_and_in_its_order(build: Build) -> None:
    runs = build.rows("select * from out_locality_runs where country = 'MAR' order by measured_on")
    assert len(runs) == 24
    assert [row["runs_back"] for row in runs] == list(range(24, 0, -1))
    for row in runs:
        assert row["sites_measured"] == row["sites_local"] + row["sites_regional"] + row["sites_external"]


def test_the_undated_file_is_another_run(build: Build) -> None:
    rows = build.rows("select * from out_locality_networks where country = 'MAR'")
    assert {row["measured_on"] for row in rows} == {None}
    by_place = {place: sum(row["sites"] for row in rows if row["answered"] == place) for place in ("local", "external")}
    assert by_place == {"local": 213, "external": 779}
    assert {row["sites_measured"] for row in rows} == {992}
    (cloudflare,) = [row for row in rows if row["provider"] == "cloudflare"]
    assert (cloudflare["answered"], cloudflare["sites"]) == ("external", 410)


def test_cloudflare_serves_from_thirty_four_places_in_africa_and_none_in_morocco(build: Build) -> None:
    rows = build.rows("select * from out_cdn_countries where provider = 'cloudflare'")
    assert sum(row["places"] for row in rows) == 34
    assert "MAR" not in {row["country"] for row in rows}
