"""The last twelve months: a line for each kind of news in the first screen, and every event in a table below."""

from __future__ import annotations

from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Box, Cell, Section, Sentence
from dashboard.figures.figure import write
from dashboard.warehouse.reading import Reading, Row

KINDS = ("opened", "signed", "decided", "published_figure", "to_be_confirmed")
_EVENTS = "select * from out_events where is_recent order by date desc, title_en, detail, subject_table, kind, subject, amount_mad"


def newest_of_each_kind(reading: Reading) -> Section:
    """Five lines: the newest event of each kind, with how many more there are."""
    events = reading.rows(_EVENTS)
    lines = tuple(_line(reading, kind, [event for event in events if event["news_kind"] == kind]) for kind in KINDS)
    return Section("recent-kinds", reading.t("The last twelve months"), _newest(reading), (Box(lines),), is_beside=True)


def _line(reading: Reading, kind: str, events: list[Row]) -> Sentence:
    t, word = reading.t, reading.label("*", "news_kind", kind)
    if not events:
        return Sentence(t("nothing found"), (), topic=word, link="/#recent")
    newest = events[0]
    text = t("{name}, {date}", name=reading.name(newest, "title"), date=t.period(newest["date"]))
    if more := len(events) - 1:
        text = t("{text} (+{count})", text=text, count=t.number(more))
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

    def subject(event: Row) -> Cell:
        link = f"/sites?site={event['subject']}" if event["subject_table"] == "site" else ""
        return Cell(event["subject"], reading.name(event, "title"), link)

    columns: tuple[Column[Row], ...] = (
        Column("date", t("Date"), lambda event: Cell(event["date"], t.period(event["date"]))),
        Column(
            "kind",
            t("What kind of news"),
            lambda event: Cell(event["news_kind"], reading.label("*", "news_kind", event["news_kind"])),
        ),
        Column("subject", t("Who or where"), subject),
        Column("detail", t("In short"), lambda event: Cell(event["detail"], reading.phrase(event["detail"]))),
        Column(
            "amount_mad",
            t("Amount"),
            lambda event: Cell(event["amount_mad"], write(event["amount_mad"], "MAD", t)),
            "end",
        ),
        Column("source_ids", t("Sources"), lambda event: publishers(reading, event["source_ids"])),
    )
    title = t("What sources reported of the last twelve months")
    table = build_table("recent", title, reading.rows(_EVENTS), columns, is_folded=True)
    return Section("recent", t("The last twelve months, event by event"), "", (table,))
