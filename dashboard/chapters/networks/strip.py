"""What is answered in Morocco of popular websites, as a strip: the last run, and the median of the last twelve below it."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Figure, Receipt, Sentence, Table
from dashboard.figures.make import merge_receipts
from dashboard.figures.popular import share_text
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading
from etl.versions import POPULAR_SITES


class _Row(NamedTuple):
    """A share of the websites and, where it stands for several runs, the lowest and the highest of them."""

    label: str
    shown: Figure
    ends: tuple[Figure, ...] = ()

    def text(self, t: Translator) -> str:
        if not self.ends:
            return self.shown.text
        low, high = (end.text for end in self.ends)
        return t("{median}, from {low} to {high}", median=self.shown.text, low=low, high=high)

    def shares(self) -> tuple[float, float]:
        """What is answered in Morocco, and all the rest of the websites measured."""
        local_pct = self.shown.number or 0.0
        return local_pct, 100 - local_pct


def popular_strip(reading: Reading, sentence: Sentence) -> StackedBarChart:
    """The figures that `sentence` quotes: the last run, then the median of the last twelve, their lowest and their highest."""
    t = reading.t
    last, median, *ends = sentence.figures
    rows = (
        _Row(t("Last run ({day})", day=t.period(last.as_of)), last),
        _Row(t("Median of the last 12 runs"), median, tuple(ends)),
    )
    title = t("Where popular websites are answered from")
    words = {"local": t("answered in Morocco"), "offshore": t("answered abroad")}
    return StackedBarChart(
        chart_id="strip_popular",
        title=title,
        subtitle=t("Percent of the websites measured; each counts once"),
        alt=t.series(t.labelled(row.label, row.text(t)) for row in rows),
        table=_table(title, rows, words, t),
        receipt=_receipt(reading, sentence.figures),
        rows=tuple(row.label for row in rows),
        parts=tuple(
            StackPart(word, role, tuple(Value(row.shares()[at], "", hover=_hover(row, at, word, t)) for row in rows))
            for at, (role, word) in enumerate(words.items())
        ),
        axis=value_axis([0, 100], t.percent),
        totals=tuple(row.text(t) for row in rows),
        totals_of=tuple((row.shown.figure_id, *(end.figure_id for end in row.ends)) for row in rows),
    )


def _receipt(reading: Reading, figures: tuple[Figure, ...]) -> Receipt:
    """The rows of all of them under one formula, which is the same for each."""
    t = reading.t
    formula = t("Websites answered in the country / websites measured, of the last run and of each of the last 12.")
    return reading.receipt(formula, merge_receipts(figures, t).inputs, POPULAR_SITES)


def _hover(row: _Row, at: int, word: str, t: Translator) -> str:
    return f"{row.label}\n{t.labelled(word, share_text(row.shares()[at], t))}"


def _table(title: str, rows: tuple[_Row, ...], words: dict[str, str], t: Translator) -> Table:
    local, abroad = words.values()

    def share(at: int, label: str) -> Column[_Row]:
        key = ("local_pct", "abroad_pct")[at]
        return Column(key, label, lambda row: Cell(row.shares()[at], share_text(row.shares()[at], t)), "end")

    def end(at: int, label: str) -> Column[_Row]:
        def cell(row: _Row) -> Cell:
            return Cell(row.ends[at].value, row.ends[at].text) if row.ends else Cell(None, "")

        return Column(("low_pct", "high_pct")[at], label, cell, "end")

    return build_table(
        "strip_popular",
        title,
        rows,
        Column("case", t("Case"), lambda row: Cell(row.shown.figure_id, row.label)),
        share(0, local),
        share(1, abroad),
        end(0, t("Lowest")),
        end(1, t("Highest")),
    )
