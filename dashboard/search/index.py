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

from dashboard.content.values import LANGS, Lang
from dashboard.search.entries import Entry, entries
from dashboard.search.folding import words
from dashboard.support.edition import edition
from dashboard.support.files import write_atomically
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.evidence.files import open_file

FOLDER = "search"
MOST_FILES = 6  # indexes of about 2 MB
GAP = "  "  # between titles, where one space is between words


@dataclass(frozen=True)
class Indexed:
    """An entry as it is found: `shown` is its title, its text and the language of the title by the reader's, `titles` and `texts` are the folded words of all
    languages, each with a space before and after it, and two between the titles of two languages."""

    kind: str
    id: str
    link: str
    shown: dict[Lang, list[str]]
    titles: str
    texts: str


def index(build: Build) -> tuple[Indexed, ...]:
    """Every entry of a build: the one in memory, the one beside the builds, or one made now (2 s)."""
    listed: tuple[Indexed, ...] = build.cache("search", 1).get("index", lambda: _read_or_make(build))
    return listed


def load_index(build: Build) -> None:
    """Take the index from beside the builds where one is there (0.1 s), so that the first question need not."""
    stored = _read(_place(build))
    if stored is not None:
        build.cache("search", 1).get("index", lambda: stored)


def _read_or_make(build: Build) -> tuple[Indexed, ...]:
    path = _place(build)
    stored = _read(path)
    if stored is not None:
        return stored
    made = _make(build)
    with contextlib.suppress(OSError):  # a folder that can't be written: it is made again in the next process
        path.parent.mkdir(exist_ok=True)
        body = json.dumps([vars(one) for one in made], ensure_ascii=False).encode()
        write_atomically(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        for one in sorted(path.parent.glob("*.index"), key=lambda one: one.stat().st_mtime)[:-MOST_FILES]:
            one.unlink(missing_ok=True)
    return made


def _place(build: Build) -> Path:
    """Where the index of a build is, as this edition of the tool words it."""
    key = hashlib.sha256(edition().encode()).hexdigest()[:16]
    return build.warehouse.directory / FOLDER / f"{build.build_id}-{key}.index"


def _read(path: Path) -> tuple[Indexed, ...] | None:
    """The index at `path`; None where there is none that is whole."""
    try:
        with open_file(path) as file:
            sha256, _, body = file.read().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(body).hexdigest().encode() != sha256:
        return None
    return tuple(Indexed(**one) for one in json.loads(body))


def _make(build: Build) -> tuple[Indexed, ...]:
    spoken = [{(one.kind, one.id): one for one in entries(Reading.of(build, lang))} for lang in LANGS]
    keys = [key for key in spoken[0] if all(key in by_key for by_key in spoken)]
    return tuple(_index([by_key[key] for by_key in spoken]) for key in keys)


def _index(said: list[Entry]) -> Indexed:
    """An entry from what is said of it in each language."""
    titles = dict.fromkeys(" ".join(words(one.title)) for one in said)
    texts = dict.fromkeys(word for one in said for word in words(f"{one.text} {one.also}"))
    shown = {lang: [one.title, one.text, one.language] for lang, one in zip(LANGS, said, strict=True)}
    first = said[0]
    return Indexed(first.kind, first.id, first.link, shown, f"{GAP}{GAP.join(titles)}{GAP}", f" {' '.join(texts)} ")
