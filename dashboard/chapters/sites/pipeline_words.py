"""What is in service against what is promised, in one sentence of the same words wherever it stands."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dashboard.content.values import Figure, Sentence
from dashboard.i18n import Translator

_ROUND_FROM = 1000  # a total of promises this large has no fifth digit that means anything


def rounded(figure: Figure, t: Translator) -> str:
    """A figure in a sentence: a total of promises in three significant digits ("about 1,470 MW"), others as they are."""
    value = figure.value
    if not isinstance(value, int | float) or abs(value) < _ROUND_FROM:
        return figure.text
    places = 2 - math.floor(math.log10(abs(value)))
    return t("about {amount}", amount=t.amount(round(value, places), t("MW")))


PIPELINE = (
    "sites.it_load_operational_mw",
    "sites.it_load_announced_mw",
    "sites.pipeline_without_headline_mw",
    "sites.pipeline_signed_mw",
    "sites.pipeline_planned_mw",
    "sites.under_construction_mw",
)


def promises_sentence(figures: Iterable[Figure], t: Translator) -> Sentence:
    """What is documented in service, announced, signed and planned, and whether works were found: the `PIPELINE`."""
    live, announced, ordinary, signed, planned, works = figures
    sentence = rounded(announced, t)
    params = {
        "live": live.text,
        "announced": sentence,
        "ordinary": ordinary.text,
        "signed": signed.text,
        "planned": planned.text,
    }
    quoted = (live, announced, ordinary, signed, planned)
    words = ((announced.figure_id, sentence),)
    if works.value:
        message = t(
            "{live} of IT load are documented in service, against {announced} announced; outside the large announcements, "
            "signed memoranda ({signed}) and operators' plans ({planned}) make {ordinary}, and {works} are under construction.",
            **params,
            works=works.text,
        )
        return Sentence(message, (*quoted, works), words)
    message = t(
        "{live} of IT load are documented in service, against {announced} announced; outside the large announcements, signed "
        "memoranda ({signed}) and operators' plans ({planned}) make {ordinary}, and no works were found.",
        **params,
    )
    return Sentence(message, quoted, words)
