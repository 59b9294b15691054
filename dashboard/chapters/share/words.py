"""The words of the share: layers, parts, scenarios, formulas, and how an estimate is written beside its band."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

from dashboard.chapters.share.choices import FIRST_YEAR, MAX_GROWTH
from dashboard.content.values import Figure, Sentence
from dashboard.figures.share import CAP_PCT, estimate_text, write_estimate
from dashboard.i18n import Translator
from etl.contracts.parameters import Problem
from etl.measures.share.draws import Band


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


def interval_text(value_pct: float | None, low_pct: float, high_pct: float, t: Translator) -> str:
    """A share and its band in brackets, all in percent; the band alone where the value is blank."""
    band = estimate_text(None, low_pct, high_pct, "pct", t)
    if low_pct >= CAP_PCT:
        return band
    return band if value_pct is None else f"{t.significant_percent(value_pct)} ({band})"


def band_words(band: Band, t: Translator, *, is_measured: bool = False) -> str:
    """A share (0 to 1) with its band and what it is, "8.2% (estimate, 6.4% to 11%)"; or the band alone."""
    centre = None if band.is_band_only else 100 * band.central
    return shown_values(centre, 100 * band.p5, 100 * band.p95, "pct", t, is_measured=is_measured)


def said(figure: Figure, t: Translator) -> str:
    """How a sentence writes a figure: an estimate of the weakest grade with one significant digit, or to the nearest five.

    Two digits are kept to five, so that a sentence never says 50 beside a figure of 45.
    """
    if not _is_rough(figure) or not isinstance(figure.value, float):
        return figure.text
    return _rough(figure.value, figure.unit, t)


def sentence_on(text: str, figures: Iterable[Figure], t: Translator) -> Sentence:
    """A sentence that says its figures as `figure_text` writes them."""
    figures = tuple(figures)
    return Sentence(text, figures, tuple((figure.figure_id, said(figure, t)) for figure in figures))


def _is_rough(figure: Figure) -> bool:
    return (
        figure.kind == "estimate"
        and figure.grade == "D"
        and not (figure.unit == "pct" and (figure.low or 0) >= CAP_PCT)
    )


def _rough(value: float, unit: str, t: Translator) -> str:
    """One significant digit below ten, from there on the nearest five of the second digit, in its unit."""
    if value == 0 or not math.isfinite(value):
        return write_estimate(value, unit, t)
    places = -math.floor(math.log10(abs(value)))
    step = 10.0 ** (-places) / (2 if places < 0 else 1)
    kept = round(round(value / step) * step, max(places, 0))
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


def figure_text(figure: Figure, t: Translator) -> str:
    """A figure as a sentence says it: its text, the word estimate or measured, and the band."""
    value = figure.value if isinstance(figure.value, float) else None
    is_measured = figure.kind == "measured"
    if _is_rough(figure) and value is not None:
        low, high = rough_band(figure, t)
        text = said(figure, t)
        return t("about {value} (estimate, {low} to {high})", value=text, low=low, high=high)
    return shown_values(value, figure.low or 0.0, figure.high or 0.0, figure.unit, t, is_measured=is_measured)


def shown_values(
    value: float | None, low: float, high: float, unit: str, t: Translator, *, is_measured: bool = False
) -> str:
    """A value in its unit with its band and the word that says what it is."""
    band = estimate_text(None, low, high, unit, t)
    if unit == "pct" and low >= CAP_PCT and not is_measured:
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
