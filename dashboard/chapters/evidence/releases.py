"""When the next value of each indicator is expected, and which are overdue on the day of the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Passage, Section
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, OldBuildError
from dashboard.warehouse.reading import Reading
from etl.measures.releases.calendar import TABLES, Expected, release_calendar


def releases_of(build: Build, day: date) -> list[Expected]:
    """Every indicator of a build, as `etl.measures.releases` says of it on a day."""
    return release_calendar({table: _rows(build, table) for table in TABLES}, day)


def _rows(build: Build, table: str) -> list[dict[str, str]]:
    """The rows as they were read; none of a table that the build was made before."""
    try:
        rows = build.rows(f"select * from raw_{table}")  # noqa: S608 - our own table names
    except OldBuildError:
        return []
    return [{name: text or "" for name, text in row.items()} for row in rows]


# A publisher whose sources are in several languages is named in the reader's own where that is one of them.
_LANGUAGES = "select publisher, language from core_sources where kind <> 'secondary' order by publisher, language = ?, language desc"


def _publisher(one: Expected, languages: Mapping[str, str], t: Translator) -> Cell:
    language = languages.get(one.publisher, t.lang)
    passage = Passage(one.publisher, "" if language == t.lang else language)
    return Cell(one.publisher, t.isolate(one.publisher), passages=(passage,))


def section(reading: Reading) -> Section:
    """The indicators with a usual interval: those overdue for longest first."""
    t = reading.t
    day = date.fromisoformat(reading.build.as_of)
    found = releases_of(reading.build, day)
    listed = [one for one in found if one.expected_by]
    languages = {row["publisher"]: row["language"] for row in reading.rows(_LANGUAGES, t.lang)}
    columns: tuple[Column[Expected], ...] = (
        Column("indicator", t("Indicator"), lambda one: _indicator(one, t)),
        Column("publisher", t("Published by"), lambda one: _publisher(one, languages, t)),
        Column("newest", t("Newest observation"), lambda one: Cell(one.newest, t.period(one.newest))),
        Column("interval_months", t("Usual interval"), lambda one: Cell(one.interval_months, interval_text(one, t))),
        Column("expected_by", t("Expected by"), lambda one: _day(one.expected_by, t)),
        Column("overdue_since", t("Overdue since"), lambda one: _day(one.overdue_since, t)),
    )
    title = t("When the next values are expected")
    lead = t(
        "From the intervals between an indicator's own observations of Morocco and its usual delay of publication. On {day}, the day of the data, "
        "{overdue} of {known} were overdue; {unknown} have too few observations to tell an interval.",
        day=t.period(day.isoformat()),
        overdue=t.number(sum(one.is_overdue for one in listed)),
        known=t.number(len(listed)),
        unknown=t.number(len(found) - len(listed)),
    )
    blocks = (build_table("releases", title, listed, *columns, is_folded=True),) if listed else ()
    return Section("releases", title, lead, blocks)


def interval_text(one: Expected, t: Translator) -> str:
    """The usual interval between observations in words; "" where there is none."""
    return t.plural("every month", "every {count} months", one.interval_months) if one.interval_months else ""


def as_object(one: Expected, t: Translator) -> dict[str, Any]:
    """What is known of an indicator's next value, as JSON tells it; `source` is the connector that brings it."""
    return {
        "indicator_id": one.indicator_id,
        "name": one.names[t.lang],
        "publisher": one.publisher,
        "observations": one.observations,
        "newest": one.newest,
        "interval_months": one.interval_months or None,
        "expected_by": one.expected_by.isoformat() if one.expected_by else None,
        "overdue_since": one.overdue_since.isoformat() if one.overdue_since else None,
        "source": one.connector or None,
    }


def _indicator(one: Expected, t: Translator) -> Cell:
    link = "/networks" if one.indicator_id == "web_locality" else f"/progress?indicator={one.indicator_id}"
    return Cell(one.indicator_id, one.names[t.lang], link)


def _day(day: date | None, t: Translator) -> Cell:
    return Cell(day.isoformat(), t.period(day.isoformat())) if day else Cell(None, "")
