"""Chapter 2, Digital Morocco 2030: is each target on course, and who measures it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.chapters.progress import charts
from dashboard.chapters.progress import sheet as progress_sheet
from dashboard.chapters.progress.counts import STRATEGY, WHOSE, missing_sentence, parts_sentences
from dashboard.chapters.progress.rows import (
    Row,
    context_table,
    fronts,
    pillar_table,
    read_rows,
    targets_table,
    worst_first,
)
from dashboard.chapters.progress.strip import targets_strip
from dashboard.chapters.progress.words import method_notes, state_meanings, verdict
from dashboard.chapters.shared.strips import at_a_glance
from dashboard.content.choices import Choices, key, many
from dashboard.content.values import Chapter, Chart, Figure, Kpi, Section, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.figures.make import make_count
from dashboard.figures.progress import AIMED, ASSESSED, BEHIND, STATES, count_words, pillar_names, state_word
from dashboard.i18n import FIRST_NAMED, MOST_NAMED, Translator
from dashboard.warehouse.reading import Reading
from etl.contracts.progress import PILLARS
from etl.versions import PROGRESS

NAME = "progress"
MOST_TRAJECTORIES = 24  # drawn in the chapter
MOST_VERDICTS = 24  # in sentences of their own


@dataclass(frozen=True)
class ProgressChoices(Choices):
    """Pillars and states to show (none: all), and one indicator for its sheet ("": the whole chapter)."""

    pillar: tuple[str, ...] = many(PILLARS)
    state: tuple[str, ...] = many(STATES)
    indicator: str = key()


def build_chapter(reading: Reading, choices: ProgressChoices) -> Chapter:
    """The chapter, or the sheet of one indicator where one that exists is chosen."""
    t = reading.t
    everything = read_rows(reading)
    chosen = [row for row in everything if row["indicator_id"] == choices.indicator]
    if chosen:
        return progress_sheet.build_sheet(reading, chosen, choices.query())
    in_pillar = [row for row in everything if not choices.pillar or row["pillar"] in choices.pillar]
    rows = [row for row in in_pillar if not choices.state or row["state"] in choices.state]
    counts = _counts(reading, rows, choices.only("pillar", "state"))
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Digital Morocco 2030"),
        question=t("Is each target of Digital Morocco 2030 on course, and who measures it?"),
        sentences=_sentences(reading, rows, counts),
        kpis=tuple(
            Kpi(counts[code], state_meanings(t)[state], state if state in STATES else "not_assessable")
            for code in ("strategy_on_track", *AIMED, "not_measured")
            if (state := code.removeprefix("strategy_"))
        ),
        sections=(
            *((at_a_glance(reading, targets_strip(reading)),) if rows == everything else ()),
            *_sections(reading, rows, is_whole=not choices.state),
        ),
        notes=method_notes(t),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(reading, choices),
    )


def _counts(reading: Reading, rows: Sequence[Row], query: str) -> dict[str, Figure]:
    """Indicators with a target by state, among the rows shown, and how many of them have no published observation."""
    aimed = fronts(rows)
    counted = {state: {row["target_key"]: row["state"] == state for row in aimed} for state in AIMED}
    for whose, own in zip(WHOSE, (True, False), strict=True):
        some = [row for row in aimed if (row["set_by"] == STRATEGY) is own]
        counted |= {f"{whose}_{state}": {row["target_key"]: row["state"] == state for row in some} for state in AIMED}
    counted["not_measured"] = {row["target_key"]: not row["is_measured"] for row in aimed}
    counted["unobserved"] = {row["target_key"]: row["reason"] == "no_observation" for row in aimed}
    counted["unsaid"] = {
        row["target_key"]: not row["is_measured"] and row["reason"] in ("no_target_value", "no_target_year")
        for row in aimed
    }
    return {code: _count(reading, code, found, query) for code, found in counted.items()}


def _count(reading: Reading, code: str, counted: dict[str, bool], query: str) -> Figure:
    """A count with its receipt: each target looked at, and what it adds, 1 or 0."""
    t = reading.t
    label, formula = count_words(reading, code)
    ordered = sorted(counted, key=lambda row_key: (not counted[row_key], row_key))
    inputs = (reading.input("targets", row_key, t.number(counted[row_key])) for row_key in ordered)
    receipt = reading.receipt(formula, inputs, PROGRESS)
    count = sum(counted.values())
    return make_count(f"progress.count.{code}", label, count, t.number(count), receipt, query=query)


def _sentences(reading: Reading, rows: Sequence[Row], counts: dict[str, Figure]) -> tuple[Sentence, ...]:
    t = reading.t
    listed = fronts(rows)
    if not listed:
        return (Sentence(t("No target matches these choices."), ()),)
    found = parts_sentences(counts, t)
    if missing := missing_sentence(counts["not_measured"], counts["unobserved"], counts["unsaid"], t):
        found.append(missing)
    good = [row for row in listed if row["state"] in ("achieved", "on_track")]
    behind = [row for row in listed if row["state"] in BEHIND]
    late = [row for row in listed if row["state"] == "missed"]
    if good:
        names = t.join([_named(row, t) for row in good])
        found.append(Sentence(t("On track: {names}.", names=names), _states(reading, good)))
    if behind:
        names = t.join([_named(row, t) for row in behind])
        found.append(Sentence(t("Behind their path: {names}.", names=names), _states(reading, behind)))
    first = late if len(late) <= MOST_VERDICTS else late[:MOST_VERDICTS]
    found += [Sentence(verdict(reading, row), _states(reading, [row])) for row in first]
    if len(first) < len(late):
        shown, count = t.number(len(first)), t.number(len(late))
        text = t(
            "Of {count} targets missed, {shown} are told here; the table lists them all.", count=count, shown=shown
        )
        found.append(Sentence(text, ()))
    if rank := next((row for row in listed if row["indicator_id"] == "un_osi_rank"), None):
        found.append(Sentence(verdict(reading, rank), (figure(reading, "progress.un_osi_rank.state"),)))
    return tuple(found)


def _named(row: Row, t: Translator) -> str:
    """An indicator's name, with the word fragile beside a state that is."""
    return t("{indicator} (fragile)", indicator=row["name"]) if row["is_fragile"] else str(row["name"])


