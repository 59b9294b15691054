"""Megawatts by how far they have come, as a strip."""

from __future__ import annotations

from dashboard.chapters.shared.strips import Stage, one_row_strip
from dashboard.content.charts import StackedBarChart
from dashboard.figures.figure import figure
from dashboard.warehouse.reading import Reading

STAGES = (
    ("it_load_operational", "in_service"),
    ("under_construction", "under_construction"),
    ("pipeline_signed", "memorandum"),
    ("pipeline_planned", "announced"),
    ("pipeline_headline", "headline"),
)


def megawatts_strip(reading: Reading) -> StackedBarChart:
    """Megawatts by how far they have come; each project's are counted once."""
    t = reading.t
    words = {
        "it_load_operational": t("in service"),
        "under_construction": t("works found"),
        "pipeline_signed": t("in memoranda"),
        "pipeline_planned": t("operators' plans"),
        "pipeline_headline": t("large announcements"),
    }
    stages = [Stage(words[name], role, figure(reading, f"sites.{name}_mw")) for name, role in STAGES]
    return one_row_strip(
        "strip_mw",
        t("Megawatts, from service to announcement"),
        t("MW of IT load; what is to be confirmed is left out"),
        stages,
        reading,
    )
