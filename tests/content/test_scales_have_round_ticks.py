"""Scales hold their values, with few round ticks, and dates fall where they should."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.content.axes import decimal_year, end_year, nice_ticks, value_axis, year_axis
from dashboard.figures.units import time_title
from dashboard.i18n import translator

# Below 1e-290 a value is zero to a scale: its own test says so.
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False).map(lambda v: v if abs(v) > 1e-290 else 0.0)


def test_ticks_are_ones_twos_and_fives() -> None:
    assert nice_ticks(0, 100) == (0, 20, 40, 60, 80, 100)
    assert nice_ticks(0, 24.5) == (0, 5, 10, 15, 20)
    assert nice_ticks(0.1, 0.34) == (0.1, 0.15, 0.2, 0.25, 0.3)


def test_a_scale_of_bars_starts_at_zero_and_speaks_the_readers_language() -> None:
    axis = value_axis([None, 30, 100], lambda tick: f"{tick:g} %")
    assert (axis.low, axis.high) == (0, 100)
    assert axis.ticks[1] == (20, "20 %")
    assert value_axis([5, 9], str, from_zero=False).low >= 4


@given(st.lists(st.none() | NUMBERS, max_size=8), st.booleans())
def test_a_scale_holds_its_values(values: list[float | None], from_zero: bool) -> None:
    axis = value_axis(values, str, from_zero=from_zero)
    known = [v for v in values if v is not None]
    assert axis.low < axis.high
    assert all(axis.low <= v <= axis.high for v in known)
    assert 1 <= len(axis.ticks) <= 12
    assert all(axis.low <= place <= axis.high for place, _ in axis.ticks)


@given(st.lists(st.floats(1900, 2200), max_size=5))
def test_a_scale_of_years_has_whole_years_without_grouping(moments: list[float]) -> None:
    axis = year_axis(moments)
    assert 1 <= len(axis.ticks) <= 8
    assert all(text == str(int(place)) for place, text in axis.ticks)
    assert all(axis.low <= moment <= axis.high for moment in moments)


def test_a_period_stands_in_its_middle() -> None:
    assert decimal_year("2024") == 2024.5
    assert decimal_year("2024-Q1") == 2024.125
    assert decimal_year("2024-12") == pytest.approx(2024 + 11.5 / 12)
    assert 2024 < decimal_year("2024-01-01") < decimal_year("2024-12-31") < 2025
    with pytest.raises(ValueError, match="month"):
        decimal_year("2024-13")


@pytest.mark.parametrize(
    ("period", "place"),
    [("2024", 2024.0), ("2024-12", 2024.0), ("2024-Q4", 2024.0), ("2024-06", 2023.5), ("2024-06-30", 2023.5)],
)
def test_a_stock_stands_at_the_end_of_its_period(period: str, place: float) -> None:
    assert end_year(period) == place


def test_what_is_no_period_has_no_end() -> None:
    with pytest.raises(ValueError, match="no period"):
        end_year("soon")


def test_a_value_too_small_to_step_by_is_zero() -> None:
    assert value_axis([5e-324], str, from_zero=False) == value_axis([0.0], str, from_zero=False)


def test_arabic_says_that_its_time_runs_from_the_right() -> None:
    titles = {lang: time_title(translator(lang), "x") for lang in ("en", "fr", "ar")}  # type: ignore[arg-type]
    assert (titles["en"], titles["fr"]) == ("x", "x")
    assert "من اليمين إلى اليسار" in titles["ar"]


def test_the_lowest_mark_of_a_narrow_range_stands_above_the_line_of_the_scale() -> None:
    axis = value_axis([25.0, 26.17, 40.0], str, from_zero=False)
    assert axis.low < 25.0
    assert axis.ticks[0][0] == axis.low
    steps = {round(b - a, 9) for (a, _), (b, _) in itertools.pairwise(axis.ticks)}
    assert len(steps) == 1
    assert value_axis([0.0, 3.0], str, from_zero=False).low == 0.0
