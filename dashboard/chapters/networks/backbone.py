"""The links on land that carry traffic between towns and towards the landing points."""

from __future__ import annotations

from dashboard.chapters.shared.cells import as_published, blank_or, name, names_cell, phrase_cell, rows_receipt
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.warehouse.reading import Reading


def backbone(reading: Reading) -> Section:
    """Land links."""
    t = reading.t
    rows = reading.rows("select * from core_backbone order by status, link_id")
    columns = (
        Column("link", t("Link")),
        Column("operator", t("Operators")),
        Column("from_city", t("From")),
        Column("to_city", t("To")),
        Column("km", t("Length"), "end"),
        Column("status", t("State")),
        Column("note", t("Caution")),
    )
    cells = tuple(
        (
            Cell(row["link_id"], name(row, t)),
            names_cell(reading, row["operator"]),
            phrase_cell(reading, row["from_city"]),
            phrase_cell(reading, row["to_city"]),
            blank_or(row["km"], t.amount(row["km"], t("km")), t),
            Cell(row["status"], reading.label("backbone", "status", row["status"])),
            phrase_cell(reading, row["note"]),
        )
        for row in rows
    )
    receipt = rows_receipt(reading, "backbone", [(row["row_key"], "") for row in rows], as_published(t))
    lead = t(
        "Links on land that sources describe, in Morocco and, for comparison, elsewhere. Some descriptions are old, as their cautions say."
    )
    table = Table("backbone", t("Land links"), columns, cells, "", receipt, is_folded=True)
    return Section("backbone", t("Backbone"), lead, (table,))
