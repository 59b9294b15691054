"""The method of popular websites in full: what a run counts, its interval, the median and range beside it, what it can't say."""

from __future__ import annotations

from dashboard.chapters.evidence.formulas import formulas
from dashboard.content.values import Section, Text
from dashboard.i18n import Translator
from etl.versions import POPULAR_SITES


def section(t: Translator) -> Section:
    """Rules and formulas, with the version of the method."""
    rules = (
        t(
            "A run asks for the thousand or so websites most visited from a country and notes where each answer comes from: "
            "inside the country, in its region, or further away. Others measure, so far about once a month; nothing is asked from here."
        ),
        t(
            "A website counts once, however much is read of it. The share says neither how many bytes are served in the "
            "country, nor where a website's origin stands, nor who controls what answers: a foreign cache in the country "
            "counts as local."
        ),
        t(
            "One network that answers for many websites and moves can shift a country's share by tens of points from one month "
            "to the next. So the last run never stands without the median and the range of the last 12."
        ),
        t(
            "The interval at 95% is that of a share of so many websites; it does not tell how a month differs from the next. "
            "A run that repeats the one before stays, as its publisher gives it, and is told as a doubt of its row."
        ),
        t(
            "The file that names networks bears no date and is another run: it is never joined to the series, and what it "
            "would become with other networks is compared within it alone."
        ),
    )
    rows = (
        (
            t("Share answered in the country"),
            "L = local / (local + regional + external)",
            t("Websites answered in the country, over those measured; regional is its own part."),
        ),
        (
            t("Interval at 95%"),
            "(L + z^2 / 2n ± z × sqrt(L × (1 - L) / n + z^2 / 4n^2)) / (1 + z^2 / n), z = 1.96",
            t("Wilson's, n being the websites measured."),
        ),
        (
            t("If chosen networks answered from the country"),
            "L' = (local + chosen) / n",
            t("Within the run that names networks; each website the chosen ones answer from outside moves inside."),
        ),
    )
    return Section(
        "method-popular-sites",
        t("Popular websites"),
        t("Version {version} of the method, frozen with this build.", version=POPULAR_SITES),
        (Text(t("Rules"), rules), formulas("popular-formulas", t("popular websites"), rows, t)),
    )
