"""What is forecast is no observation, and no pace is taken across a break, whatever the values are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from etl.measures.progress.judge import Indicator, Observation, Target, assess

AS_OF = dt.date(2026, 12, 1)
INDICATOR = Indicator("x", "higher_better", "linear")
TARGET = Target("x", 2030, 100.0)
values = st.dictionaries(st.integers(2018, 2026), st.floats(0.1, 1000), min_size=1)
places = st.sets(st.integers(2018, 2026))


def rows(found: dict[int, float]) -> list[Observation]:
    return [Observation("x", "MAR", str(year), value) for year, value in sorted(found.items())]


@given(values, places)
def test_a_series_with_forecasts_is_judged_as_without_them(found: dict[int, float], forecasts: set[int]) -> None:
    marked = [replace(row, is_forecast=int(row.period) in forecasts) for row in rows(found)]
    left = [row for row in marked if not row.is_forecast]
    assert assess(INDICATOR, [TARGET], marked, AS_OF) == assess(INDICATOR, [TARGET], left, AS_OF)


@given(values, places)
def test_a_series_with_breaks_is_judged_from_the_last_one_on(found: dict[int, float], breaks: set[int]) -> None:
    marked = [replace(row, is_break=int(row.period) in breaks) for row in rows(found)]
    last = max((int(row.period) for row in marked if row.is_break), default=0)
    judged = assess(INDICATOR, [TARGET], marked, AS_OF)
    plain = assess(INDICATOR, [TARGET], [row for row in rows(found) if int(row.period) >= last], AS_OF)
    assert (judged.state, judged.pace, judged.reason) == (plain.state, plain.pace, plain.reason)
    assert judged.base is None or int(judged.base.period) >= last


@given(values, st.integers(2010, 2026))
def test_a_published_base_from_before_a_break_gives_no_pace(found: dict[int, float], base_year: int) -> None:
    marked = [replace(row, is_break=True) if place == 0 else row for place, row in enumerate(rows(found))]
    target = replace(TARGET, baseline_year=base_year, baseline_value=50.0)
    judged = assess(INDICATOR, [target], marked, AS_OF)
    if base_year < int(marked[0].period):
        assert (judged.reason, judged.pace) == ("series_broken", None)
        assert judged.reason_params == {"period": marked[0].period}
    else:
        assert judged.reason != "series_broken"


@given(values)
def test_marks_that_are_blank_change_nothing(found: dict[int, float]) -> None:
    judged = assess(INDICATOR, [TARGET], rows(found), AS_OF)
    assert all(point is None or point.broken_at == "" for point in (judged.base, judged.latest))
