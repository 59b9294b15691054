"""What a figure of the share is made of, in the central case: each amount on the way with its unit, and the numbers put in.

Amounts on the way are written with four significant digits, so that a reader can do the sum again; a result has the two
of every estimate, and where a figure is its band alone no result is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from dashboard.content.values import Step
from dashboard.figures.share import estimate_text, evidence, number_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import Parameters
from etl.measures.share.compute import REFERENCE_YEAR, LayerName, PartName, quantities, with_capacity
from etl.measures.share.levers import Levers, PathAmounts, amounts_in
from etl.measures.share.scenarios import LAST_YEAR
from etl.measures.share.write import DEFAULT_TARGET_SHARE

_DIGITS = 4
_REVENUE_YEAR = 2021


def default_steps(reading: Reading, row: dict[str, Any]) -> tuple[Step, ...]:
    """The steps of a figure of `out_figures`, at default choices; () for what was measured."""
    t = reading.t
    parameters, (_, subject, part, *year) = evidence(reading.build).parameters, row["figure_id"].split(".")
    text = estimate_text(row["value"], None, None, row["unit"], t)
    if subject == "must_be_true":
        return need_steps(parameters, Levers(), LAST_YEAR, DEFAULT_TARGET_SHARE, text, t)
    if part == "local_documented":
        documented = reading.row("select value from out_figures where figure_id = 'sites.it_load_operational_mw'")[
            "value"
        ]
        return layer_steps(with_capacity(parameters, documented), "capacity", "local", text, t)
    if year:
        return path_steps(parameters, Levers(), int(year[0]), part, text, t)
    return layer_steps(parameters, subject, part, text, t)


def layer_steps(parameters: Parameters, layer: LayerName, part: PartName, text: str, t: Translator) -> tuple[Step, ...]:
    """The steps of a layer's share; `text` is the share as a reader sees it, "" where only its band may be shown."""
    made, p = quantities(parameters), _central(parameters, t)
    at_home, abroad = _short(made.local_spend_usd_m, t), _short(made.offshore_spend_usd_m, t)
    if layer == "spend":
        steps, share = _spending(parameters, t), f"{at_home} / ({at_home} + {abroad})"
    elif layer == "all":
        steps = _spending(parameters, t)
        control = f" × {p['moroccan_control_share']}" if part == "sovereign" else ""
        share = (
            f"(1 − {p['externalised_share']}) + {p['externalised_share']} × {at_home} / ({at_home} + {abroad}){control}"
        )
        return (*steps, _put_in(share, text, t))
    elif layer == "capacity":
        steps = _capacity(parameters, t)
        local, offshore = _short(made.local_mw, t), _short(made.offshore_mw, t)
        share = f"{local} / ({local} + {offshore})"
    elif layer == "accelerators":
        used, cards = _accelerators(parameters, t), p["local_accelerators_h100e"]
        steps, share = used, f"{cards} / ({cards} + {_short(made.offshore_accelerators_h100e, t)})"
    else:
        return ()
    if part == "sovereign":
        share = f"{share} × {p['moroccan_control_share']}"
    return (*steps, _put_in(share, text, t))


def path_steps(
    parameters: Parameters, levers: Levers, year: int, part: PartName, text: str, t: Translator
) -> tuple[Step, ...]:
    """The steps of the capacity layer in a year to come, under levers."""
    made = amounts_in(parameters, levers, year)
    supply = _short(made.existing_mw, t)
    if made.added:
        supply += f" + {_short(_new_mw(made), t)}"
    if made.moved_mw:
        supply += f" {'+' if made.moved_mw > 0 else '−'} {_short(abs(made.moved_mw), t)}"
    share = f"({supply}) / {_short(made.demand_mw, t)}" if " " in supply else f"{supply} / {_short(made.demand_mw, t)}"
    capped: tuple[Step, ...] = ()
    supplied = (made.existing_mw + _new_mw(made) + made.moved_mw) / made.demand_mw
    if part == "sovereign" and supplied > 1:
        capped = (Step(t("Supply over demand: more than 1 counts as 1"), _sum(share, supplied, "", t)),)
        share = "1"
    if part == "sovereign":
        share = f"{share} × {_control(parameters, made, t)}"
    return (
        *_to_come(parameters, levers, made, year, t),
        *_new_sites(made, year, parameters, t),
        *capped,
        _put_in(share, text, t),
    )


def need_steps(
    parameters: Parameters, levers: Levers, year: int, target: float, text: str, t: Translator
) -> tuple[Step, ...]:
    """The steps of what new sites must have in service for a share of residents' demand."""
    made = amounts_in(parameters, levers, year)
    p = _central(parameters, t)
    moved = f" {'−' if made.moved_mw >= 0 else '+'} {_short(abs(made.moved_mw), t)}"
    asked = f"{number_text(target, t)} × {_short(made.demand_mw, t)} − {_short(made.existing_mw, t)}{moved}"
    share = f"({asked}) / {p['capacity_occupancy']}"
    return (*_to_come(parameters, levers, made, year, t), _put_in(share, text, t))


def _spending(parameters: Parameters, t: Translator) -> tuple[Step, ...]:
    made, p = quantities(parameters), _central(parameters, t)
    years = REFERENCE_YEAR - _REVENUE_YEAR
    grown = f"{p['local_dc_revenue_2021_usd_m']} × (1 + {p['local_dc_revenue_growth']})^{years}"
    at_home = _sum(grown, made.local_spend_usd_m, t("million US dollars a year"), t)
    return Step(t("Spent in Morocco, central case"), at_home), _abroad(parameters, t)


