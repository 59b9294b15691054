"""Figures of progress in words: states, labels and formulas."""

from __future__ import annotations

import functools

from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.progress import pillar_place
from etl.measures.progress import pace

STATES: tuple[str, ...] = pace.STATES
AIMED = STATES[:-1]  # the states of an indicator with a target
ASSESSED = STATES[:6]
BEHIND = STATES[2:5]


def pillar_names(reading: Reading) -> dict[str, str]:
    """Pillars in words, in their order."""
    rows = sorted(reading.rows("select * from core_pillars"), key=lambda row: pillar_place(row["pillar"]))
    return {row["pillar"]: row[f"name_{reading.lang}"] for row in rows}


def state_word(reading: Reading, code: str) -> str:
    """A state's name."""
    return reading.label("progress", "state", code)


def describe(reading: Reading, figure_id: str) -> tuple[str, str]:
    """Label and formula of a figure whose id begins with `progress.`; LookupError for one that is none."""
    t = reading.t
    _, subject, kind = figure_id.split(".")
    if subject == "count":
        return count_words(reading, kind)
    name = reading.name(reading.row("select * from core_indicators where indicator_id = ?", subject))
    labels = {
        "state": t("{indicator}: state", indicator=name),
        "pace": t("{indicator}: pace", indicator=name),
        "second_pace": t("{indicator}: pace by the other model", indicator=name),
        "required_change_per_year": t("{indicator}: change needed from now on", indicator=name),
    }
    return labels[kind], formulas(t)[kind]


def count_words(reading: Reading, code: str) -> tuple[str, str]:
    """Label and formula of a count of indicators."""
    t = reading.t
    others = {
        "not_measured": (
            t("Indicators with a target and no observation"),
            t("Number of indicators with a target and without any published observation."),
        ),
        "unobserved": (
            t("Indicators whose target waits for a published observation"),
            t("Number of indicators whose target has a value and a date, and no published observation."),
        ),
        "unsaid": (
            t("Indicators whose target has no value or no date"),
            t(
                "Number of indicators whose target no source gives whole, so that no observation could be set against it."
            ),
        ),
    }
    if code in others:
        return others[code]
    whose, _, state = code.partition("_")
    if whose in ("strategy", "related") and state in AIMED:
        word = state_word(reading, state)
        formula = t("Of several targets of one indicator, the one in front counts.")
        if whose == "strategy":
            return t("{state}, of the strategy's own targets", state=word), formula
        return t("{state}, of related commitments", state=word), formula
    formula = t("Number of indicators in this state; of several targets of one indicator, the one in front counts.")
    return state_word(reading, code), formula


@functools.cache
def formulas(t: Translator) -> dict[str, str]:
    """How each figure of an indicator is computed, in words."""
    return {
        "state": t(
            "From the pace: the latest value against the base and the target, by the model the indicator declares."
        ),
        "pace": t(
            "Growth (or yearly change) from base to latest value, divided by the growth (or yearly change) that "
            "leads from the base to the target. 1 is exactly on the path."
        ),
        "second_pace": t("The same ratio by the model that was not declared: a second opinion."),
        "required_change_per_year": t("Target less latest value, divided by the years left between the two."),
    }
