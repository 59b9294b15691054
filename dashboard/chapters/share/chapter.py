"""Chapter 3, "Local or offshore": layers, what moves them, levers to 2030, what must be true."""

from __future__ import annotations

import functools

from dashboard.chapters.share.choices import EDITABLE, ShareChoices
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
from dashboard.chapters.share.model import Model, model
from dashboard.chapters.share.networks import edge_codes, edge_sentence, edge_words, networks, networks_section
from dashboard.chapters.share.parameters_table import parameters_table, read_triple
from dashboard.chapters.share.parts import parts_chart
from dashboard.chapters.share.popular import popular_section
from dashboard.chapters.share.receipts import layer_figure, needed_figure, path_figure
from dashboard.chapters.share.scans import scans_section
from dashboard.chapters.share.target import needed_chart, needed_sentence, pipeline_table
from dashboard.chapters.share.words import dial_words, layer_words, sentence_on, told
from dashboard.chapters.shared.popular import popular_kpi, what_is_counted
from dashboard.content.values import Chapter, Figure, Kpi, Lang, Section, Sentence
from dashboard.figures.figure import figure
from dashboard.i18n import Translator, translator
from dashboard.warehouse.build import Build

__all__ = ["EDITABLE", "NAME", "ShareChoices", "build", "method_notes", "read_triple"]

NAME = "share"
_KPIS = ("institutional_sites", "spend", "capacity", "accelerators")  # what is assumed stays out of the head


def codes(pinned: Build) -> dict[str, tuple[str, ...]]:
    """The networks that may be moved, which the build closes the list of."""
    return {"edge": edge_codes(pinned)}


def build(pinned: Build, choices: ShareChoices, lang: Lang) -> Chapter:
    """The chapter of one build in one language, under the reader's choices."""
    t = translator(lang)
    choices, _ = choices.within(codes(pinned))
    found = model(pinned, choices)
    # What stands today is kept: a lever moves none of it.
    shown, today = _today(pinned, choices.today, lang)
    layers, documented, tornado, parameters = today
    popular, moved = _popular(pinned, choices.edge, lang)
    end, needed = path_figure(pinned, found, found.part, t), needed_figure(pinned, found, t)
    levers = Section(
        "levers",
        t("Levers to 2030"),
        t(
            "The capacity layer under a scenario. Every value here is an estimate; a lever that was set is taken as "
            "known.",
        ),
        (fan_chart(pinned, found, end, t), presets_table(found, t), phases_table(pinned, found, t)),
    )
    target = Section(
        "must_be_true",
        t("What must be true"),
        t("The other way round: the capacity that new sites must reserve to residents for the share chosen."),
        (needed_chart(pinned, found, needed, t), pipeline_table(found, t)),
    )
    return Chapter(
        name=NAME,
        lang=lang,
        title=t("Local or offshore"),
        question=t(
            "Of the computing that residents of Morocco use, how much runs in Morocco, and how much under Moroccan "
            "control?",
        ),
        sentences=(
            *_sentences(pinned, shown, t),
            *moved,
            _path_sentence(found, end, t),
            needed_sentence(found, needed, t),
        ),
        kpis=_kpis(pinned, found, shown, t),
        sections=(layers, *popular, documented, tornado, levers, target, parameters),
        notes=_notes(found, t),
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        newest_fact=pinned.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(pinned, found, t),
    )


@functools.lru_cache(maxsize=64)
def _today(pinned: Build, choices: ShareChoices, lang: Lang) -> tuple[dict[str, Figure], tuple[Section, ...]]:
    """The figures of the head and the sections that no lever moves."""
    t = translator(lang)
    found = model(pinned, choices)
    estimates: dict[str, Figure] = {
        name: layer_figure(pinned, found, name, layer_part(name, found.part), t) for name in ESTIMATED
    }
    measured = figure(pinned, "share.institutional_sites.local", t)
    shown = estimates | {
        "institutional_sites": measured,
        "spend.local": layer_figure(pinned, found, "spend", "local", t),
        "spend.sovereign": layer_figure(pinned, found, "spend", "sovereign", t),
        "capacity.local": layer_figure(pinned, found, "capacity", "local", t),
    }
    layer = next(name for name in found.layers if name == choices.layer)
    sections = (
        Section(
            "layers",
            t("Layer by layer"),
            t(
                "Each layer answers another question. There is no single index: an average of unlike things would mislead.",
            ),
            (bands_chart(pinned, found, measured, t), parts_chart(pinned, found, measured, t)),
        ),
        Section(
            "documented",
            t("What is documented"),
            t("Counts read site by site, beside the figures that the estimate has to lean on."),
            (capacity_chart(pinned, found, t), floor_table(pinned, t)),
        ),
        Section("tornado", t("What moves it"), "", (tornado_chart(pinned, found, layer, measured, t),)),
        Section(
            "parameters",
            t("Parameters"),
            t("Each can be edited: low, central and high. The link of the page then carries the values."),
            (parameters_table(pinned, found, t),),
        ),
    )
    return shown, sections


