"""Two scenarios side by side: what differs first, then the figures, the paths and what must be true of both."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.compared import Scenario, figures_table, needed_compared, paths_compared, read_scenario
from dashboard.chapters.share.differences import DRAWN, Difference, differences
from dashboard.chapters.share.levers import stage_inputs
from dashboard.chapters.share.receipts import parameter_inputs
from dashboard.chapters.share.words import figure_text, sentence_on
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Chapter, Kpi, Receipt, Section, Sentence, Table
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES
from etl.measures.share.compute import METHOD_VERSION, PartName

NAMED = 4  # differences that the first sentence says; the table has all


def write_comparison(reading: Reading, choices: ShareChoices, notes: tuple[str, ...]) -> Chapter:
    """The chapter where `choices.a` is set: scenario A of that link beside B, the other choices."""
    t = reading.t
    own = replace(choices, a="", b="")
    part: PartName = "sovereign" if own.dial == "control" else "local"
    both = (read_scenario(reading, "a", ShareChoices.parse(choices.a)[0], part), read_scenario(reading, "b", own, part))
    found = differences(reading, both[0].found, both[1].found)
    title = t("Local or offshore: two scenarios side by side")
    sections = (
        Section("differences", t("What differs"), "", (_differences_table(reading, both, found), _scenarios(both, t))),
        Section("figures", t("The figures of both"), "", (figures_table(reading, both),)),
        Section("levers", t("Levers to 2030"), "", (paths_compared(reading, both),)),
        Section("must_be_true", t("What must be true"), "", (needed_compared(reading, both),)),
    )
    return Chapter(
        name="share",
        lang=reading.lang,
        title=title,
        question=reading.prose("share_comparison_question"),
        sentences=(_first(both, found, t), _ends(both, t), _needs(both, t)),
        kpis=_kpis(both, t),
        sections=sections,
        notes=(reading.prose("share_comparison_note"), *notes),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=t.series(one.name(t) for one in both),
    )


def _first(both: tuple[Scenario, Scenario], found: tuple[Difference, ...], t: Translator) -> Sentence:
    """What differs, said first."""
    if not found:
        return Sentence(t("The two links tell the same scenario: nothing differs."), ())
    said = [
        t("{lever}: {first} in {a}, {second} in {b}", lever=one.label, first=one.first, second=one.second, **_letters(both))
        for one in found[:NAMED]
    ]  # fmt: skip
    text = t("What differs: {differences}.", differences=t.series(said))
    more = len(found) - NAMED
    if more > 0:
        further = t.plural("{count} more is listed below.", "{count} more are listed below.", more)
        text = f"{text} {further}"
    return Sentence(text, ())


def _letters(both: tuple[Scenario, Scenario]) -> dict[str, str]:
    return {one.code: one.letter for one in both}


def _ends(both: tuple[Scenario, Scenario], t: Translator) -> Sentence:
    first, second = both
    text = t(
        "{figure}: {first} in {a}, {second} in {b}.",
        figure=first.end.label,
        first=figure_text(first.end, t),
        second=figure_text(second.end, t),
        **_letters(both),
    )
    return sentence_on(text, (first.end, second.end), t)


def _needs(both: tuple[Scenario, Scenario], t: Translator) -> Sentence:
    said = [
        t(
            "in {scenario}, {mw} for {target} local in {year}",
            scenario=one.letter,
            mw=figure_text(one.needed, t),
            target=t.percent(100 * one.found.choices.target, 1),
            year=one.found.choices.year,
        )
        for one in both
    ]
    text = t("New sites must have in service, reserved to residents: {needs}.", needs=t.series(said))
    return sentence_on(text, (one.needed for one in both), t)


def _kpis(both: tuple[Scenario, Scenario], t: Translator) -> tuple[Kpi, ...]:
    """The end of both paths and the need of both; a figure that is the same in both stands once."""
    shown = [(one.end, one.name(t)) for one in both] + [(one.needed, one.name(t)) for one in both]
    same = t.series(one.name(t) for one in both)
    captions: dict[str, Kpi] = {}
    for figure, name in shown:
        captions[figure.figure_id] = Kpi(figure, same if figure.figure_id in captions else name)
    return tuple(captions.values())


def _differences_table(reading: Reading, both: tuple[Scenario, Scenario], found: tuple[Difference, ...]) -> Table:
    t = reading.t
    first, second = both
    columns = (
        Column[Difference]("choice", t("Choice"), lambda one: Cell(one.code, one.label)),
        Column[Difference]("a", first.name(t), lambda one: Cell(one.first, one.first)),
        Column[Difference]("b", second.name(t), lambda one: Cell(one.second, one.second)),
    )
    codes = {DRAWN.get(one.code, one.code) for one in found}
    names = [name for name in PARAMETER_NAMES if name in codes]
    has_phase = any(phase.phase_id in codes for phase in first.found.phases)
    inputs = (*parameter_inputs(reading, second.found, names), *(stage_inputs(reading) if has_phase else ()))
    formula = t("What the two links choose; a lever that nobody set is drawn from its parameter.")
    note = "" if found else t("Nothing differs.")
    if any(one.is_view for one in found):
        note = t("What counts and the layer shown change the view, and no scenario.")
    return build_table(
        "differences",
        t("What the two scenarios choose otherwise"),
        found,
        *columns,
        note=note,
        receipt=Receipt(formula, inputs, reading.build.build_id, METHOD_VERSION),
    )


def _scenarios(both: tuple[Scenario, Scenario], t: Translator) -> Table:
    """Each scenario by itself, as a link to open."""
    columns = (
        Column[Scenario]("scenario", t("Scenario"), lambda one: Cell(one.code, one.name(t))),
        Column[Scenario](
            "link",
            t("By itself"),
            lambda one: Cell(one.found.choices.scenario, t("Open this scenario"), f"?{one.found.choices.scenario}"),
        ),
    )
    return build_table("scenarios", t("The two scenarios"), both, *columns)
