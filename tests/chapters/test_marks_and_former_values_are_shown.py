"""Estimates, forecasts, breaks, former values and regions: drawn and told as what they are, on the page, in print and over the API."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.chapters import registry
from dashboard.chapters.progress.chapter import ProgressChoices
from dashboard.content.charts import LineChart, TrajectoryChart
from dashboard.content.plain import receipt_object
from dashboard.content.values import LANGS, Chapter, Lang, Table
from dashboard.figures.figure import figure
from dashboard.i18n import translator
from dashboard.render.html.panels import figure_receipt
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build
from etl.contracts.tables import TABLES, columns
from etl.paths import ROOT

Rows = list[dict[str, str]]
SOURCE = {"source_ids": "ind-owid-inet", "confidence": "B", "recorded_on": "2026-11-22", "provisional": "no"}
REGION = SOURCE | {"indicator_id": "internet_subscribers", "region_code": "MA-02", "period": "2024", "value": "3.1"}
FORMER = SOURCE | {"country": "MAR", "replaced_on": "2026-11-20"}
FORMERS = [
    FORMER | {"indicator_id": "internet_subscribers", "period": "2025-Q3", "value": "43.125"},
    FORMER | {"indicator_id": "internet_subscribers", "region_code": "MA-02", "period": "2024", "value": "3.0"},
]


def edit(data: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    path = data / "evidence" / f"{table}.csv"
    names = columns(next(one for one in TABLES if one.name == table))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def built(place: Path, marks: dict[str, dict[str, str]], more: Rows) -> Build:
    """A build of the evidence with regional and former rows, marks on observations by key, and further observations."""
    for name in ("evidence", "geo"):
        shutil.copytree(ROOT / "data" / name, place / "data" / name)
    edit(place / "data", "regional_observations", lambda rows: [*rows, REGION])
    edit(place / "data", "former_observations", lambda rows: [*rows, *FORMERS])

    def key(row: dict[str, str]) -> str:
        return f"{row['indicator_id']}/{row['country']}/{row['period']}"

    edit(place / "data", "observations", lambda rows: [*(row | marks.get(key(row), {}) for row in rows), *more])
    build(place / "data", place / "warehouse", lambda *_: None)
    return open_warehouse(place / "warehouse").current()


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Regions and former values, and no mark."""
    return built(tmp_path_factory.mktemp("beside"), {}, [])


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Build:
    forecast = SOURCE | {"indicator_id": "internet_subscribers", "country": "MAR", "period": "2027", "value": "47"}
    aim = SOURCE | {"indicator_id": "un_osi_rank", "country": "MAR", "period": "2028", "value": "45"}
    marks = {
        "internet_subscribers/MAR/2021-Q1": {"observation_status": "estimate"},
        "internet_subscribers/MAR/2022": {"series_break": "yes"},
        "un_osi_rank/MAR/2024": {"series_break": "yes", "observation_status": "estimate"},
    }
    forecasts = [one | {"observation_status": "forecast"} for one in (forecast, aim)]
    return built(tmp_path_factory.mktemp("marked"), marks, forecasts)


def sheet(found: Build, indicator: str, lang: Lang) -> Chapter:
    return registry.build_chapter(found, "progress", ProgressChoices(indicator=indicator), lang)


def block(chapter: Chapter, kind: type[Any]) -> Any:
    return next(one for section in chapter.sections for one in section.blocks if isinstance(one, kind))


def test_regions_and_former_values_move_no_figure(beside: Build, published_build: Build) -> None:
    sql = "select figure_id, value, low, high, code, as_of from out_figures order by figure_id"
    assert beside.rows(sql) == published_build.rows(sql)
    national = "select row_key, value from core_observations order by row_key"
    assert beside.rows(national) == published_build.rows(national)
    assert not beside.rows(
        "select * from out_figure_inputs where table_name like '%regional%' or table_name like '%former%'"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_receipt_tells_the_former_value_and_the_day(beside: Build, lang: Lang) -> None:
    t, reading = translator(lang), Reading(beside, translator(lang))
    shown = figure(reading, "progress.internet_subscribers.state")
    told = t("Before {day} the value was {value}.", day=t.period("2026-11-20"), value=t.number(43.125, 3))
    assert told in figure_receipt(shown, t)
    row = next(one for one in receipt_object(shown.receipt)["inputs"] if one["key"].endswith("2025-Q3"))
    assert (row["former"][0]["value"], row["former"][0]["replaced_on"]) == (43.125, "2026-11-20")
    printed = Receipts(t)
    printed.number(shown.label, shown.receipt, has_rows=True)
    assert t.number(43.125, 3).strip("\u2066\u2069") in str(printed.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_a_region_stands_in_a_table_of_its_own(beside: Build, published_build: Build, lang: Lang) -> None:
    section = next(one for one in sheet(beside, "internet_subscribers", lang).sections if one.section_id == "regions")
    table = section.blocks[0]
    assert isinstance(table, Table)
    assert [(row[0].value, row[2].value) for row in table.rows] == [("MA-02", 3.1)]
    assert table.receipt is not None and table.receipt.inputs[0].former[0].value == 3.0
    assert "regions" not in [one.section_id for one in sheet(published_build, "internet_subscribers", lang).sections]
    assert 3.1 not in [
        point.value
        for line in block(sheet(beside, "internet_subscribers", lang), LineChart).lines
        for point in line.points
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_marks_are_drawn_hollow_and_a_break_cuts_the_line(marked: Build, lang: Lang) -> None:
    t = translator(lang)
    chart = block(sheet(marked, "internet_subscribers", lang), LineChart)
    points = chart.lines[0].points
    hollow = {point.value: point.mark for point in points if point.is_provisional}
    assert hollow[30.6] and hollow[47.0] and hollow[30.6] != hollow[47.0]
    assert all(point.mark in point.hover for point in points)
    gaps = [points[place + 1].value for place, point in enumerate(points) if point.value is None]
    assert gaps == [35.5, 47.0]
    for said in (t("Estimates are hollow."), t.join([t.period("2022")])):
        assert said in chart.note
    assert len(chart.table.rows) == sum(point.value is not None for point in points)
    assert "47" not in chart.alt  # what is forecast is not the latest value


@pytest.mark.parametrize("lang", LANGS)
def test_no_pace_is_told_across_a_break_and_no_forecast_meets_a_target(marked: Build, lang: Lang) -> None:
    row = marked.row("select * from out_assessments where indicator_id = 'un_osi_rank' and is_front")
    assert (row["state"], row["reason"], row["pace"], row["latest_period"]) == (
        "not_assessable",
        "series_broken",
        None,
        "2024",
    )
    chapter = sheet(marked, "un_osi_rank", lang)
    t = translator(lang)
    reason = t(
        "The series is counted in another way from {period} on, and the starting value is older.",
        period=t.period("2024"),
    )
    assert reason in chapter.sentences[0].text
    chart = block(chapter, TrajectoryChart)
    assert [point.value for point in chart.observed.points if point.mark][-1] == 45.0
    assert [point.value for point in chart.observed.points if point.label] == [100.0]
    assert not marked.rows("select * from out_comparables where period = '2028'")
