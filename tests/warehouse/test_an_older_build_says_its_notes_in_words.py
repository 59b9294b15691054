"""Long texts are rows of the evidence; of a build made before they were, a reader sees those of today and no identifiers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.content.values import LANGS, Lang
from dashboard.warehouse.build import Build, Warehouse
from dashboard.warehouse.reading import Reading

OLD = "0123456789ab"


@pytest.fixture
def with_an_old_one(published: Path, tmp_path: Path) -> Warehouse:
    """The published build, and beside it one that has no long texts."""
    folder = tmp_path / "warehouse"
    shutil.copytree(published, folder)
    old = folder / f"siyada-{OLD}.duckdb"
    shutil.copy(folder / json.loads((folder / "current.json").read_text())["file"], old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("drop table core_prose")
    return Warehouse(folder)


@pytest.mark.parametrize("lang", LANGS)
def test_an_older_build_says_its_notes_in_words(with_an_old_one: Warehouse, lang: Lang) -> None:
    old, new = (
        share.build_chapter(Reading.of(build, lang), ShareChoices())
        for build in (with_an_old_one.build(OLD), with_an_old_one.current())
    )
    assert (old.question, old.notes) == (new.question, new.notes)
    assert " " in old.question


def test_without_any_the_page_stands(with_an_old_one: Warehouse) -> None:
    pointer = with_an_old_one.directory / "current.json"
    pointer.unlink()
    assert (
        share.build_chapter(Reading.of(with_an_old_one.build(OLD), "fr"), ShareChoices()).question == "share_question"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_that_is_missing_goes_by_its_id(published_build: Build, lang: Lang) -> None:
    assert Reading.of(published_build, lang).prose("no_such_text") == "no_such_text"
