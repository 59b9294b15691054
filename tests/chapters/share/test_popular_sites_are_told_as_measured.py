"""Popular websites, wherever the layers stand: measured first, the last run always beside the last twelve, and no more than that."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.chapters.shared.popular import what_is_counted
from dashboard.content.charts import BarChart, DumbbellChart, LineChart, StackedBarChart
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

LAST = "share.popular_sites.local"
TWELVE = tuple(f"share.popular_sites.{name}" for name in ("median_12", "low_12", "high_12"))
DIGITS = {
    "en": ("20.8", "19.3", "17.6", "21.3"),
    "fr": ("20,8", "19,3", "17,6", "21,3"),
    "ar": ("20,8", "19,3", "17,6", "21,3"),
}


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def tell(published_build: Build, name: str, lang: Lang = "en", query: str = "") -> Chapter:
    return registry.build_chapter(published_build, name, registry.read_choices(published_build, name, query)[0], lang)


def charts(chapter: Chapter) -> dict[str, Chart | Table]:
    blocks = [block for section in chapter.sections for block in section.blocks]
    return {block.chart_id: block for block in blocks if isinstance(block, Chart)} | {
        block.table_id: block for block in blocks if isinstance(block, Table)
    }


def test_the_headline_speaks_of_what_is_measured_before_what_is_estimated(published_build: Build) -> None:
    first, second, third, *_ = tell(published_build, "share").sentences
    assert [figure.figure_id for figure in first.figures] == ["share.institutional_sites.local"]
    assert [figure.figure_id for figure in second.figures] == [LAST, *TWELVE]
    assert {figure.kind for figure in (*first.figures, *second.figures)} == {"measured"}
    assert {figure.kind for figure in third.figures} == {"estimate"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["overview", "share", "neighbours", "networks"])
def test_the_last_run_never_stands_without_the_last_twelve(published_build: Build, name: str, lang: Lang) -> None:
    chapter = tell(published_build, name, lang)
    told = [
        sentence.text for sentence in chapter.sentences if LAST in [figure.figure_id for figure in sentence.figures]
    ]
    cards = [kpi.caption + kpi.figure.text for kpi in chapter.kpis if kpi.figure.figure_id == LAST]
    assert told and len(cards) == (0 if name == "overview" else 1)
    for text in (*told, *cards):
        assert [number for number in DIGITS[lang] if number not in text] == []
    for chart in charts(chapter).values():
        if isinstance(chart, Chart) and DIGITS[lang][0] in chart.alt:
            assert DIGITS[lang][1] in chart.alt


def test_every_sentence_and_card_says_what_a_website_counts_for(published_build: Build) -> None:
    for name in ("share", "neighbours"):
        found = charts(tell(published_build, name))["popular_countries"]
        assert isinstance(found, DumbbellChart)
        assert what_is_counted(Reading.of(published_build, "en")) in found.note
    (card,) = [kpi for kpi in tell(published_build, "share").kpis if kpi.figure.figure_id == LAST]
    for word in ("not bytes", "not origin", "not control"):
        assert word in card.caption


def test_the_layer_stands_second_in_the_charts_of_layers(published_build: Build) -> None:
    found = charts(tell(published_build, "share"))
    bands, parts = found["share_bands"], found["share_parts"]
    assert isinstance(bands, BarChart) and isinstance(parts, StackedBarChart)
    assert bands.bars[1].value.text == "20.8% (18.4% to 23.4%)"
    assert [row[0].value for row in bands.table.rows][:3] == ["institutional_sites", "popular_sites", "spend"]
    values = {part.role: part.values[1].value for part in parts.parts if part.values[1].value is not None}
    assert {role: round(value, 1) for role, value in values.items() if value is not None} == {
        "local": 20.8,
        "offshore": 79.2,
    }
    assert all(len(part.values) == len(parts.rows) == len(parts.totals) for part in parts.parts)


@pytest.mark.parametrize("lang", LANGS)
def test_the_dial_leaves_it_at_the_territory_and_says_why(published_build: Build, lang: Lang) -> None:
    chapter = tell(published_build, "share", lang, "dial=control")
    (card,) = [kpi for kpi in chapter.kpis if kpi.figure.figure_id == LAST]
    at_most = "13.6" if lang == "en" else "13,6"
    assert at_most in card.caption
    found = charts(chapter)["share_bands"]
    assert isinstance(found, BarChart)
    assert at_most in found.note
    assert found.bars[1].value.value == pytest.approx(100 * 206 / 992)
    assert at_most not in tell(published_build, "share", lang).kpis[1].caption


def test_the_series_is_drawn_whole_with_the_last_twelve_as_its_band(published_build: Build) -> None:
    series = charts(tell(published_build, "share"))["popular_series"]
    assert isinstance(series, LineChart)
    median, runs = series.lines
    assert len(runs.points) == 24
    assert {(round(p.value or 0, 1), round(p.low or 0, 1), round(p.high or 0, 1)) for p in median.points} == {
        (19.3, 17.6, 21.3)
    }
    assert [p.x for p in median.points] == [runs.points[12].x, runs.points[-1].x]
    assert series.y_axis.low == 0


def test_morocco_stands_among_the_ten_countries(published_build: Build) -> None:
    found = charts(tell(published_build, "neighbours"))["popular_countries"]
    assert isinstance(found, DumbbellChart)
    assert [row[0].value for row in found.table.rows] == [
        "ZAF",
        "ESP",
        "DZA",
        "SEN",
        "KEN",
        "TUN",
        "CIV",
        "MAR",
        "EGY",
        "NGA",
    ]
    assert "8 of 10 countries measured that day" in found.alt
    for row in found.dumbbells:
        assert row.start.low is not None and row.end.value is not None


def test_a_neighbour_without_a_run_is_a_blank(published_build: Build) -> None:
    found = charts(tell(published_build, "neighbours", "en", "countries=ZAF,RWA"))["popular_countries"]
    assert isinstance(found, DumbbellChart)
    assert [row[0].value for row in found.table.rows] == ["ZAF", "MAR", "RWA"]
    assert (found.dumbbells[-1].start.value, found.dumbbells[-1].end.value) == (None, None)


def test_caches_stand_beside_exchange_points(published_build: Build) -> None:
    chapter = tell(published_build, "networks")
    (section,) = [section for section in chapter.sections if section.section_id == "exchanges"]
    assert [block.table_id for block in section.blocks if isinstance(block, Table)] == ["exchanges", "caches"]
    caches = charts(chapter)["caches"]
    assert isinstance(caches, Table)
    assert len(caches.rows) == 35
    assert (caches.rows[0][1].value, caches.rows[0][2].value) == ("MAR", None), "a list without Morocco is no zero"
    assert "34 places in 27 countries of Africa, none of them in Morocco (list of 7 August 2026" in section.lead


def test_the_gap_map_says_what_of_each_layer_is_measured(published_build: Build) -> None:
    found = charts(tell(published_build, "evidence", "en", "part=gaps"))["gaps-layers"]
    assert isinstance(found, Table)
    told = {row[0].value: row[1].value for row in found.rows}
    assert told == {
        "institutional_sites": "measured",
        "popular_sites": "measured",
        "spend": "estimated",
        "all": "estimated",
        "capacity": "estimated",
        "accelerators": "estimated",
        "traffic": "nothing",
    }
