"""Periods as written in the evidence, put on one time axis.

A period is `YYYY`, `YYYY-MM` or `YYYY-Qn`. Each is placed at its **end**: `2024`, `2024-12` and `2024-Q4` are 31
December 2024, year number 2025.0; `2024-06` and `2024-Q2` are 30 June, 2024.5. A stock dated by a bare year is an
end-of-year stock, so this is its date. An index edition (`2024` = the 2024 edition) and its target (the 2030 edition)
are both moved by the same year, and the measures only use differences: 2024 to 2030 is six years either way.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_PERIOD = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?")


def period_end(period: str) -> dt.date | None:
    """Last day of a period; None where the text is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    year, month = int(found[1]), _last_month(found)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def period_start(period: str) -> dt.date | None:
    """First day of a period; None where the text is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    month = int(found[2]) if found[2] else 3 * int(found[3]) - 2 if found[3] else 1
    return dt.date(int(found[1]), month, 1)


def period_year(period: str) -> float | None:
    """Year number of a period's end (`2024-06` -> 2024.5, `2024` -> 2025.0); None where the text is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        return None
    return int(found[1]) + _last_month(found) / 12


def date_year(day: dt.date) -> float:
    """Year number of the end of a day: 31 December 2024 -> 2025.0, the same axis as `period_year`."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + day.timetuple().tm_yday / days


def _last_month(found: re.Match[str]) -> int:
    if found[2]:
        return int(found[2])
    return 3 * int(found[3]) if found[3] else 12
