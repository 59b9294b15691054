"""The method of own scans in full: the rules for addresses and names, control, intervals, what the location leaves open, what is hidden."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.i18n import Translator
from etl.versions import SCANS


def section(t: Translator) -> Section:
    """Rules and formulas, with the version of the method."""
    rules = (
        t(
            "One file holds the answers of the DNS to a list of names. It is classified offline: no name is asked here, and "
            "neither names nor addresses are kept."
        ),
        t(
            "Each address, in this order: for special use, dropped; anycast, or in a content network's range or network, or "
            "reached over a content network's name, behind a CDN; two of three votes Moroccan, placed in Morocco; any other vote, "
            "placed abroad; no vote, unlocated. The votes are geofeeds and whois, the registries, and DB-IP."
        ),
        t(
            "Each name: one kind of address, that kind; several, mixed; none, not measured: out of the denominator, and shown. "
            "Behind a CDN the origin can't be seen."
        ),
        t(
            "Control is asked of names placed in Morocco alone: any network under foreign control, foreign; else any not known, "
            "not known; else Moroccan. The evidence says who controls a network; one that is not listed is not known."
        ),
        t(
            "A placed address is disputed where some vote says Morocco and another names another country, or where one vote "
            "alone says Morocco."
        ),
        t(
            "A count of one to four names is hidden, and one count more wherever a subtraction would give it back. Two scans stand "
            "side by side only with the same frame and the same ranges."
        ),
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
            t(
                "Wilson's, n being the names measured; of a frame of known size N, n × (N - 1) / (N - n) in place of n; none where "
                "the whole frame was asked."
            ),
        ),
        (
            t("What the location leaves open"),
            t("(local - disputed local) / n … (local + disputed abroad + CDN + mixed) / n"),
            t("The least and the greatest share that the doubts about location allow."),
        ),
        (
            t("By network"),
            "(local(1) + local(2) + …) / (n(1) + n(2) + …)",
            t(
                "Where one network k holds more than a fifth of the names: 4,000 draws of networks with replacement, seeded by the "
                "method; the interval is from the 2.5th to the 97.5th percentile."
            ),
        ),
    )
    return Section(
        "method-scans",
        t("Own measurements of where names are answered"),
        t("Version {version} of the method, frozen with this build.", version=SCANS),
        (Text(t("Rules"), rules), formulas("scans-formulas", t("own scans"), rows, t)),
    )
