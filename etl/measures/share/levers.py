"""The capacity layer to 2030 under levers, and what must be true for a chosen share.

For year `y`, `n = y - 2025`, every symbol as in `compute_share`:

- Demand `D(y) = (M_loc + M_off)*(1+g_D)^n * x(y)/x_0` [MW IT]: outsourcing more of the same computing raises it.
- Supply of existing sites `M_loc*(1+g_R)^n`, of which `c` under Moroccan control.
- Supply of new sites `sum(N*pi*rho)*u` over phases in service, of which `c_new` under Moroccan control.
- Demand that foreign cloud regions inside Morocco take over `M_off*(1 - phi(y)/phi_0)*(1+g_D)^n * x(y)/x_0`: local,
  never sovereign; negative, and so taken from local supply down to none, if more is served from abroad than today.
- Local share `L = min(1, supply/D)`; sovereign `V` = L times the sovereign part of supply, so `V <= L`.

`x(y)` and `phi(y)` move in a straight line from today to their 2030 lever, as ratios to the central case, in every draw
alike. A lever left at None is the parameter, drawn; a lever set is the reader's choice, known, and not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from etl.contracts.parameters import LIMITS, Parameters, Problem, check_value
from etl.measures.share.compute import REFERENCE_YEAR, megawatts
from etl.measures.share.draws import DRAWS, Array, Band, band_of, draw
from etl.measures.share.scenarios import LAST_YEAR, Phase

YEARS: tuple[int, ...] = tuple(range(REFERENCE_YEAR, LAST_YEAR + 1))

LEVER_LIMITS: Mapping[str, tuple[float, float]] = {
    "demand_growth": LIMITS["demand_growth"],
    "offshore_fraction_2030": (0.0, 1.0),
    "externalised_share_2030": LIMITS["externalised_share"],
    "mw": (0.0, 1e5),
    "delivered": (0.0, 1.0),
    "resident_use": (0.0, 1.0),
    "moroccan_control": (0.0, 1.0),
    "target_share": (0.0, 1.0),
}


@dataclass(frozen=True)
class Levers:
    """What the reader sets: growth of demand a year, the offshore fraction and outsourced share in 2030, phases."""

    demand_growth: float | None = None
    offshore_fraction_2030: float | None = None
    externalised_share_2030: float | None = None
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True)
class YearShare:
    """The capacity layer in one year; in the central case the three parts sum to 1. MW IT are of the central case."""

    year: int
    local: Band
    sovereign: Band
    local_foreign: Band
    offshore: Band
    demand_mw: float
    supply_mw: float


@dataclass(frozen=True)
class Need:
    """What one phase could give. `needed_part` of it alone would do; None if all of it is not enough."""

    phase_id: str
    resident_mw: float
    needed_part: float | None


@dataclass(frozen=True)
class MustBeTrue:
    """MW IT reserved to residents (`N*pi*rho`) that new sites must have in service by the end of `year`.

    0 where the share is reached without any (`is_met_without`). `pipeline_part` of every phase given, alike, would
    do; None where all of them delivered in full are not enough.
    """

    target_share: float
    year: int
    resident_mw: Band
    is_met_without: bool
    pipeline_part: float | None
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class PathAmounts:
    """What one year of the capacity layer is made of, central case: MW IT in use, rates a year, ratios to today (1 = as now).

    `added` holds each phase in service.
    """

    local_mw: float
    offshore_mw: float
    demand_growth: float
    supply_growth: float
    outsourcing: float
    offshoring: float
    demand_mw: float
    existing_mw: float
    moved_mw: float
    added: tuple[Added, ...]


@dataclass(frozen=True)
class Added:
    """A phase in service: the part of it used by residents, that under Moroccan control (0 to 1), and the MW it adds."""

    phase: Phase
    resident_use: float
    moroccan_control: float
    mw: float


class _Flow(NamedTuple):
    """Demand, supply of existing sites, and demand moved inside, in one year; MW IT, one value a draw."""

    demand: Array
    existing: Array
    moved: Array


class _Split(NamedTuple):
    """Local and sovereign share, demand and local supply (MW IT) in one year, one value a draw."""

    local: Array
    sovereign: Array
    demand: Array
    supply: Array


def check_lever(name: str, value: object) -> Problem | None:
    """The problem of one lever value, None if it may be used."""
    if name not in LEVER_LIMITS:
        return Problem(name, "", "unknown_parameter")
    return check_value(name, value, LEVER_LIMITS[name])


def path(parameters: Parameters, levers: Levers, draws: int = DRAWS) -> tuple[YearShare, ...]:
    """The capacity layer from 2025 to 2030, with bands (50 000 draws take less than 60 ms)."""
    return tuple(share_in(parameters, levers, year, draws) for year in YEARS)


def share_in(parameters: Parameters, levers: Levers, year: int = LAST_YEAR, draws: int = DRAWS) -> YearShare:
    """The capacity layer in one year from 2025 to 2030, with bands."""
    centre, many = _centre(parameters), draw(parameters, draws)
    return _year_share(year, _split(centre, parameters, levers, year), _split(many, parameters, levers, year))


def _year_share(year: int, one: _Split, many: _Split) -> YearShare:
    local = band_of(one.local[0], many.local)
    offshore = Band(1 - local.central, 1 - local.p95, None if local.p50 is None else 1 - local.p50, 1 - local.p5)
    return YearShare(
        year,
        local,
        sovereign=band_of(one.sovereign[0], many.sovereign),
        local_foreign=band_of(one.local[0] - one.sovereign[0], many.local - many.sovereign),
        offshore=offshore,
        demand_mw=float(one.demand[0]),
        supply_mw=float(one.supply[0]),
    )


def first_year_below_today(parameters: Parameters, levers: Levers) -> int | None:
    """First year whose central local share is below the reference year's; None if there is none by 2030."""
    centre = _centre(parameters)
    local = {year: float(_split(centre, parameters, levers, year).local[0]) for year in YEARS}
    return next((year for year in YEARS if local[year] < local[REFERENCE_YEAR]), None)


