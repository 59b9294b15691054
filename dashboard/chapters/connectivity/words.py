"""Words shared by the parts of the Connectivity chapter: figures, elements that may fail, capacities, names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.content.values import Cell, Column, Receipt
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

Row = Mapping[str, Any]


def descriptions(t: Translator) -> dict[str, tuple[str, str]]:
    """Label and formula of every figure of connectivity that is measured or computed beside the sums, by id."""
    rule = failure_rule(t)
    worst = {
        "worst_n1.systems_left": t("Systems left by the worst single failure"),
        "worst_n1.landing_points_left": t("Landing points left by the worst single failure"),
        "worst_n1.far_ends_left": t("Far-end countries left by the worst single failure"),
        "worst_n1.cases": t("Single failures as bad as the worst"),
        "worst_n2.systems_left": t("Systems left by the worst double failure"),
        "worst_n2.landing_points_left": t("Landing points left by the worst double failure"),
        "worst_n2.far_ends_left": t("Far-end countries left by the worst double failure"),
        "worst_n2.cases": t("Double failures as bad as the worst"),
    }
    latest = t("The latest published value, as published.")
    even = t(
        "Sum of squared shares (Herfindahl): 1 is everything in one place. Every system in service weighs the same, "
        "for no lit capacity is published, and spreads its weight evenly over the places it reaches."
    )
    return {f"connectivity.{key}": (label, rule) for key, label in worst.items()} | {
        "connectivity.hhi_systems": (t("Concentration over systems"), even),
        "connectivity.hhi_landing_points": (t("Concentration over landing points"), even),
        "connectivity.hhi_far_ends": (t("Concentration over far-end countries"), even),
        "connectivity.bandwidth_used_gbps": (t("International bandwidth used"), latest),
        "connectivity.bandwidth_deployed_gbps": (t("International bandwidth deployed"), latest),
        "connectivity.ftth_lines": (t("Fibre lines that can be ordered"), latest),
        "connectivity.ftth_subscribers": (t("Fibre subscribers"), latest),
        "connectivity.coverage_5g_iam_pct": (t("Population covered by Maroc Telecom's 5G"), latest),
    }


def failure_rule(t: Translator) -> str:
    """How a failure is worked out, in words."""
    return t(
        "Every failure is tried. A segment works while its system, one of its Moroccan landing points and one of its "
        "far-end countries do. The worst leaves the fewest systems, then landing points, then countries, then the most "
        "concentration. Two names of one leg are one system; a planned branch is no landing."
    )


def kind_word(kind: str, t: Translator) -> str:
    """What kind of element may fail, by code of `etl.measures.resilience.failures.KINDS`."""
    return {"system": t("system"), "landing_point": t("landing point"), "far_end": t("far-end country")}[kind]


def capacity(value: float | None, t: Translator) -> str:
    """A design capacity, or that none is known."""
    return t.amount(value, t("Tbps"), 2) or t("unknown")


def name(row: Row, t: Translator, column: str = "name") -> str:
    """A name of the evidence in the reader's language."""
    return str(row[column if t.lang == "en" else f"{column}_{t.lang}"] or "")


def count_cell(value: int) -> Cell:
    """A small count, the same in every language."""
    return Cell(value, str(value))


def phrase_cell(build: Build, text: str | None, t: Translator) -> Cell:
    """A phrase of the evidence; the English text is its value."""
    return Cell(text, build.phrase(text, t.lang))


def period_cell(period: str | None, t: Translator) -> Cell:
    """A period, or a blank."""
    return Cell(period, t.period(period))


def blank_or(value: float | None, text: str, t: Translator) -> Cell:
    """A value, or a blank that says no figure was found."""
    return Cell(value, text if value is not None else t("no figure found"))


def sources_column(t: Translator) -> Column:
    """The heading above `publishers`."""
    return Column("source_ids", t("Sources"))


def rows_receipt(build: Build, table: str, rows: Iterable[tuple[str, str]], formula: str, t: Translator) -> Receipt:
    """A receipt of rows of one table, each with its value as shown."""
    return build.receipt(formula, (build.input(table, key, text, t.lang) for key, text in rows))


def country_cell(build: Build, code: str, t: Translator) -> Cell:
    """A country by name; its code goes to CSV."""
    return Cell(code, build.label("*", "country", code, t.lang))
