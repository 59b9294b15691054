"""The arithmetic of pace: two published measures, the state each gives, and the score a mean may use.

Symbols: `y0` base at `t0`, `yi` latest at `ti`, `yT` target at `tT`; `d` is +1 where more is better, -1 where less is.

- Linear, `P = ((yi-y0)/(ti-t0)) / ((yT-y0)/(tT-t0))`. Germany's federal statistics judge linearly (Destatis, indicator
  status symbols).
- Compound, `R = d*g/|gT|` with `g = (yi/y0)^(1/(ti-t0)) - 1` and `gT = (yT/y0)^(1/(tT-t0)) - 1`; the sign is turned
  when every value is negative. Statistics Canada and Open SDG (sdg-build `ProgressMeasure`), after Eurostat,
  *Sustainable development in the European Union* (2021).

A zero is never replaced by a small number: 5 of 50 after three of eight years would then read "on track". What cannot
be computed comes back as a reason code, never as an exception, never as NaN.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, get_args

GrowthModel = Literal["compound", "linear"]
State = Literal[
    "achieved",
    "on_track",
    "acceleration_needed",
    "limited_progress",
    "deterioration",
    "missed",
    "not_assessable",
    "no_official_target",
]
PaceReason = Literal[
    "", "base_equals_target", "base_beyond_target", "zero_base", "zero_target", "mixed_signs", "not_computable"
]
STATES: tuple[State, ...] = get_args(State)
ON_TRACK = 0.95
ACCELERATION = 0.60

# Pace to score, straight lines between these points, flat outside them.
SCORE_POINTS = ((-0.60, -5.0), (0.0, -2.5), (0.60, 0.0), (0.95, 2.5), (1.30, 5.0))
# Paces are kept to nine decimals, so that 0.95 reached by another order of the same sums is still 0.95.
_DECIMALS = 9
_LARGEST_EXPONENT = 700.0  # exp() overflows past 709


class Path(NamedTuple):
    """Base (`t0`, `y0`), latest (`ti`, `yi`) and target (`tT`, `yT`); times in years, `t0 < ti`, `t0 < tT`."""

    t0: float
    y0: float
    ti: float
    yi: float
    t_target: float
    y_target: float


def pace(model: GrowthModel, d: int, path: Path) -> tuple[float | None, PaceReason]:
    """Pace under `model` (1 = exactly on the required path) and "", or None and the reason code it cannot be had.

    Reasons: `base_equals_target`, `base_beyond_target` (the base already met the target, so no path leads to it),
    `zero_base`, `zero_target`, `mixed_signs` (compound only) and `not_computable` (a value beyond the arithmetic).
    """
    if path.y0 == path.y_target:
        return None, "base_equals_target"
    if d * (path.y0 - path.y_target) > 0:
        return None, "base_beyond_target"
    value, reason = _linear(path) if model == "linear" else _compound(d, path)
    if value is None:
        return None, reason
    if not math.isfinite(value):
        return None, "not_computable"
    return round(value, _DECIMALS) + 0.0, ""  # + 0.0 turns -0.0 into 0.0


def rates(model: GrowthModel, path: Path) -> tuple[float, float] | None:
    """What a pace divides: change a year (linear) or growth a year (compound, 0.05 for 5 %), observed and required.

    None where there is no such pace.
    """
    if model == "linear":
        return (path.yi - path.y0) / (path.ti - path.t0), (path.y_target - path.y0) / (path.t_target - path.t0)
    if 0 in (path.y0, path.y_target):
        return None
    past = _growth(path.y0, path.yi, path.ti - path.t0)
    required = _growth(path.y0, path.y_target, path.t_target - path.t0)
    return None if past is None or required is None else (past, required)


def _linear(path: Path) -> tuple[float | None, PaceReason]:
    past, required = rates("linear", path) or (0.0, 0.0)
    return (past / required, "") if required else (None, "not_computable")


def _compound(d: int, path: Path) -> tuple[float | None, PaceReason]:
    if path.y0 == 0:
        return None, "zero_base"
    if path.y_target == 0:
        return None, "zero_target"  # no constant rate ends at zero
    signs = {math.copysign(1, value) for value in (path.y0, path.yi, path.y_target) if value != 0}
    if len(signs) > 1:
        return None, "mixed_signs"
    found = rates("compound", path)
    if found is None or not found[1]:
        return None, "not_computable"
    past, required = found
    return d * signs.pop() * past / abs(required), ""


def _growth(start: float, end: float, years: float) -> float | None:
    """Yearly rate from `start` to `end` of the same sign; through logarithms, so that no quotient overflows."""
    if end == 0:
        return -1.0
    exponent = (math.log(abs(end)) - math.log(abs(start))) / years
    return math.expm1(exponent) if exponent < _LARGEST_EXPONENT else None


def required_value(model: GrowthModel, path: Path, at: float) -> float | None:
    """Value of the required path at time `at`, held at the base before it and at the target after it.

    Linear: `y0 + (yT-y0)*s`; compound: `y0*(yT/y0)^s`, with `s` the share of time gone. None where there is no such
    path.
    """
    share = min(1.0, max(0.0, (at - path.t0) / (path.t_target - path.t0)))
    if model == "linear":
        value = path.y0 + (path.y_target - path.y0) * share
    elif path.y0 == 0 or path.y_target == 0 or (path.y0 > 0) != (path.y_target > 0):
        return None
    else:
        exponent = (1 - share) * math.log(abs(path.y0)) + share * math.log(abs(path.y_target))
        value = math.copysign(math.exp(exponent), path.y0) if exponent < _LARGEST_EXPONENT else math.inf
    return value if math.isfinite(value) else None


def is_met(d: int, value: float, target: float) -> bool:
    """Whether `value` is at the target or on its good side."""
    return value >= target if d > 0 else value <= target


def state_of(value: float) -> State:
    """State of a target that is not met, from its pace."""
    if value >= ON_TRACK:
        return "on_track"
    if value >= ACCELERATION:
        return "acceleration_needed"
    return "limited_progress" if value >= 0 else "deterioration"


def score(value: float) -> float:
    """Score of a pace, from -5 to 5, for a mean over indicators; 0 at the edge of limited progress."""
    left, low = SCORE_POINTS[0]
    if value <= left:
        return low
    for right, high in SCORE_POINTS[1:]:
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
        left, low = right, high
    return low
