"""Local or offshore: where the computing of residents of Morocco runs, layer by layer.

An estimate, except the institutional sites: no Moroccan body publishes this share. The five layers answer five
questions and are never averaged. Each is split in three parts that sum to 1: `sovereign` (on Moroccan territory and
under Moroccan control), `local_foreign` (on the territory, controlled from abroad) and `offshore`.

With the parameters of `share_parameters` in short form:

- Offshore spend `S_off = phi*M5*m`, local spend `S_loc = R_2021*(1+g_R)^(t-2021)` [USD m a year];
  spend: `L = S_loc/(S_loc+S_off)`, sovereign `V = c*L`.
- All compute: `L_all = (1-x) + x*L`, `V_all = (1-x) + x*V`: in-house computing is taken as local and Moroccan.
- Revenue of a used MW `r = p*8760*u_g/k/1000` [USD m a year]; `M_loc = K*u`, `M_off = S_off/r` [MW IT];
  capacity: `L = M_loc/(M_loc+M_off)`, `V = c*L`.
- Accelerators abroad `A_off = a*S_off*1e6/(p*8760*u_g)` [H100-equivalents]; `L = A_loc/(A_loc+A_off)`.
- Institutional sites: a measured proportion with its Wilson interval (Wilson 1927), never a triangular draw.

The method gives no test of control for the last two layers: the control share `c` of the local market stands in, and
the layer says so (`is_control_assumed`). Bands come from independent triangular draws of every parameter. They are
drawn once by the method version and reused, so that the same inputs give the same bytes and a moved parameter moves
nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from etl.contracts.parameters import PARAMETER_NAMES, Parameters, Triple
from etl.measures.share.draws import DRAWS, Array, Band, band_of, draw, normals, wilson_interval, wilson_quantile
from etl.versions import COMPUTE_SHARE as METHOD_VERSION

__all__ = [
    "DRAWS",
    "LAYERS",
    "METHOD_VERSION",
    "PARTS",
    "Band",
    "Documented",
    "Layer",
    "Quantities",
    "TornadoBar",
    "accelerators_of_site",
    "central",
    "confidence",
    "quantities",
    "rests_on",
    "simulate",
    "tornado",
    "with_capacity",
]

REFERENCE_YEAR = 2025
_REVENUE_YEAR = 2021
_HOURS_A_YEAR = 8760
Number = TypeVar("Number", float, Array)
LayerName = Literal["spend", "all", "capacity", "accelerators", "institutional_sites"]
PartName = Literal["local", "sovereign", "local_foreign", "offshore"]
LAYERS: tuple[LayerName, ...] = ("spend", "all", "capacity", "accelerators", "institutional_sites")
PARTS: tuple[PartName, ...] = ("local", "sovereign", "local_foreign", "offshore")
_OFFSHORE = ("cloud_market_five_usd_m", "mar_share_of_five", "offshore_fraction_public_cloud")
_SPENDS = (*_OFFSHORE, "local_dc_revenue_2021_usd_m", "local_dc_revenue_growth")
_BILLED = ("gpu_price_usd_h", "gpu_billed_utilisation")
_FORMULAS: Mapping[LayerName, tuple[str, ...]] = {
    "spend": _SPENDS,
    "all": (*_SPENDS, "externalised_share"),
    "capacity": (*_OFFSHORE, "capacity_it_mw", "capacity_occupancy", *_BILLED, "kw_per_gpu_it"),
    "accelerators": (*_OFFSHORE, *_BILLED, "ai_share_of_offshore_spend", "local_accelerators_h100e"),
    "institutional_sites": ("gov_sites_local",),
}


@dataclass(frozen=True)
class Documented:
    """What is counted rather than assumed: GPUs (table `sites`) and the sample of institutional sites.

    `gpus` is a count of cards of several ages, not H100-equivalents: a floor to show beside the placeholder, never an
    input.
    """

    gpus: int
    institutional_sample: int


@dataclass(frozen=True)
class Layer:
    """One layer. In the central case `sovereign + local_foreign = local` and `local + offshore = 1`.

    Percentiles of parts need not sum. `floor_gpus` is the documented count beside the accelerators layer, else None.
    """

    name: LayerName
    local: Band
    sovereign: Band
    local_foreign: Band
    offshore: Band
    is_measured: bool
    is_control_assumed: bool
    floor_gpus: int | None

    def part(self, name: PartName) -> Band:
        """One part by name."""
        found: Band = getattr(self, name)
        return found


@dataclass(frozen=True)
class Quantities:
    """Intermediate amounts of the central case: USD m a year, USD m a MW-year, MW IT, H100-equivalents."""

    offshore_spend_usd_m: float
    local_spend_usd_m: float
    revenue_usd_m_per_mw: float
    local_mw: float
    offshore_mw: float
    offshore_accelerators_h100e: float


@dataclass(frozen=True)
class TornadoBar:
    """One parameter moved alone, the others central: the part's share at its low and at its high value."""

    parameter: str
    at_low: float
    at_high: float

    @property
    def span(self) -> float:
        """How far the share moves, 0 to 1."""
        return abs(self.at_high - self.at_low)


