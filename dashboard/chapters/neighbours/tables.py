"""Exchange points, demand and trade: shown with their years, and not compared."""

from __future__ import annotations

from dashboard.chapters.neighbours.rows import country_name, no_figure, number
from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.content.values import Cell, Column, Table
from dashboard.figures.money import Row, text
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
    columns = (
        Column("country", t("Country")),
        Column("ixp_id", t("Exchange point")),
        Column("established", t("Since")),
        Column("members", t("Members"), "end"),
        Column("peak_gbps", t("Peak traffic (Gbit/s)"), "end"),
        Column("as_of", t("As of")),
        Column("grade", t("Grade")),
        Column("caution", t("Caution")),
        Column("sources", t("Sources")),
    )
    blank = Cell(None, "")
    rows: list[tuple[Cell, ...]] = []
    for country in countries:
        own = [row for row in found if row["country"] == country]
        if not own:
            none = text(t("no exchange point found"), "")
            rows.append((text(country_name(reading, country), country), none, *(blank for _ in columns[2:])))
        rows += [
            (
                text(country_name(reading, country), country),
                text(row["name"] if reading.lang == "en" else row[f"name_{reading.lang}"], row["ixp_id"]),
                Cell(row["established"], t.period(row["established"])),
                Cell(row["members"], t.number(row["members"]) or no_figure(t)),
                Cell(row["peak_gbps"], t.number(row["peak_gbps"], 1) or no_figure(t)),
                Cell(row["as_of"], t.period(row["as_of"])),
                grade(reading, row["confidence"], row["source_ids"]),
                text(reading.phrase(row["note"]), row["note"] or ""),
                publishers(reading, row["source_ids"]),
            )
            for row in own
        ]
    receipt = reading.receipt(
        t("Each figure as its source gives it."),
        (reading.input("ixps", row["row_key"], t.number(row["peak_gbps"], 1) or no_figure(t)) for row in found),
    )
    note = t("The figures are of different years: they don't rank.")
    return Table(
        "neighbours_exchanges", t("Internet exchange points"), columns, tuple(rows), note, receipt, is_folded=True
    )


def demand(reading: Reading, countries: tuple[str, ...]) -> Table:
    """Demand and trade in services: no two countries have one figure of one definition and year, so none is compared."""
    t = reading.t
    found = reading.rows(_DEMAND, list(countries))
    columns = (
        Column("country", t("Country")),
        Column("figure", t("Figure")),
        Column("period", t("Period")),
        Column("value", t("Value"), "end"),
        Column("grade", t("Grade")),
        Column("caution", t("Caution")),
        Column("sources", t("Sources")),
    )
    rows = tuple(
        (
            text(country_name(reading, row["country"]), row["country"]),
            text(_words(reading, row), row["code"] if row["flow"] is None else f"{row['code']}_{row['flow']}_usd_m"),
            Cell(row["period"], t.period(row["period"])),
            Cell(row["value"], number(row["value"], "", t)),
            grade(reading, row["confidence"], row["source_ids"]),
            text(reading.phrase(row["note"]), row["note"] or ""),
            publishers(reading, row["source_ids"]),
        )
        for row in found
    )
    receipt = reading.receipt(
        t("Each figure as its source gives it."),
        (reading.input(row["table_name"], row["row_key"], number(row["value"], "", t)) for row in found),
    )
    note = t("Definitions and years differ from one source to the next: these figures are shown, not compared.")
    return Table("neighbours_demand", t("Demand and trade in services"), columns, rows, note, receipt, is_folded=True)


def _words(reading: Reading, row: Row) -> str:
    if row["flow"] is None:
        return reading.label("compute_demand", "metric", row["code"])
    return reading.t(
        "{item}, {flow} (million US dollars)",
        item=reading.label("services_trade", "item", row["code"]),
        flow=reading.label("services_trade", "flow", row["flow"]),
    )
