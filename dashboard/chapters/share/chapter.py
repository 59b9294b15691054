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
        return write_comparison(reading, choices, method_notes(reading))
    found = model(reading.build, choices)
    # What stands today is kept: a lever moves none of it.
    shown, today = _today(reading, choices.today)
    glance, layers, documented, tornado, parameters = today
    popular, moved = _popular(reading, choices.edge)
    end, needed = path_figure(reading, found, found.part), needed_figure(reading, found)
    levers = Section(
        "levers",
        t("Levers to 2030"),
        reading.prose("share_levers_intro"),
        (fan_chart(reading, found, end), presets_table(reading, found), phases_table(reading, found)),
    )
    target = Section(
        "must_be_true",
        t("What must be true"),
        reading.prose("share_target_intro"),
        (needed_chart(reading, found, needed), pipeline_table(found, t)),
    )
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Local or offshore"),
        question=reading.prose("share_question"),
        sentences=(
            *_sentences(reading, shown),
            *moved,
            _path_sentence(found, end, t),
            needed_sentence(found, needed, t),
        ),
        kpis=_kpis(reading, found, shown),
        sections=(glance, layers, *popular, documented, tornado, levers, target, parameters),
        notes=_notes(reading, found),
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
            reading.prose("share_layers_intro"),
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
            "parameters", t("Parameters"), reading.prose("share_parameters_intro"), (parameters_table(reading, found),)
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
    no_test = reading.prose("share_control_not_measured")
    captions = {
        "institutional_sites": hosting_caution(reading),
        "spend": reading.prose("share_spending_caption"),
        "capacity": t("Published totals conflict; more likely too high than too low."),
        "accelerators": t("A placeholder: no national inventory was found."),
    }
    if found.part == "sovereign":
        captions |= {name: f"{captions[name]} {no_test}" for name in ("institutional_sites", "accelerators")}
    popular = popular_kpi(reading, is_control=found.part == "sovereign")
    first, *others = (Kpi(shown[name], captions[name]) for name in _KPIS)
    return (first, *((popular,) if popular else ()), *others)


def method_notes(reading: Reading) -> tuple[str, ...]:
    """What the shares are and are not, and how their bands are made."""
    return (
        reading.prose("share_method_estimates"),
        reading.prose("share_method_local_and_sovereign"),
        reading.prose("share_method_capacity_not_use"),
        reading.prose("share_method_draws"),
        reading.prose("share_method_revenue_per_megawatt"),
        what_is_counted(reading),
        reading.prose("share_method_traffic"),
        reading.prose("share_method_hosting_abroad"),
    )


def _notes(reading: Reading, found: Model) -> tuple[str, ...]:
    t = reading.t
    if not found.unknown_phases:
        return method_notes(reading)
    left_out = t(
        "Projects of this link that this build does not hold were left out: {projects}",
        projects=t.listed(found.unknown_phases),
    )
    return (left_out, *method_notes(reading))


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
