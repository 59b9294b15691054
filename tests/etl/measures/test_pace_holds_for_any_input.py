"""What the method promises for any input, tried on drawn ones."""

import datetime as dt
import math
from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.measures.progress.judge import Indicator, Observation, Target, assess
from etl.measures.progress.pace import Path, pace, required_value

AS_OF = dt.date(2026, 11, 22)
ORDER = ["missed", "deterioration", "limited_progress", "acceleration_needed", "on_track", "achieved"]
amounts = st.floats(0.01, 1e6)
signed = st.floats(-1e6, 1e6)
models = st.sampled_from(["compound", "linear"])
directions = st.sampled_from([1, -1])
three_amounts = st.tuples(amounts, amounts, amounts)
times = st.tuples(st.integers(2015, 2022), st.integers(1, 9), st.integers(1, 9))


def drawn_path(time, y0, yi, y_target):
    t0, past, ahead = time  # past and ahead: years from the base to the latest, and on to the target
    return Path(t0, y0, t0 + past, yi, t0 + past + ahead, y_target)


@given(models, directions, times, three_amounts, st.sampled_from([0.001, 0.5, 7.0, 1e6]))
def test_scaling_every_value_leaves_the_pace(model, d, time, values, factor):
    y0, yi, y_target = values
    assume(abs(y_target - y0) > 1e-3 * y0)
    path = drawn_path(time, y0, yi, y_target)
    value, reason = pace(model, d, path)
    scaled, scaled_reason = pace(model, d, path._replace(y0=y0 * factor, yi=yi * factor, y_target=y_target * factor))
    assert reason == scaled_reason
    if value is not None:
        assert scaled == pytest.approx(value, rel=1e-6, abs=1e-6)


@given(models, directions, times, three_amounts)
def test_negating_values_and_direction_together_leaves_the_pace(model, d, time, values):
    y0, yi, y_target = values
    path = drawn_path(time, y0, yi, y_target)
    assert pace(model, d, path) == pace(model, -d, path._replace(y0=-y0, yi=-yi, y_target=-y_target))


@given(models, times, amounts, amounts)
def test_on_the_required_path_the_pace_is_one(model, time, y0, y_target):
    assume(abs(y_target - y0) > 1e-3 * y0)
    path = drawn_path(time, y0, y0, y_target)
    on_path = required_value(model, path, path.ti)
    value, reason = pace(model, 1 if y_target > y0 else -1, path._replace(yi=on_path))
    assert reason == ""
    assert value == pytest.approx(1, abs=1e-6)


@given(models, directions, st.tuples(amounts, amounts), st.tuples(signed, signed), st.integers(2023, 2029))
def test_the_state_never_worsens_when_the_value_gets_better(model, d, ends, latest, year):
    indicator = Indicator("x", "higher_better" if d > 0 else "lower_better", model)
    worse, better = sorted(latest, key=lambda value: d * value)
    targets = [Target("x", 2025, ends[1], 2022, ends[0])]
    states = [
        assess(indicator, targets, [Observation("x", "MAR", str(year), value)], dt.date(2030, 1, 1)).state
        for value in (worse, better)
    ]
    if "not_assessable" not in states:
        assert ORDER.index(states[0]) <= ORDER.index(states[1])


anything = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -0.0, 1e308, -1e308, 5e-324]))
years = st.one_of(st.none(), st.integers(2015, 2035))
periods = st.one_of(
    st.integers(2015, 2035).map(str),
    st.builds("{}-Q{}".format, st.integers(2015, 2030), st.integers(0, 5)),
    st.builds("{}-{:02}".format, st.integers(2015, 2030), st.integers(0, 13)),
    st.text(max_size=8),
)
observations = st.lists(
    st.builds(Observation, st.just("x"), st.sampled_from(["MAR", "KEN"]), periods, anything), max_size=8
)
targets = st.lists(st.builds(Target, st.just("x"), years, anything, years, anything), max_size=3)
indicators = st.builds(
    Indicator,
    st.just("x"),
    st.sampled_from(["higher_better", "lower_better"]),
    st.sampled_from(["compound", "linear", None]),
)


def numbers_in(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for each in value for number in numbers_in(each)]
    return [value] if isinstance(value, float) else []


@given(indicators, targets, observations, st.dates(dt.date(2015, 1, 1), dt.date(2040, 1, 1)))
def test_nothing_raises_and_nothing_is_nan(indicator, rows, seen, as_of):
    one = assess(indicator, rows, seen, as_of)
    for each in (one, *one.other_targets):
        shown = asdict(replace(each, target=None, other_targets=()))
        assert all(math.isfinite(number) for number in numbers_in(shown))
        assert (each.state == "not_assessable") == (each.reason != "")
        if each.state in ORDER[:-1] and each.state != "missed":  # a past target is held against its level alone
            assert each.pace is not None
    assert (one.state == "no_official_target") == (not rows)
    assert one == assess(indicator, rows, seen, as_of)


@given(targets, st.permutations(range(6)), st.lists(amounts, min_size=6, max_size=6))
def test_the_order_of_rows_does_not_matter(rows, order, values):
    seen = [Observation("x", "MAR", str(2020 + place), value) for place, value in enumerate(values)]
    indicator = Indicator("x", "higher_better", "linear")
    shuffled = [seen[place] for place in order]
    assert repr(assess(indicator, rows, seen, AS_OF)) == repr(assess(indicator, rows, shuffled, AS_OF))
