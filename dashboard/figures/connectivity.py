"""Figures of connectivity in words: labels and formulas, and the rule of failures."""

from __future__ import annotations

from dashboard.i18n import Translator


def connectivity_descriptions(t: Translator) -> dict[str, tuple[str, str]]:
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
