"""Submarine systems in service, and how many a failure leaves, as a strip."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Figure
from dashboard.figures.make import merge_receipts
from dashboard.warehouse.reading import Reading


def failure_strip(
    reading: Reading, shown: Mapping[str, Figure], left: Mapping[str, Figure], *, is_failing: bool
) -> StackedBarChart:
    """All that is in service, what the worst single failure leaves of it and, where a reader chose failures, what these leave."""
    t = reading.t
    rows = [
        (t("In service"), shown["connectivity.systems_in_service"]),
        (t("After the worst single failure"), shown["connectivity.worst_n1.systems_left"]),
        *([(t("After the failures you chose"), left["systems_left"])] if is_failing else []),
    ]
    most = max((figure.number or 0.0) for _, figure in rows)
    title = t("Submarine systems, before and after a failure")
    return StackedBarChart(
        chart_id="strip_failures",
        title=title,
        subtitle=t("Number of systems; one failure is that of a system, a landing point or a country"),
        alt=t.series(t.labelled(label, figure.text) for label, figure in rows),
        table=build_table(
            "strip_failures",
            title,
            rows,
            Column("case", t("Case"), lambda row: Cell(row[1].figure_id, row[0])),
            Column("systems", t("Systems"), lambda row: Cell(row[1].value, row[1].text), "end"),
        ),
        receipt=merge_receipts([figure for _, figure in rows], t),
        rows=tuple(label for label, _ in rows),
        parts=(
            StackPart(
                t("in service"),
                "in_service",
                tuple(Value((figure.number or 0.0), figure.text, figure_id=figure.figure_id) for _, figure in rows),
            ),
        ),
        axis=value_axis([0, most], t.number),
        totals=tuple(figure.text for _, figure in rows),
        totals_of=tuple((figure.figure_id,) for _, figure in rows),
    )
