"""The first sentence of the product: what one study measured of websites, and what is estimated of spending."""

from __future__ import annotations

from dashboard.chapters.share.words import rough_band, said
from dashboard.content.values import Figure, Sentence
from dashboard.i18n import Translator


def hosting_caution(t: Translator) -> str:
    """What the measured share is worth: told wherever it stands first."""
    return t(
        "One study by a single author, whose sampling frame is unknown; another of its results is hard to believe. To be "
        "measured again by a scan."
    )


def hosting_sentence(sites: Figure, spend: Figure, t: Translator) -> Sentence:
    """Institutional websites hosted in Morocco, and dollars that stay there, with what each is worth."""
    first = t(
        "One study, by a single author and of an unknown sampling frame, found {sites} of institutional websites hosted in "
        "Morocco ({year}).",
        sites=sites.text,
        year=t.span(sites.as_of_oldest, sites.as_of),
    )
    if not isinstance(spend.value, float) or spend.grade != "D" or spend.value < 1:
        second = t(
            "Of 100 dollars spent on cloud and data-centre services, {spend} stay in Morocco (estimate).",
            spend=spend.text,
        )
        return Sentence(f"{first} {second}", (sites, spend))
    number = said(spend, t).rstrip("%\u00a0\u2069").lstrip("\u2066\u2068")
    low, high = rough_band(spend, t)
    second = t(
        "Of 100 dollars spent on cloud and data-centre services, about {dollars} stay in Morocco (estimate, {low} to {high}).",
        dollars=number,
        low=low,
        high=high,
    )
    return Sentence(f"{first} {second}", (sites, spend), ((spend.figure_id, number),))
