"""One indicator's sheet: verdicts, a trajectory to each target, every observation, definition and cautions."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.progress import charts
from dashboard.chapters.progress.observed import observed_columns, read_observed
from dashboard.chapters.progress.regions import regions_table
from dashboard.chapters.progress.rows import Row, targets_table
from dashboard.chapters.progress.words import method_notes, reason_text, state_meanings, verdict
from dashboard.chapters.shared.tables import build_table
from dashboard.content.values import Chapter, Chart, Kpi, Section, Sentence, Table
from dashboard.figures.figure import figure
from dashboard.warehouse.reading import Reading

_KINDS = ("state", "pace", "second_pace", "required_change_per_year")


def build_sheet(reading: Reading, rows: Sequence[Row], query: str) -> Chapter:
    """The sheet of the indicator whose judged rows are given (at least one)."""
    front = next(row for row in rows if row["is_front"])
    ordered = [front, *(row for row in rows if row is not front)]
    verdicts = dict.fromkeys(verdict(reading, row) for row in ordered)  # two targets may share a reason
    state = figure(reading, f"progress.{front['indicator_id']}.state")
    return Chapter(
        name="progress",
        lang=reading.lang,
        title=front["name"],
        question=reading.phrase(front["definition"]),
        sentences=tuple(Sentence(text, (state,) if place == 0 else ()) for place, text in enumerate(verdicts)),
        kpis=_kpis(reading, front),
        sections=_sections(reading, ordered),
        notes=_notes(reading, front),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=query,
        choices_text=front["pillar_name"],
    )


def _kpis(reading: Reading, front: Row) -> tuple[Kpi, ...]:
    t = reading.t
    meanings = {
        "state": reason_text(front, t) or state_meanings(t)[front["state"]],
        "pace": t("1 is exactly on the required path."),
        "second_pace": t("A second opinion: the model that was not declared."),
        "required_change_per_year": t("From the latest value to the target, in equal steps."),
    }
    held = {
        row["figure_id"] for row in reading.rows("select figure_id from out_figures where figure_id like 'progress.%'")
    }
    ids = {kind: f"progress.{front['indicator_id']}.{kind}" for kind in _KINDS}
    return tuple(
        Kpi(figure(reading, figure_id), meanings[kind], front["state"] if kind == "state" else "neutral")
        for kind, figure_id in ids.items()
        if figure_id in held
    )


def _sections(reading: Reading, rows: Sequence[Row]) -> tuple[Section, ...]:
    t = reading.t
    front = rows[0]
    drawn: list[Chart] = []
    for row in rows:
        if _has_path(row):
            others = rows[1:] if row is front else ()  # later targets stand once, on the first chart
            drawn.append(charts.trajectory(reading, row, others, is_full=True))
    if not front["target_key"] and (series := charts.series_chart(reading, front)):
        drawn.append(series)
    found = []
    if drawn:
        found.append(Section("trajectory", t("Trajectory"), "", tuple(drawn)))
    if front["target_key"]:
        found.append(
            Section(
                "targets", t("Targets"), "", (targets_table(reading, "targets", t("Targets of this indicator"), rows),)
            )
        )
    found.append(Section("observations", t("What was published"), "", (_observations(reading, front),)))
    if regional := regions_table(reading, front):
        lead = reading.prose("progress_regions_intro")
        found.append(Section("regions", t("Regions"), lead, (regional,)))
    return tuple(found)


def _has_path(row: Row) -> bool:
    """Whether a path leads from a known base to a dated, valued target that the base had not met."""
    known = row["base_time"] is not None and row["target_year"] is not None and row["target_value"] is not None
    return known and not row["is_met_at_base"] and row["target_year"] + 1 > row["base_time"]


def _observations(reading: Reading, front: Row) -> Table:
    """Every Moroccan observation, newest first, with what it counts, its grade, sources and note."""
    t = reading.t
    found = reading.rows(
        "select * from core_observations where indicator_id = ? and country = 'MAR' order by period_end(period) desc, period, row_key",
        front["indicator_id"],
    )
    title = t("Observations")
    listed = read_observed(reading, "observations", found, front["unit"])
    inputs = (one.input for one in listed)
    return build_table(
        "observations",
        title,
        listed,
        *observed_columns(reading),
        note="" if listed else t("No published observation was found."),
        receipt=reading.receipt(t("Values as published; nothing is computed."), inputs) if listed else None,
    )


def _notes(reading: Reading, front: Row) -> tuple[str, ...]:
    t = reading.t
    notes = reading.rows(
        "select note from core_targets where indicator_id = ? and note is not null order by row_key",
        front["indicator_id"],
    )
    model = reading.label("indicators", "growth_model", front["growth_model"])
    reason = reading.phrase(front["growth_model_reason"])
    own = (
        reading.phrase(front["indicator_note"]),
        *(reading.phrase(row["note"]) for row in notes),
        t("Declared model: {model}. {reason}", model=model, reason=reason),
    )
    return (*filter(None, own), *method_notes(reading))
