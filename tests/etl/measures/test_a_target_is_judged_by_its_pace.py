"""The published reference cases, the seven states, every guard, and which target stands in front."""

import datetime as dt

import pytest

from etl.measures.progress.judge import Indicator, Observation, Target, assess, count_states, roll_up
from etl.measures.progress.pace import Path, pace, score, state_of
from etl.measures.progress.periods import date_year, period_end, period_start, period_year

AS_OF = dt.date(2026, 11, 22)
UP = Indicator("jobs", "higher_better", "linear", "economy")


def seen(*values, indicator="jobs", country="MAR"):
    return [Observation(indicator, country, str(period), value) for period, value in values]


def judged(targets, observations, indicator=UP, as_of=AS_OF):
    return assess(indicator, targets, observations, as_of)


@pytest.mark.parametrize(
    ("path", "compound", "linear"),
    [
        (Path(2020, 50, 2025, 62.5, 2030, 75), 1.10, 1.00),
        (Path(2022, 10, 2025, 14, 2030, 100), 0.36, 0.12),
        (Path(2022, 94, 2025, 96, 2030, 100), 0.91, 0.89),
        (Path(2022, 0, 2025, 5, 2030, 50), "zero_base", 0.27),
        (Path(2022, 60, 2025, 55, 2030, 60), "base_equals_target", "base_equals_target"),
    ],
)
def test_the_reference_cases_of_the_method(path, compound, linear):
    for model, expected in (("compound", compound), ("linear", linear)):
        value, reason = pace(model, 1, path)
        if isinstance(expected, str):
            assert (value, reason) == (None, expected)
        else:
            assert value == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("latest", "state", "expected_pace"),
    [
        (300, "achieved", 4.0),
        (200, "achieved", 2.0),
        (147.5, "on_track", 0.95),
        (147.4, "acceleration_needed", 0.948),
        (130, "acceleration_needed", 0.60),
        (129.9, "limited_progress", 0.598),
        (100, "limited_progress", 0.0),
        (99.9, "deterioration", -0.002),
    ],
)
def test_states_turn_at_the_stated_paces(latest, state, expected_pace):
    one = judged([Target("jobs", 2030, 200, 2022, 100)], seen((2026, latest)))
    assert (one.state, one.reason) == (state, "")
    assert one.pace == pytest.approx(expected_pace)


def test_what_is_shown_beside_the_state():
    one = judged([Target("jobs", 2026, 190_000, 2022, 130_000, "C")], seen((2022, 130_000), (2024, 148_500)))
    assert one.state == "acceleration_needed"
    assert one.pace == pytest.approx(18_500 / 30_000)
    assert (one.past_change_per_year, one.required_change_per_year) == (9_250, 20_750)
    assert one.required_multiple == pytest.approx(20_750 / 9_250)
    assert one.expected_at_latest == 160_000
    assert one.second_expected_at_latest == pytest.approx(130_000 * (190 / 130) ** 0.5)
    assert one.elapsed_share == pytest.approx((date_year(AS_OF) - 2023) / 4)
    assert (one.base.grade, one.base.period, one.latest.period) == ("C", "2022", "2024")
    assert one.age_days == (AS_OF - dt.date(2024, 12, 31)).days
    assert not one.is_base_from_observation
    assert one.is_fragile is True