def _abroad(parameters: Parameters, t: Translator) -> Step:
    made, p = quantities(parameters), _central(parameters, t)
    spent = " × ".join(
        p[name] for name in ("offshore_fraction_public_cloud", "cloud_market_five_usd_m", "mar_share_of_five")
    )
    text = _sum(spent, made.offshore_spend_usd_m, t("million US dollars a year"), t)
    return Step(t("Spent abroad, central case"), text)


def _capacity(parameters: Parameters, t: Translator) -> tuple[Step, ...]:
    made, p = quantities(parameters), _central(parameters, t)
    hours = t.number(8760)
    billed = (
        f"{p['gpu_price_usd_h']} × {hours} × {p['gpu_billed_utilisation']} / {p['kw_per_gpu_it']} / {t.number(1000)}"
    )
    revenue = _sum(billed, made.revenue_usd_m_per_mw, t("million US dollars a year"), t)
    in_use = _sum(f"{p['capacity_it_mw']} × {p['capacity_occupancy']}", made.local_mw, t("MW"), t)
    outside = f"{_short(made.offshore_spend_usd_m, t)} / {_short(made.revenue_usd_m_per_mw, t)}"
    return (
        _abroad(parameters, t),
        Step(t("Revenue of a megawatt in use"), revenue),
        Step(t("Capacity in use in Morocco"), in_use),
        Step(t("Capacity in use abroad"), _sum(outside, made.offshore_mw, t("MW"), t)),
    )


def _accelerators(parameters: Parameters, t: Translator) -> tuple[Step, ...]:
    made, p = quantities(parameters), _central(parameters, t)
    hours = f"({p['gpu_price_usd_h']} × {t.number(8760)} × {p['gpu_billed_utilisation']})"
    paid = f"{p['ai_share_of_offshore_spend']} × {_short(made.offshore_spend_usd_m, t)} × 10^6 / {hours}"
    used = _sum(paid, made.offshore_accelerators_h100e, t("H100-equivalents"), t)
    return _abroad(parameters, t), Step(t("Accelerators used abroad"), used)


def _to_come(parameters: Parameters, levers: Levers, made: PathAmounts, year: int, t: Translator) -> Iterator[Step]:
    """Demand and supply of existing sites in a year to come, and what of the demand moves inside."""
    years = year - REFERENCE_YEAR
    yield from _capacity(parameters, t)
    outsourced = f" × {number_text(made.outsourcing, t)}" if levers.externalised_share_2030 is not None else ""
    growth = f"(1 + {number_text(made.demand_growth, t)})^{years}{outsourced}"
    local, offshore = _short(made.local_mw, t), _short(made.offshore_mw, t)
    demand = _sum(f"({local} + {offshore}) × {growth}", made.demand_mw, t("MW"), t)
    existing = _sum(f"{local} × (1 + {number_text(made.supply_growth, t)})^{years}", made.existing_mw, t("MW"), t)
    yield Step(t("Residents' demand in {year}", year=str(year)), demand)
    yield Step(t("Supply of existing sites in {year}", year=str(year)), existing)
    if made.moved_mw:
        moved = _sum(f"{offshore} × {growth} × (1 − {number_text(made.offshoring, t)})", made.moved_mw, t("MW"), t)
        yield Step(t("Demand that moves inside the country by {year}", year=str(year)), moved)


def _new_sites(made: PathAmounts, year: int, parameters: Parameters, t: Translator) -> tuple[Step, ...]:
    if not made.added:
        return ()
    occupancy = _central(parameters, t)["capacity_occupancy"]
    terms = (
        f"{number_text(one.phase.mw, t)} × {number_text(one.phase.delivered, t)} × {number_text(one.resident_use, t)}"
        f" × {occupancy}"
        for one in made.added
    )
    text = _sum(" + ".join(terms), _new_mw(made), t("MW"), t)
    return (Step(t("What new sites in service give residents in {year}", year=str(year)), text),)


def _control(parameters: Parameters, made: PathAmounts, t: Translator) -> str:
    """The part of the supply that is under Moroccan control: foreign regions that move inside never are."""
    held = _central(parameters, t)["moroccan_control_share"]
    moved, new = max(made.moved_mw, 0.0), _new_mw(made)
    if not new and not moved:  # new sites may give residents nothing
        return held
    existing = _short(made.existing_mw, t)
    national, whole = f"{held} × {existing}", existing
    if new:
        of_new = math.fsum(one.moroccan_control * one.mw for one in made.added) / new
        national += f" + {number_text(of_new, t)} × {_short(new, t)}"
        whole += f" + {_short(new, t)}"
    if moved:
        whole += f" + {_short(moved, t)}"
    return f"({national}) / ({whole})"


def _new_mw(made: PathAmounts) -> float:
    return math.fsum(one.mw for one in made.added)


def _put_in(expression: str, text: str, t: Translator) -> Step:
    sum_text = t.formula(expression)
    value = (
        t("{sum} = {result}", sum=sum_text, result=text) if text else t("{sum}; only the band is told", sum=sum_text)
    )
    return Step(t("The formula with its numbers, central case"), value)


def _sum(expression: str, value: float, unit: str, t: Translator) -> str:
    return f"{t.formula(f'{expression} = {_short(value, t)}')}\u00a0{unit}".rstrip("\u00a0")


def _short(value: float, t: Translator) -> str:
    return t.significant(value, _DIGITS)


def _central(parameters: Parameters, t: Translator) -> dict[str, str]:
    return {name: number_text(value, t) for name, value in parameters.central().items()}
