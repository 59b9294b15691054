"""Chapter 3, "Local or offshore": layers, what moves them, levers to 2030, what must be true."""

from __future__ import annotations

from dashboard.chapters.share.choices import EDITABLE, ShareChoices
from dashboard.chapters.share.comparison import write_comparison
from dashboard.chapters.share.hosting import hosting_caution, hosting_sentences
from dashboard.chapters.share.layers import (
    ESTIMATED,
    bands_chart,
    capacity_chart,
    floor_table,
    layer_part,
    tornado_chart,
)
from dashboard.chapters.share.levers import fan_chart, levers_text, phases_table, presets_table, scenario_name
from dashboard.chapters.share.linked import BUILD
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.networks import edge_codes, edge_sentence, edge_words, networks, networks_section
from dashboard.chapters.share.parameters_table import parameters_table, read_triple
from dashboard.chapters.share.parts import parts_chart
from dashboard.chapters.share.popular import popular_section
from dashboard.chapters.share.receipts import layer_figure, needed_figure, path_figure
from dashboard.chapters.share.scans import scans_section
from dashboard.chapters.share.strip import control_strip
from dashboard.chapters.share.target import needed_chart, needed_sentence, pipeline_table
from dashboard.chapters.share.words import dial_words, figure_text, layer_words, sentence_on
from dashboard.chapters.shared.popular import popular_kpi, what_is_counted
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.values import Chapter, Figure, Kpi, Section, Sentence
from dashboard.figures.figure import figure
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

__all__ = ["EDITABLE", "NAME", "ShareChoices", "build_chapter", "method_notes", "read_triple"]

NAME = "share"
_KPIS = ("institutional_sites", "spend", "capacity", "accelerators")  # what is assumed stays out of the head


def codes(build: Build) -> dict[str, tuple[str, ...]]:
    """The networks that may be moved, and the build whose scenarios may be compared."""
    return {"edge": edge_codes(build), BUILD: (build.build_id,)}


def build_chapter(reading: Reading, choices: ShareChoices) -> Chapter:
    """The chapter of one build in one language, under the reader's choices."""
    t = reading.t
    choices, _ = choices.within(codes(reading.build))
    if choices.a:
        return write_comparison(reading, choices, method_notes(t))
    found = model(reading.build, choices)
    # What stands today is kept: a lever moves none of it.
    shown, today = _today(reading, choices.today)
    glance, layers, documented, tornado, parameters = today
    popular, moved = _popular(reading, choices.edge)
    end, needed = path_figure(reading, found, found.part), needed_figure(reading, found)
    levers = Section(
        "levers",
        t("Levers to 2030"),
        t(
            "The capacity layer under a scenario. Every value here is an estimate; a lever that was set is taken as "
            "known."
        ),
        (fan_chart(reading, found, end), presets_table(found, t), phases_table(reading, found)),
    )
    target = Section(
        "must_be_true",
        t("What must be true"),
        t("The other way round: the capacity that new sites must reserve to residents for the share chosen."),
        (needed_chart(reading, found, needed), pipeline_table(found, t)),
    )
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Local or offshore"),
        question=t(
            "Of the computing that residents of Morocco use, how much runs in Morocco, and how much under Moroccan "
            "control?"
        ),
        sentences=(
            *_sentences(reading, shown),
            *moved,
            _path_sentence(found, end, t),
            needed_sentence(found, needed, t),
        ),
        kpis=_kpis(reading, found, shown),
        sections=(glance, layers, *popular, documented, tornado, levers, target, parameters),
        notes=_notes(found, t),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(reading, found),
    )


@cached_per_build(64)
def _today(reading: Reading, choices: ShareChoices) -> tuple[dict[str, Figure], tuple[Section, ...]]:
    """The figures of the head and the sections that no lever moves."""
    t = reading.t
    found = model(reading.build, choices)
    estimates: dict[str, Figure] = {
        name: layer_figure(reading, found, name, layer_part(name, found.part)) for name in ESTIMATED
    }
    measured = figure(reading, "share.institutional_sites.local")
    shown = estimates | {
        "institutional_sites": measured,
        "spend.local": layer_figure(reading, found, "spend", "local"),
        "spend.sovereign": layer_figure(reading, found, "spend", "sovereign"),
        "capacity.local": layer_figure(reading, found, "capacity", "local"),
    }
    layer = next(name for name in found.layers if name == choices.layer)
    sections = (
        at_a_glance(reading, control_strip(reading, choices)),
        Section(
            "layers",
            t("Layer by layer"),
            t(
                "Each layer answers another question. There is no single index: an average of unlike things would mislead."
            ),
            (bands_chart(reading, found, measured), parts_chart(reading, found, measured)),
        ),
        Section(
            "documented",
            t("What is documented"),
            t("Counts read site by site, beside the figures that the estimate has to lean on."),
            (capacity_chart(reading, found), floor_table(reading)),
        ),
        Section("tornado", t("What moves it"), "", (tornado_chart(reading, found, layer, measured),)),
        Section(
            "parameters",
            t("Parameters"),
            t("Each can be edited: low, central and high. The link of the page then carries the values."),
            (parameters_table(reading, found),),
        ),
    )
    return shown, sections


