"""Who published what a row of a table says, and how well it is known, written alike in every chapter."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.content.values import Cell, Passage, Source
from dashboard.i18n import Translator
from dashboard.warehouse.build import ORIGINAL, Build


def publishers(build: Build, source_ids: Iterable[str], t: Translator) -> Cell:
    """Names of publishers, each once; their ids go to CSV. A note whose primary page was not read is said to be one."""
    ids = list(source_ids)
    named: dict[str, Passage] = {}
    for source in build.sources(ids, t.lang):
        name = t("to be re-checked") if source.kind == "secondary" else source.publisher
        named.setdefault(name, Passage(name, source.language))
    return Cell(";".join(ids), t.listed(named), passages=tuple(named.values()))


def publisher(source: Source) -> Cell:
    """The name of the publisher of one document."""
    return Cell(source.publisher, source.publisher, passages=source.passages)


def document(source: Source, link: str = "") -> Cell:
    """The title of a document; its id goes to CSV."""
    return Cell(source.source_id, source.title, link, passages=source.passages)


def grade(build: Build, letter: str | None, source_ids: Iterable[str], t: Translator) -> Cell:
    """The grade of a row; an official figure that was not read in the original says so beside its letter."""
    if letter != "A" or any(source.read_via == ORIGINAL for source in build.sources(source_ids, t.lang)):
        return Cell(letter, letter or "")
    return Cell(letter, t("{grade}, read second-hand", grade=letter))
