"""Is an indicator on course? A pure function of (indicator, targets, observations, day).

`assess` judges every target row of one indicator and puts one in front: the next one not yet past. Formulas and their
published sources are in `pace`, guards and the choice of base in `verdict`, time in `periods`. Further sources: Open
SDG documentation, "Progress methodology"; UN Statistics Division, *Progress Chart* (2023) as applied by Eustat.

A target the base already met measures nothing: it is achieved while the latest value still meets it, but a later target
stands in front of it. So a series whose perimeter grew past its 2026 target is judged on 2030.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from etl.measures.progress import pace as arithmetic
from etl.measures.progress.pace import STATES, GrowthModel, Path, State
from etl.measures.progress.periods import date_year, period_end
from etl.measures.progress.verdict import (
    Indicator,
    Observation,
    Point,
    Reason,
    Target,
    Verdict,
    finite,
    judge,
    points_of,
    state_on,
)
from etl.versions import PROGRESS as METHOD_VERSION

__all__ = [
    "METHOD_VERSION",
    "Assessment",
    "Indicator",
    "Observation",
    "PillarSummary",
    "Point",
    "Target",
    "assess",
    "count_states",
    "roll_up",
]

_FEWEST_TO_LEAVE_ONE_OUT = 4
_FEWEST_FOR_A_FIRM_STATE = 3
_FEWEST_FOR_A_MEAN = 3


@dataclass(frozen=True)
class Assessment:
    """One target judged; `other_targets` holds the same indicator's other targets, each judged, in order of year.

    `reason` is blank unless the state is `not_assessable`; `reason_params` fills its wording. `pace`, `second_pace`:
    1.0 is exactly on the required path. `second_*` is the model that was not declared; `is_method_sensitive` says
    that both give a state and the two differ. `is_fragile`: the state rests on fewer than three observations, or on a last
    one that is provisional, or leaving out one of four or more changes it; None without a state. `observation_count`: those
    from the base on. `level_share`: of a missed target, the share of its level that was reached, where more is better;
    else of the distance from the base. `previous_state` and `was_fragile`: what version 1 of the method said of the same
    rows. `is_base_from_observation`: the target row has no baseline. Changes are per
    year, in the indicator's unit; `required_multiple` is required over past, None where the past went nowhere or the
    wrong way. `expected_*`: the declared model's required path at the latest observation and on the day of the
    assessment. `elapsed_share` runs from the base to the target, on that day. `score` is for means only.
    """

    indicator: Indicator
    target: Target | None
    state: State
    reason: Reason = ""
    reason_params: Mapping[str, str | float] = field(default_factory=dict, hash=False)
    base: Point | None = None
    latest: Point | None = None
    pace: float | None = None
    second_pace: float | None = None
    second_state: State | None = None
    score: float | None = None
    is_method_sensitive: bool = False
    is_fragile: bool | None = None
    is_base_from_observation: bool = False
    is_met_at_base: bool = False
    is_past: bool = False
    observation_count: int = 0
    level_share: float | None = None
    previous_state: State = "not_assessable"
    was_fragile: bool | None = None
    past_change_per_year: float | None = None
    required_change_per_year: float | None = None
    required_multiple: float | None = None
    elapsed_share: float | None = None
    expected_at_latest: float | None = None
    second_expected_at_latest: float | None = None
    expected_now: float | None = None
    age_days: int | None = None
    other_targets: tuple[Assessment, ...] = ()


def assess(
    indicator: Indicator, targets: Iterable[Target], observations: Iterable[Observation], as_of: dt.date
) -> Assessment:
    """Judge the indicator's targets on the Moroccan observations known on `as_of`.

    Rows of other indicators and countries are ignored, as are blank and non-finite values, periods that cannot be read
    and periods that begin after `as_of`. Without a target row: `no_official_target`, for a target is never invented.
    """
    points = points_of(indicator, observations, as_of)
    rows = sorted(
        (target for target in targets if target.indicator_id == indicator.indicator_id),
        key=lambda target: math.inf if target.year is None else target.year,
    )
    if not rows:
        latest = points[-1] if points else None
        return Assessment(
            indicator,
            None,
            "no_official_target",
            latest=latest,
            previous_state="no_official_target",
            age_days=_age_days(latest, as_of),
        )
    judged = [_assess_target(indicator, target, points, as_of) for target in rows]
    front = _front(judged)
    return replace(judged[front], other_targets=tuple(judged[:front] + judged[front + 1 :]))


def _front(judged: Sequence[Assessment]) -> int:
    """Which target stands in front: the next not past that the base had not met, else the next, else the last past."""
    dated = [place for place, one in enumerate(judged) if one.target is not None and one.target.year is not None]
    ahead = [place for place in dated if not judged[place].is_past]
    unmet = [place for place in ahead if not judged[place].is_met_at_base]
    return (unmet or ahead or dated[-1:] or [0])[0]


def _assess_target(indicator: Indicator, target: Target, points: Sequence[Point], as_of: dt.date) -> Assessment:
    found = judge(indicator, target, points, as_of)
    base, path, y_target = found.base, found.path, finite(target.value)
    one = Assessment(
        indicator,
        target,
        found.state,
        found.reason,
        found.reason_params,
        base=base,
        latest=found.latest,
        pace=found.pace,
        score=None
        if found.pace is None or found.state in ("missed", "not_assessable")
        else arithmetic.score(found.pace),
        is_base_from_observation=base is not None and target.baseline is None,
        is_met_at_base=base is not None
        and y_target is not None
        and arithmetic.is_met(indicator.sign, base.value, y_target),
        is_past=target.is_past(as_of),
        age_days=_age_days(found.latest, as_of),
    )
    counted = [point for point in points if base is None or point.year >= base.year]
    one = replace(
        one,
        observation_count=len(counted),
        is_fragile=_is_fragile(indicator, target, points, as_of, found, counted),
        level_share=_level_share(indicator, target, found) if found.state == "missed" else None,
        previous_state=_previous_state(found),
        was_fragile=_hangs_on_one(indicator, target, points, as_of, found, counted),
    )
    if path is None or indicator.growth_model is None:
        return one
    one = replace(
        one,
        elapsed_share=min(1.0, max(0.0, (date_year(as_of) - path.t0) / (path.t_target - path.t0))),
        expected_at_latest=arithmetic.required_value(indicator.growth_model, path, path.ti),
        expected_now=arithmetic.required_value(indicator.growth_model, path, date_year(as_of)),
    )
    return _with_changes(_with_second_opinion(one, target, path, as_of), path)


def _with_second_opinion(one: Assessment, target: Target, path: Path, as_of: dt.date) -> Assessment:
    """The same judgement by the model that was not declared."""
    other: GrowthModel = "linear" if one.indicator.growth_model == "compound" else "compound"
    value, _ = arithmetic.pace(other, one.indicator.sign, path)
    state = one.state if one.state == "missed" else state_on(path, value, target, one.indicator.sign, as_of)
    differs = "not_assessable" not in (state, one.state) and state != one.state
    return replace(
        one,
        second_pace=value,
        second_state=state,
        is_method_sensitive=differs,
        second_expected_at_latest=arithmetic.required_value(other, path, path.ti),
    )


def _with_changes(one: Assessment, path: Path) -> Assessment:
    """Past yearly change, the yearly change still required `(yT-yi)/(tT-ti)`, and their ratio."""
    past = finite((path.yi - path.y0) / (path.ti - path.t0))
    one = replace(one, past_change_per_year=past)
    if one.state == "achieved" or path.t_target <= path.ti:
        return one
    required = finite((path.y_target - path.yi) / (path.t_target - path.ti))
    multiple = None
    if required is not None and past is not None and past * one.indicator.sign > 0:
        multiple = finite(required / past)
    return replace(one, required_change_per_year=required, required_multiple=multiple)


def _is_fragile(
    indicator: Indicator,
    target: Target,
    points: Sequence[Point],
    as_of: dt.date,
    found: Verdict,
    counted: Sequence[Point],
) -> bool | None:
    """Whether a state rests on few or approximate observations, or hangs on one of them; None without a state."""
    if found.state == "not_assessable" or found.latest is None:
        return None
    if len(counted) < _FEWEST_FOR_A_FIRM_STATE or found.latest.is_provisional:
        return True
    return bool(_hangs_on_one(indicator, target, points, as_of, found, counted))


def _hangs_on_one(
    indicator: Indicator,
    target: Target,
    points: Sequence[Point],
    as_of: dt.date,
    found: Verdict,
    counted: Sequence[Point],
) -> bool | None:
    """Whether leaving out one observation, from the base on, changes the state; None with fewer than four of them."""
    if found.path is None or indicator.growth_model is None or len(counted) < _FEWEST_TO_LEAVE_ONE_OUT:
        return None
    return any(
        judge(indicator, target, [point for point in points if point is not left_out], as_of).state != found.state
        for left_out in counted
    )


def _level_share(indicator: Indicator, target: Target, found: Verdict) -> float | None:
    """How much of a missed level was reached: of the level itself where more is better, else of the way to it."""
    y_target, latest, base = finite(target.value), found.latest, found.base
    if y_target is None or latest is None:
        return None
    if indicator.sign > 0 and y_target > 0 and latest.value >= 0:
        return finite(latest.value / y_target)
    if base is None or base.value == y_target or latest.year <= base.year:
        return None
    return finite((latest.value - base.value) / (y_target - base.value))


def _previous_state(found: Verdict) -> State:
    """The state by version 1 of the method, which judged a past target by its pace."""
    late = found.state == "missed" or found.reason == "not_observed_at_deadline"
    if not late:
        return found.state
    if found.pace is None:
        return "not_assessable"
    state = arithmetic.state_of(found.pace)
    return "acceleration_needed" if state == "on_track" and found.state == "missed" else state


def _age_days(latest: Point | None, as_of: dt.date) -> int | None:
    """Days since the latest observation's period ended; 0 while it has not."""
    end = None if latest is None else period_end(latest.period)
    return None if end is None else max(0, (as_of - end).days)


