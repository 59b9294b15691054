"""The method of own scans in full: the rules for addresses and names, control, intervals, what the location leaves open, what is hidden."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.warehouse.reading import Reading
from etl.versions import SCANS


def section(reading: Reading) -> Section:
    """Rules and formulas, with the version of the method."""
    t = reading.t
    rules = (
        reading.prose("evidence_method_scans_file"),
        reading.prose("evidence_method_scans_addresses"),
        reading.prose("evidence_method_scans_names"),
        reading.prose("evidence_method_scans_control"),
        reading.prose("evidence_method_scans_disputed"),
        reading.prose("evidence_method_scans_small_counts"),
    )
    rows = (
        (
            t("Share placed in Morocco"),
            "L = local / measured",
            t("Names all of whose addresses are placed in Morocco, over the names measured."),
        ),
        (
            t("Interval at 95%"),
            "(L + z^2 / 2n ± z × sqrt(L × (1 - L) / n + z^2 / 4n^2)) / (1 + z^2 / n), z = 1.96",
            reading.prose("evidence_method_scans_interval"),
        ),
        (
            t("What the location leaves open"),
            t("(local - disputed local) / n … (local + disputed abroad + CDN + mixed) / n"),
            t("The least and the greatest share that the doubts about location allow."),
        ),
        (
            t("By network"),
            "(local(1) + local(2) + …) / (n(1) + n(2) + …)",
            reading.prose("evidence_method_scans_by_network"),
        ),
    )
    return Section(
        "method-scans",
        t("Own measurements of where names are answered"),
        t("Version {version} of the method, frozen with this build.", version=SCANS),
        (Text(t("Rules"), rules), formulas("scans-formulas", t("own scans"), rows, t)),
    )
