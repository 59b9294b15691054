"""Chapter 6, Networks in the country: what can people order, and what of their traffic stays in the country?"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.networks.access import fibre, mobile
from dashboard.chapters.networks.backbone import backbone
from dashboard.chapters.networks.caches import caches_sentence
from dashboard.chapters.networks.exchanges import exchanges
from dashboard.chapters.networks.strip import popular_strip
from dashboard.chapters.shared.contents import figures_in
from dashboard.chapters.shared.peers import NETWORK_METRICS, PEERS, comparison_text, neighbours, resilience_scores
from dashboard.chapters.shared.popular import popular_kpi
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.choices import Choices, choice, many
from dashboard.content.values import Chapter, Figure, Kpi, Sentence
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.marks import ESTIMATE
from dashboard.warehouse.reading import Reading

NAME = "networks"
# Figures keep the ids they had while these sections stood in the chapter on links.
_LINES, _SUBSCRIBERS = "connectivity.ftth_lines", "connectivity.ftth_subscribers"
_MOBILE = "connectivity.coverage_5g_iam_pct"


@dataclass(frozen=True)
class NetworksChoices(Choices):
    """The countries compared (none: all), and on what."""

    metric: str = choice(NETWORK_METRICS[0], NETWORK_METRICS)
    peers: tuple[str, ...] = many(PEERS)


def build_chapter(reading: Reading, choices: NetworksChoices) -> Chapter:
    """The whole chapter."""
    t = reading.t
    shown = {figure.figure_id: figure for figure in figures_in(reading, NAME)}
    answered = caches_sentence(reading)
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Networks in the country"),
        question=t("What networks can people in Morocco use, and what is answered without leaving the country?"),
        sentences=_sentences(reading, shown, answered),
        kpis=_kpis(reading, shown),
        sections=(
            # Lines, subscribers and one operator's coverage bear no common scale; what is answered in the country does.
            *((at_a_glance(reading, popular_strip(reading, answered)),) if answered else ()),
            fibre(reading),
            mobile(reading),
            exchanges(reading),
            backbone(reading),
            neighbours(reading, choices.metric, choices.peers, resilience_scores(reading)),
        ),
        notes=(
            t("Lines that can be ordered, households they pass and subscribers are three counts."),
            t("What an operator says of its own network is no figure of the country."),
        ),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=" ".join(comparison_text(reading, choices.metric, choices.peers, NETWORK_METRICS[0])),
    )


def _sentences(reading: Reading, shown: dict[str, Figure], answered: Sentence | None) -> tuple[Sentence, ...]:
    t = reading.t
    lines, subscribers, mobile_5g = (shown.get(name) for name in (_LINES, _SUBSCRIBERS, _MOBILE))
    found = []
    if lines and subscribers:
        found.append(_fibre(reading, lines, subscribers))
    if mobile_5g:
        found.append(_mobile(mobile_5g, t))
    if answered:
        found.append(answered)
    return tuple(found)


def _is_about(build: Build, shown: Figure) -> bool:
    """Whether a figure rests on a value that its source calls provisional or approximate."""
    keys = [row.key for row in shown.receipt.inputs if row.table == "observations"]
    found = build.rows(
        "select row_key from core_observations where list_contains(?::varchar[], row_key) and provisional = 'yes'", keys
    )
    return bool(found) or any(build.marks("observations", key).status == ESTIMATE for key in keys)


def _fibre(reading: Reading, lines: Figure, subscribers: Figure) -> Sentence:
    t = reading.t
    passed = t("about {amount}", amount=lines.text) if _is_about(reading.build, lines) else lines.text
    text = t(
        "Fibre lines that could be ordered: {lines} ({lines_period}). Subscribers to fibre: {subscribers} ({period}). They are two things.",
        lines=passed,
        lines_period=t.period(lines.as_of),
        subscribers=subscribers.text,
        period=t.period(subscribers.as_of),
    )
    return Sentence(text, (lines, subscribers))


def _mobile(covered: Figure, t: Translator) -> Sentence:
    text = t(
        "Maroc Telecom says that its 5G covers {share} of the population ({period}); no national figure was found since the launch.",
        share=covered.text,
        period=t.period(covered.as_of),
    )
    return Sentence(text, (covered,))


def _kpis(reading: Reading, shown: dict[str, Figure]) -> tuple[Kpi, ...]:
    t = reading.t
    captions = {
        _LINES: t("Lines passed, not subscribers and not households."),
        _SUBSCRIBERS: t("Subscribers, at another date than the lines."),
        _MOBILE: t("One operator's own figure; no national one was found since the launch."),
    }
    popular = popular_kpi(reading)
    known = tuple(Kpi(shown[figure_id], caption) for figure_id, caption in captions.items() if figure_id in shown)
    return (*known, *((popular,) if popular else ()))
