"""A figure that its row forbids to show alone is shown with the others, in tables and receipts of every chapter."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Chart, Lang, Table
from dashboard.warehouse.build import Build


def forbidden(published_build: Build) -> dict[str, list[str]]:
    rows = published_build.rows("select row_key, shown_with from core_observations where shown_with is not null")
    return {row["row_key"]: row["shown_with"].split(";") for row in rows}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(registry.CHAPTERS))
def test_a_receipt_that_holds_the_row_holds_its_companions(published_build: Build, name: str, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
    receipts = [figure.receipt for figure in chapter.figures]
    receipts += [b.receipt for s in chapter.sections for b in s.blocks if isinstance(b, Chart | Table) and b.receipt]
    for receipt in receipts:
        keys = {row.key for row in receipt.inputs if row.table == "observations"}
        for row_key, others in forbidden(published_build).items():
            assert row_key not in keys or set(others) <= keys


def test_the_latest_value_is_told_with_what_contradicts_it(published_build: Build) -> None:
    assert forbidden(published_build)
    chapter = registry.build_chapter(published_build, "progress", registry.CHAPTERS["progress"].choices(), "en")
    for table in registry.tables(chapter).values():
        for row in table.rows:
            for cell in row:
                if cell.text.startswith("80% (2025)"):
                    assert "98% (2021)" in cell.text and "99.2% (2023)" in cell.text