@dataclass(frozen=True)
class PillarSummary:
    """States of one pillar: a count for each state, the mean score of those with a pace, and always who is worst.

    A mean is taken from three such indicators on: of fewer, it would say more than they do.

    `worst` is the lowest score (None where nothing has one); `deteriorating` names every indicator in
    `deterioration`, so that a mean never hides one.
    """

    pillar: str
    counts: Mapping[State, int] = field(hash=False)
    mean_score: float | None
    worst: Assessment | None
    deteriorating: tuple[str, ...]


def count_states(assessments: Iterable[Assessment]) -> dict[State, int]:
    """How many indicators are in each of the states, zeros included, in the method's order."""
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for one in assessments:
        counts[one.state] += 1
    return counts


def roll_up(assessments: Iterable[Assessment]) -> tuple[PillarSummary, ...]:
    """One summary for each pillar, in order of appearance. Only the target in front of each indicator counts."""
    by_pillar: dict[str, list[Assessment]] = {}
    for one in assessments:
        by_pillar.setdefault(one.indicator.pillar, []).append(one)
    return tuple(_summary(pillar, members) for pillar, members in by_pillar.items())


def _summary(pillar: str, members: Sequence[Assessment]) -> PillarSummary:
    scored = [(one.score, one.indicator.indicator_id, one) for one in members if one.score is not None]
    return PillarSummary(
        pillar,
        count_states(members),
        math.fsum(score for score, _, _ in scored) / len(scored) if len(scored) >= _FEWEST_FOR_A_MEAN else None,
        min(scored, key=lambda entry: entry[:2])[2] if scored else None,
        tuple(sorted(one.indicator.indicator_id for one in members if one.state == "deterioration")),
    )
