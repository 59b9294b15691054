"""PeeringDB: exchange points and how many networks each joins. A point it does not list says nothing of that point."""

from __future__ import annotations

import re

from etl.desk.cells import number_text
from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, once_each, records
from etl.desk.evidence import Rows
from etl.desk.questions import Question
from etl.desk.words import countries, folded

_PUBLISHER = "PeeringDB"
_ADDRESS = "https://www.peeringdb.com/api/ix"
_HOME = "MAR"
_DAYS = ("ixf_last_import", "updated")
_NAMED = 8
ASKED_PART = 0.1
"""A count further than this part from the one before may count something else: members of the association, ports."""


def read_peeringdb(file: File, evidence: Rows) -> Release:
    """Networks of the points that the evidence holds, and points of Morocco that it does not."""
    listed, notes = once_each(records(file, ("name", "country", "net_count"), "peeringdb"))
    as_of = _as_of(file, listed)
    source = _source(file, as_of)
    known = {(row["country"], _plain(row["name"])): row for row in evidence["ixps"]}
    rows, questions, others = [], [], []
    for point in sorted(listed, key=lambda one: (one["country"], one["name"])):
        country = countries().get(folded(point["country"]), "")
        if held := known.get((country, _plain(point["name"]))) or _in_its_town(
            known.get((country, _short(point))), point
        ):
            if row := _moved(held, point, as_of, source.source_id, evidence):
                rows.append(row)
                questions += _asked(row, held)
        elif country == _HOME:
            rows.append(_new(point, as_of, source.source_id))
        elif country in {row["country"] for row in evidence["ixps"]}:
            others.append(point["name"])
    asked = {question.row_key for question in questions}
    rows = [row | {"members": ""} if row["ixp_id"] in asked else row for row in rows]
    return Release("ixps", rows, [*notes, *_notes(listed, others, as_of)], questions, source)


def _plain(name: str) -> str:
    return re.sub(r"\W+", "", folded(name))


def _short(point: dict[str, str]) -> str:
    """«IXPN Lagos» of Lagos as IXPN: the evidence names a point by its town where it holds two of them."""
    return _plain(folded(point["name"]).removesuffix(folded(point.get("city", ""))))


def _in_its_town(held: dict[str, str] | None, point: dict[str, str]) -> dict[str, str] | None:
    """The point of the evidence, where it stands in the town of that of the file: IXPN has others than Lagos."""
    return held if held and folded(held["city"]) == folded(point.get("city", "")) else None


def _as_of(file: File, listed: list[dict[str, str]]) -> str:
    """The day of the counts: as given, else the newest day in the file."""
    if file.as_of:
        return file.as_of.isoformat()
    days = {row.get(name, "")[:10] for row in listed for name in _DAYS}
    return max((day for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)), default=file.today.isoformat())


def _moved(held: dict[str, str], point: dict[str, str], as_of: str, source: str, evidence: Rows) -> dict[str, str]:
    """The row of a point whose count differs; none where the evidence's is as new or says the same."""
    count = number_text(point["net_count"], ".") if point["net_count"] else ""
    if not count or count == held["members"] or held["as_of"] > as_of[: len(held["as_of"])]:
        return {}
    earlier = {row["source_id"] for row in evidence["sources"] if row["publisher"] == _PUBLISHER}
    kept = [one for one in held["source_ids"].split(";") if one not in earlier]
    return {"ixp_id": held["ixp_id"], "members": count, "as_of": as_of, "source_ids": ";".join([*kept, source])}


def _asked(row: dict[str, str], held: dict[str, str]) -> list[Question]:
    before = held["members"]
    if not before or abs(float(row["members"]) - float(before)) <= ASKED_PART * float(before):
        return []
    values: dict[str, object] = {"before": before, "when": held["as_of"]}
    return [Question("ixps", row["ixp_id"], "members", "jump", row["members"], "", values)]


def _new(point: dict[str, str], as_of: str, source: str) -> dict[str, str]:
    """A point of Morocco; its names in Arabic and its place are asked for, never guessed."""
    return {
        "ixp_id": re.sub(r"\W+", "-", folded(point["name"])).strip("-"),
        "name": point["name"],
        "name_fr": point["name"],
        "country": _HOME,
        "city": point.get("city", ""),
        "members": point["net_count"],
        "as_of": as_of,
        "source_ids": source,
        "confidence": "B",
    }


def _notes(listed: list[dict[str, str]], others: list[str], as_of: str) -> list[Note]:
    notes: list[Note] = [("counted_on", {"day": as_of, "rows": len(listed)})]
    if not any(countries().get(folded(row["country"])) == _HOME for row in listed):
        notes.append(("none_here", {}))
    if others:
        names = ", ".join(others[:_NAMED]) + ("…" if len(others) > _NAMED else "")
        notes.append(("other_points", {"count": len(others), "names": names}))
    return notes


def _source(file: File, day: str) -> NewSource:
    cells = {
        "publisher": _PUBLISHER,
        "title": f"Internet exchanges and their networks, {day}",
        "url": _ADDRESS,
        "published_on": day,
        "accessed_on": file.today.isoformat(),
        "kind": "dataset",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"peeringdb-{day}", cells)


PEERINGDB = Connector("peeringdb", _PUBLISHER, read_peeringdb, lambda _: {"ix": _ADDRESS})
