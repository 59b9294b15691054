"""What the links abroad give, and what passes them by: round trips, routes without Morocco, faults."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.words import capacity
from dashboard.chapters.shared.cells import as_published, blank_or, country_cells, names_cell, rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.values import Cell, Section, Table
from dashboard.warehouse.reading import Reading


def latency(reading: Reading) -> Section:
    """Round trips, with the year of their measurement on screen."""
    t = reading.t
    rows = reading.rows(
        "select * from core_latency order by from_country <> 'MAR', from_city, rtt_ms, to_city, row_key"
    )
    home = [row for row in rows if row["from_country"] == "MAR"]
    others = [row for row in rows if row["from_country"] != "MAR"]
    years = [row["as_of"][:4] for row in rows if row["as_of"]]
    year = years[0] if years else t("no date")
    dated = [one for one in years if one == year]
    lead = t(
        "{count} of the {total} round trips listed were measured in {year}, before the newest systems: none says what a user gets today.",
        count=t.number(len(dated)),
        total=t.number(len(rows)),
        year=year,
    )
    from_home = (_from_home(reading, home, year),) if home else ()
    return Section("latency", t("Latency ({year})", year=year), lead, (*from_home, _trips(reading, others)))


def _from_home(reading: Reading, rows: list[dict[str, Any]], year: str) -> BarChart:
    t = reading.t
    title = t("Round trips from a Moroccan server, {year}", year=year)
    near, far = rows[0], rows[-1]
    bars = tuple(
        Bar(reading.phrase(row["to_city"]), Value(row["rtt_ms"], t.amount(row["rtt_ms"], t("ms"), 1))) for row in rows
    )
    table = _trips(reading, rows)
    return BarChart(
        chart_id="latency",
        title=title,
        subtitle=t(
            "Milliseconds there and back, {year}, from {town}", year=year, town=reading.phrase(rows[0]["from_city"])
        ),
        alt=t(
            "Of {count} destinations measured in {year}, the shortest round trip was to {near} ({near_ms}), the longest to {far} ({far_ms}).",
            count=t.number(len({row["to_city"] for row in rows})),
            year=year,
            near=reading.phrase(near["to_city"]),
            near_ms=t.amount(near["rtt_ms"], t("ms"), 1),
            far=reading.phrase(far["to_city"]),
            far_ms=t.amount(far["rtt_ms"], t("ms"), 1),
        ),
        table=Table("latency", title, table.columns, table.rows, table.note),
        receipt=table.receipt or reading.receipt("", ()),
        note=reading.phrase(rows[0]["note"]),
        bars=bars,
        axis=value_axis([row["rtt_ms"] for row in rows], t.number),
    )


def _trips(reading: Reading, rows: list[dict[str, Any]]) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    lines = [(row["row_key"], t.amount(row["rtt_ms"], t("ms"), 1)) for row in rows]
    receipt = rows_receipt(reading, "latency", lines, as_published(t))
    ways = dict.fromkeys(reading.label("latency", "method", row["method"]) for row in rows)
    note = t("How: {methods}.", methods=t.series(list(ways)))
    return build_table(
        "trips",
        t("Round trips between other towns"),
        rows,
        columns.phrase("from_city", t("From")),
        columns.phrase("to_city", t("To")),
        columns.number("rtt_ms", t("Round trip, ms"), digits=1),
        number_column("great_circle_km", t("Distance, km"), t, lambda row: row["great_circle_km"]),
        Column("as_of", t("Measured on"), lambda row: Cell(row["as_of"], t.period(row["as_of"]) or t("not dated"))),
        columns.text("grade", t("Grade"), "confidence"),
        note=note,
        receipt=receipt,
        is_folded=True,
    )


def bypass(reading: Reading) -> Section:
    """Systems between Western Europe and Africa without a Moroccan landing."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows("select * from out_bypass_routes")
    ways = {"atlantic": t("West African coast"), "egypt": t("Egypt and the Red Sea")}
    lines = [(row["row_key"], reading.label("cables", "status", row["status"])) for row in rows]
    formula = reading.prose("connectivity_bypass_formula")
    receipt = rows_receipt(reading, "cables", lines, formula)
    note = t("Only landings in the countries this tool follows are listed.")
    return Section(
        "bypass",
        t("Routes that bypass Morocco"),
        t(
            "Systems, in service or not, that join Western Europe to Africa or beyond and for which no landing in Morocco is "
            "recorded: {count}. A hub in Morocco would compete with them.",
            count=t.number(len(rows)),
        ),
        (
            build_table(
                "bypass",
                t("Between Europe and Africa without Morocco"),
                rows,
                columns.name("system", t("System"), "/connectivity?system=", source="cable_id"),
                Column("way", t("Route"), lambda row: Cell(row["way"], ways[row["way"]])),
                columns.code("status", t("State of the system"), "cables"),
                columns.period("rfs", t("Ready for service")),
                Column(
                    "design_capacity_tbps",
                    t("Design capacity"),
                    lambda row: Cell(row["design_capacity_tbps"], capacity(row["design_capacity_tbps"], t)),
                    "end",
                ),
                Column("europe", t("Lands in Europe"), lambda row: country_cells(reading, row["europe"])),
                Column("beyond", t("Lands beyond"), lambda row: country_cells(reading, row["beyond"])),
                note=note,
                receipt=receipt,
                is_folded=True,
            ),
        ),
    )


def outages(reading: Reading) -> Section:
    """Reported faults, newest first."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows("select * from core_outages order by date desc, cables")
    receipt = rows_receipt(reading, "outages", [(row["row_key"], "") for row in rows], as_published(t))
    lead = t("Faults found in the press. The absence of a row is not the absence of a fault.")
    return Section(
        "outages",
        t("Faults"),
        lead,
        (
            build_table(
                "outages",
                t("Reported faults"),
                rows,
                columns.period("date", t("Date")),
                Column("systems", t("Systems hit"), lambda row: names_cell(reading, row["cables"])),
                Column("countries", t("Countries hit"), lambda row: country_cells(reading, row["countries"])),
                Column("days", t("Days to repair"), lambda row: blank_or(row["days"], t.number(row["days"]), t), "end"),
                columns.phrase("detail", t("What happened")),
                receipt=receipt,
            ),
        ),
    )
