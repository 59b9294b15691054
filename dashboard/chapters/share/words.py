"""The words of the share: layers, parts, scenarios, formulas, and how an estimate is written beside its band."""

from __future__ import annotations

import functools
import math
from dataclasses import replace

from dashboard.chapters.share.choices import FIRST_YEAR, MAX_GROWTH
from dashboard.content.values import Figure
from dashboard.i18n import Translator
from etl.measures.share.draws import Band
from etl.measures.share.parameters import Problem

_CAP_PCT = 99.5  # a share whose whole band is at least this stands at its cap


@functools.cache
def layer_words(t: Translator) -> dict[str, str]:
    """What each layer is called."""
    return {
        "spend": t("Cloud and data-centre services, by spending"),
        "all": t("All computing, in-house server rooms assumed local and Moroccan, not measured"),
        "capacity": t("Data-centre capacity in use by residents"),
        "accelerators": t("AI accelerators"),
        "institutional_sites": t("Institutional websites"),
    }


@functools.cache
def part_words(t: Translator) -> dict[str, str]:
    """What each part is called."""
    return {
        "local": t("Local (on Moroccan territory)"),
        "sovereign": t("Sovereign (local and under Moroccan control)"),
        "local_foreign": t("Local, foreign-controlled"),
        "offshore": t("Offshore (abroad)"),
    }


@functools.cache
def preset_words(t: Translator) -> dict[str, str]:
    """What each named scenario is called."""
    return {
        "drift": t("Drift: nothing announced is built"),
        "nexus_phase_1": t("Nexus, phase 1"),
        "nexus_both_phases": t("Nexus, both phases"),
        "nexus_and_tenth_of_dakhla": t("Nexus and a tenth of Dakhla"),
        "all_announced": t("Everything announced"),
    }


@functools.cache
def dial_words(t: Translator) -> dict[str, str]:
    """What each position of the dial is called."""
    return {"territory": t("Territory only"), "control": t("Territory and control")}


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
    if unit == "pct" and low is not None and low >= _CAP_PCT:
        return t("more than residents need")  # a share at its cap of 100 % is no certainty
    if value is not None:
        return _write(value, unit, t)
    if low is None or high is None:
        return ""
    return t("{low} to {high}", low=_write(low, unit, t), high=_write(high, unit, t))


def _write(value: float, unit: str, t: Translator) -> str:
    if unit == "pct":
        return t.significant_percent(value)
    number = t.significant(value)
    return f"{number}\u00a0{t('MW')}" if unit == "MW" else number


def interval_text(value_pct: float | None, low_pct: float, high_pct: float, t: Translator) -> str:
    """A share and its band in brackets, all in percent; the band alone where the value is blank."""
    band = estimate_text(None, low_pct, high_pct, "pct", t)
    if low_pct >= _CAP_PCT:
        return band
    return band if value_pct is None else f"{t.significant_percent(value_pct)} ({band})"


def band_words(band: Band, t: Translator, *, is_measured: bool = False) -> str:
    """A share (0 to 1) with its band and what it is, "8.2% (estimate, 6.4% to 11%)"; or the band alone."""
    centre = None if band.is_band_only else 100 * band.central
    return told_values(centre, 100 * band.p5, 100 * band.p95, "pct", t, is_measured=is_measured)


def said(figure: Figure, t: Translator) -> Figure:
    """A figure as a sentence quotes it: an estimate of the weakest grade with one significant digit."""
    if not _is_rough(figure) or not isinstance(figure.value, float):
        return figure
    return replace(figure, text=_rough(figure.value, figure.unit, t))


def _is_rough(figure: Figure) -> bool:
    return (
        figure.kind == "estimate"
        and figure.grade == "D"
        and not (figure.unit == "pct" and (figure.low or 0) >= _CAP_PCT)
    )


def _rough(value: float, unit: str, t: Translator) -> str:
    """One significant digit, in its unit."""
    if value == 0 or not math.isfinite(value):
        return _write(value, unit, t)
    places = -math.floor(math.log10(abs(value)))
    kept = round(value, places)
    if unit == "pct":
        return t.percent(kept, max(places, 0))
    number = t.number(kept, max(places, 0))
    return f"{number}\u00a0{t('MW')}" if unit == "MW" else number


def rough_band(figure: Figure, t: Translator) -> tuple[str, str]:
    """The ends of a band beside such a figure, in whole numbers from 1 on ("6", "11"), without their unit."""
    ends = []
    for bound in (figure.low or 0.0, figure.high or 0.0):
        ends.append(t.number(round(bound)) if bound >= 1 else t.significant(bound, 1))
    return ends[0], ends[1]


def told(figure: Figure, t: Translator) -> str:
    """A figure as a sentence says it: its text, the word estimate or measured, and the band."""
    value = figure.value if isinstance(figure.value, float) else None
    is_measured = figure.kind == "measured"
    if _is_rough(figure) and value is not None:
        low, high = rough_band(figure, t)
        text = said(figure, t).text
        return t("about {value} (estimate, {low} to {high})", value=text, low=low, high=high)
    return told_values(value, figure.low or 0.0, figure.high or 0.0, figure.unit, t, is_measured=is_measured)


def told_values(
    value: float | None, low: float, high: float, unit: str, t: Translator, *, is_measured: bool = False
) -> str:
    """A value in its unit with its band and the word that says what it is."""
    band = estimate_text(None, low, high, unit, t)
    if unit == "pct" and low >= _CAP_PCT and not is_measured:
        return band
    if value is None:
        return t("{band} (estimate, band only)", band=band)
    text = estimate_text(value, None, None, unit, t)
    if is_measured:
        return t("{value} (measured, {band})", value=text, band=band)
    return t("{value} (estimate, {band})", value=text, band=band)


def problem_text(problem: Problem, t: Translator) -> str:
    """Why a value is refused, to stand beside its field."""
    limit = t.number(problem.limit, 6)
    words = {
        "unknown_parameter": t("There is no such parameter."),
        "missing_parameter": t("A value is missing."),
        "not_a_number": t("This is not a number. Write digits, with a point or a comma for decimals."),
        "not_finite": t("This number is too large to compute with, or is not a number."),
        "below_minimum": t("The least value that can be used is {limit}.", limit=limit),
        "above_maximum": t("The greatest value that can be used is {limit}.", limit=limit),
        "low_above_central": t("The low value is above the central one."),
        "central_above_high": t("The high value is below the central one."),
    }
    return words[problem.code]


def lever_words(t: Translator) -> dict[str, str]:
    """What each lever is called."""
    return {
        "growth": t("Growth of residents' demand, a year (0 to {most})", most=t.percent(100 * MAX_GROWTH)),
        "control_new": t("Part of new sites under Moroccan control"),
        "externalised_2030": t("Outsourced part of computing in 2030"),
        "offshore_2030": t("Part of public cloud served from abroad in 2030"),
        "delivered": t("Part delivered"),
        "resident_use": t("Part of it serving residents"),
        "from_year": t("In service at the end of ({first} to 2030)", first=str(FIRST_YEAR)),
    }
