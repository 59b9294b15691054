"""The method of failures in full: what stands, what is counted, how cases are ranked, how concentration is measured."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.figures.connectivity import failure_rule
from dashboard.warehouse.reading import Reading
from etl.versions import RESILIENCE


def section(reading: Reading) -> Section:
    """Rules and formulas, with the version of the method."""
    t = reading.t
    rules = (
        failure_rule(t),
        reading.prose("evidence_method_failures_rule"),
        reading.prose("evidence_method_failures_cases"),
        reading.prose("evidence_method_failures_weights"),
        reading.prose("evidence_method_failures_single_points"),
        t("A system under construction counts only where the reader asks for it."),
    )
    rows = (
        (
            t("Concentration"),
            "HHI = (w1 / W)^2 + (w2 / W)^2 + ..., W = w1 + w2 + ...",
            reading.prose("evidence_method_failures_concentration"),
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
