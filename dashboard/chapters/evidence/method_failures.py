"""The method of failures in full: what stands, what is counted, how cases are ranked, how concentration is measured."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.figures.connectivity import failure_rule
from dashboard.i18n import Translator
from etl.versions import RESILIENCE


def section(t: Translator) -> Section:
    """Rules and formulas, with the version of the method."""
    rules = (
        failure_rule(t),
        t(
            "The rule is generous: what is left of a segment is taken to carry traffic between the ends that remain. No "
            "traffic is modelled, for lit capacity is published for no system."
        ),
        t(
            "All failures of one element (N-1) and of two at once (N-2) are tried, over systems, landing points and "
            "far-end countries together; equal cases share a rank. A case of two counts as telling only where each of "
            "the two changes something."
        ),
        t(
            "Every system that works weighs one, and shares its weight evenly among the landing points, or the countries, "
            "it still reaches. Capacities of segments are never added."
        ),
        t(
            "A single point of failure is an element whose failure alone leaves no system at all. A shared point takes "
            "two systems or more."
        ),
        t("A system under construction counts only where the reader asks for it."),
    )
    rows = (
        (
            t("Concentration"),
            "HHI = (w1 / W)^2 + (w2 / W)^2 + ..., W = w1 + w2 + ...",
            t("Herfindahl index over systems, landing points or countries: 1/n for n equal parts, 1 for a single one."),
        ),
        (
            t("Weight of a place"),
            "w = 1 / n1 + 1 / n2 + ...",
            t("Over the systems that reach it; n is the number of places each reaches."),
        ),
    )
    return Section(
        "method-failures",
        t("If something fails"),
        t("Version {version} of the method, frozen with this build.", version=RESILIENCE),
        (Text(t("Rules"), rules), formulas("failure-formulas", t("failures"), rows, t)),
    )
