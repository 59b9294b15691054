"""One indicator's sheet: verdicts, a trajectory to each target, every observation, definition and cautions."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.progress import charts
from dashboard.chapters.progress.rows import Row, targets_table
from dashboard.chapters.progress.words import method_notes, reason_text, state_meanings, verdict
from dashboard.chapters.shared.publishers import publishers
from dashboard.content.values import Cell, Chapter, Chart, Column, Kpi, Section, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.figures.units import write_in_unit
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

_KINDS = ("state", "pace", "second_pace", "required_change_per_year")


def build(pinned: Build, rows: Sequence[Row], query: str, t: Translator) -> Chapter:
    """The sheet of the indicator whose judged rows are given (at least one)."""
    front = next(row for row in rows if row["is_front"])
    ordered = [front, *(row for row in rows if row is not front)]
    verdicts = dict.fromkeys(verdict(pinned, row, t) for row in ordered)  # two targets may share a reason
    state = figure(pinned, f"progress.{front['indicator_id']}.state", t)
    return Chapter(
        name="progress",
        lang=t.lang,
        title=front["name"],
        question=pinned.phrase(front["definition"], t.lang),
        sentences=tuple(Sentence(text, (state,) if place == 0 else ()) for place, text in enumerate(verdicts)),
        kpis=_kpis(pinned, front, t),
        sections=_sections(pinned, ordered, t),
        notes=_notes(pinned, front, t),
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        newest_fact=pinned.newest_fact,
        query=query,
        choices_text=front["pillar_name"],
    )


def _kpis(pinned: Build, front: Row, t: Translator) -> tuple[Kpi, ...]:
    meanings = {
        "state": reason_text(front, t) or state_meanings(t)[front["state"]],
        "pace": t("1 is exactly on the required path."),
        "second_pace": t("A second opinion: the model that was not declared."),
        "required_change_per_year": t("From the latest value to the target, in equal steps."),
    }
    held = {
        row["figure_id"] for row in pinned.rows("select figure_id from out_figures where figure_id like 'progress.%'")
    }
    ids = {kind: f"progress.{front['indicator_id']}.{kind}" for kind in _KINDS}
    return tuple(
        Kpi(figure(pinned, figure_id, t), meanings[kind], front["state"] if kind == "state" else "neutral")
        for kind, figure_id in ids.items()
        if figure_id in held
    )


def _sections(pinned: Build, rows: Sequence[Row], t: Translator) -> tuple[Section, ...]:
    front = rows[0]
    drawn: list[Chart] = []
    for row in rows:
        if _has_path(row):
            others = rows[1:] if row is front else ()  # later targets stand once, on the first chart
            drawn.append(charts.trajectory(pinned, row, others, t, is_full=True))
    if not front["target_key"] and (series := charts.series_chart(pinned, front, t)):
        drawn.append(series)
    found = []
    if drawn:
        found.append(Section("trajectory", t("Trajectory"), "", tuple(drawn)))
    if front["target_key"]:
        found.append(
            Section(
                "targets",
                t("Targets"),
                "",
                (targets_table(pinned, "targets", t("Targets of this indicator"), rows, t),),
            )
        )
    found.append(Section("observations", t("What was published"), "", (_observations(pinned, front, t),)))
    return tuple(found)


def _has_path(row: Row) -> bool:
    """Whether a path leads from a known base to a dated, valued target that the base had not met."""
    known = row["base_time"] is not None and row["target_year"] is not None and row["target_value"] is not None
    return known and not row["is_met_at_base"] and row["target_year"] + 1 > row["base_time"]


def _observations(pinned: Build, front: Row, t: Translator) -> Table:
    """Every Moroccan observation, newest first, with what it counts, its grade, sources and note."""
    found = pinned.rows(
        "select * from core_observations where indicator_id = ? and country = 'MAR' order by period_end(period) desc, period, row_key",
        front["indicator_id"],
    )
    title = t("Observations")
    columns = (
        Column("period", t("Period")),
        Column("value", t("Value"), "end"),
        Column("perimeter", t("What is counted")),
        Column("grade", t("Grade")),
        Column("provisional", t("Provisional")),
        Column("sources", t("Sources")),
        Column("note", t("Note")),
    )
    if not found:
        return Table("observations", title, columns, (), t("No published observation was found."))
    inputs = [
        pinned.input("observations", row["row_key"], write_in_unit(pinned, row["value"], front["unit"], t), t.lang)
        for row in found
    ]
    cells = tuple(
        (
            Cell(row["period"], t.period(row["period"])),
            Cell(row["value"], one.value_text),
            Cell(row["perimeter"], pinned.label("*", "perimeter", row["perimeter"], t.lang)),
            Cell(one.grade, one.grade),
            Cell(row["provisional"], t("yes") if row["provisional"] == "yes" else t("no")),
            publishers(pinned, row["source_ids"], t),
            Cell(one.note, one.note),
        )
        for row, one in zip(found, inputs, strict=True)
    )
    return Table(
        "observations",
        title,
        columns,
        cells,
        receipt=pinned.receipt(t("Values as published; nothing is computed."), inputs),
    )


def _notes(pinned: Build, front: Row, t: Translator) -> tuple[str, ...]:
    notes = pinned.rows(
        "select note from core_targets where indicator_id = ? and note is not null order by row_key",
        front["indicator_id"],
    )
    model = pinned.label("indicators", "growth_model", front["growth_model"], t.lang)
    reason = pinned.phrase(front["growth_model_reason"], t.lang)
    own = (
        pinned.phrase(front["indicator_note"], t.lang),
        *(pinned.phrase(row["note"], t.lang) for row in notes),
        t("Declared model: {model}. {reason}", model=model, reason=reason),
    )
    return (*filter(None, own), *method_notes(t))
