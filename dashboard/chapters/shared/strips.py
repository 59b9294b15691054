"""Strips: one row of parts, each a figure of its own, small enough to stand beside the sentences they draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Chart, Figure, Receipt, Section
from dashboard.warehouse.reading import Reading


class Stage(NamedTuple):
    """A part of a strip: its word, the role that colours it, and its figure."""

    word: str
    role: str
    shown: Figure


def at_a_glance(reading: Reading, *charts: Chart) -> Section:
    """The strips of a chapter, which stand in its first screen."""
    return Section("strips", reading.t("At a glance"), "", charts, is_beside=True)


def one_row_strip(
    chart_id: str, title: str, subtitle: str, stages: Sequence[Stage], reading: Reading
) -> StackedBarChart:
    """A strip of one row: each part a figure of its own."""
    t = reading.t
    parts = tuple(
        StackPart(word, role, (Value(number_of(shown), shown.text, figure_id=shown.figure_id),))
        for word, role, shown in stages
    )
    return StackedBarChart(
        chart_id=chart_id,
        title=title,
        subtitle=subtitle,
        alt=t.series(t.labelled(word, shown.text) for word, _, shown in stages),
        table=build_table(
            chart_id,
            title,
            stages,
            Column("part", t("Part"), lambda stage: Cell(stage.shown.figure_id, stage.word, role=stage.role)),
            Column("value", t("Value"), lambda stage: Cell(stage.shown.value, stage.shown.text), "end"),
        ),
        receipt=merged_receipt(reading, [shown for *_, shown in stages]),
        rows=(title,),
        parts=parts,
        axis=value_axis([0, sum(number_of(shown) for *_, shown in stages)], t.number),
    )


def merged_receipt(reading: Reading, figures: Sequence[Figure]) -> Receipt:
    """One receipt for a strip of several figures: their formulas and all their rows."""
    formula = " ".join(reading.t.labelled(shown.label, shown.receipt.formula) for shown in figures)
    rows = {(row.table, row.key): row for shown in figures for row in shown.receipt.inputs}
    return reading.receipt(formula, rows.values())


def number_of(shown: Figure) -> float:
    """The number of a figure; none where it is blank."""
    return float(shown.value) if isinstance(shown.value, int | float) else 0.0
