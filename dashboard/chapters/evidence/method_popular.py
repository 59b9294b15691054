"""The method of popular websites in full: what a run counts, its interval, the median and range beside it, what it can't say."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.warehouse.reading import Reading
from etl.versions import POPULAR_SITES


def section(reading: Reading) -> Section:
    """Rules and formulas, with the version of the method."""
    t = reading.t
    rules = (
        reading.prose("evidence_method_popular_runs"),
        reading.prose("evidence_method_popular_counting"),
        reading.prose("evidence_method_popular_range"),
        reading.prose("evidence_method_popular_interval"),
        reading.prose("evidence_method_popular_networks"),
    )
    rows = (
        (
            t("Share answered in the country"),
            "L = local / (local + regional + external)",
            reading.prose("evidence_method_popular_share_formula"),
        ),
        (
            t("Interval at 95%"),
            "(L + z^2 / 2n ± z × sqrt(L × (1 - L) / n + z^2 / 4n^2)) / (1 + z^2 / n), z = 1.96",
            t("Wilson's, n being the websites measured."),
        ),
        (
            t("If chosen networks answered from the country"),
            "L' = (local + chosen) / n",
            reading.prose("evidence_method_popular_networks_formula"),
        ),
    )
    return Section(
        "method-popular-sites",
        t("Popular websites"),
        t("Version {version} of the method, frozen with this build.", version=POPULAR_SITES),
        (Text(t("Rules"), rules), formulas("popular-formulas", t("popular websites"), rows, t)),
    )
