"""The last twelve months: a line for each kind of news in the first screen, and every event in a table below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dashboard.chapters.shared.tables import Column, RowColumns, build_table
from dashboard.content.values import Box, Cell, Section, Sentence
from dashboard.figures.figure import write
from dashboard.warehouse.reading import Reading, Row

KINDS = ("opened", "signed", "decided", "published_figure", "to_be_confirmed")
ALL_EVENTS = """select e.*, (select min(project_id) from core_site_stages where site_id = e.subject) as project_id
from out_events e order by date desc, title_en, detail, subject_table, kind, subject, amount_mad"""


def newest_of_each_kind(reading: Reading) -> Section:
    """Five lines: the newest fact of each kind, with how many more there are. The table has every event."""
    facts = _recent(facts_of(reading.rows(ALL_EVENTS)))
    lines = tuple(_line(reading, kind, [event for event in facts if event["news_kind"] == kind]) for kind in KINDS)
    return Section("recent-kinds", reading.t("The last twelve months"), _newest(reading), (Box(lines),), is_beside=True)


def _recent(events: Sequence[Row]) -> list[Row]:
    return [event for event in events if event["is_recent"]]


def facts_of(events: Sequence[Row]) -> list[Row]:
    """The events, each fact once: a site's own event stands for the money of it and for other sites of its project, and an
    opening for what led to it.
    """
    opened = {event["subject"]: event["date"] for event in reversed(events) if event["news_kind"] == "opened"}
    kept: dict[tuple[str, str], list[tuple[int, Row]]] = defaultdict(
        list
    )  # by kind of news and month, with their places
    for place, event in sorted(enumerate(events), key=lambda one: one[1]["subject_table"] != "site"):
        is_before_opening = event["news_kind"] != "opened" and event["date"] <= opened.get(event["subject"], "")
        near = kept[event["news_kind"], event["date"][:7]]
        if not is_before_opening and not any(_is_same_fact(event, other) for _, other in near):
            near.append((place, event))
    found = [one for near in kept.values() for one in near]
    return [event for _, event in sorted(found, key=lambda one: one[0])]


def _is_same_fact(event: Row, other: Row) -> bool:
    """Of news of one kind and month: those of one project, or of money and a site that one source at least tells together."""
    if event["subject_table"] == other["subject_table"]:
        return event["project_id"] is not None and event["project_id"] == other["project_id"]
    return not set(event["source_ids"]).isdisjoint(other["source_ids"])


def _line(reading: Reading, kind: str, events: list[Row]) -> Sentence:
    t, word = reading.t, reading.label("*", "news_kind", kind)
    if not events:
        return Sentence(t("nothing found"), (), topic=word, link="/#recent")
    newest = events[0]
    text = t("{name}, {date}", name=reading.name(newest, "title"), date=t.period(newest["date"]))
    if more := len(events) - 1:
        text = t.plural("{text}, and {count} more", "{text}, and {count} more", more, text=text)
    link = f"/sites?site={newest['subject']}" if newest["subject_table"] == "site" else "/#recent"
    return Sentence(text, (), topic=word, link=link)


def _newest(reading: Reading) -> str:
    """How recent the newest fact is, for nothing after it was found."""
    t = reading.t
    as_of = reading.build.as_of
    newest = reading.rows("select max(date) as date from out_events where is_recent and date <= ?", as_of)
    date = newest[0]["date"] if newest else None
    return t("The newest fact here is of {date}; nothing later was found.", date=t.period(date)) if date else ""


def every_event(reading: Reading) -> Section:
    """Every event that may fall in the last twelve months, newest first."""
    t = reading.t
    of_rows = RowColumns(reading)

    def subject(event: Row) -> Cell:
        link = f"/sites?site={event['subject']}" if event["subject_table"] == "site" else ""
        return Cell(event["subject"], reading.name(event, "title"), link)

    columns: tuple[Column[Row], ...] = (
        of_rows.period("date", t("Date")),
        of_rows.code("kind", t("What kind of news"), "*", "news_kind"),
        Column("subject", t("Who or where"), subject),
        of_rows.phrase("detail", t("In short")),
        Column(
            "amount_mad",
            t("Amount"),
            lambda event: Cell(event["amount_mad"], write(event["amount_mad"], "MAD", t)),
            "end",
        ),
        of_rows.sources(t("Sources"), "source_ids"),
    )
    title = t("What sources reported of the last twelve months")
    table = build_table("recent", title, _recent(reading.rows(ALL_EVENTS)), *columns, is_folded=True)
    return Section("recent", t("The last twelve months, event by event"), "", (table,))
