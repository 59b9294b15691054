"""What was published of an indicator for Morocco's regions: listed, never drawn into the country's series nor judged."""

from __future__ import annotations

from dashboard.chapters.progress.rows import Row
from dashboard.chapters.shared.cells import as_published
from dashboard.chapters.shared.publishers import lettered, publishers
from dashboard.content.values import Cell, Column, Table
from dashboard.figures.units import write_in_unit
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
    columns = (
        Column("region", t("Region")),
        Column("period", t("Period")),
        Column("value", t("Value"), "end"),
        Column("perimeter", t("What is counted")),
        Column("grade", t("Grade")),
        Column("provisional", t("Provisional")),
        Column("sources", t("Sources")),
        Column("note", t("Note")),
    )
    inputs = [
        reading.input("regional_observations", row["row_key"], write_in_unit(reading, row["value"], front["unit"]))
        for row in found
    ]
    cells = tuple(
        (
            Cell(row["region_code"], row["region"]),
            Cell(row["period"], t.period(row["period"])),
            Cell(row["value"], one.value_text),
            Cell(row["perimeter"], reading.label("*", "perimeter", row["perimeter"])),
            lettered(reading, one.grade, is_second_hand=one.is_second_hand),
            Cell(row["provisional"], t("yes") if row["provisional"] == "yes" else t("no")),
            publishers(reading, row["source_ids"]),
            Cell(one.note, " ".join(filter(None, (*one.marks, one.note)))),
        )
        for row, one in zip(found, inputs, strict=True)
    )
    return Table("regions", t("Values of regions"), columns, cells, receipt=reading.receipt(as_published(t), inputs))
