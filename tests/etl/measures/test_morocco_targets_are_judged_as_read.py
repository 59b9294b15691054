"""The evidence itself, judged: the states a reader can check by hand, and what nobody has measured."""

import datetime as dt

import pytest

from etl.measures.progress.judge import Indicator, Observation, Target, assess, count_states, roll_up
from tests.reference.counted import counted_evidence

AS_OF = dt.date(2026, 11, 22)


def rows_of(table):
    return counted_evidence()[table]


def number(cell):
    return float(cell) if cell else None


def year(cell):
    return int(cell) if cell else None


def sources(row):
    return tuple(row["source_ids"].split(";"))


@pytest.fixture(scope="module")
def evidence():
    indicators = [
        Indicator(row["indicator_id"], row["direction"], row["growth_model"], row["pillar"])
        for row in rows_of("indicators")
    ]
    targets = [
        Target(
            row["indicator_id"],
            year(row["target_year"]),
            number(row["target_value"]),
            year(row["baseline_year"]),
            number(row["baseline_value"]),
            row["confidence"],
            sources(row),
        )
        for row in rows_of("targets")
    ]
    observations = [
        Observation(
            row["indicator_id"], row["country"], row["period"], number(row["value"]), row["confidence"], sources(row)
        )
        for row in rows_of("observations")
    ]
    return indicators, targets, observations


@pytest.fixture(scope="module")
def judged(evidence):
    indicators, targets, observations = evidence
    every = [assess(indicator, targets, observations, AS_OF) for indicator in indicators]
    return {one.indicator.indicator_id: one for one in every if one.state != "no_official_target"}


def test_every_indicator_with_a_target_gets_a_state(judged):
    assert len(judged) == 29
    assert sum(count_states(judged.values()).values()) == 29
    assert sum(sum(summary.counts.values()) for summary in roll_up(judged.values())) == 29


def test_twelve_targets_are_measured_by_nobody_and_two_say_too_little_to_be_measured(judged):
    unmeasured = [one for one in judged.values() if one.latest is None]
    assert len(unmeasured) == 14
    assert sum(one.reason == "no_observation" for one in unmeasured) == 12
    assert {one.reason for one in unmeasured} == {"no_observation", "no_target_value", "no_target_year"}
    assert judged["user_satisfaction_public_services"].reason == "no_target_value"
    assert judged["state_datacentre_capacity_dakhla"].reason == "no_target_year"


def test_the_online_service_rank_is_slightly_behind(judged):
    one = judged["un_osi_rank"]
    assert (one.base.value, one.latest.value, one.target.value) == (113, 100, 50)
    assert one.expected_at_latest == pytest.approx(97.25)
    assert (one.state, one.pace) == ("acceleration_needed", pytest.approx(0.825, abs=0.001))


def test_offshoring_jobs_are_behind(judged):
    one = judged["offshoring_jobs"]
    assert (one.latest.value, one.target.year) == (148_500, 2026)
    assert one.expected_at_latest == pytest.approx(160_000)
    assert (one.state, one.second_state) == ("acceleration_needed", "acceleration_needed")
    assert one.other_targets[0].target.year == 2030


def test_exports_are_behind_and_no_target_was_reached_by_counting_more(judged):
    one = judged["digital_export_revenue"]
    assert (one.state, one.target.year) == ("limited_progress", 2030)
    assert (one.other_targets[0].target.year, one.other_targets[0].is_met_at_base) == (2026, True)
    old = judged["digital_export_revenue_strategy_basis"]
    assert (old.state, old.reason) == ("not_assessable", "only_base")


def test_maroc_telecom_5g_is_on_its_licence_path_from_a_launch_at_zero(judged):
    # No commercial 5G existed before November 2025: the base is 0 at the end of 2024.
    one = judged["coverage_5g_population_iam"]
    assert (one.state, one.target.year, one.target.value) == ("on_track", 2026, 45)
    assert one.pace == pytest.approx(38 / 22.5)
    assert one.second_state == "not_assessable"
    assert one.other_targets[0].state == "on_track"


def test_a_budget_announced_in_full_is_not_a_budget_spent(judged):
    assert (judged["strategy_budget"].state, judged["strategy_budget"].reason) == ("not_assessable", "only_base")


def test_the_2024_rural_programme_is_past_and_missed(judged):
    one = judged["pnhd1_rural_zones_covered"]
    assert (one.state, one.is_past, one.is_base_from_observation) == ("missed", True, False)
    assert one.level_share == pytest.approx(10_660 / 10_740)
    assert one.is_fragile is False


def test_foreign_observations_never_stand_in(evidence):
    indicators, targets, observations = evidence
    abroad = [row for row in observations if row.country != "MAR"]
    assert abroad
    for indicator in indicators:
        assert assess(indicator, targets, abroad, AS_OF).latest is None