@cached_per_build(64)
def _popular(reading: Reading, edge: tuple[str, ...]) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """The sections of popular websites, and what the networks chosen would change; nothing where the build has no run."""
    series, found = popular_section(reading), networks(reading.build, edge)
    sections = (
        *((series,) if series else ()),
        *((networks_section(reading, found),) if found else ()),
        scans_section(reading),
    )
    return sections, (edge_sentence(reading, found),) if found and edge else ()


def _sentences(reading: Reading, shown: dict[str, Figure]) -> tuple[Sentence, ...]:
    t = reading.t
    measured, spend, sovereign = shown["institutional_sites"], shown["spend.local"], shown["spend.sovereign"]
    capacity, cards = shown["capacity.local"], shown["accelerators"]
    first = hosting_sentences(reading, measured, spend)
    control = sentence_on(
        t(
            "Local is not sovereign: {sovereign} of that spending is both local and under Moroccan control.",
            sovereign=figure_text(sovereign, t),
        ),
        (sovereign,),
        t,
    )
    spread = sentence_on(
        t(
            "The answer depends on what is counted, which is the finding: {capacity} of the capacity that residents use, "
            "and {cards} of AI accelerators.",
            capacity=figure_text(capacity, t),
            cards=figure_text(cards, t),
        ),
        (capacity, cards),
        t,
    )
    return *first, control, spread


def _path_sentence(found: Model, end: Figure, t: Translator) -> Sentence:
    label, share = end.label, figure_text(end, t)
    if found.is_own:
        name = scenario_name(found, t)
        return sentence_on(
            t("{figure}: {share}, in this scenario ({name}).", figure=label, share=share, name=name), (end,), t
        )
    text = t("{figure}: {share}, if nothing announced is built.", figure=label, share=share)
    year = found.falls_below_today_in
    if year is not None:
        fall = t("Growth of demand alone then takes the local share below today's from {year} on.", year=str(year))
        text = f"{text} {fall}"
    return sentence_on(text, (end,), t)


def _kpis(reading: Reading, found: Model, shown: dict[str, Figure]) -> tuple[Kpi, ...]:
    t = reading.t
    no_test = t("Control of the host was not measured for this layer: the dial leaves it at the territory.")
    captions = {
        "institutional_sites": hosting_caution(t),
        "spend": t("Cloud and data-centre services only: the market of five countries, and local revenue of 2021."),
        "capacity": t("Published totals conflict; more likely too high than too low."),
        "accelerators": t("A placeholder: no national inventory was found."),
    }
    if found.part == "sovereign":
        captions |= {name: f"{captions[name]} {no_test}" for name in ("institutional_sites", "accelerators")}
    popular = popular_kpi(reading, is_control=found.part == "sovereign")
    first, *others = (Kpi(shown[name], captions[name]) for name in _KPIS)
    return (first, *((popular,) if popular else ()), *others)


def method_notes(t: Translator) -> tuple[str, ...]:
    """What the shares are and are not, and how their bands are made."""
    return (
        t(
            "No publication of this share by a Moroccan body was found: every share but those that are measured (institutional "
            "websites, popular websites, own scans) is an estimate, shown with its band."
        ),
        t(
            "Local is the first level of decree 2-24-921: Moroccan law, and systems on the territory. Sovereign is "
            "the test of its second level: "
            "a company under Moroccan law, majority Moroccan ownership, processing, storage, operation and "
            "supervision in Morocco."
        ),
        t(
            "Capacity in the country is not local use: a site that sells its computing abroad adds to capacity, and "
            "not to the share of residents."
        ),
        t(
            "Bands come from 50,000 independent draws of every parameter, seeded by the version of the method: the "
            "same inputs give the same "
            "figures. That some parameters move together is left out."
        ),
        t(
            "Revenue per megawatt comes from GPU prices; if ordinary cloud earns less, too few megawatts are counted "
            "abroad."
        ),
        what_is_counted(t),
        t(
            "Traffic: no share of traffic served in the country was found. To measure it: caches and exchange points, "
            "ANRT and the operators."
        ),
        t(
            "Hosting abroad is not forbidden in general. Sensitive data of entities and infrastructures of vital "
            "importance must stay in the country (law 05-20); sending personal data abroad comes under law 09-08 (CNDP)."
        ),
    )


def _notes(found: Model, t: Translator) -> tuple[str, ...]:
    if not found.unknown_phases:
        return method_notes(t)
    left_out = t(
        "Projects of this link that this build does not hold were left out: {projects}",
        projects=t.listed(found.unknown_phases),
    )
    return (left_out, *method_notes(t))


def _choices_text(reading: Reading, found: Model) -> str:
    """What the reader chose, in words."""
    t = reading.t
    choices = found.choices
    parts = [
        t("Dial: {dial}", dial=dial_words(t)[choices.dial]),
        t("Layer: {layer}", layer=layer_words(t)[choices.layer]),
        t("Scenario: {scenario}", scenario=scenario_name(found, t)),
        *levers_text(choices, t),
        t("Share asked for: {target} in {year}", target=t.percent(100 * choices.target, 1), year=choices.year),
    ]
    if choices.edge:
        words = edge_words(reading)
        parts.append(
            t("Networks answering from Morocco: {names}", names=t.join([words[code] for code in choices.edge]))
        )
    if choices.edited:
        names = [found.found.rows[name][f"name_{reading.lang}"] for name in choices.edited]
        parts.append(t("Parameters set by the reader: {names}", names=t.join(names)))
    return " · ".join(parts)
