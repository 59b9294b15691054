"""Places in Africa from which Cloudflare serves: a list without a date. A place that it does not hold is named, never removed."""

from __future__ import annotations

from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, once_each, records
from etl.desk.evidence import Rows
from etl.desk.words import countries, folded

_PROVIDER = "cloudflare"
_ADDRESS = "https://raw.githubusercontent.com/Netrvin/cloudflare-colo-list/main/DC-Colos.csv"


def read_cdn_places(file: File, evidence: Rows) -> Release:
    """Places of the list in Africa that the evidence does not hold, seen on the day given with --as-of, else asked for."""
    listed, notes = once_each(records(file, ("colo", "city", "cca2", "region"), "cdn-places"))
    here = [row for row in listed if row["region"] == "Africa"]
    held = {row["place_code"] for row in evidence["cdn_places"] if row["provider"] == _PROVIDER}
    day = file.as_of.isoformat() if file.as_of else ""
    source = _source(day, file) if day else None
    rows = [_place(row, day, source) for row in here if row["colo"] not in held]
    notes += _notes(here, held)
    if rows and not day:
        notes.append(("no_date", {}))
    return Release("cdn_places", rows, notes, source=source)


def _place(row: dict[str, str], day: str, source: NewSource | None) -> dict[str, str]:
    return {
        "provider": _PROVIDER,
        "place_code": row["colo"],
        "city": row["city"],
        "country": countries().get(folded(row["cca2"]), ""),
        "seen_on": day,
        "source_ids": source.source_id if source else "",
        "confidence": "B",
    }


def _notes(here: list[dict[str, str]], held: set[str]) -> list[Note]:
    codes = {row["colo"] for row in here}
    notes: list[Note] = [("same", {"count": len(codes & held)})] if codes & held else []
    if gone := sorted(held - codes):
        notes.append(("gone", {"names": ", ".join(gone)}))
    if not any(row["cca2"] == "MA" for row in here):
        notes.append(("none_here", {}))
    return notes


def _source(day: str, file: File) -> NewSource:
    cells = {
        "publisher": "Cloudflare (Netrvin)",
        "title": f"List of the places from which Cloudflare serves, {day}",
        "url": "https://github.com/Netrvin/cloudflare-colo-list",
        "published_on": day,
        "accessed_on": file.today.isoformat(),
        "kind": "dataset",
        "read_via": "mirror",
        "language": "en",
    }
    return NewSource(f"cdn-places-{day}", cells)


CDN_PLACES = Connector("cdn-places", "Cloudflare", read_cdn_places, lambda _: {"places": _ADDRESS})
