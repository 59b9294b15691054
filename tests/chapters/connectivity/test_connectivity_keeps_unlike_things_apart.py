"""What the evidence warns of stays apart on screen: years, editions, lines and subscribers, announced and in service."""

from __future__ import annotations

import re

import pytest

from dashboard.chapters.connectivity.chapter import ConnectivityChoices, build_chapter
from dashboard.content.charts import LineChart
from dashboard.content.maps import MapChart
from dashboard.content.values import LANGS, Chapter, Chart, Table, Text
from dashboard.render.html.markup import prose, quoted
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


@pytest.fixture(scope="module")
def chapter(published_build: Build) -> Chapter:
    return build_chapter(Reading.of(published_build, "en"), ConnectivityChoices())


def blocks(chapter: Chapter) -> dict[str, Chart | Table]:
    found = [block for section in chapter.sections for block in section.blocks if not isinstance(block, Text)]
    return {(block.chart_id if isinstance(block, Chart) else block.table_id): block for block in found}


def test_bandwidth_is_two_series_and_2019_is_on_neither(chapter):
    chart = blocks(chapter)["bandwidth"]
    used, deployed = chart.lines
    assert used.points[-1].value == 5433
    assert deployed.points[-1].value == 12720
    assert 1970 not in [point.value for line in chart.lines for point in line.points]
    assert [row[2].value for row in chart.table.rows if row[1].value == "unstated"] == [1970]


def test_latency_says_its_year(chapter):
    section = next(s for s in chapter.sections if s.section_id == "latency")
    chart = section.blocks[0]
    assert "46 of the 50" in section.lead
    assert all("2020" in text for text in (section.title, section.lead, chart.title, chart.subtitle, chart.alt))


def test_sixty_terabits_are_never_the_whole_west_african_system(chapter):
    cell = {row[0].value: row[4] for row in blocks(chapter)["systems"].rows}["mtwa"]
    assert cell.value == "north=60.0;south=20.0"
    assert "North segment" in cell.text
    assert "South segment" in cell.text


def test_lit_capacity_is_unknown_everywhere(chapter):
    assert {(row[5].value, row[5].text) for row in blocks(chapter)["systems"].rows} == {(None, "unknown")}


def test_loukkos_is_listed_and_not_counted(chapter):
    counted = {row[0].value: row[7].value for row in blocks(chapter)["systems"].rows}
    assert counted["loukkos"] is False
    assert counted["canalink"] is True


def test_the_five_routes_named_do_bypass_morocco(chapter):
    rows = {row[0].value for row in blocks(chapter)["bypass"].rows}
    assert {"2africa", "equiano", "ace", "sea-me-we-4", "via-africa"} <= rows


def test_absence_of_faults_is_not_claimed(chapter):
    section = next(s for s in chapter.sections if s.section_id == "outages")
    assert "not the absence of a fault" in section.lead
    assert len(section.blocks[0].rows) == 10


def test_a_route_is_drawn_per_system_and_segment_and_called_schematic(chapter, published_build):
    chart = blocks(chapter)["system_map"]
    assert isinstance(chart, MapChart)
    assert "schematic" in chart.note
    segments = published_build.rows("select distinct segment from core_cable_routes where cable_id = 'mtwa'")
    for panel in chart.panels:
        for line in panel.lines:
            if line.label == "Maroc Telecom West Africa":
                assert len(line.parts) == len(segments)


def test_a_cable_on_the_beach_is_not_in_service(chapter):
    rows = {row[0].value: row for row in blocks(chapter)["system_map"].table.rows}
    assert (rows["Nador"][1].value, rows["Nador"][2].value) == ("under_construction", 0)
    assert (rows["Tétouan"][1].value, rows["Tétouan"][2].value) == ("in_service", 1)
    assert (rows["Casablanca"][2].value, rows["Casablanca"][4].value) == (1, "ellalink")


def test_a_landing_point_is_marked_once(chapter):
    chart = blocks(chapter)["system_map"]
    assert isinstance(chart, MapChart)
    names = [marker.hover.split("\n")[0] for panel in chart.panels for marker in panel.markers]
    assert len(names) == len(set(names)) == len(chart.table.rows)


def test_the_end_of_a_year_stands_at_the_tick_of_that_year(chapter):
    chart = blocks(chapter)["bandwidth"]
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
    for row in blocks(chapter)["bandwidth"].table.rows:
        grade, sources = row[-2], row[-1].value.split(";")
        is_second_hand = grade.value == "A" and not any(via[source] == "original" for source in sources)
        assert grade.text == (f"{grade.value}, read second-hand" if is_second_hand else grade.value)


@pytest.mark.parametrize("lang", LANGS)
def test_the_worst_failure_is_not_taken_for_what_a_shared_point_would_stop(published_build, lang):
    """Both are small numbers in one sentence: the button of each figure stands on its own."""
    told = build_chapter(Reading.of(published_build, lang), ConnectivityChoices())
    sentence = next(s for s in told.sentences if s.figures[0].figure_id == "connectivity.systems_in_service")
    (_, end, systems), (start, _, worst) = quoted(sentence)
    assert (systems.figure_id, worst.figure_id) == tuple(figure.figure_id for figure in sentence.figures)
    between = sentence.text[end:start]
    assert "(" not in between and end < start


def test_the_other_chapter_is_one_link_away(published_build):
    for lang in LANGS:
        told = build_chapter(Reading.of(published_build, lang), ConnectivityChoices())
        (text,) = told.sections[-1].blocks
        assert isinstance(text, Text)
        language = "" if lang == "fr" else f"lang={lang}"
        assert f'<a href="networks?{language}" target="_self">{text.paragraphs[0]}</a>' in prose(text)
