"""The nineteen parameters of the compute share: their bounds, and the checks a value must pass before it is used.

The limits are wide: they keep the formulas away from nonsense (a division by zero, a share of 120 %), they are no
opinion on what is likely. A value that fails gets an error code for its field; nothing here raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

ProblemCode = Literal[
    "unknown_parameter",
    "missing_parameter",
    "not_a_number",
    "not_finite",
    "below_minimum",
    "above_maximum",
    "low_above_central",
    "central_above_high",
]
FieldName = Literal["low", "central", "high", ""]


class Triple(NamedTuple):
    """Low, central and high of one parameter, in its own unit: a triangular distribution."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Parameters:
    """The table `share_assumptions`, one field a row; units and bases stand in that table."""

    cloud_market_five_usd_m: Triple
    mar_share_of_five: Triple
    offshore_fraction_public_cloud: Triple
    local_dc_revenue_2021_usd_m: Triple
    local_dc_revenue_growth: Triple
    externalised_share: Triple
    capacity_it_mw: Triple
    capacity_occupancy: Triple
    gpu_price_usd_h: Triple
    kw_per_gpu_it: Triple
    gpu_billed_utilisation: Triple
    ai_share_of_offshore_spend: Triple
    local_accelerators_h100e: Triple
    b200_to_h100: Triple
    pue: Triple
    gov_sites_local: Triple
    moroccan_control_share: Triple
    demand_growth: Triple
    resident_use_new_sites: Triple

    def triple(self, name: str) -> Triple:
        """One parameter by its name in the table; KeyError if there is none."""
        if name not in LIMITS:
            raise KeyError(name)
        found: Triple = getattr(self, name)
        return found

    def central(self) -> dict[str, float]:
        """Every parameter at its central value."""
        return {name: self.triple(name).central for name in PARAMETER_NAMES}


PARAMETER_NAMES: tuple[str, ...] = tuple(each.name for each in fields(Parameters))

# Minimum and maximum of each value. Denominators of the formulas start above zero.
_SHARE, _POSITIVE_SHARE, _RATE = (0.0, 1.0), (0.001, 1.0), (0.0, 2.0)
LIMITS: Mapping[str, tuple[float, float]] = {
    "cloud_market_five_usd_m": (1.0, 1e6),
    "mar_share_of_five": _POSITIVE_SHARE,
    "offshore_fraction_public_cloud": _POSITIVE_SHARE,
    "local_dc_revenue_2021_usd_m": (0.001, 1e6),
    "local_dc_revenue_growth": _RATE,
    "externalised_share": _POSITIVE_SHARE,
    "capacity_it_mw": (0.0, 1e5),
    "capacity_occupancy": _POSITIVE_SHARE,
    "gpu_price_usd_h": (0.01, 1e3),
    "kw_per_gpu_it": (0.01, 100.0),
    "gpu_billed_utilisation": _POSITIVE_SHARE,
    "ai_share_of_offshore_spend": _POSITIVE_SHARE,
    "local_accelerators_h100e": (0.0, 1e7),
    "b200_to_h100": (0.01, 100.0),
    "pue": (1.0, 5.0),
    "gov_sites_local": _SHARE,
    "moroccan_control_share": _SHARE,
    "demand_growth": _RATE,
    "resident_use_new_sites": _SHARE,
}


@dataclass(frozen=True)
class Problem:
    """Why a value is refused: the parameter (or lever), which of its three values, the code, and the limit it broke."""

    name: str
    field: FieldName
    code: ProblemCode
    limit: float | None = None


def check_value(name: str, value: object, limits: tuple[float, float], field: FieldName = "") -> Problem | None:
    """The first problem of one value, None if it may be used. Text is refused even where it spells a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Problem(name, field, "not_a_number")
    number = _number(value)
    if number is None:
        return Problem(name, field, "not_finite")
    if number < limits[0]:
        return Problem(name, field, "below_minimum", limits[0])
    if number > limits[1]:
        return Problem(name, field, "above_maximum", limits[1])
    return None


_LARGEST = 1.7976931348623157e308


def check_triple(name: str, low: object, central: object, high: object) -> tuple[Problem, ...]:
    """Every problem of one parameter's three values, empty if they may be used."""
    if name not in LIMITS:
        return (Problem(name, "", "unknown_parameter"),)
    values: tuple[tuple[FieldName, object], ...] = (("low", low), ("central", central), ("high", high))
    found = [check_value(name, value, LIMITS[name], field) for field, value in values]
    problems = [problem for problem in found if problem is not None]
    numbers = {field: number for field, value in values if (number := _number(value)) is not None}
    if "low" in numbers and "central" in numbers and numbers["low"] > numbers["central"]:
        problems.append(Problem(name, "low", "low_above_central"))
    if "central" in numbers and "high" in numbers and numbers["central"] > numbers["high"]:
        problems.append(Problem(name, "high", "central_above_high"))
    return tuple(problems)


def _number(value: object) -> float | None:
    """The value as a number that arithmetic can hold: no text, no truth value, no NaN, no integer past the largest."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def read_parameters(rows: Mapping[str, tuple[object, object, object]]) -> tuple[Parameters | None, tuple[Problem, ...]]:
    """Parameters from (low, central, high) by name, or None and every problem found."""
    problems = [problem for name, row in rows.items() for problem in check_triple(name, *row)]
    problems += [Problem(name, "", "missing_parameter") for name in PARAMETER_NAMES if name not in rows]
    if problems:
        return None, tuple(problems)
    triples = {name: Triple(*(_number(value) or 0.0 for value in rows[name])) for name in PARAMETER_NAMES}
    return Parameters(**triples), ()
