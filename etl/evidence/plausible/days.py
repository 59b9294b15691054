"""Days: against the machine's clock, against each other, and against the fact they date."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.evidence.plausible.findings import Finding, Line, Lines, first_day, last_day

RECORDED = ("recorded_on", "accessed_on", "published_on")
NEWEST = 100  # rows whose days say whether the clock is behind
FAR_AHEAD = timedelta(days=60)
NEAR = timedelta(days=31)

OUR_COUNT = "Counted here"  # how the note of a row begins that we counted from other rows

PAST = {
    "observations": ("period",),
    "regional_observations": ("period",),
    "connectivity_metrics": ("period",),
    "compute_demand": ("period",),
    "country_capacity": ("year",),
    "startup_funding": ("year",),
    "services_trade": ("year",),
    "fx": ("year",),
    "targets": ("baseline_year",),
    "sites": ("opened",),
    "site_stages": ("as_of",),
    "site_events": ("date",),
    "outages": ("date",),
    "ixps": ("as_of", "established"),
    "latency": ("as_of",),
    "investments": ("announced",),
    "web_locality": ("measured_on",),
    "web_locality_providers": ("measured_on",),
    "cdn_places": ("seen_on",),
}
"""Columns that date what has happened, by table: none lies after the day its row was recorded."""


@dataclass(frozen=True)
class Clock:
    """The day to hold others against, and whether the machine's own is behind it."""

    today: date
    is_behind: bool


def read_clock(lines: Lines, today: date) -> Clock:
    """The day to trust: `today`, or, where most of the newest rows were recorded after it, the day most of them name."""
    days = sorted((day for line in _all(lines) if (day := _day(line, "recorded_on"))), reverse=True)[:NEWEST]
    after = [day for day in days if day > today + timedelta(days=1)]
    if 2 * len(after) <= len(days):
        return Clock(today, is_behind=False)
    counted = Counter(days)
    return Clock(max(counted, key=lambda day: (counted[day], day)), is_behind=True)


def find(lines: Lines, clock: Clock) -> Iterator[Finding]:
    """Days after today, lone days far ahead of the others, and facts later than what was read of them."""
    limit = clock.today + (FAR_AHEAD if clock.is_behind else timedelta(days=1))
    lone, early = _lone_days(lines), _early_days(lines)
    for line in _all(lines):
        for column in RECORDED:
            day = first_day(line.text(column))
            if day and day > limit:
                yield Finding(line, column, "after_today", "violation", {"today": clock.today.isoformat()})
            elif day in lone and "doubts_answered" in line.texts:
                yield Finding(line, column, "lone_day", params={"other": lone[day].isoformat()})
            elif day in early and column != "published_on" and "doubts_answered" in line.texts:
                yield Finding(line, column, "lone_early_day", params={"other": early[day].isoformat()})
    yield from _facts(lines)


def newest_fact(lines: Lines) -> str:
    """The latest day, month or year of which any row speaks, forecasts left out: "2026-10" or "2026-Q3"; "" without any.

    A count of our own is dated by the day it was made, which says nothing of how new what it counts is.
    """
    found = [
        line.text(column)
        for table, columns in PAST.items()
        for line in lines[table]
        for column in columns
        if table != "compute_demand"
        and line.text(column)
        and not line.text("note").startswith(OUR_COUNT)
        and not _is_forecast(line)
    ]
    return max(found, key=lambda when: (first_day(when) or date.min, len(when), when), default="")


def _all(lines: Lines) -> Iterator[Line]:
    for found in lines.values():
        yield from found


def _day(line: Line, column: str) -> date | None:
    value = line.values.get(column)
    return value if isinstance(value, date) else None


def _lone_days(lines: Lines) -> dict[date, date]:
    """Days that one or two rows name, far ahead of all others: day -> the newest of the others."""
    rows: Counter[date] = Counter()
    for line in _all(lines):
        rows.update({day for column in RECORDED if (day := first_day(line.text(column)))})
    days = sorted(rows)
    found: dict[date, date] = {}
    for place in range(len(days) - 1, 0, -1):
        day, before = days[place], days[place - 1]
        if sum(rows[d] for d in days[place:]) > 2:
            break
        if day - before > FAR_AHEAD:
            found |= dict.fromkeys(days[place:], before)
    return found


def _early_days(lines: Lines) -> dict[date, date]:
    """Days of recording or reading that one or two rows name, far before all others: day -> the oldest of the others."""
    rows: Counter[date] = Counter()
    for line in _all(lines):
        rows.update({day for column in RECORDED if column != "published_on" and (day := _day(line, column))})
    days = sorted(rows)
    for place, (day, after) in enumerate(itertools.pairwise(days), 1):
        if sum(rows[d] for d in days[:place]) > 2:
            break
        if after - day > FAR_AHEAD:
            return dict.fromkeys(days[:place], after)
    return {}


def _facts(lines: Lines) -> Iterator[Finding]:
    """A fact recorded before it happened or before its sources were read, or that its sources are too old to know."""
    sources = {line.key: line for line in lines["sources"]}
    for table, found in lines.items():
        columns = PAST.get(table, ())
        for line in found:
            recorded = _day(line, "recorded_on")
            cited = [sources[name] for name in line.text("source_ids").split(";") if name in sources]
            read = [day for source in cited if (day := _day(source, "accessed_on"))]
            if recorded and read and recorded < min(read):
                yield Finding(line, "recorded_on", "recorded_before_read", params={"other": min(read).isoformat()})
            for column in columns:
                yield from _fact(line, column, recorded, cited)


def _is_forecast(line: Line) -> bool:
    return line.text("observation_status") == "forecast"


def _fact(line: Line, column: str, recorded: date | None, cited: list[Line]) -> Iterator[Finding]:
    when = line.text(column)
    starts = first_day(when)
    if not starts or not recorded or _is_forecast(line):
        return
    if starts > recorded:
        yield Finding(line, column, "forecast", params={"other": recorded.isoformat()})
        return
    published = [last_day(source.text("published_on")) for source in cited]
    known = [day for day in published if day]
    if cited and len(known) == len(cited) and starts > max(known) + NEAR:
        yield Finding(line, column, "source_before_fact", params={"other": max(known).isoformat()})
