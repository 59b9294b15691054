"""Who published what a row of a table says, written alike in every chapter."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.content import Cell
from dashboard.i18n import Translator
from dashboard.warehouse import Build


def publishers(build: Build, source_ids: Iterable[str], t: Translator) -> Cell:
    """Names of publishers, each once; their ids go to CSV. A note whose primary page was not read is said to be one."""
    ids = list(source_ids)
    found = build.sources(ids, t.lang)
    names = (t("to be re-checked") if source.kind == "secondary" else t.isolate(source.publisher) for source in found)
    return Cell(";".join(ids), t.listed(dict.fromkeys(names)))