def what_must_be_true(
    parameters: Parameters,
    levers: Levers,
    target_share: float,
    year: int = LAST_YEAR,
    *,
    phases: Iterable[Phase] = (),
    draws: int = DRAWS,
) -> MustBeTrue:
    """The inverse of `path`: `(s*D - existing - moved)/u` MW IT, not below 0, for a year from 2025 to 2030.

    `levers.phases` is not used: the answer is the whole of what new sites must give. `phases` are the candidates,
    with their resident use (the central parameter where None); their `delivered` part is what is asked. Feeding one
    phase of the central answer, all of it delivered to residents, to `path` gives the chosen share.
    """
    year = min(max(year, REFERENCE_YEAR), LAST_YEAR)
    centre = _centre(parameters)
    needed = float(_needed(centre, parameters, levers, target_share, year)[0])
    many = np.maximum(0.0, _needed(draw(parameters, draws), parameters, levers, target_share, year))
    band = band_of(max(0.0, needed), many)
    central_use = parameters.resident_use_new_sites.central
    needs = tuple(_need(phase, central_use, band.central) for phase in phases)
    offered = math.fsum(need.resident_mw for need in needs)
    part = band.central / offered if 0 < offered >= band.central else None
    return MustBeTrue(target_share, year, band, needed <= 0, part, needs)


def _need(phase: Phase, central_use: float, needed: float) -> Need:
    offered = phase.mw * (central_use if phase.resident_use is None else phase.resident_use)
    return Need(phase.phase_id, offered, needed / offered if 0 < offered >= needed else None)


def _needed(
    values: Mapping[str, Array], parameters: Parameters, levers: Levers, target_share: float, year: int
) -> Array:
    flow = _flow(values, parameters, levers, year)
    return (target_share * flow.demand - flow.existing - flow.moved) / values["capacity_occupancy"]


