"""The release calendar: interval, delay and publisher follow from an indicator's own observations."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.releases.calendar import Expected, Rows, release_calendar


def evidence(periods: list[str], published: str = "2025-04-10", country: str = "MAR") -> Rows:
    """One indicator observed at these periods by the press, which names an official source of this day."""
    sources = [
        {"source_id": "press", "publisher": "A paper", "kind": "press", "published_on": "2025-08"},
        {"source_id": "own", "publisher": "The regulator", "kind": "official", "published_on": published},
    ]
    indicator = {
        "indicator_id": "lines",
        "definition": "Lines",
        "name_en": "Lines",
        "name_fr": "Lignes",
        "name_ar": "خطوط",
    }
    rows = [{"indicator_id": "lines", "country": country, "period": one, "source_ids": "press;own"} for one in periods]
    return {"sources": sources, "indicators": [indicator], "observations": rows, "web_locality": []}


def of_lines(rows: Rows, today: str) -> Expected:
    return next(one for one in release_calendar(rows, date.fromisoformat(today)) if one.indicator_id == "lines")


def test_a_yearly_value_is_due_one_year_and_its_usual_delay_later() -> None:
    rows = evidence(["2022", "2023", "2024"])
    one = of_lines(rows, "2026-04-30")
    assert (one.interval_months, one.newest, one.publisher) == (12, "2024", "The regulator")
    assert (one.expected_by, one.overdue_since) == (date(2026, 4, 30), None)
    assert of_lines(rows, "2026-05-01").overdue_since == date(2026, 4, 30)


def test_one_missed_edition_does_not_change_the_usual_interval() -> None:
    assert of_lines(evidence(["2012", "2014", "2016", "2018", "2022", "2024"]), "2025-01-01").interval_months == 24


def test_an_edition_named_ahead_of_its_year_s_end_is_expected_as_early_the_next_time() -> None:
    assert of_lines(evidence(["2022", "2023", "2024"], "2024-09-17"), "2025-01-01").expected_by == date(2025, 9, 30)


@pytest.mark.parametrize("periods", [[], ["2024"], ["2023", "2024"]])
def test_fewer_than_three_observations_tell_no_interval(periods: list[str]) -> None:
    one = of_lines(evidence(periods), "2040-01-01")
    assert (one.interval_months, one.expected_by, one.is_overdue) == (0, None, False)


def test_observations_of_other_countries_and_of_days_to_come_tell_nothing() -> None:
    assert of_lines(evidence(["2021", "2022", "2023"], country="EGY"), "2025-01-01").observations == 0
    assert of_lines(evidence(["2022", "2023", "2024", "2030"]), "2025-01-01").newest == "2024"


@given(st.sets(st.integers(2000, 2024), min_size=3), st.dates(date(2025, 1, 1), date(2040, 1, 1)))
def test_it_is_overdue_exactly_after_the_day_by_which_it_is_expected(years: set[int], today: date) -> None:
    one = of_lines(evidence([str(year) for year in sorted(years)]), today.isoformat())
    assert one.expected_by
    assert one.is_overdue == (today > one.expected_by)
    assert one.expected_by > date(max(years), 12, 31)


def test_a_forecast_is_no_observation() -> None:
    rows = evidence(["2022", "2023", "2024"])
    forecast = {**rows["observations"][0], "period": "2025", "observation_status": "forecast"}
    assert of_lines({**rows, "observations": [*rows["observations"], forecast]}, "2026-04-30") == of_lines(
        rows, "2026-04-30"
    )
