"""The words of popular websites: what is counted and what is not, figures with one decimal, and the sentences that quote them."""

from __future__ import annotations

import functools

from dashboard.i18n import Translator

PREFIX = "share.popular_sites."
DIGITS = 1  # a measured share of a thousand sites; an estimate has two significant ones


def share_text(value: float | None, t: Translator) -> str:
    """A measured share in percent, to the tenth."""
    return t.percent(value, DIGITS)


@functools.cache
def popular_descriptions(t: Translator) -> dict[str, tuple[str, str]]:
    """Label and formula in words of every figure of the popular websites."""
    counted = t("Each website counts once: neither bytes, nor where its origin stands, nor who controls what answers.")
    runs = t("Over the last 12 runs, the last one included.")
    undated = t(
        "From a file without a date that names networks: another run than those of the series, never mixed with them."
    )
    share = t("Websites answered in Morocco / websites measured.")
    interval = t("The band is the 95% Wilson interval of a share of so many websites.")
    regional = t("Websites answered in the region and not in Morocco / websites measured, in the last run.")
    unnamed = t(
        "Websites answered in Morocco by a network that the file does not name / websites measured. Who controls these was "
        "not measured."
    )
    return {
        f"{PREFIX}local": (t("Popular websites answered in Morocco, last run"), f"{share} {counted} {interval}"),
        f"{PREFIX}median_12": (
            t("Popular websites answered in Morocco, median of the last 12 runs"),
            f"{share} {runs}",
        ),
        f"{PREFIX}low_12": (t("Popular websites answered in Morocco, lowest of the last 12 runs"), f"{share} {runs}"),
        f"{PREFIX}high_12": (t("Popular websites answered in Morocco, highest of the last 12 runs"), f"{share} {runs}"),
        f"{PREFIX}regional": (t("Popular websites answered outside Morocco, in its region"), f"{regional} {counted}"),
        f"{PREFIX}networks.local": (
            t("Popular websites answered in Morocco, in the run that names networks"),
            f"{share} {undated}",
        ),
        f"{PREFIX}networks.unnamed_local": (
            t("Popular websites answered in Morocco by none of the networks named, at most"),
            f"{unnamed} {undated}",
        ),
    }
