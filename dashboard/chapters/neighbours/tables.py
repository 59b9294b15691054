"""Exchange points, demand and trade: shown with their years, and not compared."""

from __future__ import annotations

from dashboard.chapters.neighbours.rows import country_name, no_figure, number
from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.content.values import Cell, Column, Table
from dashboard.figures.money import Row, text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

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


def exchange_points(build: Build, countries: tuple[str, ...], t: Translator) -> Table:
    """Every exchange point found, with the date of its figures; a country without one says so."""
    found = build.rows(
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
            rows.append((text(country_name(build, country, t), country), none, *(blank for _ in columns[2:])))
        rows += [
            (
                text(country_name(build, country, t), country),
                text(row["name"] if t.lang == "en" else row[f"name_{t.lang}"], row["ixp_id"]),
                Cell(row["established"], t.period(row["established"])),
                Cell(row["members"], t.number(row["members"]) or no_figure(t)),
                Cell(row["peak_gbps"], t.number(row["peak_gbps"], 1) or no_figure(t)),
                Cell(row["as_of"], t.period(row["as_of"])),
                grade(build, row["confidence"], row["source_ids"], t),
                text(build.phrase(row["note"], t.lang), row["note"] or ""),
                publishers(build, row["source_ids"], t),
            )
            for row in own
        ]
    receipt = build.receipt(
        t("Each figure as its source gives it."),
        (build.input("ixps", row["row_key"], t.number(row["peak_gbps"], 1) or no_figure(t), t.lang) for row in found),
    )
    note = t("The figures are of different years: they don't rank.")
    return Table(
        "neighbours_exchanges", t("Internet exchange points"), columns, tuple(rows), note, receipt, is_folded=True
    )


def demand(build: Build, countries: tuple[str, ...], t: Translator) -> Table:
    """Demand and trade in services: no two countries have one figure of one definition and year, so none is compared."""
    found = build.rows(_DEMAND, list(countries))
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
            text(country_name(build, row["country"], t), row["country"]),
            text(_words(build, row, t), row["code"] if row["flow"] is None else f"{row['code']}_{row['flow']}_usd_m"),
            Cell(row["period"], t.period(row["period"])),
            Cell(row["value"], number(row["value"], "", t)),
            grade(build, row["confidence"], row["source_ids"], t),
            text(build.phrase(row["note"], t.lang), row["note"] or ""),
            publishers(build, row["source_ids"], t),
        )
        for row in found
    )
    receipt = build.receipt(
        t("Each figure as its source gives it."),
        (build.input(row["table_name"], row["row_key"], number(row["value"], "", t), t.lang) for row in found),
    )
    note = t("Definitions and years differ from one source to the next: these figures are shown, not compared.")
    return Table("neighbours_demand", t("Demand and trade in services"), columns, rows, note, receipt, is_folded=True)


def _words(build: Build, row: Row, t: Translator) -> str:
    if row["flow"] is None:
        return build.label("compute_demand", "metric", row["code"], t.lang)
    return t(
        "{item}, {flow} (million US dollars)",
        item=build.label("services_trade", "item", row["code"], t.lang),
        flow=build.label("services_trade", "flow", row["flow"], t.lang),
    )
