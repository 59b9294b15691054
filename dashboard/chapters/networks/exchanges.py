"""Where networks of the country meet: exchange points, and beside them the caches of content networks."""

from __future__ import annotations

from dashboard.chapters.networks.caches import caches_lead, caches_table
from dashboard.chapters.shared.cells import as_published, blank_or, rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Section
from dashboard.warehouse.reading import Reading


def exchanges(reading: Reading) -> Section:
    """Exchange points, home first, and the places of content networks: both keep traffic in the country."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows("select * from core_ixps order by country <> 'MAR', country, ixp_id")
    receipt = rows_receipt(reading, "ixps", [(row["row_key"], "") for row in rows], as_published(t))
    lead = reading.prose("networks_exchanges_intro")
    table = build_table(
        "exchanges",
        t("Exchange points in Morocco and elsewhere"),
        rows,
        columns.name("ixp", t("Exchange point"), source="ixp_id"),
        columns.code("country", t("Country"), "*"),
        columns.phrase("city", t("Town")),
        columns.period("established", t("Since")),
        Column(
            "members", t("Connected networks"), lambda row: blank_or(row["members"], t.number(row["members"]), t), "end"
        ),
        Column(
            "peak_gbps",
            t("Peak traffic"),
            lambda row: blank_or(row["peak_gbps"], t.amount(row["peak_gbps"], t("Gbps"), 1), t),
            "end",
        ),
        columns.period("as_of", t("Figures of")),
        columns.text("grade", t("Grade"), "confidence"),
        columns.phrase("note", t("Caution")),
        receipt=receipt,
    )
    caches = caches_table(reading)
    text = " ".join(filter(None, (lead, caches_lead(reading))))
    return Section("exchanges", t("Exchange points and caches"), text, (table, *((caches,) if caches else ())))