def quantities(parameters: Parameters) -> Quantities:
    """The amounts behind the shares, central case."""
    values = parameters.central()
    spend_off, spend_loc = spends(values)
    revenue = revenue_per_mw(values)
    return Quantities(spend_off, spend_loc, revenue, *megawatts(values), offshore_accelerators(values))


def spends(values: Mapping[str, Number]) -> tuple[Number, Number]:
    """Offshore and local spend in the reference year, USD m."""
    offshore = (
        values["offshore_fraction_public_cloud"] * values["cloud_market_five_usd_m"] * values["mar_share_of_five"]
    )
    growth = 1 + values["local_dc_revenue_growth"]
    return offshore, values["local_dc_revenue_2021_usd_m"] * growth ** (REFERENCE_YEAR - _REVENUE_YEAR)


def revenue_per_mw(values: Mapping[str, Number]) -> Number:
    """Revenue of one MW IT in use, USD m a year, from GPU prices (no price of ordinary cloud per MW was found)."""
    billed = values["gpu_price_usd_h"] * _HOURS_A_YEAR * values["gpu_billed_utilisation"]
    return billed / values["kw_per_gpu_it"] / 1000


def megawatts(values: Mapping[str, Number]) -> tuple[Number, Number]:
    """MW IT in use by residents in the reference year: in the country, and abroad."""
    offshore, _ = spends(values)
    return values["capacity_it_mw"] * values["capacity_occupancy"], offshore / revenue_per_mw(values)


def offshore_accelerators(values: Mapping[str, Number]) -> Number:
    """Accelerators abroad serving residents, H100-equivalents."""
    offshore, _ = spends(values)
    billed = values["gpu_price_usd_h"] * _HOURS_A_YEAR * values["gpu_billed_utilisation"]
    return values["ai_share_of_offshore_spend"] * offshore * 1e6 / billed


def accelerators_of_site(facility_mw: float, values: Mapping[str, float]) -> tuple[float, float]:
    """GPUs and H100-equivalents of a B200-class site of `facility_mw` MW (facility power, so divided by the PUE).

    `n = 1000*F/PUE/k` with `k = kw_per_gpu_it` of that class of card, `H100e = n*b`.
    """
    cards = 1000 * facility_mw / values["pue"] / values["kw_per_gpu_it"]
    return cards, cards * values["b200_to_h100"]


def shares(values: Mapping[str, Number], institutional: Number) -> dict[LayerName, tuple[Number, Number]]:
    """(local, sovereign) of every layer, from single values or from draws; `institutional` is the measured share."""
    control, outsourced = values["moroccan_control_share"], values["externalised_share"]
    spend_off, spend_loc = spends(values)
    mw_loc, mw_off = megawatts(values)
    cards = values["local_accelerators_h100e"]
    spend = spend_loc / (spend_loc + spend_off)
    capacity = mw_loc / (mw_loc + mw_off)
    accelerators = cards / (cards + offshore_accelerators(values))
    in_house = 1 - outsourced
    return {
        "spend": (spend, control * spend),
        "all": (in_house + outsourced * spend, in_house + outsourced * control * spend),
        "capacity": (capacity, control * capacity),
        "accelerators": (accelerators, control * accelerators),
        "institutional_sites": (institutional, control * institutional),
    }