@pytest.mark.parametrize(
    ("target", "observations", "reason"),
    [
        (Target("jobs", 2030, None), seen((2022, 1), (2024, 2)), "no_target_value"),
        (Target("jobs", None, 500.0), seen((2022, 1), (2024, 2)), "no_target_year"),
        (Target("jobs", 2030, 500.0), [], "no_observation"),
        (Target("jobs", 2030, 500.0, 2022, 100.0), [], "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2024, 2), indicator="other"), "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2024, 2), country="KEN"), "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2024, None), ("no period", 3.0)), "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2024, float("nan")), (2023, float("inf"))), "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2027, 2.0)), "no_observation"),
        (Target("jobs", 2030, 500.0), seen((2019, 2.0)), "no_observation_since_first_base_year"),
        (Target("jobs", 2030, 500.0), seen((2019, 2.0), (2024, 3.0)), "only_base"),
        (Target("jobs", 2030, 500.0, 2023, 3.0), seen((2022, 2.0), (2023, 3.0)), "only_base"),
        (Target("jobs", 2026, 11.0), seen((2024, 11.0)), "only_base"),
        (Target("jobs", 2022, 1.0), seen((2022, 2.0), (2024, 3.0)), "target_not_after_base"),
        (Target("jobs", 2030, 60.0, 2022, 60.0), seen((2024, 55.0)), "base_equals_target"),
        (Target("jobs", 2030, 60.0, 2022, 70.0), seen((2024, 55.0)), "base_beyond_target"),
        (
            Target("jobs", 2030, 60.0, 2022, 50.0, perimeter="old"),
            [Observation("jobs", "MAR", "2024", 55.0, perimeter="new")],
            "perimeter_changed",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(target, observations, reason):
    one = judged([target], observations)
    assert (one.state, one.reason) == ("not_assessable", reason)
    assert one.pace is None and one.score is None


@pytest.mark.parametrize(
    ("base", "latest", "target", "reason"),
    [(0, 5, 50, "zero_base"), (-1, 5, 50, "mixed_signs"), (-9, -5, 0, "zero_target"), (1, -5, 50, "mixed_signs")],
)
def test_compound_guards(base, latest, target, reason):
    compound = Indicator("jobs", "higher_better", "compound")
    one = judged([Target("jobs", 2030, target, 2022, base)], seen((2024, latest)), compound)
    assert (one.state, one.reason) == ("not_assessable", reason)
    assert one.second_state != "not_assessable"
    assert not one.is_method_sensitive


def test_no_target_is_never_invented_and_no_model_is_never_guessed():
    one = judged([Target("other", 2030, 1.0)], seen((2024, 2.0)))
    assert (one.state, one.target, one.latest.value) == ("no_official_target", None, 2.0)
    undeclared = Indicator("jobs", "higher_better", None)
    one = judged([Target("jobs", 2030, 9.0, 2022, 1.0)], seen((2024, 2.0)), undeclared)
    assert (one.state, one.reason) == ("not_assessable", "no_growth_model")


def test_the_next_target_not_yet_past_stands_in_front():
    targets = [
        Target("jobs", 2030, 300, 2022, 100),
        Target("jobs", 2025, 150, 2022, 100),
        Target("jobs", 2026, 200, 2022, 100),
    ]
    one = judged(targets, seen((2024, 150)))
    assert one.target.year == 2026
    assert [other.target.year for other in one.other_targets] == [2025, 2030]
    assert [other.state for other in one.other_targets] == ["achieved", "on_track"]
    assert judged(targets, seen((2024, 150)), as_of=dt.date(2026, 12, 31)).target.year == 2026
    assert judged(targets, seen((2024, 150)), as_of=dt.date(2027, 1, 1)).target.year == 2030
    assert judged(targets, seen((2024, 150)), as_of=dt.date(2031, 1, 1)).target.year == 2030


def test_a_target_met_before_the_start_gives_way_to_the_next():
    targets = [Target("jobs", 2026, 25, 2023, 26.17), Target("jobs", 2030, 40, 2023, 26.17)]
    one = judged(targets, seen((2023, 26.17), (2024, 26.219)))
    assert (one.target.year, one.state) == (2030, "limited_progress")
    assert (one.other_targets[0].state, one.other_targets[0].is_met_at_base) == ("achieved", True)
    alone = judged(targets[:1], seen((2023, 26.17), (2024, 26.219)))
    assert (alone.state, alone.is_met_at_base, alone.pace) == ("achieved", True, None)


def test_a_past_target_that_is_not_met_is_missed_and_never_judged_by_its_pace():
    # 119 of 120 a month after the deadline: the pace is 1.0 and the target is missed all the same.
    target = [Target("jobs", 2024, 120.0, 2022, 100.0)]
    one = judged(target, seen(("2024", 119.5)))
    assert one.pace >= 0.95
    assert (one.state, one.is_past, one.previous_state) == ("missed", True, "acceleration_needed")
    assert one.level_share == pytest.approx(119.5 / 120)
    assert (one.score, one.second_state, one.is_method_sensitive) == (None, "missed", False)
    assert one.required_change_per_year is None
    before = judged(target, seen(("2023", 110.0)))
    assert (before.state, before.reason, before.is_past) == ("not_assessable", "not_observed_at_deadline", True)
    alone = judged([Target("jobs", 2024, 120.0)], seen(("2025", 90.0)))
    assert (alone.state, alone.level_share) == ("missed", 0.75)  # no base is needed to see that a level was not reached
    assert judged(target, seen(("2025", 120.0))).state == "achieved"


def test_rank_targets_count_downwards():
    rank = Indicator("jobs", "lower_better", "linear")
    one = judged([Target("jobs", 2030, 50, 2022, 113)], seen((2022, 113), (2024, 100)), rank)
    assert one.pace == pytest.approx(0.825, abs=0.001)
    assert one.expected_at_latest == pytest.approx(97.25)
    assert one.required_change_per_year == pytest.approx(-50 / 6)
    assert one.required_multiple == pytest.approx((50 / 6) / 6.5)
    assert judged([Target("jobs", 2030, 50, 2022, 113)], seen((2024, 120)), rank).state == "deterioration"
    assert judged([Target("jobs", 2030, 50, 2022, 113)], seen((2024, 120)), rank).required_multiple is None
    assert judged([Target("jobs", 2030, 50, 2022, 113)], seen((2024, 50)), rank).state == "achieved"


def test_two_models_that_disagree_are_said_to():
    compound = Indicator("jobs", "higher_better", "compound")
    one = judged([Target("jobs", 2030, 100, 2022, 50)], seen((2024, 60.5)), compound)
    assert (one.state, one.second_state, one.is_method_sensitive) == ("on_track", "acceleration_needed", True)
    agreed = judged([Target("jobs", 2030, 100, 2022, 10)], seen((2025, 14)), compound)
    assert (agreed.state, agreed.second_state, agreed.is_method_sensitive) == (
        "limited_progress",
        "limited_progress",
        False,
    )


def test_a_state_on_few_or_approximate_observations_is_fragile():
    target = [Target("jobs", 2030, 200.0, 2022, 100.0)]
    assert judged(target, seen((2024, 120))).is_fragile is True
    assert judged(target, seen((2023, 110), (2024, 120))).is_fragile is True
    assert judged(target, seen((2022, 100), (2023, 110), (2024, 120))).is_fragile is False
    rough = Observation("jobs", "MAR", "2025", 130.0, is_provisional=True)
    assert judged(target, [*seen((2022, 100), (2023, 110), (2024, 120)), rough]).is_fragile is True
    assert judged(target, []).is_fragile is None  # without a state nothing is fragile


def test_a_state_that_hangs_on_one_observation_is_fragile():
    target = [Target("jobs", 2030, 180, 2022, 100)]
    assert judged(target, seen((2022, 100), (2023, 110), (2024, 120), (2025, 130))).is_fragile is False
    assert judged(target, seen((2022, 100), (2023, 101), (2024, 102), (2025, 130))).is_fragile is True
    assert judged(target, seen((2010, 3), (2022, 100), (2024, 120), (2025, 130))).was_fragile is None


def test_observations_that_end_on_one_day_are_settled_by_grade_then_by_caution():
    target = [Target("jobs", 2030, 200, 2022, 100)]
    graded = [
        Observation("jobs", "MAR", "2024", 150.0, "C"),
        Observation("jobs", "MAR", "2024-12", 130.0, "A"),
        Observation("jobs", "MAR", "2024-Q4", 140.0, "A"),
    ]
    for order in (graded, graded[::-1]):
        assert judged(target, order).latest.value == 130.0


def test_periods_are_placed_at_their_end():
    assert [period_year(text) for text in ("2024", "2024-12", "2024-Q4", "2024-06", "2024-Q2")] == [
        2025.0,
        2025.0,
        2025.0,
        2024.5,
        2024.5,
    ]
    assert (period_start("2024-Q3"), period_end("2024-Q3")) == (dt.date(2024, 7, 1), dt.date(2024, 9, 30))
    assert period_end("2024-02") == dt.date(2024, 2, 29)
    day = dt.date(2026, 3, 15)
    assert (period_start("2026-03-15"), period_end("2026-03-15")) == (day, day)
    assert period_year("2024-06-30") == 2024.5
    assert period_year("2026-02") < period_year("2026-03-15") < period_year("2026-03") == period_year("2026-03-31")
    assert date_year(dt.date(2024, 12, 31)) == 2025.0
    for text in ("", "24", "2024-13", "2024-Q5", "2024-1", "0000", "2024-06-31", "2024-00-01", "٢٠٢٤", "2024\n"):
        assert period_year(text) is None and period_end(text) is None and period_start(text) is None


def test_a_mean_never_hides_a_deterioration():
    def one(name, latest):
        indicator = Indicator(name, "higher_better", "linear", "economy")
        return assess(indicator, [Target(name, 2030, 200, 2022, 100)], seen((2026, latest), indicator=name), AS_OF)

    none = assess(Indicator("blank", "higher_better", "linear", "economy"), [Target("blank", 2030, 1.0)], [], AS_OF)
    (summary,) = roll_up([one("good", 190), one("bad", 90), none])
    assert summary.counts["on_track"] == summary.counts["deterioration"] == summary.counts["not_assessable"] == 1
    assert sum(summary.counts.values()) == 3 == sum(count_states([one("good", 190), one("bad", 90), none]).values())
    assert summary.worst.indicator.indicator_id == "bad"
    assert summary.deteriorating == ("bad",)
    assert summary.mean_score is None  # of two, a mean would say more than they do
    (summary,) = roll_up([one("good", 190), one("bad", 90), one("fair", 190), none])
    assert summary.mean_score == pytest.approx((10 + score(-0.2)) / 3)
    assert roll_up([none])[0].mean_score is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(9, 5), (1.30, 5), (0.95, 2.5), (0.60, 0), (0.30, -1.25), (0, -2.5), (-0.60, -5), (-9, -5), (1.125, 3.75)],
)
def test_scores_lie_on_the_stated_lines(value, expected):
    assert score(value) == pytest.approx(expected)


def test_state_of_is_a_function_of_pace_alone():
    assert [state_of(value) for value in (0.95, 0.60, 0.0, -0.1)] == [
        "on_track",
        "acceleration_needed",
        "limited_progress",
        "deterioration",
    ]
