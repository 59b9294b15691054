"""A filter moves what is shown and counted, a link names one indicator's sheet, and nonsense falls back with a word."""

import pytest

from dashboard.chapters.progress.chapter import ProgressChoices, build_chapter
from dashboard.content.choices import marked
from dashboard.content.values import Chapter, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def count(chapter: Chapter, code: str) -> object:
    """The count of a state, under the filters that its id says."""
    return next(
        kpi.figure.value
        for kpi in chapter.kpis
        if kpi.figure.figure_id == marked(f"progress.count.{code}", chapter.query)
    )


def shown(chapter: Chapter, column: str) -> set[object]:
    found = set()
    for section in chapter.sections:
        for block in section.blocks:
            if isinstance(block, Table) and column in [one.key for one in block.columns]:
                place = [one.key for one in block.columns].index(column)
                found |= {row[place].value for row in block.rows}
    return found


def test_a_pillar_moves_the_counts_and_the_rows(published_build: Build) -> None:
    whole = build_chapter(Reading.of(published_build, "fr"), ProgressChoices())
    talent = build_chapter(Reading.of(published_build, "fr"), ProgressChoices(pillar=("talent",)))
    assert (count(whole, "not_assessable"), count(talent, "not_assessable")) == (23, 4)
    assert (count(whole, "deterioration"), count(talent, "deterioration")) == (1, 1)
    assert shown(talent, "pillar") == {"talent"}
    assert len(shown(whole, "pillar")) == 8
    assert "Talents numériques" in talent.choices_text


def test_a_state_leaves_only_its_targets(published_build: Build) -> None:
    slow = build_chapter(Reading.of(published_build, "fr"), ProgressChoices(state=("acceleration_needed",)))
    assert shown(slow, "state") == {"acceleration_needed"}
    whole = build_chapter(Reading.of(published_build, "fr"), ProgressChoices())
    assert count(slow, "acceleration_needed") == count(whole, "acceleration_needed") > 0
    assert count(slow, "not_assessable") == 0


def test_nothing_found_is_said(published_build: Build) -> None:
    empty = build_chapter(Reading.of(published_build, "en"), ProgressChoices(state=("achieved",), pillar=("talent",)))
    assert [sentence.text for sentence in empty.sentences] == ["No target matches these choices."]
    assert empty.sections == ()


@pytest.mark.parametrize(
    "query", ["", "pillar=talent%2Cstartups", "state=deterioration", "pillar=cloud_ai&indicator=un_osi_rank"]
)
def test_a_link_shows_the_same_again(query: str) -> None:
    choices, notices = ProgressChoices.parse(query)
    assert notices == ()
    assert choices.query() == query


def test_a_link_names_a_sheet(published_build: Build) -> None:
    choices, _ = ProgressChoices.parse("indicator=un_osi_rank")
    sheet = build_chapter(Reading.of(published_build, "en"), choices)
    assert sheet.title == "Rank on the UN Online Service Index (OSI)"
    assert "rank 100 in 2024" in sheet.sentences[0].text
    assert "rank 97" in sheet.sentences[0].text
    assert sheet.query == "indicator=un_osi_rank"
    chart = sheet.sections[0].blocks[0]
    assert [point.x for point in chart.observed.points] == [2010, 2012, 2014, 2016, 2018, 2022, 2024]  # type: ignore[union-attr]


def test_an_unknown_indicator_shows_the_chapter_and_says_so(published_build: Build) -> None:
    chapter = build_chapter(Reading.of(published_build, "en"), ProgressChoices(indicator="no_such"))
    assert chapter.title == "Digital Morocco 2030"
    assert "no_such" in chapter.choices_text


def test_a_wrong_filter_is_named_and_left_out() -> None:
    choices, notices = ProgressChoices.parse("pillar=nonsense&state=on_track")
    assert choices == ProgressChoices(state=("on_track",))
    assert [notice.parameter for notice in notices] == ["pillar"]
