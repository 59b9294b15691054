"""The public log of changes: what was accepted into the evidence, when, why, who decided and which figures moved."""

from __future__ import annotations

from dashboard.chapters.evidence.choices import table_words
from dashboard.chapters.evidence.rows import Row
from dashboard.chapters.shared.contents import figure_link
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Section
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from dashboard.warehouse.tables import names


def section(reading: Reading) -> Section:
    """Every accepted change of the build's evidence, newest first; a build made before the log has none."""
    t = reading.t
    title = t("Log of changes")
    listed = _rows(reading)
    if not listed:
        lead = t("No change of the evidence has been accepted with siyada accept yet.")
        return Section("log", title, lead, ())
    words = table_words(t)
    columns: tuple[Column[Row], ...] = (
        Column("changed_on", t("Day"), lambda row: _day(row["changed_on"], t)),
        Column("table", t("Table"), lambda row: Cell(row["table"], words.get(str(row["table"]), ""))),
        Column("rows", t("Rows"), lambda row: _rows_cell(row, t)),
        Column("why", t("Why"), lambda row: _quote(row["why"], t)),
        Column("decided_by", t("Decided by"), lambda row: _quote(row["decided_by"], t)),
        Column("figures_moved", t("Figures that moved"), lambda row: _figures(row, t), "end"),
    )
    lead = reading.prose("evidence_log_intro")
    return Section("log", title, lead, (build_table("log", title, listed, *columns),))


def _rows(reading: Reading) -> list[Row]:
    if "changes" not in names(reading.build):
        return []
    return reading.rows("select * from core_changes order by changed_on desc, change_id desc")


def _day(day: object, t: Translator) -> Cell:
    return Cell(str(day), t.period(str(day)))


def _rows_cell(row: Row, t: Translator) -> Cell:
    text = t(
        "added {added}, changed {changed}, removed {removed}",
        added=t.number(row["rows_added"]),
        changed=t.number(row["rows_changed"]),
        removed=t.number(row["rows_removed"]),
    )
    return Cell(text, text)


def _quote(text: object, t: Translator) -> Cell:
    """What somebody wrote in a language of their own."""
    return Cell(str(text), t.isolate(str(text)))


def _figures(row: Row, t: Translator) -> Cell:
    """How many figures moved; where it was one, its receipt is a step away."""
    figures = str(row["figures"] or "")
    link = figure_link(figures) if figures and ";" not in figures else ""
    return Cell(row["figures_moved"], t.number(row["figures_moved"]), link)