def _states(reading: Reading, rows: Sequence[Row]) -> tuple[Figure, ...]:
    """The states of the indicators that a sentence names."""
    rows = rows if len(rows) <= MOST_NAMED else rows[:FIRST_NAMED]
    return tuple(figure(reading, f"progress.{row['indicator_id']}.state") for row in rows)


def _sections(reading: Reading, rows: Sequence[Row], *, is_whole: bool) -> tuple[Section, ...]:
    """Who is behind and every state by pillar, then the targets worst first, measured or not, their paths, and last the context."""
    t = reading.t
    aimed = worst_first(row for row in rows if row["target_key"])
    judged = [row for row in fronts(aimed) if _has_path(row)]
    missing = [row for row in aimed if not row["is_measured"]]
    context = [row for row in rows if not row["target_key"]]
    measured = [row for row in aimed if row["is_measured"]]
    found: list[Section] = []

    def add(name: str, title: str, lead: str, *blocks: Chart | Table) -> None:
        found.append(Section(name, title, lead, blocks))

    if judged:
        lead = t("The bar is what is done, the tick what the required path asked for on the same date.")
        add("way", t("Who is ahead, who is behind"), lead, charts.way_chart(reading, judged))
    if is_whole and aimed:
        table = pillar_table(reading, rows, AIMED)
        add(
            "pillars",
            t("By pillar"),
            t("A mean never hides a deterioration: the weakest indicator is named."),
            charts.pillar_chart(reading, rows, table),
            replace(table, table_id="pillar-states"),
        )
    if measured:
        lead = t("Every target with at least one published value, judged or with the reason why it can't be.")
        order = t("The worst state comes first, then the nearest date; what could not be judged comes last.")
        add(
            "measured",
            t("What is measured"),
            f"{lead} {order}",
            targets_table(reading, "measured", t("Targets with a measurement"), measured),
        )
    if missing:
        lead = t("A target without a published measurement can be called neither kept nor missed. These have none.")
        order = t("The nearest date comes first.")
        add(
            "not-measured",
            t("Without a published measurement"),
            f"{lead} {order}",
            targets_table(reading, "not-measured", t("Targets without a measurement"), missing),
        )
    if judged:
        drawn = [charts.trajectory(reading, row, _others(rows, row)) for row in judged[:MOST_TRAJECTORIES]]
        lead = t("Observed values, the path to the next target, and the past pace prolonged.")
        if len(drawn) < len(judged):
            shown, count = t.number(len(drawn)), t.number(len(judged))
            said = t(
                "Drawn here: {shown} of {count}; the sheet of each indicator draws its own.", shown=shown, count=count
            )
            lead = f"{lead} {said}"
        add("trajectories", t("Trajectories"), lead, *drawn)
    if context:
        lead = t("Useful beside the targets; no official target was found for them, and none is invented.")
        add("context", t("Context without a target"), lead, context_table(reading, context))
    return tuple(found)


def _has_path(row: Row) -> bool:
    """Whether a judged target has a base, and so a path that can be drawn."""
    return (
        row["state"] in ASSESSED
        and row["base_value"] is not None
        and row["base_value"] != row["target_value"]
        and row["expected_at_latest"] is not None
    )


def _others(rows: Sequence[Row], row: Row) -> list[Row]:
    return [one for one in rows if one["indicator_id"] == row["indicator_id"] and one is not row]


def _choices_text(reading: Reading, choices: ProgressChoices) -> str:
    t = reading.t
    names = pillar_names(reading)
    said = []
    if choices.indicator:
        said.append(t("There is no indicator “{key}”; the whole chapter is shown.", key=choices.indicator))
    if choices.pillar:
        said.append(t("Pillars: {names}.", names=t.join([names[code] for code in choices.pillar])))
    if choices.state:
        said.append(t("States: {names}.", names=t.join([state_word(reading, code) for code in choices.state])))
    return " ".join(said)