def central(parameters: Parameters, part: PartName = "local") -> dict[LayerName, float]:
    """One part of every layer in the central case: what a figure needs when no band is asked for."""
    values = parameters.central()
    found = shares(values, values["gov_sites_local"])
    return {layer: _part(pair, part) for layer, pair in found.items()}


def with_capacity(parameters: Parameters, mw: float) -> Parameters:
    """The same parameters with the country's capacity known to be `mw` MW of IT load."""
    return replace(parameters, capacity_it_mw=Triple(mw, mw, mw))


def simulate(parameters: Parameters, documented: Documented, draws: int = DRAWS) -> dict[LayerName, Layer]:
    """Every layer with its bands, from `draws` draws (50 000 take less than 100 ms)."""
    centre = parameters.central()
    measured = centre["gov_sites_local"]
    sample = documented.institutional_sample
    one = shares(centre, measured)
    many = shares(draw(parameters, draws), wilson_quantile(measured, sample, normals(draws)))
    interval = wilson_interval(measured, sample)
    return {layer: _layer(layer, one[layer], many[layer], interval, documented) for layer in LAYERS}


def _layer(
    name: LayerName,
    one: tuple[float, float],
    many: tuple[Array, Array],
    interval: tuple[float, float],
    documented: Documented,
) -> Layer:
    is_measured = name == "institutional_sites"
    local = band_of(one[0], many[0])
    if is_measured:
        local = Band(one[0], interval[0], None, interval[1])
    offshore = Band(1 - one[0], 1 - local.p95, None if local.p50 is None else 1 - local.p50, 1 - local.p5)
    return Layer(
        name,
        local,
        sovereign=band_of(one[1], many[1]),
        local_foreign=band_of(one[0] - one[1], many[0] - many[1]),
        offshore=offshore,
        is_measured=is_measured,
        is_control_assumed=name in ("accelerators", "institutional_sites"),
        floor_gpus=documented.gpus if name == "accelerators" else None,
    )


def tornado(parameters: Parameters, layer: LayerName, part: PartName = "local") -> tuple[TornadoBar, ...]:
    """What moves one output most, first: each parameter at its low and high, the others central; those that move it."""
    centre = parameters.central()

    def at(name: str, value: float) -> float:
        values = {**centre, name: value}
        return _part(shares(values, values["gov_sites_local"])[layer], part)

    triples = ((name, parameters.triple(name)) for name in PARAMETER_NAMES)
    bars = (TornadoBar(name, at(name, triple.low), at(name, triple.high)) for name, triple in triples)
    return tuple(sorted((bar for bar in bars if bar.span > 0), key=lambda bar: (-bar.span, bar.parameter)))


def rests_on(bars: tuple[TornadoBar, ...], layer: LayerName, part: PartName = "local") -> tuple[str, ...]:
    """Every parameter in the formula of one output: those that move it (`bars`) first, then those that do not.

    One known exactly moves nothing, and neither does any where the share is 0 or 1 whatever they are.
    """
    control = ("moroccan_control_share",) if part in ("sovereign", "local_foreign") else ()
    return tuple(dict.fromkeys([*(bar.parameter for bar in bars), *_FORMULAS[layer], *control]))


def confidence(bars: tuple[TornadoBar, ...], grades: Mapping[str, str], names: tuple[str, ...] = ()) -> str:
    """Grade of an output: the worst grade among the three parameters that move it most.

    Where nothing moves it, the worst of all it rests on (`names`); "" where none has a grade.
    """
    moving = tuple(bar.parameter for bar in bars[:3])
    return max((grades.get(name, "") for name in moving or names), default="")


def _part(pair: tuple[float, float], part: PartName) -> float:
    local, sovereign = pair
    return {"local": local, "sovereign": sovereign, "local_foreign": local - sovereign, "offshore": 1 - local}[part]
