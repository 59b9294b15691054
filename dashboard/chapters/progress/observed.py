"""Observations row by row, of the country and of its regions: when, how much, what is counted, how well it is known."""

from __future__ import annotations

from typing import Any, NamedTuple

from dashboard.chapters.shared.publishers import lettered, publishers
from dashboard.chapters.shared.tables import Column
from dashboard.content.values import Cell, ReceiptInput
from dashboard.figures.units import write_in_unit
from dashboard.warehouse.reading import Reading, Row


class Observed(NamedTuple):
    """An observation, and the line of a receipt that it makes."""

    row: Row
    input: ReceiptInput


def read_observed(reading: Reading, table: str, rows: list[dict[str, Any]], unit: str) -> list[Observed]:
    """Rows of a table of observations in the unit of their indicator."""
    return [
        Observed(row, reading.input(table, row["row_key"], write_in_unit(reading, row["value"], unit))) for row in rows
    ]


def observed_columns(reading: Reading) -> tuple[Column[Observed], ...]:
    """What a reader sees of an observation."""
    t = reading.t

    def perimeter(one: Observed) -> Cell:
        return Cell(one.row["perimeter"], reading.label("*", "perimeter", one.row["perimeter"]))

    def provisional(one: Observed) -> Cell:
        return Cell(one.row["provisional"], t("yes") if one.row["provisional"] == "yes" else t("no"))

    def graded(one: Observed) -> Cell:
        return lettered(reading, one.input.grade, is_second_hand=one.input.is_second_hand)

    def note(one: Observed) -> Cell:
        return Cell(one.input.note, " ".join(filter(None, (*one.input.marks, one.input.note))))

    return (
        Column("period", t("Period"), lambda one: Cell(one.row["period"], t.period(one.row["period"]))),
        Column("value", t("Value"), lambda one: Cell(one.row["value"], one.input.value_text), "end"),
        Column("perimeter", t("What is counted"), perimeter),
        Column("grade", t("Grade"), graded),
        Column("provisional", t("Provisional"), provisional),
        Column("sources", t("Sources"), lambda one: publishers(reading, one.row["source_ids"])),
        Column("note", t("Note"), note),
    )
