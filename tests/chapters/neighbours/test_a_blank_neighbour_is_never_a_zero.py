"""Where no source gives a neighbour's figure the cell says so, in every language, and nothing draws it as a zero."""

from __future__ import annotations

import pytest

from dashboard.chapters.neighbours.capacity import capacity_figure, claims, range_text
from dashboard.chapters.neighbours.chapter import NeighboursChoices, build_chapter
from dashboard.content.charts import BarChart, HeatChart, StackedBarChart
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

WORDS = {lang: translator(lang)("no figure found") for lang in LANGS}


def charts(made: Chapter) -> dict[str, Chart]:
    return {b.chart_id: b for s in made.sections for b in s.blocks if isinstance(b, Chart)}


@pytest.mark.parametrize("lang", LANGS)
def test_each_blank_cell_says_so(published_build: Build, lang: Lang) -> None:
    blanks = 0
    made = charts(build_chapter(Reading.of(published_build, lang), NeighboursChoices()))
    for row in made["neighbours"].table.rows:  # nine columns leave a dash in the drawing; the table has the words
        assert all((cell.value is None) == (cell.text == WORDS[lang]) for cell in row[3:-1])
    for chart in made.values():
        if isinstance(chart, HeatChart):
            for cell in (cell for row in chart.rows for cell in row.cells):
                assert (cell.value is None) == (cell.text in (WORDS[lang], "–")) == (cell.fill == "blank")
                assert (cell.value is None) == cell.hover.rstrip("\u2069").endswith(WORDS[lang])
                blanks += cell.value is None
    assert blanks > 50


def test_capacity_is_a_range_with_its_years(counted_build: Build) -> None:
    chart = charts(build_chapter(Reading.of(counted_build, "en"), NeighboursChoices()))["neighbours_capacity"]
    assert isinstance(chart, BarChart)
    drawn = {bar.label: (bar.value.value, bar.value.low, bar.value.high) for bar in chart.bars}
    assert drawn["Morocco (2020 to 2026)"] == (None, 11.0, 45.0)
    assert drawn["Egypt (2023 to 2024)"] == (
        None,
        13.0,
        110.0,
    )  # no load by site is published: the range is of national totals
    assert drawn["South Africa (2023 to 2025)"] == (None, 133.0, 434.86)
    assert drawn["Rwanda"] == (None, None, None)
    assert next(bar.value.text for bar in chart.bars if bar.label == "Rwanda") == "no figure found"
    # Beside a mark there is room for a range, not for its years too: on a phone they ran over the next row.
    assert all(len(bar.value.text) < 24 for bar in chart.bars)
    assert capacity_figure(Reading.of(counted_build, "en"), "MAR").text == "11 to 45\u00a0MW"
    assert range_text(Reading.of(counted_build, "en"), "MAR") == "11 to 45\u00a0MW (figures of 2020 to 2026)"


def test_egypt_has_no_sum_of_sites(published_build: Build) -> None:
    kinds = [rows[0]["kind"] for *_, rows in claims(published_build, "EGY")]
    assert kinds == ["published", "published"]


def test_systems_follow_the_rule_of_morocco(published_build: Build) -> None:
    own = published_build.rows(
        "select status, count(*) filter (is_counted) as n from out_country_systems where country = 'MAR' group by all order by all"
    )
    rule = published_build.rows(
        "select status_in_morocco as status, count(*) filter (is_counted) as n from out_systems group by all order by all"
    )
    assert own == rule


def test_a_country_with_no_system_found_is_not_drawn_at_zero(published_build: Build) -> None:
    chart = charts(build_chapter(Reading.of(published_build, "en"), NeighboursChoices()))["neighbours_systems"]
    assert isinstance(chart, StackedBarChart)
    rwanda, tunisia = chart.rows.index("Rwanda"), chart.rows.index("Tunisia")
    assert all(part.values[rwanda].value is None for part in chart.parts)
    assert chart.totals[rwanda] == "no figure found"
    assert chart.totals[tunisia] == "none found in service"
    assert all(cell.value != 0 for row in chart.table.rows for cell in row)


@pytest.mark.parametrize("lang", LANGS)
def test_the_dash_of_a_narrow_grid_is_explained_under_it(published_build: Build, lang: Lang) -> None:
    found = charts(build_chapter(Reading.of(published_build, lang), NeighboursChoices()))
    for chart in (one for one in found.values() if isinstance(one, HeatChart)):
        has_dash = any(cell.text == "–" for row in chart.rows for cell in row.cells)
        assert has_dash == ("(\u2068–\u2069)" in chart.note or "(–)" in chart.note)
