"""What connectors ask of the series that the evidence holds: since when, up to when, of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from etl.desk.connectors.release import Note
from etl.desk.evidence import Rows


def first_of(rows: Iterable[Mapping[str, str]], name: str, time: str) -> dict[str, str]:
    """The earliest time of each series: value of the column `name` -> earliest of the column `time`, blank ones left out."""
    found: dict[str, str] = {}
    for row in rows:
        if row[time]:
            found[row[name]] = min(found.get(row[name], row[time]), row[time])
    return found


def _says_same(value: str, known: str) -> bool:
    """Whether one of two values is the other, rounded to its own decimals."""
    return any(
        round(float(one), len(other.partition(".")[2])) == float(other)
        for one, other in ((value, known), (known, value))
    )


def followed_observations(
    rows: list[dict[str, str]], evidence: Rows, grade: str
) -> tuple[list[dict[str, str]], list[Note]]:
    """Rows of the countries held of an indicator, from its first year on, that say more than the evidence does.

    Rows come with indicator, country, period, value; `grade` is that of the source.
    """
    held = [row | {"series": f"{row['indicator_id']}/{row['country']}"} for row in evidence["observations"]]
    since = first_of(held, "series", "period")
    known = {f"{row['series']}/{row['period']}": row for row in held}
    counts = dict.fromkeys(("other_countries", "earlier", "same"), 0)
    kept, others = [], set()
    for row in rows:
        series = f"{row['indicator_id']}/{row['country']}"
        before = known.get(f"{series}/{row['period']}")
        if series not in since:
            others.add(row["country"])
        elif row["period"] and row["period"] < since[series]:
            counts["earlier"] += 1
        elif before and _says_same(row["value"], before["value"]):
            counts["same"] += 1
        else:
            kept.append(row | {"provisional": before["provisional"] if before else "no", "confidence": grade})
    counts["other_countries"] = len(others)
    return kept, [(code, {"count": count}) for code, count in counts.items() if count]