def _flow(values: Mapping[str, Array], parameters: Parameters, levers: Levers, year: int) -> _Flow:
    elapsed = year - REFERENCE_YEAR
    growth = values["demand_growth"] if levers.demand_growth is None else np.array([levers.demand_growth])
    outsourcing, offshoring = _moves(parameters, levers, elapsed)
    local, offshore = megawatts(values)
    scale = _power(1 + growth, elapsed) * outsourcing
    return _Flow(
        (local + offshore) * scale,
        local * _power(1 + values["local_dc_revenue_growth"], elapsed),
        offshore * scale * (1 - offshoring),
    )


def _list_added(
    values: Mapping[str, Array], levers: Levers, year: int
) -> Iterator[tuple[Phase, Array | float, Array | float, Array]]:
    """Each phase in service in a year: its use by residents, its part under Moroccan control, and what it adds in MW."""
    for phase in levers.phases:
        if phase.from_year <= year and phase.delivered > 0:
            use = values["resident_use_new_sites"] if phase.resident_use is None else phase.resident_use
            held = values["moroccan_control_share"] if phase.moroccan_control is None else phase.moroccan_control
            yield phase, use, held, phase.mw * phase.delivered * use * values["capacity_occupancy"]


def _moves(parameters: Parameters, levers: Levers, elapsed: int) -> tuple[float, float]:
    """How far outsourcing, and the part of public cloud served from abroad, have moved from today's 1."""
    return (
        _ratio(parameters.externalised_share.central, levers.externalised_share_2030, elapsed),
        _ratio(parameters.offshore_fraction_public_cloud.central, levers.offshore_fraction_2030, elapsed),
    )


def _split(values: Mapping[str, Array], parameters: Parameters, levers: Levers, year: int) -> _Split:
    flow = _flow(values, parameters, levers, year)
    control = values["moroccan_control_share"]
    gross, sovereign = flow.existing + np.maximum(flow.moved, 0.0), control * flow.existing
    for _, _, held, added in _list_added(values, levers, year):
        gross, sovereign = gross + added, sovereign + held * added
    supply = np.maximum(gross + np.minimum(flow.moved, 0.0), 0.0)
    local = np.minimum(1.0, supply / flow.demand)
    # With no supply at all nothing is sovereign; the ratio is at most 1 but for the last bit.
    ratio = np.divide(sovereign, gross, out=np.zeros_like(gross), where=gross > 0)
    return _Split(local, local * np.minimum(1.0, ratio), flow.demand, supply)


def amounts_in(parameters: Parameters, levers: Levers, year: int) -> PathAmounts:
    """The amounts behind one year of `path`, and behind `what_must_be_true`, in the central case."""
    centre, values = _centre(parameters), parameters.central()
    demand, existing, moved = (float(amount[0]) for amount in _flow(centre, parameters, levers, year))
    local, offshore = megawatts(values)
    outsourcing, offshoring = _moves(parameters, levers, year - REFERENCE_YEAR)
    return PathAmounts(
        local,
        offshore,
        demand_growth=values["demand_growth"] if levers.demand_growth is None else levers.demand_growth,
        supply_growth=values["local_dc_revenue_growth"],
        outsourcing=outsourcing,
        offshoring=offshoring,
        demand_mw=demand,
        existing_mw=existing,
        moved_mw=moved,
        added=tuple(
            Added(phase, np.ravel(use).item(0), np.ravel(held).item(0), mw.item(0))
            for phase, use, held, mw in _list_added(centre, levers, year)
        ),
    )


def _power(base: Array, exponent: int) -> Array:
    """A whole power by products, several times faster than `**` on an array."""
    result: Array = np.ones_like(base)
    for _ in range(exponent):
        result = result * base
    return result


def _ratio(today: float, lever: float | None, elapsed: int) -> float:
    """How far a quantity has moved from today's 1 towards its 2030 lever."""
    return 1.0 if lever is None else 1 + (lever / today - 1) * elapsed / (LAST_YEAR - REFERENCE_YEAR)


def _centre(parameters: Parameters) -> dict[str, Array]:
    """The central case as a single draw, so that one formula serves the centre and the band."""
    return {name: np.array([value]) for name, value in parameters.central().items()}
