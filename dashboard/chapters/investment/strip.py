"""Spending announced, decided and paid, as a strip: three sums of different projects, never one bar."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.chapters.investment.charts import LEDGER_KINDS, sums_formula
from dashboard.chapters.investment.rows import Selection, receipt
from dashboard.chapters.shared.strips import Stage, strip_of_rows
from dashboard.content.charts import StackedBarChart
from dashboard.content.values import Figure
from dashboard.figures.money import BILLION, ROLE_OF_KIND, billions_of, kind_words
from dashboard.warehouse.reading import Reading


def spending_strip(reading: Reading, chosen: Selection, figures: Mapping[str, Figure]) -> StackedBarChart | None:
    """The three sums of the first sentence, a bar each in a tone of its own; None where none of them has an amount."""
    t = reading.t
    words = kind_words(t)
    stages = [Stage(words[kind], ROLE_OF_KIND[kind], figures[f"spending.{kind}"]) for kind in LEDGER_KINDS]
    if all(stage.shown.number is None for stage in stages):
        return None
    rows = (row for row in chosen.of("spending").added if row["amount_is"] in LEDGER_KINDS)
    said = [t("{label}: {amount}", label=stage.word, amount=stage.shown.text) for stage in stages]
    return strip_of_rows(
        "strip_spending",
        t("Spending: announced, decided, paid"),
        billions_of(chosen.currency, t),
        stages,
        reading,
        case=("amount_is", t("What the amount is")),
        value=(f"amount_{chosen.currency.lower()}", t("Amount")),
        alt=t("{figures}. The three are not parts of one another and are not added.", figures=t.join(said)),
        receipt=receipt(reading, chosen, sums_formula(chosen, t), rows),
        unit=BILLION,
    )
