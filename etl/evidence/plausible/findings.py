"""What the checks of plausibility read and what they find."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Line:
    """One valid row: its line in the file, its key, its cells as read and their typed values, by column."""

    table: str
    line: int
    key: str
    texts: Mapping[str, str]
    values: Mapping[str, object]

    def number(self, column: str) -> float | None:
        """The number of a column, None where it is blank."""
        value = self.values[column]
        return float(value) if isinstance(value, int | float) else None

    def text(self, column: str) -> str:
        """The cell as read, "" where it is blank or where the table has no such column."""
        return self.texts.get(column, "")


Lines = Mapping[str, list[Line]]


@dataclass(frozen=True)
class Finding:
    """A cell that can't be true (`violation`) or that hardly can (`doubt`); `rule` is a key of `etl.messages`."""

    line: Line
    column: str
    rule: str
    rank: Literal["violation", "doubt"] = "doubt"
    params: Mapping[str, object] = field(default_factory=dict)


def last_day(when: str) -> date | None:
    """The last day that "2025", "2025-Q3", "2025-06" or "2025-06-30" may mean; None for a blank."""
    bounds = _bounds(when)
    return bounds[1] if bounds else None


def first_day(when: str) -> date | None:
    """The first day that a date, a month, a quarter or a year may mean; None for a blank."""
    bounds = _bounds(when)
    return bounds[0] if bounds else None


@functools.lru_cache(maxsize=10_000)  # thousands of rows name the same days
def _bounds(when: str) -> tuple[date, date] | None:
    if not when:
        return None
    if len(when) == 10:
        day = date.fromisoformat(when)
        return day, day
    year = int(when[:4])
    first, last = 1, 12
    if "Q" in when:
        first, last = 3 * int(when[6]) - 2, 3 * int(when[6])
    elif len(when) == 7:
        first = last = int(when[5:])
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), date.fromordinal(after.toordinal() - 1)
