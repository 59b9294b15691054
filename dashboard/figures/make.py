"""The one way to make a figure that no row of `out_figures` holds, because it follows what a reader chose."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.content.choices import marked
from dashboard.content.values import Figure, FigureKind, Receipt
from dashboard.i18n import Translator


def make_figure(
    figure_id: str,
    label: str,
    value: float | str | None,
    text: str,
    unit: str,
    kind: FigureKind,
    receipt: Receipt,
    *,
    query: str = "",
    grade: str | None = None,
    as_of: str | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Figure:
    """A figure whose id says the choices of `query`, with the worst grade and the newest date of the rows it rests on.

    A `grade` or `as_of` given is one that the rows don't tell: of what alone moves an estimate, of an edition.
    """
    return Figure(
        marked(figure_id, query),
        label,
        value,
        text,
        unit,
        kind,
        max((row.grade for row in receipt.inputs), default="") if grade is None else grade,
        receipt.newest if as_of is None else as_of,
        receipt,
        low,
        high,
    )


def make_count(figure_id: str, label: str, count: int, text: str, receipt: Receipt, *, query: str = "") -> Figure:
    """A number of things counted, known and exact."""
    return make_figure(figure_id, label, float(count), text, "count", "sum", receipt, query=query)


def merge_receipts(figures: Sequence[Figure], t: Translator) -> Receipt:
    """One receipt for what shows several figures: their formulas, and all their rows, each once."""
    formula = " ".join(t.labelled(shown.label, shown.receipt.formula) for shown in figures)
    rows = {(row.table, row.key): row for shown in figures for row in shown.receipt.inputs}
    return Receipt(formula, tuple(rows.values()), figures[0].receipt.build_id)
