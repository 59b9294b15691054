"""What residents can order: fibre lines and fibre subscribers (two things), and 5G."""

from __future__ import annotations

from typing import Any

from dashboard.chapters.shared.cells import as_published, rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.content.axes import end_year, value_axis, year_axis
from dashboard.content.charts import Line, LineChart, Point
from dashboard.content.values import Cell, Section, Table
from dashboard.figures.units import time_title, write_in_unit
from dashboard.i18n import Translator
from dashboard.warehouse.marks import FORECAST
from dashboard.warehouse.reading import Reading

_5G = ("coverage_5g_population", "coverage_5g_population_iam", "cities_5g", "sites_5g", "devices_5g_active")


def fibre(reading: Reading) -> Section:
    """Lines that can be ordered and people who subscribed, apart."""
    t = reading.t
    return Section(
        "fibre",
        t("Fibre to the home"),
        reading.prose("networks_fibre_intro"),
        (
            _published(
                reading, "fibre_lines", t("Lines and households that can order fibre"), ("fibre_households_eligible",)
            ),
            _subscribers(reading),
        ),
    )


def mobile(reading: Reading) -> Section:
    """5G: coverage of one operator, its commitments, and counts at launch."""
    t = reading.t
    lead = reading.prose("networks_mobile_intro")
    return Section("mobile", t("5G"), lead, (_published(reading, "mobile_5g", t("5G: what was published"), _5G),))


def _subscribers(reading: Reading) -> LineChart:
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows(
        """select * from core_observations where country = 'MAR' and indicator_id = 'ftth_subscribers'
           order by period_end(period), period, row_key"""
    )
    rows = [row for row in rows if not _is_forecast(reading, row)]
    title = t("Fibre subscribers")
    points = tuple(
        Point(
            end_year(row["period"]),
            row["value"],
            hover=t("{period}: {value}", period=t.period(row["period"]), value=t.number(row["value"])),
        )
        for row in rows
    )
    entries = [(row["row_key"], t.number(row["value"])) for row in rows]
    return LineChart(
        chart_id="subscribers",
        title=title,
        subtitle=t("Number of subscriptions, end of the period"),
        alt=_last_count(rows, t),
        table=build_table(
            "subscribers",
            title,
            rows,
            columns.period("period", t("Period")),
            number_column("subscribers", t("Subscribers"), t, lambda row: row["value"]),
            columns.grade(t("Grade")),
            columns.phrase("note", t("Caution")),
            columns.sources(t("Sources"), "source_ids"),
        ),
        receipt=rows_receipt(reading, "observations", entries, as_published(t)),
        lines=(Line(t("Subscribers"), "observed", points),),
        x_axis=year_axis([point.x for point in points], title=time_title(t, t("end of year"))),
        y_axis=value_axis([row["value"] for row in rows], t.number),
    )


def _is_forecast(reading: Reading, row: dict[str, Any]) -> bool:
    return reading.build.marks("observations", row["row_key"]).status == FORECAST


def _last_count(rows: list[dict[str, Any]], t: Translator) -> str:
    if not rows:
        return t("No figure of fibre subscribers was found.")
    return t(
        "{value} fibre subscribers at the end of {period}.",
        value=t.number(rows[-1]["value"]),
        period=t.period(rows[-1]["period"]),
    )


def _published(reading: Reading, table_id: str, title: str, indicators: tuple[str, ...]) -> Table:
    """Values and targets of some indicators, each with what it counts; an indicator without any says so."""
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows(
        """select i.indicator_id, i.unit, i.name_en, i.name_fr, i.name_ar, 'observations' as source, o.row_key, o.period, o.value,
                  o.perimeter, o.confidence, o.note, o.source_ids
           from core_observations o join core_indicators i using (indicator_id)
           where o.country = 'MAR' and list_contains(?, i.indicator_id)
           union all
           select i.indicator_id, i.unit, i.name_en, i.name_fr, i.name_ar, 'targets', a.row_key, a.target_year::varchar, a.target_value,
                  a.perimeter, a.confidence, a.note, a.source_ids
           from core_targets a join core_indicators i using (indicator_id) where list_contains(?, i.indicator_id)""",
        list(indicators),
        list(indicators),
    )
    rows = [row for row in rows if row["source"] == "targets" or not _is_forecast(reading, row)]
    rows.sort(
        key=lambda row: (indicators.index(row["indicator_id"]), row["source"], row["period"] or "", row["row_key"])
    )
    inputs = [
        reading.input(row["source"], row["row_key"], write_in_unit(reading, row["value"], row["unit"])) for row in rows
    ]
    return build_table(
        table_id,
        title,
        rows,
        Column("indicator", t("Indicator"), lambda row: Cell(row["indicator_id"], row[f"name_{reading.lang}"])),
        Column(
            "kind",
            t("Value or target"),
            lambda row: Cell(row["source"], t("Value") if row["source"] == "observations" else t("Target")),
        ),
        columns.period("period", t("Period")),
        Column(
            "value",
            t("Value"),
            lambda row: Cell(row["value"], write_in_unit(reading, row["value"], row["unit"]) or t("no figure found")),
            "end",
        ),
        columns.code("perimeter", t("Counts"), "observations"),
        columns.grade(t("Grade")),
        columns.phrase("note", t("Caution")),
        receipt=reading.receipt(as_published(t), inputs),
    )
