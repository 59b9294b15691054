"""The rows a judgement reads, and the state of one target from one series: every guard in one place.

Nothing here raises and nothing is ever NaN: what cannot be judged is `not_assessable` with a reason code. Decisions the
published methods leave open:

- Base: the target row's own baseline; else the first observation of 2022 or later.
- The latest observation counts only if later than the base. One observation that is the base, even one that meets its
  target (an envelope announced in full), shows no progress: `only_base`.
- A past target that is not met is `missed` where an observation dated at or after the deadline says so, with or without a
  base; where the latest observation is older than the deadline, nobody knows: `not_observed_at_deadline`.
- A forecast is no observation. Where a series breaks, only what was observed from its last break on is judged, and no pace is
  taken from a base before it: `series_broken`.
- Several observations ending on one day: the better grade, then the less favourable value.
- Calendar quarters are taken as they come: a third quarter is not compared with a third quarter only.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from etl.measures.progress.pace import GrowthModel, PaceReason, Path, State, is_met, pace, state_of
from etl.measures.progress.periods import period_start, period_year

COUNTRY = "MAR"
FIRST_BASE_YEAR = 2022

Reason = (
    PaceReason
    | Literal[
        "no_growth_model",
        "no_target_value",
        "no_target_year",
        "no_observation",
        "no_observation_since_first_base_year",
        "target_not_after_base",
        "only_base",
        "perimeter_changed",
        "series_broken",
        "not_observed_at_deadline",
    ]
)


@dataclass(frozen=True)
class Indicator:
    """What is measured. `growth_model` is declared in advance, in the indicator's own row, with its reason."""

    indicator_id: str
    direction: Literal["higher_better", "lower_better"]
    growth_model: GrowthModel | None
    pillar: str = ""

    @property
    def sign(self) -> int:
        """The method's `d`: 1 where more is better, -1 where less is."""
        return -1 if self.direction == "lower_better" else 1


@dataclass(frozen=True)
class Target:
    """A target row. A blank year or value stays None; `perimeter` codes what is counted, blank where nothing says."""

    indicator_id: str
    year: int | None
    value: float | None
    baseline_year: int | None = None
    baseline_value: float | None = None
    grade: str = ""
    source_ids: tuple[str, ...] = ()
    perimeter: str = ""
    set_by: str = ""

    @property
    def baseline(self) -> Point | None:
        """The row's own base, None unless both its year and its value are given."""
        value = finite(self.baseline_value)
        if value is None or self.baseline_year is None:
            return None
        year = self.baseline_year
        return Point(str(year), year + 1.0, value, self.grade, self.source_ids, self.perimeter)

    def is_past(self, as_of: dt.date) -> bool:
        """Whether the target year is over on `as_of`; a target without a year is never past."""
        return self.year is not None and as_of.year > self.year


@dataclass(frozen=True)
class Observation:
    """A published value of one country and period (`YYYY`, `YYYY-MM`, `YYYY-Qn`), in the indicator's unit."""

    indicator_id: str
    country: str
    period: str
    value: float | None
    grade: str = ""
    source_ids: tuple[str, ...] = ()
    perimeter: str = ""
    is_provisional: bool = False
    is_forecast: bool = False
    is_break: bool = False


@dataclass(frozen=True)
class Point:
    """A value on the time axis: `year` is the year number of the period's end (see `periods`).

    `is_provisional`: the source calls the value preliminary or approximate. `broken_at` is the period from which the series is
    counted as it is here, "" where it never broke.
    """

    period: str
    year: float
    value: float
    grade: str = ""
    source_ids: tuple[str, ...] = ()
    perimeter: str = ""
    is_provisional: bool = False
    broken_at: str = ""


@dataclass(frozen=True)
class Verdict:
    """State of one target; `path` is there as soon as base, latest and target are, `reason` if not assessable."""

    state: State
    reason: Reason
    reason_params: Mapping[str, str | float] = field(hash=False)
    base: Point | None
    latest: Point | None
    path: Path | None
    pace: float | None


def points_of(indicator: Indicator, observations: Iterable[Observation], as_of: dt.date) -> list[Point]:
    """Usable Moroccan observations since the last break, in order of time, one for each day on which a period ends."""
    kept: dict[float, Point] = {}
    breaks: dict[float, str] = {}
    for row in observations:
        start, year, value = period_start(row.period), period_year(row.period), finite(row.value)
        if row.indicator_id != indicator.indicator_id or row.country != COUNTRY:
            continue
        if start is None or year is None or value is None or start > as_of or row.is_forecast:
            continue
        if row.is_break:
            breaks[year] = min(row.period, breaks.get(year, row.period))
        point = Point(row.period, year, value, row.grade, row.source_ids, row.perimeter, row.is_provisional)
        rival = kept.get(year)
        if rival is None or _preference(point, indicator.sign) < _preference(rival, indicator.sign):
            kept[year] = point
    last = max(breaks, default=-math.inf)
    return [replace(kept[year], broken_at=breaks.get(last, "")) for year in sorted(kept) if year >= last]


