"""Where networks of the country meet: exchange points, and beside them the caches of content networks."""

from __future__ import annotations

from dashboard.chapters.networks.caches import caches_lead, caches_table
from dashboard.chapters.shared.cells import (
    as_published,
    blank_or,
    country_cell,
    name,
    period_cell,
    phrase_cell,
    rows_receipt,
)
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.warehouse.reading import Reading


def exchanges(reading: Reading) -> Section:
    """Exchange points, home first, and the places of content networks: both keep traffic in the country."""
    t = reading.t
    rows = reading.rows("select * from core_ixps order by country <> 'MAR', country, ixp_id")
    columns = (
        Column("ixp", t("Exchange point")),
        Column("country", t("Country")),
        Column("city", t("Town")),
        Column("established", t("Since")),
        Column("members", t("Connected networks"), "end"),
        Column("peak_gbps", t("Peak traffic"), "end"),
        Column("as_of", t("Figures of")),
        Column("grade", t("Grade")),
        Column("note", t("Caution")),
    )
    cells = tuple(
        (
            Cell(row["ixp_id"], name(row, t)),
            country_cell(reading, row["country"]),
            phrase_cell(reading, row["city"]),
            period_cell(row["established"], t),
            blank_or(row["members"], t.number(row["members"]), t),
            blank_or(row["peak_gbps"], t.amount(row["peak_gbps"], t("Gbps"), 1), t),
            period_cell(row["as_of"], t),
            Cell(row["confidence"], row["confidence"]),
            phrase_cell(reading, row["note"]),
        )
        for row in rows
    )
    receipt = rows_receipt(reading, "ixps", [(row["row_key"], "") for row in rows], as_published(t))
    lead = t(
        "Where networks meet, so that traffic between them may stay in the country. Figures are of different years: they are not ranked."
    )
    table = Table("exchanges", t("Exchange points in Morocco and elsewhere"), columns, cells, "", receipt)
    caches = caches_table(reading)
    text = " ".join(filter(None, (lead, caches_lead(reading))))
    return Section("exchanges", t("Exchange points and caches"), text, (table, *((caches,) if caches else ())))
