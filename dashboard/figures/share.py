"""Figures of the share in words: labels, formulas, and how an estimate is written beside its band; and the rows it rests on."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from dashboard.content.values import ReceiptInput
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.contracts.parameters import Parameters, Triple, read_parameters
from etl.measures.share.compute import Documented
from etl.measures.share.scenarios import Phase, SiteStage, phases_of

CAP_PCT = 99.5  # a share whose whole band is at least this stands at its cap


@functools.cache
def share_descriptions(t: Translator) -> dict[str, tuple[str, str]]:
    """Label and formula in words of every figure of the share."""
    spend = t(
        "Local spending / (local + offshore spending). Offshore: the cloud market of five countries × Morocco's part "
        "× the part served "
        "from abroad. Local: data-centre revenue of 2021, grown to 2025."
    )
    every = t(
        "The part not outsourced, taken as local and Moroccan, plus the outsourced part × the share of outsourced "
        "spending."
    )
    capacity = t(
        "Capacity in the country × its occupancy / (the same + offshore spending / revenue of a megawatt in use). The "
        "revenue comes from "
        "GPU prices, so the share is more likely too high than too low."
    )
    control = t("Multiplied by the part of the local market under Moroccan control.")
    path = t(
        "Supply of existing sites, grown at the pace of local revenue, plus what new sites reserve to residents, over "
        "residents' demand in that "
        "year; at most 1."
    )
    floor = t("With the capacity documented site by site instead of the national figures.")
    return {
        "share.capacity.local_documented": (
            t("Capacity in use by residents that stands in Morocco, if only what is documented exists"),
            f"{capacity} {floor}",
        ),
        "share.spend.local": (t("Spending on cloud and data-centre services that stays in Morocco"), spend),
        "share.spend.sovereign": (
            t("Spending on cloud and data-centre services that stays under Moroccan control"),
            f"{spend} {control}",
        ),
        "share.all.local": (t("All computing that runs in Morocco, in-house included"), every),
        "share.all.sovereign": (t("All computing under Moroccan control, in-house included"), f"{every} {control}"),
        "share.capacity.local": (t("Capacity in use by residents that stands in Morocco"), capacity),
        "share.capacity.sovereign": (t("Capacity in use by residents under Moroccan control"), f"{capacity} {control}"),
        "share.accelerators.local": (
            t("AI accelerators serving residents that stand in Morocco"),
            t(
                "Accelerators in the country, a placeholder, / (the same + those paid for abroad: the AI part of "
                "offshore spending / price of "
                "an hour × hours billed). The cards documented site by site are a floor, not an input."
            ),
        ),
        "share.capacity.local.2030": (t("Local share of capacity in use, 2030"), path),
        "share.capacity.sovereign.2030": (t("Sovereign share of capacity in use, 2030"), f"{path} {control}"),
        "share.must_be_true.resident_mw": (
            t("Capacity reserved to residents that new sites must have in service"),
            t(
                "(The chosen share × demand in that year − supply of existing sites − demand moved inside) / "
                "occupancy; not below zero."
            ),
        ),
    }


def estimate_text(value: float | None, low: float | None, high: float | None, unit: str, t: Translator) -> str:
    """An estimate with at most two significant digits; where the value is blank, its band in words."""
    if unit == "pct" and low is not None and low >= CAP_PCT:
        return t("more than residents need")  # a share at its cap of 100 % is no certainty
    if value is not None:
        return write_estimate(value, unit, t)
    if low is None or high is None:
        return ""
    return t("{low} to {high}", low=write_estimate(low, unit, t), high=write_estimate(high, unit, t))


def write_estimate(value: float, unit: str, t: Translator) -> str:
    """A share in percent or a capacity in MW, with two significant digits."""
    if unit == "pct":
        return t.significant_percent(value)
    number = t.significant(value)
    return f"{number}\u00a0{t('MW')}" if unit == "MW" else number


@cached_per_build(256)
def parameter_row(reading: Reading, name: str) -> ReceiptInput:
    """A row of `share_assumptions` as a line of a receipt, with its three values in its own unit."""
    row = reading.row("select row_key, unit, low, central, high from core_share_assumptions where parameter = ?", name)
    text = triple_text(reading, Triple(row["low"], row["central"], row["high"]), row["unit"])
    return reading.input("share_assumptions", row["row_key"], text)


def triple_text(reading: Reading, values: Triple, unit: str) -> str:
    """Low, central and high in the parameter's unit."""
    t = reading.t
    low, central, high = (number_text(value, t) for value in values)
    text = t("{central} ({low} to {high})", central=central, low=low, high=high)
    return text if unit == "ratio" else f"{text} {reading.phrase(unit)}"


def number_text(value: float, t: Translator) -> str:
    """A parameter's value with the decimals it was given, four at most."""
    return t.number(value, 4)


@dataclass(frozen=True)
class Evidence:
    """What the build holds for the share: parameters and their rows, counted cards, the sample, announced phases."""

    parameters: Parameters
    rows: dict[str, dict[str, Any]]
    documented: Documented
    phases: tuple[Phase, ...]


@cached_per_build(4)
def evidence(build: Build) -> Evidence:
    """The share's evidence in one build, read once."""
    rows = {row["parameter"]: row for row in build.rows("select * from core_share_assumptions")}
    parameters, _ = read_parameters({name: (row["low"], row["central"], row["high"]) for name, row in rows.items()})
    if parameters is None:
        raise LookupError("the build holds no usable share_assumptions")
    gpus = build.row("select value from out_figures where figure_id = 'sites.gpu_documented'")["value"]
    sample = build.row("select value from core_compute_demand where country = 'MAR' and metric = 'gov_sites_sample_n'")[
        "value"
    ]
    stages = build.rows("select site_id, project_id, stage, it_load_mw from core_site_stages order by all")
    return Evidence(parameters, rows, Documented(int(gpus), int(sample)), phases_of(SiteStage(**row) for row in stages))
