"""The pipeline is read four ways, each as the evidence says, each naming what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.chapters.sites import chapter as sites
from dashboard.chapters.sites.pipeline import READINGS
from dashboard.chapters.sites.pipeline_words import PIPELINE
from dashboard.content.charts import BarChart, drawn_numbers
from dashboard.content.values import Chapter, Section
from dashboard.figures.figure import figure
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

# As the evidence's own README gives them.
MEGAWATTS = (1469.5, 1083.5, 69.5, 0.0)


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


@pytest.fixture(scope="module")
def chapter(published_build: Build) -> Chapter:
    return sites.build_chapter(Reading.of(published_build, "en"), sites.SitesChoices())


@pytest.fixture(scope="module")
def chart(chapter: Chapter) -> BarChart:
    (found,) = section(chapter, "pipeline").blocks
    assert isinstance(found, BarChart)
    return found


def section(chapter: Chapter, section_id: str) -> Section:
    return next(part for part in chapter.sections if part.section_id == section_id)


def test_the_four_readings_stand_side_by_side(chart: BarChart) -> None:
    assert drawn_numbers(chart) == MEGAWATTS
    assert tuple(row[1].value for row in chart.table.rows) == MEGAWATTS


def test_each_says_what_it_leaves_out(chart: BarChart) -> None:
    rows = [[cell.text for cell in row] for row in chart.table.rows]
    assert rows[0][2] == "nothing"
    assert "Iozera" in rows[1][2] and "past its date" in rows[1][2]
    for name in ("Igoudar", "Nexus", "Iozera", "Rabat data centre project (unconfirmed)"):
        assert name in rows[2][2]
    assert "16\u00a0MW" in rows[2][3] and "20\u00a0MW" in rows[2][3]


def test_a_reading_is_the_widest_less_what_it_leaves_out_plus_what_it_counts_instead(published_build: Build) -> None:
    for (figure_id, _), expected in list(zip(READINGS, MEGAWATTS, strict=True))[1:]:
        changes = published_build.rows("select change, value from out_pipeline_changes where figure_id = ?", figure_id)
        left_out = sum(c["value"] for c in changes if c["change"] == "left_out")
        instead = sum(c["value"] for c in changes if c["change"] == "counted_instead")
        assert MEGAWATTS[0] - left_out + instead == expected


def test_the_narrow_reading_says_what_it_mixes(chart: BarChart) -> None:
    assert "33.5\u00a0MW" in chart.note and "36\u00a0MW" in chart.note


def test_unfiltered_figures_are_the_build_s_own(chapter: Chapter, published_build: Build) -> None:
    t = translator("en")
    own = {row["figure_id"] for row in published_build.rows("select figure_id from out_figures")}
    shown = [found for found in chapter.figures if found.figure_id in own]
    assert set(PIPELINE) <= {found.figure_id for found in shown}
    for found in shown:
        own_figure = figure(Reading(published_build, t), found.figure_id)
        assert replace(found, text=own_figure.text) == own_figure  # a sentence rounds a large total of promises


def test_what_is_documented_stands_beside_the_totals_as_published(chapter: Chapter) -> None:
    chart = section(chapter, "capacity").blocks[0]
    assert isinstance(chart, BarChart)
    assert drawn_numbers(chart) == (11.0, 12.0, 45.0, 25.0)
    assert [row[1].text for row in chart.table.rows] == ["2026", "2023", "2024", "2025"]
    assert [row[5].text for row in chart.table.rows] == ["C", "C", "D", "D"]


def test_the_old_part_of_the_documented_load_is_named_with_its_year(chapter: Chapter) -> None:
    assert any("5\u00a0MW rest on a statement of 2020" in sentence.text for sentence in chapter.sentences)
