"""Who published what a row of a table says, and how well it is known, written alike in every chapter."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.content.values import Cell, Passage, Source
from dashboard.warehouse.build import ORIGINAL
from dashboard.warehouse.reading import Reading


def publishers(reading: Reading, source_ids: Iterable[str]) -> Cell:
    """Names of publishers, each once; their ids go to CSV. A note whose primary page was not read is said to be one."""
    t = reading.t
    ids = list(source_ids)
    named: dict[str, Passage] = {}
    for source in reading.sources(ids):
        name = t("to be re-checked") if source.kind == "secondary" else source.publisher
        named.setdefault(name, Passage(name, source.language))
    return Cell(";".join(ids), t.listed(named), passages=tuple(named.values()))


def publisher(source: Source) -> Cell:
    """The name of the publisher of one document."""
    return Cell(source.publisher, source.publisher, passages=source.passages)


def document(source: Source, link: str = "") -> Cell:
    """The title of a document; its id goes to CSV."""
    return Cell(source.source_id, source.title, link, passages=source.passages)


def grade(reading: Reading, letter: str | None, source_ids: Iterable[str]) -> Cell:
    """The grade of a row; an official figure that was not read in the original says so beside its letter."""
    is_original = any(source.read_via == ORIGINAL for source in reading.sources(source_ids))
    return lettered(reading, letter, is_second_hand=letter == "A" and not is_original)


def lettered(reading: Reading, letter: str | None, *, is_second_hand: bool) -> Cell:
    """A grade that is known already, with what stands beside it."""
    return Cell(letter, reading.t("{grade}, read second-hand", grade=letter) if is_second_hand else letter or "")
