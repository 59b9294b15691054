"""How old the figures of a chapter are, seen from the day of the data."""

from __future__ import annotations

from datetime import date

from dashboard.content.values import Chapter

YEARS = 2


def count_old(chapter: Chapter) -> tuple[int, int]:
    """How many figures of a chapter bear a date, and of how many the newest fact is more than `YEARS` years old.

    A date known to its year or month counts as the last day it may be, so that no figure is called older than it is.
    """
    dated = [figure.as_of for figure in chapter.figures if figure.as_of]
    as_of = date.fromisoformat(chapter.as_of)
    limit = f"{as_of.year - YEARS}{as_of.isoformat()[4:]}"
    return len(dated), sum(_latest(day) < limit for day in dated)


def _latest(day: str) -> str:
    """The last day that a date may be, as text that compares: "2024" and "2024-Q3" are before the end of 2024."""
    year, _, rest = day.partition("-")
    if not rest.replace("-", "").isdigit():
        return f"{year}-12-31"
    return day if len(day) == len("2024-01-01") else f"{day}-31"
