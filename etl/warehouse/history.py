"""When each build was published here: a line a publication, beside the builds. The pointer says which is published now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from etl.disk import flush
from etl.evidence.files import open_file

HISTORY = "published.jsonl"
_MOST_BYTES = 1_000_000  # read of it: some ten thousand publications


@dataclass(frozen=True)
class Publication:
    """A build as it was published: its id, and when (ISO, UTC, to the second)."""

    build_id: str
    published_at: str


def read_publications(warehouse: Path) -> tuple[Publication, ...]:
    """Every publication, oldest first; lines that can't be read are passed over, and a warehouse without a history has none."""
    try:
        with open_file(warehouse / HISTORY) as file:
            lines = file.read(_MOST_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(found for line in lines if (found := _publication(line)))


def _publication(line: str) -> Publication | None:
    try:
        said = json.loads(line)
        return Publication(str(said["build_id"]), str(said["published_at"]))
    except (ValueError, TypeError, KeyError):
        return None


def note_publications(warehouse: Path, publications: tuple[Publication, ...]) -> None:
    """Add publications that follow the last one; a build published again right after itself is no news."""
    known = read_publications(warehouse)
    last = known[-1].build_id if known else ""
    with (warehouse / HISTORY).open("a", encoding="utf-8") as file:
        for one in publications:
            if one.build_id != last:
                file.write(json.dumps({"build_id": one.build_id, "published_at": one.published_at}) + "\n")
                last = one.build_id
    flush(warehouse / HISTORY)
