"""Internet Society Pulse: from where the sites most visited in each country are answered, month by month.

Two files: a timeline with a day, and the networks of the last run, without one. Both repeat rows; some countries sum to zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from etl.desk.cells import time_text
from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, once_each, records
from etl.desk.connectors.series import first_of
from etl.desk.evidence import Rows
from etl.desk.problems import DeskError
from etl.desk.questions import Question
from etl.desk.words import countries, folded

_BASE = "https://raw.githubusercontent.com/InternetSociety/pulse-data/HEAD/locally_cached_content/"
_SOURCE = "fib-pulse-data"  # of what bears no day
_COUNTS = ("sites_local", "sites_regional", "sites_external")
_NETWORKS = {"bunnycdn": "bunny", "reflectednetworks": "reflected_networks"}  # as the labels call them
ASKED_POINTS = 20
"""A local share further than this from the run before is more often a fault of the measurement than a fact (percentage points)."""


def read_pulse(file: File, evidence: Rows) -> Release:
    """The timeline or the networks, whichever the file is, for the countries that the evidence follows."""
    try:
        return _timeline(file, evidence)
    except DeskError as error:
        if error.code != "other_shape":
            raise
        other = error
    try:
        return _networks(file, evidence)
    except DeskError as error:
        raise (other if error.code == "other_shape" else error) from None


def _timeline(file: File, evidence: Rows) -> Release:
    listed = records(file, ("country_code", "local", "regional", "external"), "pulse")
    rows, notes = once_each([_run(row, file) for row in listed])
    rows, more = _followed(rows, "web_locality", evidence, _total)
    since = first_of(evidence["web_locality"], "country", "measured_on")
    kept = [row for row in rows if not row["measured_on"] or row["measured_on"] >= since[row["country"]]]
    notes += more
    if len(kept) < len(rows):
        notes.append(("earlier", {"count": len(rows) - len(kept)}))
    undated = "measured_on" if kept and not any(row["measured_on"] for row in kept) else ""
    if undated:
        notes.append(("no_date", {}))
    if undated:
        return Release("web_locality", kept, notes, undated=undated)
    fresh = _unknown(kept, evidence)
    notes += [("same", {"count": len(kept) - len(fresh)})] if len(fresh) < len(kept) else []
    source = _source(max((row["measured_on"] for row in fresh), default=""), file)
    rows, questions = _blank_leaps([row | {"source_ids": source.source_id} for row in fresh], evidence)
    return Release("web_locality", rows, notes, questions, source)


def _unknown(rows: list[dict[str, str]], evidence: Rows) -> list[dict[str, str]]:
    """Rows whose run the evidence does not have, or has with other counts."""
    names = ("country", "measured_on", *_COUNTS)
    known = {tuple(row[name] for name in names) for row in evidence["web_locality"]}
    return [row for row in rows if tuple(row[name] for name in names) not in known]


def _source(newest: str, file: File) -> NewSource:
    """The series up to its newest month as a source of its own: a document is no older than what it is cited for."""
    month = newest[:7]
    cells = {
        "publisher": "Internet Society Pulse",
        "title": f"Locally cached content by country, monthly series up to {month}",
        "url": "https://github.com/InternetSociety/pulse-data",
        "published_on": month,
        "accessed_on": file.today.isoformat(),
        "kind": "multilateral",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"pulse-{month}", cells)


def _run(row: dict[str, str], file: File) -> dict[str, str]:
    day = row.get("measurement_date") or row.get("date") or (file.as_of.isoformat() if file.as_of else "")
    return {
        "country": countries().get(folded(row["country_code"]), ""),
        "measured_on": _day(day),
        "sites_local": row["local"],
        "sites_regional": row["regional"],
        "sites_external": row["external"],
        "source_ids": _SOURCE,
        "confidence": "B",
    }


def _day(text: str) -> str:
    try:
        return time_text(text, "day") if text else ""
    except ValueError:
        return text  # said by the question about the cell


def _networks(file: File, evidence: Rows) -> Release:
    listed = records(file, ("country_code", "source", "destination", "value"), "pulse")
    rows, notes = once_each([_network(row, file) for row in listed])
    rows, more = _followed(rows, "web_locality_providers", evidence, lambda row: _count(row["sites"]))
    notes += more
    if not file.as_of and _is_known(rows, evidence):
        return Release("web_locality_providers", [], [*notes, ("same", {"count": len(rows)})])
    undated = "" if file.as_of else "measured_on"
    notes += [("no_date", {})] if undated else []
    return Release("web_locality_providers", rows, notes, undated=undated)


def _network(row: dict[str, str], file: File) -> dict[str, str]:
    name = folded(row["source"]).replace(" ", "_")
    return {
        "country": countries().get(folded(row["country_code"]), ""),
        "measured_on": file.as_of.isoformat() if file.as_of else "",
        "provider": _NETWORKS.get(name, name),
        "answered": row["destination"].lower(),
        "sites": row["value"],
        "source_ids": _SOURCE,
        "confidence": "C",
    }


def _is_known(rows: list[dict[str, str]], evidence: Rows) -> bool:
    """Whether the evidence has this undated run already."""
    names = ("country", "provider", "answered", "sites")
    known = {tuple(row[name] for name in names) for row in evidence["web_locality_providers"] if not row["measured_on"]}
    return {tuple(row[name] for name in names) for row in rows} <= known


def _followed(
    rows: list[dict[str, str]], table: str, evidence: Rows, counted: Callable[[dict[str, str]], int]
) -> tuple[list[dict[str, str]], list[Note]]:
    """Rows of the countries that the table holds, without the runs of a country that counted no site at all."""
    countries_held = {row["country"] for row in evidence[table]}
    followed = [row for row in rows if row["country"] in countries_held]
    totals: Counter[tuple[str, str]] = Counter()
    for row in followed:
        totals[row["country"], row["measured_on"]] += counted(row)
    notes: list[Note] = []
    if others := len({row["country"] for row in rows} - countries_held):
        notes.append(("other_countries", {"count": others}))
    if zero := sorted(key for key, total in totals.items() if not total):
        notes.append(("zero_sum", {"runs": ", ".join(" ".join(key).strip() for key in zero)}))
    return [row for row in followed if totals[row["country"], row["measured_on"]]], notes


def _total(row: dict[str, str]) -> int:
    return sum(_count(row[column]) for column in _COUNTS)


def _count(text: str) -> int:
    """A count, 1 for what is none: the question about the cell tells it."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() else 1 if digits else 0


