"""Scales of charts: round ticks already written in the reader's language, so that no renderer formats a number.

Time runs in decimal years (2024.5 is the middle of 2024), so that screen and print place a date alike. Stocks stand at
the ends of their periods, on a scale whose tick 2024 is the end of 2024 (`end_year`); its title must say so.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from etl.measures.progress.periods import period_year


@dataclass(frozen=True)
class Axis:
    """A linear scale from `low` to `high` with written ticks; `title` names the unit where the subtitle does not."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    title: str = ""


def value_axis(
    values: Iterable[float | None], write: Callable[[float], str], *, title: str = "", from_zero: bool = True
) -> Axis:
    """A scale that holds `values` (blanks and non-finite left out) with about five round ticks, each through `write`.

    A bar needs `from_zero` (its length is the value); a line of a narrow range may do without.
    """
    lines = [v for v in values if v is not None and math.isfinite(v)]
    known = [v if abs(v) > 1e-290 else 0.0 for v in lines]  # below this a step is no different from zero
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= abs(high) * 1e-9:
        low, high = (low, low + 1.0) if low == 0 else (low - abs(low) * 0.5, high + abs(high) * 0.5)
    ticks = nice_ticks(low, high)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    lowest = low
    low = min(low, 0.0) if from_zero else math.floor(low / step) * step
    if not from_zero and low > 0 and low == lowest:  # no mark on the line of the scale, among its years
        low = round(low - step, 12)
        ticks = (low, *ticks)
    shown = tuple((tick, write(tick)) for tick in ticks if tick >= low)
    return Axis(min([low, *lines]), max([high, ticks[-1], *lines]), shown, title)


def year_axis(moments: Iterable[float | None], *, title: str = "", ticks_at_most: int = 8) -> Axis:
    """A scale of decimal years that holds `moments`, with a tick at the start of whole years."""
    known = [m for m in moments if m is not None and math.isfinite(m)]
    first, last = (math.floor(min(known)), math.ceil(max(known))) if known else (2020, 2030)
    last = max(last, first + 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10**9) if (last - first) / s < ticks_at_most)
    years = range(last - (last - first) // step * step, last + 1, step)
    return Axis(float(first), float(last), tuple((float(year), str(year)) for year in years), title)


def nice_ticks(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """Round ticks (steps of 1, 2 or 5 times a power of ten) within low..high, about `count` of them."""
    raw = (high - low) / count
    if not math.isfinite(raw) or raw <= 0 or raw < 1e-300:
        return (low,)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m for m in (1.0, 2.0, 5.0, 10.0) if raw / power <= m * 1.2) * power
    digits = max(0, 1 - math.floor(math.log10(step)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(i * step, digits) + 0.0 for i in range(first, last + 1)) or (low,)


def decimal_year(period: str) -> float:
    """Where a period of the evidence stands in decimal years: the middle of `2024`, `2024-06` or `2024-Q2`, or a day.

    ValueError for anything else.
    """
    parts = period.replace("Q", "").split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return year + 0.5
    if "Q" in period:
        return year + (int(parts[1]) - 0.5) / 4
    month = int(parts[1])
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month} in {period!r}")
    day = (int(parts[2]) - 0.5) / calendar.monthrange(year, month)[1] if len(parts) == 3 else 0.5
    return year + (month - 1 + day) / 12


def end_year(period: str) -> float:
    """Where a stock stands on a scale of years' ends: 2024.0 for `2024`, `2024-12` and `2024-Q4`, 2023.5 for `2024-06`.

    A day stands on it too: 2024.0 for `2024-12-31`.

    ValueError for anything else.
    """
    year = period_year(period)
    if year is None:
        raise ValueError(f"no period: {period!r}")
    return year - 1