@functools.lru_cache(maxsize=64)
def _popular(pinned: Build, edge: tuple[str, ...], lang: Lang) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """The sections of popular websites, and what the networks chosen would change; nothing where the build has no run."""
    t = translator(lang)
    series, found = popular_section(pinned, t), networks(pinned, edge)
    sections = (
        *((series,) if series else ()),
        *((networks_section(pinned, found, t),) if found else ()),
        scans_section(pinned, t),
    )
    return sections, (edge_sentence(pinned, found, t),) if found and edge else ()


def _sentences(pinned: Build, shown: dict[str, Figure], t: Translator) -> tuple[Sentence, ...]:
    measured, spend, sovereign = shown["institutional_sites"], shown["spend.local"], shown["spend.sovereign"]
    capacity, cards = shown["capacity.local"], shown["accelerators"]
    first = hosting_sentences(pinned, measured, spend, t)
    control = sentence_on(
        t(
            "Local is not sovereign: {sovereign} of that spending is both local and under Moroccan control.",
            sovereign=told(sovereign, t),
        ),
        (sovereign,),
        t,
    )
    spread = sentence_on(
        t(
            "The answer depends on what is counted, which is the finding: {capacity} of the capacity that residents use, "
            "and {cards} of AI accelerators.",
            capacity=told(capacity, t),
            cards=told(cards, t),
        ),
        (capacity, cards),
        t,
    )
    return *first, control, spread


def _path_sentence(found: Model, end: Figure, t: Translator) -> Sentence:
    label, share = end.label, told(end, t)
    if found.is_own:
        name = scenario_name(found, t)
        return sentence_on(
            t(
                "{figure}: {share}, in this scenario ({name}).",
                figure=label,
                share=share,
                name=name,
            ),
            (end,),
            t,
        )
    text = t("{figure}: {share}, if nothing announced is built.", figure=label, share=share)
    year = found.falls_below_today_in
    if year is not None:
        fall = t("Growth of demand alone then takes the local share below today's from {year} on.", year=str(year))
        text = f"{text} {fall}"
    return sentence_on(text, (end,), t)


def _kpis(pinned: Build, found: Model, shown: dict[str, Figure], t: Translator) -> tuple[Kpi, ...]:
    no_test = t("Control of the host was not measured for this layer: the dial leaves it at the territory.")
    captions = {
        "institutional_sites": hosting_caution(t),
        "spend": t("Cloud and data-centre services only: the market of five countries, and local revenue of 2021."),
        "capacity": t("Published totals conflict; more likely too high than too low."),
        "accelerators": t("A placeholder: no national inventory was found."),
    }
    if found.part == "sovereign":
        captions |= {name: f"{captions[name]} {no_test}" for name in ("institutional_sites", "accelerators")}
    popular = popular_kpi(pinned, t, is_control=found.part == "sovereign")
    first, *others = (Kpi(shown[name], captions[name]) for name in _KPIS)
    return (first, *((popular,) if popular else ()), *others)


def method_notes(t: Translator) -> tuple[str, ...]:
    """What the shares are and are not, and how their bands are made."""
    return (
        t(
            "No publication of this share by a Moroccan body was found: every figure but those of institutional and of popular "
            "websites is an "
            "estimate, shown with its band."
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


def _choices_text(pinned: Build, found: Model, t: Translator) -> str:
    """What the reader chose, in words."""
    choices = found.choices
    parts = [
        t("Dial: {dial}", dial=dial_words(t)[choices.dial]),
        t("Layer: {layer}", layer=layer_words(t)[choices.layer]),
        t("Scenario: {scenario}", scenario=scenario_name(found, t)),
        *levers_text(choices, t),
        t("Share asked for: {target} in {year}", target=t.percent(100 * choices.target, 1), year=choices.year),
    ]
    if choices.edge:
        words = edge_words(pinned, t)
        parts.append(
            t("Networks answering from Morocco: {names}", names=t.join([words[code] for code in choices.edge]))
        )
    if choices.edited:
        names = [found.found.rows[name][f"name_{t.lang}"] for name in choices.edited]
        parts.append(t("Parameters set by the reader: {names}", names=t.join(names)))
    return " · ".join(parts)
