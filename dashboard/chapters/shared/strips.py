"""Strips: one row of parts, each a figure of its own, small enough to stand beside the sentences they draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Chart, Figure, Section
from dashboard.figures.make import merge_receipts
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
        StackPart(word, role, (Value((shown.number or 0.0), shown.text, figure_id=shown.figure_id),))
        for word, role, shown in stages
    )
    return StackedBarChart(
        chart_id=chart_id,
        title=title,
        subtitle=subtitle,
        alt=t.labelled(title, t.series(t.labelled(word, shown.text) for word, _, shown in stages)),
        table=build_table(
            chart_id,
            title,
            stages,
            Column("part", t("Part"), lambda stage: Cell(stage.shown.figure_id, stage.word, role=stage.role)),
            Column("value", t("Value"), lambda stage: Cell(stage.shown.value, stage.shown.text), "end"),
        ),
        receipt=merge_receipts([shown for *_, shown in stages], t),
        rows=(title,),
        parts=parts,
        axis=value_axis([0, sum((shown.number or 0.0) for *_, shown in stages)], t.number),
    )
