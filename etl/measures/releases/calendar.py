"""When each indicator is published again: its usual interval and delay follow from its own observations of Morocco."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from etl.evidence.plausible.findings import first_day, last_day

Rows = Mapping[str, Sequence[Mapping[str, str]]]  # rows of texts, by table
TABLES = ("indicators", "observations", "sources", "web_locality")
"""What the calendar reads."""
_SERIES = re.compile(r"\b[A-Z]{2}(?:\.[A-Z0-9]{2,}){2,}\b")  # of the World Bank, as IT.NET.USER.ZS
_SURVEY = "un_"  # indicators of the e-government survey
_HOME = "MAR"
_FEWEST = 3  # observations: two intervals
_LATEST = 3  # of the newest observations, whose delay counts: older ones were often read years later
_SECOND_HAND = ("press", "secondary")


@dataclass(frozen=True)
class Expected:
    """What is known of the next value of an indicator.

    `interval_months`: usual interval between observations, 0 where fewer than three tell none; `expected_by`: the last day
    by which the next one is due, None where no interval is known; `connector`: the source of `siyada refresh` that
    brings it, "" for none.
    """

    indicator_id: str
    names: Mapping[str, str]
    publisher: str
    newest: str
    observations: int
    interval_months: int
    expected_by: date | None
    is_overdue: bool
    connector: str

    @property
    def overdue_since(self) -> date | None:
        """The day after which the value is missed; None where it is not due yet."""
        return self.expected_by if self.is_overdue else None


def series_of(evidence: Rows) -> dict[str, str]:
    """The indicator of each World Bank series that the definition of an indicator names."""
    return {code: row["indicator_id"] for row in evidence["indicators"] for code in _SERIES.findall(row["definition"])}


def release_calendar(evidence: Rows, today: date) -> list[Expected]:
    """Every indicator, and the run over popular sites: those overdue for longest first, those without an interval last."""
    sources = {row["source_id"]: row for row in evidence["sources"]}
    survey = (row["indicator_id"] for row in evidence["indicators"] if row["indicator_id"].startswith(_SURVEY))
    connectors = dict.fromkeys(survey, "egov") | dict.fromkeys(series_of(evidence).values(), "wdi")
    rows: dict[str, list[Mapping[str, str]]] = {row["indicator_id"]: [] for row in evidence["indicators"]}
    for row in evidence["observations"]:
        if row["country"] == _HOME and row["indicator_id"] in rows and row.get("observation_status") != "forecast":
            rows[row["indicator_id"]].append(row)
    names = {row["indicator_id"]: _names(row) for row in evidence["indicators"]}
    found = [_expect(one, names[one], rows[one], sources, today, connectors.get(one, "")) for one in rows]
    found.append(_popular_sites(evidence, sources, today))
    return sorted(found, key=lambda one: (not one.is_overdue, one.expected_by or date.max, one.indicator_id))


def _names(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[f"name_{language}"] for language in ("en", "fr", "ar")}


def _popular_sites(evidence: Rows, sources: Mapping[str, Mapping[str, str]], today: date) -> Expected:
    names = {
        "en": "Popular websites answered in the country",
        "fr": "Sites populaires servis dans le pays",
        "ar": "المواقع الشائعة المجاب عنها داخل البلد",
    }
    rows = [{**row, "period": row["measured_on"]} for row in evidence["web_locality"] if row["country"] == _HOME]
    return _expect("web_locality", names, rows, sources, today, "pulse")


def _expect(
    name: str,
    names: Mapping[str, str],
    rows: Iterable[Mapping[str, str]],
    sources: Mapping[str, Mapping[str, str]],
    today: date,
    connector: str,
) -> Expected:
    by_end = {
        end: row for row in rows if (end := last_day(row["period"])) and (first_day(row["period"]) or end) <= today
    }
    ends = sorted(by_end)
    newest = by_end[ends[-1]] if ends else None
    interval = _interval_months(ends)
    due = _due(ends[-1], interval, _delay(by_end, ends, sources)) if interval else None
    return Expected(
        name,
        names,
        _publisher(newest, sources) if newest else "",
        newest["period"] if newest else "",
        len(ends),
        interval,
        due,
        is_overdue=bool(due and due < today),
        connector=connector,
    )


def _publisher(row: Mapping[str, str], sources: Mapping[str, Mapping[str, str]]) -> str:
    """Who publishes the value itself, where a source of the row does; else who tells it."""
    cited = [sources[source] for source in row["source_ids"].split(";") if source]
    own = [source for source in cited if source["kind"] not in _SECOND_HAND]
    return next((source["publisher"] for source in [*own, *cited]), "")


def _interval_months(ends: list[date]) -> int:
    """The median interval between observations; 0 where there are too few."""
    months = [12 * end.year + end.month for end in ends]
    gaps = [after - before for before, after in pairwise(months) if after > before]
    return median_low(gaps) if len(ends) >= _FEWEST and len(gaps) >= _FEWEST - 1 else 0


def _delay(
    by_end: Mapping[date, Mapping[str, str]], ends: list[date], sources: Mapping[str, Mapping[str, str]]
) -> timedelta:
    """The shortest time from the end of a period to its publication among the newest; editions named ahead have less than none."""
    found = []
    for end in ends[-_LATEST:]:
        cited = [source for source in by_end[end]["source_ids"].split(";") if source]
        days = [day for source in cited if (day := last_day(sources[source]["published_on"]))]
        found += [min(days) - end] if days else []
    return min(found, default=timedelta(0))


def _due(newest: date, interval: int, delay: timedelta) -> date:
    """The end of the month in which the next value is due."""
    month = 12 * newest.year + newest.month - 1 + interval
    end = _last_of(month) + delay
    return _last_of(12 * end.year + end.month - 1)


def _last_of(month: int) -> date:
    """The last day of a month counted from year 0."""
    return date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
