"""Lengths are read from zero, parts add up to their total, and a column of a funnel holds the rows that the others hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.chapters import registry
from dashboard.content.axes import Axis
from dashboard.content.charts import (
    BarChart,
    BulletChart,
    LedgerChart,
    LineChart,
    StackedBarChart,
    TornadoChart,
    TrajectoryChart,
)
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.figures.figure import figure as written
from dashboard.i18n import translator
from dashboard.render.plotly.figure import figure
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

LENGTHS = (BarChart, StackedBarChart, BulletChart)  # what is read from the length of a bar
PLACES = (LineChart, TrajectoryChart, TornadoChart)  # what is read from a place on a scale


def chapters(published_build: Build, lang: Lang) -> Iterator[Chapter]:
    for name, entry in registry.CHAPTERS.items():
        yield registry.build_chapter(published_build, name, entry.choices(), lang)
    ids = published_build.rows("select indicator_id from core_indicators order by indicator_id")
    for row in ids:
        choices: Any = registry.CHAPTERS["progress"].choices()
        yield registry.build_chapter(published_build, "progress", replace(choices, indicator=row["indicator_id"]), lang)


def charts(published_build: Build, lang: Lang) -> Iterator[Chart]:
    for chapter in chapters(published_build, lang):
        yield from (block for section in chapter.sections for block in section.blocks if isinstance(block, Chart))


def scale_of(chart: Chart) -> Axis | None:
    return getattr(chart, "y_axis", None) or getattr(chart, "axis", None)


def test_a_bar_starts_at_zero_on_the_screen(published_build: Build) -> None:
    seen = 0
    for chart in charts(published_build, "fr"):
        if not isinstance(chart, LENGTHS):
            continue
        seen += 1
        assert chart.axis.low <= 0 <= chart.axis.high, chart.chart_id
        layout = figure(chart, is_rtl=False, mode="light", width="wide").to_plotly_json()["layout"]
        scale = layout["xaxis"].get("range")
        assert scale is None or scale[0] <= 0, chart.chart_id
    assert seen > 5


@pytest.mark.parametrize("lang", LANGS)
def test_a_scale_that_does_not_start_at_zero_says_so(published_build: Build, lang: Lang) -> None:
    words = translator(lang)("The scale does not start at zero.")
    cut = 0
    for chart in charts(published_build, lang):
        axis = scale_of(chart)
        if isinstance(chart, PLACES) and axis is not None:
            assert (words in chart.note) is (axis.low > 0), chart.chart_id
            cut += axis.low > 0
    assert cut


@pytest.mark.parametrize("name", list(registry.CHAPTERS))
def test_the_parts_a_sentence_counts_are_its_total(published_build: Build, name: str) -> None:
    """Every reader may add: the counts of states of one sentence are all its indicators."""
    for sentence in registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), "en").sentences:
        counts = [f for f in sentence.figures if f.figure_id.startswith("progress.count.")]
        states = [f for f in counts if not f.figure_id.endswith((".unobserved", ".unsaid", ".not_measured"))]
        for whose in ("strategy_", "related_", ""):
            own = [f for f in states if f.figure_id.removeprefix("progress.count.").startswith(whose)]
            states = [f for f in states if f not in own]
            if len(own) > 1:
                total = sum(float(f.value or 0) for f in own)
                assert f"{total:.0f} indicator" in sentence.text, sentence.text
        whole = {
            f.figure_id.rpartition(".")[2]: float(f.value) for f in sentence.figures if isinstance(f.value, int | float)
        }
        if {"not_measured", "unobserved", "unsaid"} <= whole.keys():
            assert whole["not_measured"] == whole["unobserved"] + whole["unsaid"]
        parts = {"pipeline_without_headline_mw", "pipeline_signed_mw", "pipeline_planned_mw"}
        if parts <= whole.keys():
            two = whole["pipeline_signed_mw"] + whole["pipeline_planned_mw"]
            assert math.isclose(whole["pipeline_without_headline_mw"], two)


def test_a_funnel_s_columns_hold_the_same_rows(published_build: Build) -> None:
    funnels = [chart for chart in charts(published_build, "en") if isinstance(chart, LedgerChart)]
    assert funnels
    for chart in funnels:
        assert all(len(row.values) == len(chart.stages) for row in chart.rows)
        for place, stage in enumerate(chart.stages):
            told = [row.values[place] for row in chart.rows]
            total = sum(value.value or 0 for value in told if value is not None)
            assert math.isclose(total, stage.total.value or 0), (chart.chart_id, stage.label)


@pytest.mark.parametrize("lang", LANGS)
def test_no_arrow_joins_sums_of_different_rows(published_build: Build, lang: Lang) -> None:
    for chapter in chapters(published_build, lang):
        told = [sentence.text for sentence in chapter.sentences]
        told += [
            t for s in chapter.sections for b in s.blocks if isinstance(b, Chart) for t in (b.title, b.alt, b.note)
        ]
        assert not [text for text in told if "→" in text or "->" in text]


def test_items_that_hold_commas_are_told_apart_by_semicolons() -> None:
    names = ["Speed, mobile", "Rank", "Deals, a year"]
    assert translator("en").join(names) == "Speed, mobile; Rank; Deals, a year"
    assert translator("fr").join(names) == "Speed, mobile\u00a0; Rank\u00a0; Deals, a year"
    assert translator("ar").join(["السرعة، المحمول", "الرتبة", "عدد"]).count("؛") == 2
    assert translator("en").join(["a", "b", "c"]) == "a, b, and c"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["overview", "sites"])
def test_words_round_a_large_total_of_promises(published_build: Build, name: str, lang: Lang) -> None:
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
    exact = written(Reading.of(published_build, lang), "sites.it_load_announced_mw").text
    told = [sentence.text for sentence in chapter.sentences]
    blocks = [b for s in chapter.sections for b in s.blocks if isinstance(b, Chart)]
    told += [text for chart in blocks for text in (chart.alt, chart.note)]
    assert not [text for text in told if exact in text]
