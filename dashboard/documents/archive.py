"""A folder of reports, one a build and language, with an index: what a nightly timer adds to."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.content.values import LANGS, Lang
from dashboard.documents import MANIFEST
from dashboard.documents import cache as shelf
from dashboard.documents.seal import unseal
from dashboard.support.files import write_atomically
from etl.evidence.csv_form import csv_text

INDEX = "index.csv"
COLUMNS = ("file", "build_id", "as_of", "language", "tool_version", "bytes", "sha256")


def archive(folder: Path, build_id: str, make: Callable[[Lang], bytes], langs: Sequence[Lang] = LANGS) -> list[str]:
    """Add the reports of a build that are not there yet, and bring the index up to date; the names of those added.

    `make` gives the report of a language. A report that is there already stays as it is: its build never changes.
    Raises OSError when the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = {lang: f"siyada-{build_id}-{lang}.pdf" for lang in langs}
    added = {name: make(lang) for lang, name in names.items() if shelf.find(folder / name) is None}
    for name, body in added.items():
        write_atomically(folder / name, body)
    known = {row["file"]: row for row in _index(folder)}
    listed = [
        known.get(path.name) if path.name in known and path.name not in added else _row(path)
        for path in sorted(folder.glob("siyada-*.pdf"))
    ]
    _write_index(folder, [row for row in listed if row])
    return list(added)


def _index(folder: Path) -> list[dict[str, str]]:
    try:
        with (folder / INDEX).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError:
        return []
    return [row for row in rows if tuple(row) == COLUMNS]


def _row(path: Path) -> dict[str, str] | None:
    """A report's line of the index; None for a file that is not one of ours, which is left alone."""
    body = shelf.find(path)
    if body is None:
        return None
    content = json.loads(unseal(body).files[MANIFEST])
    said = {name: str(content[name]) for name in ("build_id", "as_of", "language", "tool_version")}
    return {"file": path.name} | said | {"bytes": str(len(body)), "sha256": hashlib.sha256(body).hexdigest()}


def _write_index(folder: Path, rows: Sequence[dict[str, str]]) -> None:
    text = csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    write_atomically(folder / INDEX, text.encode())  # for programs, and ASCII: no byte order mark
