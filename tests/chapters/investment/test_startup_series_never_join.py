"""Start-up funding is three series by three houses: no line runs from one to another, nor across a change of perimeter."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.chapters.investment.chapter import SCOPES
from dashboard.chapters.investment.startups import startup_sentence, startups
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build
from tests.rows import fixture_rows, write_rows


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def test_morocco_has_three_houses_and_a_name_for_each_thing_counted(published_build: Build) -> None:
    chart = startups(Reading.of(published_build, "en"), "MAR")
    assert chart is not None
    assert {line.label.partition(" (")[0] for line in chart.lines} == {
        "Partech",
        "Africa: The Big Deal",
        "LaunchBase Africa",
    }
    drawn = {line.label: [(point.x, point.value) for point in line.points] for line in chart.lines}
    # 2020-2024 is equity and 2025 counts debt too: two names. A year's flow stands at the tick of its year.
    assert drawn["Partech (equity)"] == [(2020, 11.2), (2021, 33), (2022, 26), (2023, 93), (2024, 82)]
    assert drawn["Partech (equity and debt)"] == [(2025, 81)]


@pytest.mark.parametrize("country", SCOPES)
def test_each_figure_is_drawn_once_in_its_own_series(published_build: Build, country: str) -> None:
    rows = published_build.rows("select * from core_startup_funding where country = ?", country)
    chart = startups(Reading.of(published_build, "en"), country)
    assert chart is not None
    drawn = sorted(point.value for line in chart.lines for point in line.points if point.value is not None)
    assert drawn == sorted(row["amount_usd_m"] for row in rows)
    for line in chart.lines:
        house, _, counted = line.label.rstrip(")").partition(" (")
        own = [
            row["note"]
            for row in rows
            if row["note"].startswith(f"{house} series") and (f"({counted}" in row["note"]) is bool(counted)
            if not (counted == "equity" and "(equity and debt" in row["note"])
        ]
        assert len(own) == sum(1 for point in line.points if point.value is not None)
        assert list(line.points) == sorted(line.points, key=lambda point: point.x)


def test_equity_and_debt_is_not_joined_to_equity(published_build: Build) -> None:
    chart = startups(Reading.of(published_build, "en"), "KEN")
    assert chart is not None
    drawn = {line.label: [point.value for point in line.points] for line in chart.lines}
    assert drawn["Partech (equity)"] == [305, None, 335, 221]
    assert drawn["Partech (equity and debt)"] == [1040]


def test_the_sentence_gives_both_figures_of_the_year(published_build: Build) -> None:
    sentence = startup_sentence(Reading.of(published_build, "en"), "MAR")
    assert sentence is not None
    assert {found.value for found in sentence.figures} == {81.0, 128.4}
    assert "2025" in sentence.text and "not joined" in sentence.text


def test_a_figure_of_a_house_shown_elsewhere_is_in_its_series(published_build: Build) -> None:
    drawn = {
        (row["country"], row["year"]): row["amount_usd_m"]
        for row in published_build.rows(
            "select * from out_startup_funding where series = 'Partech' and perimeter = 'equity'"
        )
    }
    observed = published_build.rows(
        """select country, period::integer as year, value from core_observations
           where indicator_id = 'startup_funding_usd_partech' and provisional = 'no'"""
    )
    assert observed
    assert {(row["country"], row["year"]): row["value"] for row in observed}.items() <= drawn.items()


def test_two_perimeters_of_a_house_in_one_year_are_two_figures(tmp_path: Path) -> None:
    rows = fixture_rows()
    both = next(
        r
        for r in rows["startup_funding"]
        if r["country"] == "MAR" and r["note"].startswith("Partech series (equity and debt)")
    )
    rows["startup_funding"].append(
        both | {"amount_usd_m": "41", "note": "Partech series (equity)", "doubts_answered": ""}
    )
    build(write_rows(rows, tmp_path), tmp_path / "warehouse", lambda *_: None)
    sentence = startup_sentence(Reading.of(open_warehouse(tmp_path / "warehouse").current(), "en"), "MAR")
    assert sentence is not None
    values = {figure.figure_id: figure.value for figure in sentence.figures}
    assert len(values) == len(sentence.figures)
    assert {41.0, float(both["amount_usd_m"])} <= set(values.values())