def _preference(point: Point, sign: int) -> tuple[str, float, str, tuple[str, ...]]:
    return (point.grade or "Z", sign * point.value, point.period, point.source_ids)


def base_of(target: Target, points: Sequence[Point]) -> Point | None:
    """The target row's own baseline, else the first observation of 2022 or later, else None."""
    first = next((point for point in points if int(point.period[:4]) >= FIRST_BASE_YEAR), None)
    return target.baseline or first


# With one of these nothing can be said of the level either.
_UNKNOWABLE: tuple[Reason, ...] = ("no_target_value", "no_target_year", "no_observation", "perimeter_changed")


def judge(indicator: Indicator, target: Target, points: Sequence[Point], as_of: dt.date) -> Verdict:
    """State of one target from the points given (in order of time)."""
    base, latest = base_of(target, points), points[-1] if points else None
    path, reason = _path(target, base, latest)
    value: float | None = None
    state: State = "not_assessable"
    if path is not None:
        reason = "no_growth_model"
        if indicator.growth_model is not None:
            value, reason = pace(indicator.growth_model, indicator.sign, path)
        state = state_on(path, value, target, indicator.sign, as_of)
    if latest is not None and reason not in _UNKNOWABLE and is_unmet(target, latest, indicator.sign, as_of):
        state, reason = _past_state(target, latest)
    if state != "not_assessable":
        reason = ""
    return Verdict(state, reason, _params(reason, base, latest), base, latest, path, value)


def state_on(path: Path, value: float | None, target: Target, sign: int, as_of: dt.date) -> State:
    """State from the path and the pace along it: met first, whatever the pace; then the pace; without one, none."""
    if is_met(sign, path.yi, path.y_target):
        return "achieved"
    if value is None:
        return "not_assessable"
    if target.is_past(as_of):
        return "missed" if path.ti >= path.t_target else "not_assessable"
    return state_of(value)


def is_unmet(target: Target, latest: Point, sign: int, as_of: dt.date) -> bool:
    """Whether the deadline has passed and the latest value does not meet the target."""
    y_target = finite(target.value)
    return y_target is not None and target.is_past(as_of) and not is_met(sign, latest.value, y_target)


def _past_state(target: Target, latest: Point) -> tuple[State, Reason]:
    """State of a past target that is not met: missed, unless nobody looked since the deadline."""
    if target.year is not None and latest.year >= target.year + 1:
        return "missed", ""
    return "not_assessable", "not_observed_at_deadline"


def _path(target: Target, base: Point | None, latest: Point | None) -> tuple[Path | None, Reason]:
    """Base, latest and target laid on one axis, or the first reason they cannot be."""
    reason: Reason
    y_target = finite(target.value)
    if y_target is None:
        reason = "no_target_value"
    elif target.year is None:
        reason = "no_target_year"
    elif latest is None:
        reason = "no_observation"
    elif base is None:
        reason = "no_observation_since_first_base_year"
    elif target.year + 1 <= base.year:
        reason = "target_not_after_base"
    elif latest.year <= base.year:
        reason = "only_base"
    elif target.perimeter and latest.perimeter and target.perimeter != latest.perimeter:
        reason = "perimeter_changed"
    elif base.year < (period_year(latest.broken_at) or -math.inf):
        reason = "series_broken"
    else:
        return Path(base.year, base.value, latest.year, latest.value, target.year + 1.0, y_target), ""
    return None, reason


def _params(reason: Reason, base: Point | None, latest: Point | None) -> dict[str, str | float]:
    """What the wording of a reason needs: the period of the base or of the latest observation."""
    if reason == "no_observation_since_first_base_year" and latest is not None:
        return {"year": float(FIRST_BASE_YEAR), "period": latest.period}
    if reason == "series_broken" and latest is not None:
        return {"period": latest.broken_at}
    if reason in ("perimeter_changed", "not_observed_at_deadline") and latest is not None:
        return {"period": latest.period}
    about_base = ("target_not_after_base", "only_base", "base_equals_target", "base_beyond_target", "zero_base")
    return {"period": base.period} if base is not None and reason in about_base else {}


def finite(value: float | None) -> float | None:
    """The value, None where it is blank, infinite or not a number."""
    return value if value is not None and math.isfinite(value) else None
