"""Strips, small enough to stand beside the sentences they draw: one row of parts, or a row for each of a few figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Chart, Figure, Receipt, Section
from dashboard.figures.make import merge_receipts
from dashboard.warehouse.reading import Reading


class Stage(NamedTuple):
    """A part or a row of a strip: its word, the role that colours it, and its figure."""

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


def strip_of_rows(
    chart_id: str,
    title: str,
    subtitle: str,
    stages: Sequence[Stage],
    reading: Reading,
    *,
    case: tuple[str, str],
    value: tuple[str, str],
    tones: Mapping[str, str] | None = None,
    alt: str = "",
    receipt: Receipt | None = None,
    unit: float = 1.0,
) -> StackedBarChart:
    """A strip of figures that are no parts of one another: a row each, on one scale; a blank has no bar and says so.

    `case` and `value` are the keys and labels of the table's columns, `tones` say what each role stands for where the
    words of the rows don't, and bars are drawn in `unit`. The receipt is that of all figures where none is given.
    """
    t = reading.t
    numbers = [None if shown.number is None else shown.number / unit for *_, shown in stages]
    meanings = tones or {stage.role: stage.word for stage in stages}

    def bar(at: int, role: str) -> Value:
        _, own, shown = stages[at]
        return Value(numbers[at], "", hover=t.labelled(shown.label, shown.text)) if own == role else Value(None, "")

    return StackedBarChart(
        chart_id=chart_id,
        title=title,
        subtitle=subtitle,
        alt=alt or t.series(t.labelled(word, shown.text) for word, _, shown in stages),
        table=build_table(
            chart_id,
            title,
            stages,
            Column(*case, lambda stage: Cell(stage.shown.figure_id, stage.word)),
            Column(*value, lambda stage: Cell(stage.shown.value, stage.shown.text), "end"),
        ),
        receipt=receipt or merge_receipts([shown for *_, shown in stages], t),
        rows=tuple(word for word, *_ in stages),
        parts=tuple(
            StackPart(meaning, role, tuple(bar(at, role) for at in range(len(stages))))
            for role, meaning in meanings.items()
        ),
        axis=value_axis([0, *numbers], lambda number: t.number(number, 1)),
        totals=tuple(shown.text for *_, shown in stages),
        totals_of=tuple((shown.figure_id,) for *_, shown in stages),
    )
