"""The first sentences of the product: what is measured of websites, then what is estimated of spending."""

from __future__ import annotations

from dashboard.chapters.share.words import rough_band, said
from dashboard.chapters.shared.popular import popular_sentence
from dashboard.content.values import Figure, Sentence
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading


def hosting_caution(reading: Reading) -> str:
    """What the measured share is worth: said wherever it stands first."""
    return reading.prose("share_institutional_sites_caution")


def hosting_sentences(reading: Reading, sites: Figure, spend: Figure) -> tuple[Sentence, ...]:
    """What is measured first, institutional and popular websites; then the dollars that stay, with what each is worth."""
    t = reading.t
    institutional = t(
        "One study, by a single author and of an unknown sampling frame, found {sites} of institutional websites hosted in "
        "Morocco ({year}).",
        sites=sites.text,
        year=t.span(sites.as_of_oldest, sites.as_of),
    )
    popular = popular_sentence(reading)
    measured = (Sentence(institutional, (sites,)), *((popular,) if popular else ()))
    return (*measured, _spend_sentence(spend, t))


def _spend_sentence(spend: Figure, t: Translator) -> Sentence:
    if not isinstance(spend.value, float) or spend.grade != "D" or spend.value < 1:
        text = t(
            "Of 100 dollars spent on cloud and data-centre services, {spend} stay in Morocco (estimate).",
            spend=spend.text,
        )
        return Sentence(text, (spend,))
    number = said(spend, t).rstrip("%\u00a0\u2069").lstrip("\u2066\u2068")
    low, high = rough_band(spend, t)
    text = t(
        "Of 100 dollars spent on cloud and data-centre services, about {dollars} stay in Morocco (estimate, {low} to {high}).",
        dollars=number,
        low=low,
        high=high,
    )
    return Sentence(text, (spend,), ((spend.figure_id, number),))
