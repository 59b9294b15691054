"""The note of two pages: the first screen word for word, every indicator with a target, five cautions, how to verify."""

from __future__ import annotations

from dashboard.chapters.overview.chapter import OverviewChoices, build_chapter
from dashboard.chapters.progress.rows import Row, fronts, grade_cell, latest_text, read_rows, target_text
from dashboard.chapters.progress.words import state_text
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.note import Note
from dashboard.content.values import Cell, Table
from dashboard.warehouse.reading import Reading


def build_note(reading: Reading) -> Note:
    """The note of one build in one language."""
    return Note(build_chapter(reading, OverviewChoices()), _targets(reading), _cautions(reading), _verify(reading))


def _targets(reading: Reading) -> Table:
    """Every indicator with a target: its latest value, its next target and its state, in the order of the pillars."""
    t = reading.t

    def latest(row: Row) -> Cell:
        return Cell(row["latest_value"], latest_text(reading, row) or t("not measured"))

    columns: tuple[Column[Row], ...] = (
        Column("indicator", t("Indicator"), lambda row: Cell(row["indicator_id"], row["name"])),
        Column("latest", t("Latest value"), latest),
        Column("target", t("Target"), lambda row: Cell(row["target_value"], target_text(reading, row))),
        Column("state", t("State"), lambda row: Cell(row["state"], state_text(reading, row), role=row["state"])),
        Column("grade", t("Grade"), lambda row: grade_cell(reading, row)),
    )
    rows = fronts(read_rows(reading))
    title = t.plural("{count} indicator with a target", "{count} indicators with a target", len(rows))
    return build_table("note-targets", title, rows, *columns)


def _cautions(reading: Reading) -> tuple[str, ...]:
    t = reading.t
    return (
        reading.prose("shared_announced_not_delivered"),
        reading.prose("overview_local_not_sovereign"),
        t("A blank says that no source gives the figure. It is never a zero."),
        reading.prose("overview_note_estimates"),
        t("A target without a published measurement can be called neither kept nor missed."),
    )


def _verify(reading: Reading) -> tuple[str, ...]:
    t, build = reading.t, reading.build
    return (
        reading.prose("overview_note_receipts"),
        t(
            "Same build, same language, same version of the tool: this note comes out again byte for byte, with {command}.",
            command=t.formula(f"siyada note --lang {t.lang} --out FILE"),
        ),
        t("Build {build}, data as of {date}.", build=build.build_id, date=t.period(build.as_of)),
    )
