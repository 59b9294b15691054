"""A place is taken among figures of one edition or year, and a country without a figure has no place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.chapters.neighbours.chapter import THEMES, NeighboursChoices, build_chapter, indicator_words
from dashboard.chapters.neighbours.rows import COUNTRIES, HOME, PEERS, editions, side_by_side
from dashboard.content.charts import HeatChart
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def test_each_row_holds_one_edition(published_build: Build) -> None:
    for edition in side_by_side(published_build, PEERS):
        assert {row["period"] for row in edition.rows.values()} == {edition.period}
        assert HOME in edition.rows and len(edition.rows) > 1


def test_places_are_those_counted_by_hand(published_build: Build) -> None:
    found = {edition.item: edition for edition in side_by_side(published_build, PEERS)}
    osi = found["un_osi_rank"]  # 2024: ZAF 24, RWA 43, KEN 55, EGY 78, TUN 93, MAR 100, NGA 103, CIV 105, SEN 120
    assert (osi.period, osi.rank("ZAF"), osi.rank("MAR"), osi.rank("SEN")) == ("2024", 1, 6, 9)
    readiness = found["ai_readiness_rank"]  # Morocco's 2024 and 2025 ranks have no neighbour beside them
    assert readiness.period == "2023"
    assert [readiness.rank(c) for c in ("EGY", "ZAF", "TUN", "MAR", "KEN")] == [1, 2, 3, 4, None]
    assert readiness.is_last("MAR")
    resilience = found["resilience_score"]  # the 2022, 2023 and 2024 editions are others
    assert (resilience.period, resilience.rank("MAR"), resilience.rank("KEN"), resilience.rank("EGY")) == (
        "2021",
        2,
        4,
        4,
    )
    assert "NGA" not in resilience.rows
    speed = found["median_mobile_down_mbps"]  # December 2025
    assert (speed.period, speed.rank("MAR"), len(speed.rows)) == ("2025-12", 1, 6)
    users = found["internet_users_pct"]  # the survey of 2025 is another perimeter and Morocco's alone
    assert users.period == "2022"


def test_what_we_computed_is_computed_right(published_build: Build) -> None:
    found = {edition.item: edition for edition in side_by_side(published_build, PEERS)}
    hosted = found["gtld_local_share"]
    assert round(hosted.value("MAR") or 0, 6) == round(100 * 8467 / (8467 + 16105), 6)
    ports = found["peering_port_capacity"]
    assert round(ports.value("ZAF") or 0, 3) == round(22844.638 + 8864.638 + 2592.288, 3)
    assert ports.value("MAR") == 40


def test_the_fewer_neighbours_the_fewer_places(published_build: Build) -> None:
    for pair in combinations(PEERS, 2):
        for edition in side_by_side(published_build, pair):
            assert set(edition.rows) <= {HOME, *pair}
            assert all((edition.rank(country) or 1) <= len(edition.rows) for country in COUNTRIES)


def test_the_themes_are_the_pillars(published_build: Build) -> None:
    assert tuple(row["pillar"] for row in published_build.rows("select pillar from core_pillars")) == THEMES


def test_no_chart_puts_two_years_in_one_ranking(published_build: Build) -> None:
    for item in indicator_words(Reading.of(published_build, "en")):
        for edition in editions(published_build, PEERS, item):
            rows = published_build.rows(
                "select country, value from out_comparables where item = ? and period = ?", item, edition.period
            )
            told = {row["country"]: row["value"] for row in rows if row["country"] in COUNTRIES}
            assert told == {country: row["value"] for country, row in edition.rows.items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    countries=st.sets(st.sampled_from(PEERS)),
    themes=st.sets(st.sampled_from(THEMES)),
    indicator=st.sampled_from(["", "gii_rank", "un_osi_rank", "resilience_score", "nothing-of-the-kind"]),
    lang=st.sampled_from(LANGS),
)
def test_any_choice_stands(
    published_build: Build, countries: set[str], themes: set[str], indicator: str, lang: Lang
) -> None:
    choices = NeighboursChoices(
        tuple(c for c in PEERS if c in countries), tuple(theme for theme in THEMES if theme in themes), indicator
    )
    made = build_chapter(Reading.of(published_build, lang), choices)
    assert NeighboursChoices.parse(made.query) == (choices, ())
    shown = [HOME, *(choices.countries or PEERS)]
    compared = side_by_side(published_build, shown, choices.theme)
    figures = {found.figure_id.partition("?")[0]: found.value for found in made.figures}
    # An index's value and its rank are one thing, and a place among two is no rank.
    things = {edition.thing: edition for edition in reversed(compared) if len(edition.rows) >= 3}
    if things:
        assert figures["neighbours.compared"] == len(things)
        assert figures["neighbours.first"] == sum(1 for edition in things.values() if edition.rank(HOME) == 1)
        assert figures["neighbours.last"] == sum(1 for edition in things.values() if edition.is_last(HOME))
    for chart in (
        b for s in made.sections for b in s.blocks if isinstance(b, HeatChart) and b.chart_id == "neighbours"
    ):
        assert [column.key for column in chart.table.columns[3:-1]] == shown
        assert all(len(row.cells) == len(shown) for row in chart.rows)


def test_an_indicator_that_cannot_be_compared_says_so(published_build: Build) -> None:
    made = build_chapter(Reading.of(published_build, "en"), NeighboursChoices(indicator="sites_5g"))
    assert any("another is shown" in note for note in made.notes)
    chosen = build_chapter(Reading.of(published_build, "en"), NeighboursChoices(indicator="gii_rank"))
    chart = next(
        b for s in chosen.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == "neighbours_chosen"
    )
    assert "Global Innovation" in chart.title
