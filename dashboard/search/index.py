"""The index of one build: every entry in three languages with the words it is found by, made once and kept.

It is a list that is walked for each question. Measured on 1 220 entries (690 000 letters, median of six questions): the walk
3.5 ms; a table of the same folded text in DuckDB, asked with `contains`, 5.1 ms; SQLite's FTS5 0.1 ms for what matches,
before it is ranked. All are far below what a reader notices, and what costs is making the entries (2 s, for every chapter
is written in three languages): so the shortest way was taken, and the index is kept beside the builds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.content.values import LANGS, Lang
from dashboard.search.entries import entries
from dashboard.search.folding import words
from dashboard.support.edition import edition
from dashboard.support.files import write_atomically
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.evidence.files import open_file

FOLDER = "search"
KEPT = 6  # indexes of about 2 MB
GAP = "  "  # between titles, where one space is between words


@dataclass(frozen=True)
class Indexed:
    """An entry as it is found: `shown` is its title, its text and the language of the title by the reader's, `titles` and `texts` are the folded words of all
    languages, each with a space before and after it, and two between the titles of two languages."""

    kind: str
    id: str
    link: str
    shown: dict[Lang, tuple[str, str, str]]
    titles: str
    texts: str


def index(build: Build) -> tuple[Indexed, ...]:
    """Every entry of a build: kept from before, found beside the builds, or made now (2 s)."""
    found: tuple[Indexed, ...] = build.cache("search", 1).get("index", lambda: _kept_or_made(build))
    return found


def _kept_or_made(build: Build) -> tuple[Indexed, ...]:
    path = _place(build)
    kept = _read(path)
    if kept is not None:
        return kept
    made = _made(build)
    with contextlib.suppress(OSError):  # a folder that can't be written: it is made again in the next process
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, json.dumps([vars(one) for one in made], ensure_ascii=False).encode())
        for one in sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            one.unlink(missing_ok=True)
    return made


def _place(build: Build) -> Path:
    """Where the index of a build is, as this edition of the tool words it."""
    key = hashlib.sha256(edition().encode()).hexdigest()[:16]
    return build.warehouse.directory / FOLDER / f"{build.build_id}-{key}.json"


def _read(path: Path) -> tuple[Indexed, ...] | None:
    """The index kept at `path`; None where there is none that is whole."""
    try:
        with open_file(path) as file:
            return tuple(_indexed(one) for one in json.loads(file.read()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _indexed(one: dict[str, Any]) -> Indexed:
    shown: dict[Lang, tuple[str, str, str]] = {lang: _three(*one["shown"][lang]) for lang in LANGS}
    return Indexed(one["kind"], one["id"], one["link"], shown, one["titles"], one["texts"])


def _three(title: str, text: str, language: str) -> tuple[str, str, str]:
    return title, text, language


def _made(build: Build) -> tuple[Indexed, ...]:
    spoken = [{(one.kind, one.id): one for one in entries(Reading.of(build, lang))} for lang in LANGS]
    found = []
    for key, first in spoken[0].items():
        said = [entry[key] for entry in spoken]
        titles = dict.fromkeys(" ".join(words(one.title)) for one in said)
        texts = dict.fromkeys(word for one in said for word in words(f"{one.text} {one.also}"))
        shown = {lang: (one.title, one.text, one.language) for lang, one in zip(LANGS, said, strict=True)}
        found.append(Indexed(*key, first.link, shown, f"{GAP}{GAP.join(titles)}{GAP}", f" {' '.join(texts)} "))
    return tuple(found)