def _blank_leaps(rows: list[dict[str, str]], evidence: Rows) -> tuple[list[dict[str, str]], list[Question]]:
    """Rows with the counts blank whose local share is far from that of the run before, and the questions they leave."""
    known = {(row["country"], row["measured_on"]): row for row in evidence["web_locality"]}
    runs = {(row["country"], row["measured_on"]): row for row in rows} | known
    before: dict[str, dict[str, str]] = {}
    far: dict[tuple[str, str], dict[str, str]] = {}
    for key in sorted(runs):
        row = runs[key]
        last = before.get(key[0])
        if key not in known and last and abs(_share(row) - _share(last)) > ASKED_POINTS:
            far[key] = last
        else:
            before[key[0]] = row
    made, questions = [], []
    for row in rows:
        last = far.get((row["country"], row["measured_on"]))
        made.append(row | {"sites_local": ""} if last else row)
        if last:
            place = f"{row['country']}/{row['measured_on']}"
            values: dict[str, object] = {"before": last["sites_local"], "when": last["measured_on"]}
            questions.append(Question("web_locality", place, "sites_local", "jump", row["sites_local"], "", values))
    return made, questions


def _share(row: dict[str, str]) -> float:
    return 100 * _count(row["sites_local"]) / max(_total(row), 1)


_ADDRESSES = {"timeline": f"{_BASE}latest-timeline.csv", "networks": f"{_BASE}latest.csv"}
PULSE = Connector("pulse", "Internet Society Pulse", read_pulse, lambda _: _ADDRESSES)
