"""In how many of the indicators compared Morocco is first or last, as a strip."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chapters.shared.strips import Stage, strip_of_rows
from dashboard.content.charts import StackedBarChart
from dashboard.content.values import Figure
from dashboard.warehouse.reading import Reading

_ROLES = ("peer", "good", "serious")


def places_strip(reading: Reading, counts: Sequence[Figure]) -> StackedBarChart:
    """All that can be compared, and in how many Morocco is first and last; `counts` are these three, in this order."""
    t = reading.t
    return strip_of_rows(
        "strip_places",
        t("How often Morocco is first or last"),
        t("Number of indicators; a place is taken among the countries with a figure"),
        [Stage(shown.label, role, shown) for role, shown in zip(_ROLES, counts, strict=True)],
        reading,
        case=("case", t("Case")),
        value=("indicators", t("Indicators")),
    )
