"""Epoch AI's list of AI computing clusters: those in countries whose sites the evidence holds. Few are: mostly there is nothing new.

Its power is that of the whole installation, not IT load, so it is not taken.
"""

from __future__ import annotations

import re

from etl.desk.connectors.release import Connector, File, NewSource, Note, Release, once_each, records
from etl.desk.evidence import Rows
from etl.desk.words import countries, folded

_STATUS = {"existing": ("operational", "gpu_count_operational"), "planned": ("announced", "gpu_count_planned")}
_GRADES = {"confirmed": "B", "likely": "C"}
_MAKERS = ("nvidia", "amd")  # of GPUs; other chips are not counted as such


def read_epoch(file: File, evidence: Rows) -> Release:
    """Clusters in the countries of the evidence's sites that bear the name of none of these; what is not in the list is asked for."""
    listed, notes = once_each(records(file, ("name", "status", "country", "owner", "chip quantity (primary)"), "epoch"))
    followed = {row["country"] for row in evidence["sites"]}
    names = {
        (row["country"], _plain(row[name])) for row in evidence["sites"] for name in ("name", "name_fr", "operator")
    }
    source = _source(file)
    rows: list[dict[str, str]] = []
    same = 0
    for row in listed:
        country = countries().get(folded(row["country"]), "")
        if country not in followed or row.get("exclude") or row["status"].lower() not in _STATUS:
            continue
        if any(place == country and name and name in _plain(row["name"]) for place, name in names):
            same += 1
        else:
            rows.append(_site(row, country, source.source_id))
    notes.append(("clusters", {"rows": len(listed), "here": len(rows) + same}))
    notes += _held(same)
    return Release("sites", rows, notes, source=source)


def _plain(name: str) -> str:
    return re.sub(r"\W+", "", folded(name))


def _held(same: int) -> list[Note]:
    return [("clusters_held", {"count": same})] if same else []


def _site(row: dict[str, str], country: str, source: str) -> dict[str, str]:
    name = row["name"].strip('"')
    status, column = _STATUS[row["status"].lower()]
    chip = row.get("chip type (primary)", "")
    is_gpu = chip.casefold().startswith(_MAKERS)
    return {
        "site_id": "-".join(filter(None, [country.lower(), re.sub(r"\W+", "-", folded(name)).strip("-")])),
        "name": name,
        "name_fr": name,
        "operator": row["owner"].replace(",", ";"),
        "country": country,
        "status": status,
        column: row["chip quantity (primary)"].removesuffix(".0") if is_gpu else "",
        "gpu_model": chip if is_gpu else "",
        "sovereign_hosting": "unknown",
        "source_ids": source,
        "confidence": _GRADES.get(row.get("certainty", "").lower(), "D"),
    }


def _source(file: File) -> NewSource:
    day = (file.as_of or file.today).isoformat()
    cells = {
        "publisher": "Epoch AI",
        "title": f"Data on GPU clusters, read on {day}",
        "url": "https://epoch.ai/data/gpu-clusters",
        "published_on": day,
        "accessed_on": file.today.isoformat(),
        "kind": "academic",
        "read_via": "original",
        "language": "en",
    }
    return NewSource(f"epoch-{day}", cells)


EPOCH = Connector("epoch", "Epoch AI", read_epoch, lambda _: {"clusters": "https://epoch.ai/data/gpu_clusters.csv"})
