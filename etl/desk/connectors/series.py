"""What connectors ask of the series that the evidence holds: since when, up to when, of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def first_of(rows: Iterable[Mapping[str, str]], name: str, time: str) -> dict[str, str]:
    """The earliest time of each series: value of the column `name` -> earliest of the column `time`, blank ones left out."""
    found: dict[str, str] = {}
    for row in rows:
        if row[time]:
            found[row[name]] = min(found.get(row[name], row[time]), row[time])
    return found


def rounds_to(value: str, known: str) -> bool:
    """Whether a value, rounded to the decimals of the known one, is it."""
    try:
        return round(float(value), len(known.partition(".")[2])) == float(known)
    except ValueError:
        return False
