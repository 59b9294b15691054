"""Periods as written in the evidence, put on one time axis.

A period is `YYYY`, `YYYY-MM`, `YYYY-Qn` or a day, `YYYY-MM-DD`. Each is placed at its **end**: `2024`, `2024-12`,
`2024-Q4` and `2024-12-31` are 31 December 2024, year number 2025.0; `2024-06`, `2024-Q2` and `2024-06-30` are 30 June,
2024.5. A stock dated by a bare year is an end-of-year stock, so this is its date. An index edition (`2024` = the 2024 edition) and its target (the 2030 edition)
are both moved by the same year, and the measures only use differences: 2024 to 2030 is six years either way.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_PERIOD = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?|-Q([1-4]))?")


def period_end(period: str) -> dt.date | None:
    """Last day of a period; None where the text is no period."""
    found = _read(period)
    if found is None:
        return None
    year, month = int(found[1]), _last_month(found)
    return dt.date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))


def period_start(period: str) -> dt.date | None:
    """First day of a period; None where the text is no period."""
    found = _read(period)
    if found is None:
        return None
    month = int(found[2]) if found[2] else 3 * int(found[4]) - 2 if found[4] else 1
    return dt.date(int(found[1]), month, int(found[3] or 1))


def period_year(period: str) -> float | None:
    """Year number of a period's end (`2024-06` -> 2024.5, `2024` -> 2025.0); None where the text is no period.

    A month is a twelfth of a year, so a day stands between the ends of two months, and the last one at its month's end.
    """
    found = _read(period)
    if found is None:
        return None
    year, month = int(found[1]), _last_month(found)
    if found[3]:
        return year + (month - 1 + int(found[3]) / calendar.monthrange(year, month)[1]) / 12
    return year + month / 12


def _read(period: str) -> re.Match[str] | None:
    """The parts of a period; None for what is none, 30 February and the year 0 included."""
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    if found[3] and not 1 <= int(found[3]) <= calendar.monthrange(int(found[1]), int(found[2]))[1]:
        return None
    return found


def date_year(day: dt.date) -> float:
    """Year number of the end of a day: 31 December 2024 -> 2025.0, the same axis as `period_year`."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + day.timetuple().tm_yday / days


def _last_month(found: re.Match[str]) -> int:
    if found[2]:
        return int(found[2])
    return 3 * int(found[4]) if found[4] else 12
