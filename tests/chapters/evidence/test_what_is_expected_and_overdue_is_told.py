"""Sources and method say when each indicator is expected again, and which are overdue on the day of the data."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.chapters.evidence.chapter import EvidenceChoices, build_chapter
from dashboard.chapters.evidence.releases import releases_of
from dashboard.content.values import LANGS, Lang, Section, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.desk.evidence import read_evidence
from etl.measures.releases.calendar import release_calendar
from etl.paths import ROOT


def told(build: Build, lang: Lang) -> Section:
    chapter = build_chapter(Reading.of(build, lang), EvidenceChoices())
    return next(one for one in chapter.sections if one.section_id == "releases")


def test_a_build_tells_what_its_evidence_tells(published_build: Build) -> None:
    day = date(2026, 12, 31)
    assert releases_of(published_build, day) == release_calendar(read_evidence(ROOT / "data"), day)


@pytest.mark.parametrize("lang", LANGS)
def test_overdue_comes_first_and_the_others_by_their_day(published_build: Build, lang: Lang) -> None:
    (table,) = told(published_build, lang).blocks
    assert isinstance(table, Table)
    cells = [{column.key: cell for column, cell in zip(table.columns, row, strict=True)} for row in table.rows]
    expected = [
        one for one in releases_of(published_build, date.fromisoformat(published_build.as_of)) if one.expected_by
    ]
    assert [row["indicator"].value for row in cells] == [one.indicator_id for one in expected]
    for row, one in zip(cells, expected, strict=True):
        assert row["expected_by"].value == one.expected_by.isoformat()  # type: ignore[union-attr]
        assert bool(row["overdue_since"].text) == one.is_overdue
        assert row["publisher"].value


def test_before_any_observation_nothing_is_expected(published_build: Build) -> None:
    assert all(not one.expected_by for one in releases_of(published_build, date(1990, 1, 1)))
