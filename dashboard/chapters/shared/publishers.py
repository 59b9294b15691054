"""Who published what a row of a table says, and how well it is known, written alike in every chapter."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.content.values import Cell
from dashboard.i18n import Translator
from dashboard.warehouse.build import ORIGINAL, Build


def publishers(build: Build, source_ids: Iterable[str], t: Translator) -> Cell:
    """Names of publishers, each once; their ids go to CSV. A note whose primary page was not read is said to be one."""
    ids = list(source_ids)
    found = build.sources(ids, t.lang)
    names = (t("to be re-checked") if source.kind == "secondary" else t.isolate(source.publisher) for source in found)
    return Cell(";".join(ids), t.listed(dict.fromkeys(names)))


def grade(build: Build, letter: str | None, source_ids: Iterable[str], t: Translator) -> Cell:
    """The grade of a row; an official figure that was not read in the original says so beside its letter."""
    if letter != "A" or any(source.read_via == ORIGINAL for source in build.sources(source_ids, t.lang)):
        return Cell(letter, letter or "")
    return Cell(letter, t("{grade}, read second-hand", grade=letter))
