"""International bandwidth, used and deployed: two things, and neither is the capacity of the cables."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from dashboard.chapters.shared.cells import as_published, rows_receipt
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.content.axes import end_year, value_axis, year_axis
from dashboard.content.charts import Line, LineChart, Point
from dashboard.content.values import Cell, Section
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

USED, DEPLOYED = "international_bandwidth_gbps", "international_bandwidth_deployed_gbps"
# Its sources do not say whether it is used or deployed: shown in the table, on neither line.
UNSTATED = "international_bandwidth_unstated_gbps"


def bandwidth(reading: Reading) -> Section:
    """International bandwidth used and deployed."""
    t = reading.t
    return Section(
        "bandwidth", t("International bandwidth"), reading.prose("connectivity_bandwidth_intro"), (_bandwidth(reading),)
    )


def _bandwidth(reading: Reading) -> LineChart:
    t = reading.t
    columns = RowColumns(reading)
    rows = reading.rows(
        """select * from core_connectivity_metrics where country = 'MAR' and metric in (?, ?, ?)
           order by period_end(period), period, metric desc, row_key""",
        USED,
        DEPLOYED,
        UNSTATED,
    )
    series = {USED: ("used", t("Used")), DEPLOYED: ("deployed", t("Deployed")), UNSTATED: ("unstated", t("Not stated"))}
    lines = tuple(
        Line(words, role, _with_gaps(tuple(_point(row, t) for row in rows if row["metric"] == metric)))
        for metric, words, role in ((USED, t("Used"), "series_1"), (DEPLOYED, t("Deployed"), "series_2"))
    )
    title = t("International bandwidth, used and deployed")
    entries = [(row["row_key"], t.amount(row["value"], t("Gbps"))) for row in rows]
    used = [row for row in rows if row["metric"] == USED]
    return LineChart(
        chart_id="bandwidth",
        title=title,
        subtitle=t("Gbps, end of the period"),
        alt=_went(used, t),
        table=build_table(
            "bandwidth",
            title,
            rows,
            columns.period("period", t("Period")),
            Column("series", t("Series"), lambda row: Cell(*series[row["metric"]])),
            number_column("value_gbps", t("Gbps"), t, lambda row: row["value"]),
            columns.grade(t("Grade")),
            columns.sources(t("Sources"), "source_ids"),
        ),
        receipt=rows_receipt(reading, "connectivity_metrics", entries, as_published(t)),
        note=_unstated_note([row for row in rows if row["metric"] == UNSTATED], t),
        lines=lines,
        x_axis=year_axis([end_year(row["period"]) for row in rows], title=time_title(t, t("end of year"))),
        y_axis=value_axis([row["value"] for row in rows], t.number),
    )


def _went(used: list[dict[str, Any]], t: Translator) -> str:
    """The first and the last value in a sentence."""
    if not used:
        return t("No figure of bandwidth used was found.")
    first, last = used[0], used[-1]
    return t(
        "Bandwidth used went from {first} ({start}) to {last} ({end}).",
        first=t.amount(first["value"], t("Gbps")),
        start=t.period(first["period"]),
        last=t.amount(last["value"], t("Gbps")),
        end=t.period(last["period"]),
    )


def _unstated_note(rows: list[dict[str, Any]], t: Translator) -> str:
    if not rows:
        return ""
    return t(
        "The source of the value of {year} does not say whether it is used or deployed: it stands in the table, on neither line.",
        year=t.join([row["period"][:4] for row in rows]),
    )


def _with_gaps(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points with a gap wherever a year is missing: a line over it would say what nobody published."""
    kept = list(points[:1])
    for before, after in pairwise(points):
        if after.x - before.x > 1:
            kept.append(Point((before.x + after.x) / 2, None))
        kept.append(after)
    return tuple(kept)


def _point(row: dict[str, Any], t: Translator) -> Point:
    hover = t("{period}: {value}", period=t.period(row["period"]), value=t.number(row["value"]))
    return Point(end_year(row["period"]), row["value"], hover=hover)
