"""Who is late is read first: a chart before the tables, and in each table the worst state, then the nearest date."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dashboard.chapters.progress.chapter import ProgressChoices, build_chapter
from dashboard.chapters.progress.rows import worst_first
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

WORST_FIRST = (
    *("missed", "deterioration", "limited_progress", "acceleration_needed", "on_track", "achieved"),
    "not_assessable",
)


def told(published_build: Build, lang: Lang = "en") -> Chapter:
    return build_chapter(Reading.of(published_build, lang), ProgressChoices())


def test_charts_stand_before_tables_and_the_context_last(published_build: Build) -> None:
    sections = [section for section in told(published_build).sections if not section.is_beside]
    assert [isinstance(section.blocks[0], Chart) for section in sections[:3]] == [True, True, False]
    assert sections[-1].section_id == "context"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["measured", "not-measured"])
def test_targets_stand_by_their_state_then_by_their_date(published_build: Build, name: str, lang: Lang) -> None:
    table = next(
        block for section in told(published_build, lang).sections for block in section.blocks if _is(block, name)
    )
    states = [WORST_FIRST.index(str(row[4].value)) for row in table.rows]
    assert states == sorted(states)


def test_the_nearest_date_comes_first_and_none_last() -> None:
    def row(state: str, year: int | None, name: str) -> dict[str, object]:
        return {"state": state, "target_year": year, "indicator_id": name, "target_key": f"{name}/{year}"}

    rows = [
        row("on_track", 2026, "a"),
        row("missed", 2030, "b"),
        row("not_assessable", 2026, "c"),
        row("missed", None, "d"),
        row("missed", 2026, "f"),
        row("missed", 2026, "e"),
        row("limited_progress", 2030, "g"),
    ]
    assert [one["indicator_id"] for one in worst_first(rows)] == ["e", "f", "b", "d", "g", "a", "c"]
    assert worst_first(reversed(rows)) == worst_first(rows)
    places = [WORST_FIRST.index(str(one["state"])) for one in worst_first(rows)]
    assert all(before <= after for before, after in pairwise(places))


def _is(block: object, name: str) -> bool:
    return isinstance(block, Table) and block.table_id == name
