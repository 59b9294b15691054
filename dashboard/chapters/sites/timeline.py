"""What happened to one site and what was expected, along time."""

from __future__ import annotations

from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.sites.words import Row, day, name, slip_words, text
from dashboard.content.axes import decimal_year, year_axis
from dashboard.content.charts import Event, Lane, TimelineChart
from dashboard.content.values import Column, Table
from dashboard.figures.units import time_title
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build

# Kind of event and its role in the palette, in the order of a project's life.
_EVENTS = (
    ("announced", "announced"),
    ("mou_signed", "memorandum"),
    ("construction_started", "under_construction"),
    ("delayed", "delayed"),
    ("opened", "in_service"),
    ("expanded", "in_service"),
)


def timeline(build: Build, site: Row, events: list[Row], t: Translator) -> TimelineChart:
    """The timeline of a site that has an event or an expected date."""
    words = {kind: build.label("site_events", "event", kind, t.lang) for kind, _ in _EVENTS}
    lanes = [
        Lane(
            words[kind],
            tuple(
                Event(
                    decimal_year(e["date"]),
                    role,
                    t.period(e["date"]),
                    f"{t.period(e['date'])}\n{build.phrase(e['detail'], t.lang)}",
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
            decimal_year(site["expected"]), "announced", when, slip_words(site, build.as_of, t), is_provisional=True
        )
        lanes.append(Lane(t("Opening expected"), (hollow,)))
    now = decimal_year(build.as_of)
    told = [t("{event} ({date})", event=words[e["event"]], date=t.period(e["date"])) for e in events]
    if site["expected"]:
        told.append(t("opening expected ({date})", date=t.period(site["expected"])))
    return TimelineChart(
        "timeline",
        t("What happened, and what was expected"),
        t("Dates as exactly as they are known"),
        t("{site}: {events}.", site=name(site, t), events=t.join(told)),
        _events(build, site, events, t),
        build.receipt(
            t("One mark per event that a source dates; a year alone is set at its middle."),
            (build.input("site_events", e["row_key"], words[e["event"]], t.lang) for e in events),
        ),
        lanes=tuple(lanes),
        x_axis=year_axis([now, *(event.x for lane in lanes for event in lane.events)], title=time_title(t)),
        now=now,
        now_text=t("date of the data"),
    )


def _events(build: Build, site: Row, events: list[Row], t: Translator) -> Table:
    columns = (
        Column("date", t("Date")),
        Column("event", t("Event")),
        Column("detail", t("What happened")),
        Column("sources", t("Sources")),
    )
    rows = [
        (
            day(e["date"], t),
            text(build.label("site_events", "event", e["event"], t.lang), e["event"]),
            text(build.phrase(e["detail"], t.lang), e["detail"]),
            publishers(build, e["source_ids"], t),
        )
        for e in events
    ]
    if site["expected"]:
        words = slip_words(site, build.as_of, t)
        rows.append(
            (day(site["expected"], t), text(t("Opening expected"), "expected"), text(words, site["slip"]), text(""))
        )
    return Table("timeline", t("Timeline"), columns, tuple(rows))
