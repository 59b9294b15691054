"""Exchange points, demand and trade: shown with their years, and not compared."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.neighbours.rows import no_figure, number
from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Cell, Table
from dashboard.figures.money import Row
from dashboard.warehouse.reading import Reading

_DEMAND = """
with asked as (select ?::varchar[] as countries)
select 'services_trade' as table_name, row_key, country, item as code, flow, year::varchar as period, value_usd_m as value, confidence, note, source_ids
from core_services_trade, asked where list_contains(countries, country)
union all
select 'compute_demand', row_key, country, metric, null, period, value, confidence, note, source_ids
from core_compute_demand, asked
where list_contains(countries, country) and metric <> 'dc_capacity_mw'
  and metric in (select metric from core_compute_demand where country <> 'MAR' and len(country) = 3 union all select 'public_cloud_ai_regions')
order by 1 desc, 4, 6, 3, row_key
"""


def exchange_points(reading: Reading, countries: tuple[str, ...]) -> Table:
    """Every exchange point found, with the date of its figures; a country without one says so."""
    t = reading.t
    found = reading.rows(
        "select * from core_ixps where list_contains(?::varchar[], country) order by peak_gbps desc nulls last, ixp_id",
        list(countries),
    )
    listed: list[Row] = []
    for country in countries:
        listed += [row for row in found if row["country"] == country] or [{"country": country}]
    columns = RowColumns(reading)

    def of_found(column: Column[Row]) -> Column[Row]:
        """A blank in the row of a country of which no exchange point was found."""
        return replace(column, cell=lambda row: column.cell(row) if "ixp_id" in row else Cell(None, ""))

    def point(row: Row) -> Cell:
        if "ixp_id" not in row:
            return text(t("no exchange point found"), "")
        return text(reading.name(row), row["ixp_id"])

    def figure(key: str, label: str, digits: int = 0) -> Column[Row]:
        return Column(key, label, lambda row: Cell(row[key], t.number(row[key], digits) or no_figure(t)), "end")

    receipt = reading.receipt(
        t("Each figure as its source gives it."),
        (reading.input("ixps", row["row_key"], t.number(row["peak_gbps"], 1) or no_figure(t)) for row in found),
    )
    note = t("The figures are of different years: they don't rank.")
    return build_table(
        "neighbours_exchanges",
        t("Internet exchange points"),
        listed,
        Column("country", t("Country"), lambda row: text(reading.country(row["country"]), row["country"])),
        Column("ixp_id", t("Exchange point"), point),
        of_found(columns.period("established", t("Since"))),
        of_found(figure("members", t("Members"))),
        of_found(figure("peak_gbps", t("Peak traffic (Gbit/s)"), 1)),
        of_found(columns.period("as_of", t("As of"))),
        of_found(columns.grade(t("Grade"))),
        of_found(Column("caution", t("Caution"), lambda row: text(reading.phrase(row["note"]), row["note"] or ""))),
        of_found(columns.sources(t("Sources"))),
        note=note,
        receipt=receipt,
        is_folded=True,
    )


def demand(reading: Reading, countries: tuple[str, ...]) -> Table:
    """Demand and trade in services: no two countries have one figure of one definition and year, so none is compared."""
    t = reading.t
    columns = RowColumns(reading)
    found = reading.rows(_DEMAND, list(countries))
    receipt = reading.receipt(
        t("Each figure as its source gives it."),
        (reading.input(row["table_name"], row["row_key"], number(row["value"], "", t)) for row in found),
    )
    note = reading.prose("neighbours_demand_note")
    return build_table(
        "neighbours_demand",
        t("Demand and trade in services"),
        found,
        Column("country", t("Country"), lambda row: text(reading.country(row["country"]), row["country"])),
        Column(
            "figure",
            t("Figure"),
            lambda row: text(
                _words(reading, row), row["code"] if row["flow"] is None else f"{row['code']}_{row['flow']}_usd_m"
            ),
        ),
        columns.period("period", t("Period")),
        Column("value", t("Value"), lambda row: Cell(row["value"], number(row["value"], "", t)), "end"),
        columns.grade(t("Grade")),
        Column("caution", t("Caution"), lambda row: text(reading.phrase(row["note"]), row["note"] or "")),
        columns.sources(t("Sources")),
        note=note,
        receipt=receipt,
        is_folded=True,
    )


def _words(reading: Reading, row: Row) -> str:
    if row["flow"] is None:
        return reading.label("compute_demand", "metric", row["code"])
    return reading.t(
        "{item}, {flow} (million US dollars)",
        item=reading.label("services_trade", "item", row["code"]),
        flow=reading.label("services_trade", "flow", row["flow"]),
    )
