"""Submarine systems in service, and how many a failure leaves, as a strip."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.chapters.shared.strips import Stage, strip_of_rows
from dashboard.content.charts import StackedBarChart
from dashboard.content.values import Figure
from dashboard.warehouse.reading import Reading

_ROLE = "in_service"


def failure_strip(
    reading: Reading, shown: Mapping[str, Figure], left: Mapping[str, Figure], *, is_failing: bool
) -> StackedBarChart:
    """All that is in service, what the worst single failure leaves of it and, where a reader chose failures, what these leave."""
    t = reading.t
    stages = [
        Stage(t("In service"), _ROLE, shown["connectivity.systems_in_service"]),
        Stage(t("After the worst single failure"), _ROLE, shown["connectivity.worst_n1.systems_left"]),
        *([Stage(t("After the failures you chose"), _ROLE, left["systems_left"])] if is_failing else []),
    ]
    return strip_of_rows(
        "strip_failures",
        t("Submarine systems, before and after a failure"),
        t("Number of systems; one failure is that of a system, a landing point or a country"),
        stages,
        reading,
        case=("case", t("Case")),
        value=("systems", t("Systems")),
        tones={_ROLE: t("in service")},
    )
