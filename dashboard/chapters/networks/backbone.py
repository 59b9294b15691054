"""The links on land that carry traffic between towns and towards the landing points."""

from __future__ import annotations

from dashboard.chapters.shared.cells import as_published, blank_or, names_cell, rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Section
from dashboard.warehouse.reading import Reading


def backbone(reading: Reading) -> Section:
    """Land links."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows("select * from core_backbone order by status, link_id")
    receipt = rows_receipt(reading, "backbone", [(row["row_key"], "") for row in rows], as_published(t))
    lead = reading.prose("networks_backbone_intro")
    table = build_table(
        "backbone",
        t("Land links"),
        rows,
        columns.name("link", t("Link"), source="link_id"),
        Column("operator", t("Operators"), lambda row: names_cell(reading, row["operator"])),
        columns.phrase("from_city", t("From")),
        columns.phrase("to_city", t("To")),
        Column("km", t("Length"), lambda row: blank_or(row["km"], t.amount(row["km"], t("km")), t), "end"),
        columns.code("status", t("State"), "backbone"),
        columns.phrase("note", t("Caution")),
        receipt=receipt,
        is_folded=True,
    )
    return Section("backbone", t("Backbone"), lead, (table,))
