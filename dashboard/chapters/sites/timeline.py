"""What happened to one site and what was expected, along time."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.chapters.sites.words import Row, slip_words
from dashboard.content.axes import decimal_year, year_axis
from dashboard.content.charts import Event, Lane, TimelineChart
from dashboard.content.values import Cell, Table
from dashboard.figures.units import time_title
from dashboard.warehouse.reading import Reading

# Kind of event and its role in the palette, in the order of a project's life.
_EVENTS = (
    ("announced", "announced"),
    ("mou_signed", "memorandum"),
    ("construction_started", "under_construction"),
    ("delayed", "delayed"),
    ("opened", "in_service"),
    ("expanded", "in_service"),
)


def timeline(reading: Reading, site: Row, events: list[Row]) -> TimelineChart:
    """The timeline of a site that has an event or an expected date."""
    t = reading.t
    words = {kind: reading.label("site_events", "event", kind) for kind, _ in _EVENTS}
    lanes = [
        Lane(
            words[kind],
            tuple(
                Event(
                    decimal_year(e["date"]),
                    role,
                    t.period(e["date"]),
                    f"{t.period(e['date'])}\n{reading.phrase(e['detail'])}",
                )
                for e in events
                if e["event"] == kind
            ),
        )
        for kind, role in _EVENTS
        if any(e["event"] == kind for e in events)
    ]
    if site["expected"]:
        when = t.period(site["expected"])
        hollow = Event(
            decimal_year(site["expected"]),
            "announced",
            when,
            slip_words(site, reading.build.as_of, t),
            is_provisional=True,
        )
        lanes.append(Lane(t("Opening expected"), (hollow,)))
    now = decimal_year(reading.build.as_of)
    lines = [t("{event} ({date})", event=words[e["event"]], date=t.period(e["date"])) for e in events]
    if site["expected"]:
        lines.append(t("opening expected ({date})", date=t.period(site["expected"])))
    return TimelineChart(
        "timeline",
        t("What happened, and what was expected"),
        t("Dates as exactly as they are known"),
        t("{site}: {events}.", site=reading.name(site), events=t.join(lines)),
        _events(reading, site, events),
        reading.receipt(
            t("One mark per event that a source dates; a year alone is set at its middle."),
            (reading.input("site_events", e["row_key"], words[e["event"]]) for e in events),
        ),
        lanes=tuple(lanes),
        x_axis=year_axis([now, *(event.x for lane in lanes for event in lane.events)], title=time_title(t)),
        now=now,
        now_text=t("date of the data"),
    )


def _events(reading: Reading, site: Row, events: list[Row]) -> Table:
    t = reading.t
    columns = RowColumns(reading)
    if site["expected"]:
        events = [*events, {"date": site["expected"], "event": "expected"}]

    def happened(event: Row) -> Cell:
        if event["event"] == "expected":
            return text(t("Opening expected"), "expected")
        return text(reading.label("site_events", "event", event["event"]), event["event"])

    def detail(event: Row) -> Cell:
        if event["event"] == "expected":
            return text(slip_words(site, reading.build.as_of, t), site["slip"])
        return text(reading.phrase(event["detail"]), event["detail"])

    return build_table(
        "timeline",
        t("Timeline"),
        events,
        columns.period("date", t("Date")),
        Column("event", t("Event"), happened),
        Column("detail", t("What happened"), detail),
        Column(
            "sources",
            t("Sources"),
            lambda event: text("") if event["event"] == "expected" else publishers(reading, event["source_ids"]),
        ),
    )
