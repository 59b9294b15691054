"""How many indicators with a target stand in each state, as a strip."""

from __future__ import annotations

from dashboard.chapters.shared.strips import Stage, one_row_strip
from dashboard.content.charts import StackedBarChart
from dashboard.figures.figure import figure
from dashboard.figures.progress import AIMED, state_word
from dashboard.warehouse.reading import Reading


def targets_strip(reading: Reading) -> StackedBarChart:
    """How many indicators with a target stand in each state."""
    t = reading.t
    figures = {state: figure(reading, f"progress.count.{state}") for state in AIMED}
    words = {state: state_word(reading, state) for state in AIMED}
    total = sum((shown.number or 0.0) for shown in figures.values())
    title = t.plural("{count} indicator with a target, by state", "{count} indicators with a target, by state", total)
    return one_row_strip(
        "strip_targets",
        title,
        t("Number of indicators; the next target of each is judged"),
        [Stage(words[state], state, figures[state]) for state in AIMED],
        reading,
    )
