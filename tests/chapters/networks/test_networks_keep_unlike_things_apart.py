"""What the evidence warns of stays apart on screen: lines and subscribers, editions of a score, blanks and zeros."""

from __future__ import annotations

import re

import pytest

from dashboard.chapters.networks.chapter import NetworksChoices, build_chapter
from dashboard.content.charts import LineChart, drawn_numbers
from dashboard.content.values import Chapter, Chart, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


@pytest.fixture(scope="module")
def chapter(published_build: Build) -> Chapter:
    return told(published_build)


def told(published_build: Build, query: str = "") -> Chapter:
    choices, notices = NetworksChoices.parse(query)
    assert (notices, choices.query()) == ((), query)
    return build_chapter(Reading.of(published_build, "en"), choices)


def blocks(chapter: Chapter) -> dict[str, Chart | Table]:
    return {(b.chart_id if isinstance(b, Chart) else b.table_id): b for s in chapter.sections for b in s.blocks}


def test_lines_and_subscribers_never_share_a_scale(chapter):
    for name, block in blocks(chapter).items():
        if isinstance(block, Chart):
            numbers = drawn_numbers(block)
            assert not (1_060_000 in numbers and 4_000_000 in numbers), name
    assert {row[4].value for row in blocks(chapter)["fibre_lines"].rows} == {"lines", "households"}


def test_the_resilience_score_is_never_a_line(chapter):
    found = blocks(chapter)
    assert isinstance(found["resilience_score"], Table)
    years = [row[1].value for row in found["resilience_score"].rows]
    assert years == sorted(years)
    assert not [b for b in found.values() if isinstance(b, LineChart) and 57.0 in drawn_numbers(b)]


def test_exchange_points_without_a_figure_say_so(chapter):
    rows = {row[0].value: row for row in blocks(chapter)["exchanges"].rows}
    assert (rows["casix"][5].value, rows["casix"][5].text) == (None, "no figure found")


def test_the_metric_and_the_countries_move_the_table(published_build):
    assert {row[0].value for row in blocks(told(published_build, "peers=KEN"))["neighbours"].rows} == {"MAR", "KEN"}
    fast = blocks(told(published_build, "metric=median_mobile_down_mbps"))["neighbours"]
    assert fast.title != blocks(told(published_build))["neighbours"].title
    blanks = [row for row in fast.rows if row[2].value is None]
    assert {row[0].value for row in blanks} == {"SEN", "CIV"}
    assert {row[2].text for row in blanks} == {"no figure found"}


def test_the_end_of_a_year_stands_at_the_tick_of_that_year(chapter):
    chart = blocks(chapter)["subscribers"]
    assert isinstance(chart, LineChart)
    assert "end of year" in chart.x_axis.title
    places = {float(text): place for place, text in chart.x_axis.ticks}
    assert all(year == place for year, place in places.items())
    whole = [point for line in chart.lines for point in line.points if re.match(r"(December )?\d{4}:", point.hover)]
    assert whole
    for point in whole:
        assert point.x == float(re.search(r"\d{4}", point.hover).group())


def test_an_official_figure_read_in_the_press_says_so_beside_its_grade(chapter, published_build):
    via = {
        row["source_id"]: row["read_via"]
        for row in published_build.rows("select source_id, read_via from core_sources")
    }
    told = set()
    for row in blocks(chapter)["subscribers"].table.rows:
        grade, sources = row[2], row[-1].value.split(";")
        is_second_hand = grade.value == "A" and not any(via[source] == "original" for source in sources)
        assert grade.text == (f"{grade.value}, read second-hand" if is_second_hand else grade.value)
        told.add(grade.text)
    assert "A, read second-hand" in told


def test_a_figure_keeps_its_name(chapter):
    ids = [kpi.figure.figure_id for kpi in chapter.kpis]
    assert ids[:3] == ["connectivity.ftth_lines", "connectivity.ftth_subscribers", "connectivity.coverage_5g_iam_pct"]
