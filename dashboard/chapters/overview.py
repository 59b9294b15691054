"""Chapter 1, the Overview: where does Morocco's computing run, and what is announced, what delivered?"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.figures import figure
from dashboard.choices import Choices
from dashboard.content import Chapter, Figure, Kpi, Lang, Sentence
from dashboard.i18n import Translator, translator
from dashboard.warehouse import Build

NAME = "overview"
_FIGURES = (
    "share.institutional_sites.local",
    "sites.it_load_operational_mw",
    "sites.it_load_announced_mw",
    "sites.pipeline_without_headline_mw",
    "sites.under_construction_mw",
    "sites.gpu_documented",
    "connectivity.systems_in_service",
    "connectivity.systems_under_construction",
    "investment.announced_mad",
    "investment.committed_mad",
    "investment.disbursed_mad",
)


@dataclass(frozen=True)
class OverviewChoices(Choices):
    """The Overview has nothing to choose but the language."""


def build(pinned: Build, choices: OverviewChoices, lang: Lang) -> Chapter:
    """The Overview of one build in one language."""
    t = translator(lang)
    shown = {figure_id: figure(pinned, figure_id, t) for figure_id in _FIGURES}
    return Chapter(
        name=NAME,
        lang=lang,
        title=t("Overview"),
        question=t("Where does Morocco's computing run, at home or offshore, and is Digital Morocco 2030 on course?"),
        sentences=_sentences(shown, t),
        kpis=_kpis(shown, t),
        sections=(),
        notes=(
            t("Announced is not delivered: only what a source reports in service is counted as in service."),
            t("Hosted in Morocco is not the same as under Moroccan control: local is not sovereign."),
        ),
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        query=choices.query(),
    )


def _sentences(shown: dict[str, Figure], t: Translator) -> tuple[Sentence, ...]:
    local = shown["share.institutional_sites.local"]
    live, announced = shown["sites.it_load_operational_mw"], shown["sites.it_load_announced_mw"]
    ordinary, works = shown["sites.pipeline_without_headline_mw"], shown["sites.under_construction_mw"]
    systems, building = shown["connectivity.systems_in_service"], shown["connectivity.systems_under_construction"]
    promised, committed, paid = (shown[f"investment.{stage}_mad"] for stage in ("announced", "committed", "disbursed"))
    return (
        Sentence(
            t("{share} of the institutional websites sampled in 2025 are hosted in Morocco; the rest run abroad.", share=local.text), (local,)
        ),
        Sentence(
            t(
                "{live} of IT load are documented in service, against {announced} announced; without the headline projects and the stalled one, {ordinary} remain.",
                live=live.text, announced=announced.text, ordinary=ordinary.text,
            ),
            (live, announced, ordinary),
        ),
        Sentence(
            t("No announced site was found under construction.") if not works.value else t("{works} are under construction.", works=works.text),
            (works,),
        ),
        Sentence(
            t(
                "{systems} submarine systems are in service with a landing in Morocco; {building} more under construction.",
                systems=systems.text, building=building.text,
            ),
            (systems, building),
        ),
        Sentence(
            t(
                "Of the money that may be added up, {promised} are announced, {committed} committed and {paid} reported as paid.",
                promised=promised.text, committed=committed.text, paid=paid.text,
            ),
            (promised, committed, paid),
        ),
    )  # fmt: skip


def _kpis(shown: dict[str, Figure], t: Translator) -> tuple[Kpi, ...]:
    captions = {
        "share.institutional_sites.local": t("Measured once, on a sample of 414 sites: the only measured share."),
        "sites.it_load_operational_mw": t("Site by site; published national totals conflict."),
        "sites.it_load_announced_mw": t("Promises, memoranda included. None was found under construction."),
        "sites.gpu_documented": t("Two university machines; there is no national inventory."),
        "connectivity.systems_in_service": t("What they carry is not published: lit capacity is unknown for every system."),
        "investment.committed_mad": t("Decided or contracted; not necessarily paid."),
    }
    return tuple(Kpi(shown[figure_id], caption) for figure_id, caption in captions.items())
