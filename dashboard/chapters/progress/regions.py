"""What was published of an indicator for Morocco's regions: listed, never drawn into the country's series nor judged."""

from __future__ import annotations

from dashboard.chapters.progress.observed import observed_columns, read_observed
from dashboard.chapters.progress.rows import Row
from dashboard.chapters.shared.cells import as_published
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Table
from dashboard.warehouse.build import OldBuildError
from dashboard.warehouse.reading import Reading


def regions_table(reading: Reading, front: Row) -> Table | None:
    """Every regional observation of the indicator, by region, newest first; None where there is none."""
    t = reading.t
    try:
        found = reading.rows(
            f"""select o.*, r.name_{reading.lang} as region from core_regional_observations o join core_regions r using (region_code)
                where o.indicator_id = ? order by region_code, period_end(period) desc, period, row_key""",  # noqa: S608 - one of three
            front["indicator_id"],
        )
    except OldBuildError:
        return None
    if not found:
        return None
    listed = read_observed(reading, "regional_observations", found, front["unit"])
    return build_table(
        "regions",
        t("Values of regions"),
        listed,
        Column("region", t("Region"), lambda one: Cell(one.row["region_code"], one.row["region"])),
        *observed_columns(reading),
        receipt=reading.receipt(as_published(t), (one.input for one in listed)),
    )
