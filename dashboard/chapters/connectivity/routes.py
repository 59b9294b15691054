"""Morocco as a hub: exchange points, latency, the routes that pass it by, faults, land links, and its neighbours."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.connectivity.caches import caches_lead, caches_table
from dashboard.chapters.connectivity.words import (
    blank_or,
    capacity,
    country_cell,
    name,
    period_cell,
    phrase_cell,
    rows_receipt,
)
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.i18n import Translator
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
    receipt = rows_receipt(reading, "ixps", [(row["row_key"], "") for row in rows], _as_published(t))
    lead = t(
        "Where networks meet, so that traffic between them may stay in the country. Figures are of different years: they are not ranked."
    )
    table = Table("exchanges", t("Exchange points in Morocco and elsewhere"), columns, cells, "", receipt)
    caches = caches_table(reading)
    text = " ".join(filter(None, (lead, caches_lead(reading))))
    return Section("exchanges", t("Exchange points and caches"), text, (table, *((caches,) if caches else ())))


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
    columns = (
        Column("from_city", t("From")),
        Column("to_city", t("To")),
        Column("rtt_ms", t("Round trip, ms"), "end"),
        Column("great_circle_km", t("Distance, km"), "end"),
        Column("as_of", t("Measured on")),
        Column("grade", t("Grade")),
    )
    cells = tuple(
        (
            phrase_cell(reading, row["from_city"]),
            phrase_cell(reading, row["to_city"]),
            Cell(row["rtt_ms"], t.number(row["rtt_ms"], 1)),
            Cell(row["great_circle_km"], t.number(row["great_circle_km"])),
            Cell(row["as_of"], t.period(row["as_of"]) or t("not dated")),
            Cell(row["confidence"], row["confidence"]),
        )
        for row in rows
    )
    lines = [(row["row_key"], t.amount(row["rtt_ms"], t("ms"), 1)) for row in rows]
    receipt = rows_receipt(reading, "latency", lines, _as_published(t))
    ways = dict.fromkeys(reading.label("latency", "method", row["method"]) for row in rows)
    note = t("How: {methods}.", methods=t.series(list(ways)))
    return Table("trips", t("Round trips between other towns"), columns, cells, note, receipt, is_folded=True)


def bypass(reading: Reading) -> Section:
    """Systems between Western Europe and Africa without a Moroccan landing."""
    t = reading.t
    rows = reading.rows("select * from out_bypass_routes")
    columns = (
        Column("system", t("System")),
        Column("way", t("Route")),
        Column("status", t("State of the system")),
        Column("rfs", t("Ready for service")),
        Column("design_capacity_tbps", t("Design capacity"), "end"),
        Column("europe", t("Lands in Europe")),
        Column("beyond", t("Lands beyond")),
    )
    ways = {"atlantic": t("West African coast"), "egypt": t("Egypt and the Red Sea")}
    cells = tuple(
        (
            Cell(row["cable_id"], name(row, t), f"/connectivity?system={row['cable_id']}"),
            Cell(row["way"], ways[row["way"]]),
            Cell(row["status"], reading.label("cables", "status", row["status"])),
            period_cell(row["rfs"], t),
            Cell(row["design_capacity_tbps"], capacity(row["design_capacity_tbps"], t)),
            _countries(reading, row["europe"]),
            _countries(reading, row["beyond"]),
        )
        for row in rows
    )
    lines = [(row["row_key"], reading.label("cables", "status", row["status"])) for row in rows]
    formula = t(
        "Systems with a landing in Spain, France, Portugal or the United Kingdom, one in Africa, and none in Morocco."
    )
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
            Table(
                "bypass", t("Between Europe and Africa without Morocco"), columns, cells, note, receipt, is_folded=True
            ),
        ),
    )


def outages(reading: Reading) -> Section:
    """Reported faults, newest first."""
    t = reading.t
    rows = reading.rows("select * from core_outages order by date desc, cables")
    columns = (
        Column("date", t("Date")),
        Column("systems", t("Systems hit")),
        Column("countries", t("Countries hit")),
        Column("days", t("Days to repair"), "end"),
        Column("detail", t("What happened")),
    )
    cells = tuple(
        (
            period_cell(row["date"], t),
            _names(reading, row["cables"]),
            _countries(reading, row["countries"]),
            blank_or(row["days"], t.number(row["days"]), t),
            phrase_cell(reading, row["detail"]),
        )
        for row in rows
    )
    receipt = rows_receipt(reading, "outages", [(row["row_key"], "") for row in rows], _as_published(t))
    lead = t("Faults found in the press. The absence of a row is not the absence of a fault.")
    return Section("outages", t("Faults"), lead, (Table("outages", t("Reported faults"), columns, cells, "", receipt),))


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
            _names(reading, row["operator"]),
            phrase_cell(reading, row["from_city"]),
            phrase_cell(reading, row["to_city"]),
            blank_or(row["km"], t.amount(row["km"], t("km")), t),
            Cell(row["status"], reading.label("backbone", "status", row["status"])),
            phrase_cell(reading, row["note"]),
        )
        for row in rows
    )
    receipt = rows_receipt(reading, "backbone", [(row["row_key"], "") for row in rows], _as_published(t))
    lead = t(
        "Links on land that sources describe, in Morocco and, for comparison, elsewhere. Some descriptions are old, as their cautions say."
    )
    table = Table("backbone", t("Land links"), columns, cells, "", receipt, is_folded=True)
    return Section("backbone", t("Backbone"), lead, (table,))


def _as_published(t: Translator) -> str:
    return t("Values as published; nothing is computed.")


def _names(reading: Reading, names: str) -> Cell:
    """Names joined by `;` in the evidence, as the reader's language lists them."""
    return Cell(names, reading.t.listed(name.strip() for name in reading.phrase(names).split(";")))


def _countries(reading: Reading, codes: list[str]) -> Cell:
    return Cell(";".join(codes), reading.labels("*", "country", codes))
