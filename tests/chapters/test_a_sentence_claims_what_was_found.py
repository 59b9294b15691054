"""No sentence says that nobody measures, publishes or decides: it says what was found, and what is computed here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.chapters import registry
from dashboard.chapters.progress.rows import read_rows
from dashboard.cli.claims import claims
from dashboard.content.charts import TrajectoryChart
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

# A reader who knows one counter-example would throw the page away: an absence is one of what was found, and how often others
# measure, or how many rows have a grade, is counted.
SWEEPING = {
    "en": ("nobody", "was ever published", "never measured", "no one ", "every month", "all but a few"),
    "fr": ("personne ne ", "personne n’", "jamais été publié", "jamais mesuré", "chaque mois", "presque tou"),
    "ar": ("أحد هدفا", "لا يقيسه أحد", "لم ينشر أحد", "لم تنشر أي قيمة مرصودة قط", "كل شهر"),
}


def sheet(published_build: Build, indicator: str, lang: Lang) -> Chapter:
    choices: Any = registry.CHAPTERS["progress"].choices()
    return registry.build_chapter(published_build, "progress", replace(choices, indicator=indicator), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_an_absence_is_one_of_what_was_found(published_build: Build, lang: Lang) -> None:
    said = [claim.text for claim in claims(published_build, lang)]
    assert not [text for text in said for words in SWEEPING[lang] if words in text.lower()]


def trajectories(published_build: Build) -> list[tuple[str, TrajectoryChart]]:
    rows = read_rows(Reading.of(published_build, "en"))
    ids = dict.fromkeys(row["indicator_id"] for row in rows if row["target_key"])
    found = []
    for one in ids:
        blocks = [block for section in sheet(published_build, one, "en").sections for block in section.blocks]
        found += [(one, block) for block in blocks if isinstance(block, TrajectoryChart)]
    return found


def test_a_computed_point_of_a_path_never_stands_beside_a_target_of_its_year(published_build: Build) -> None:
    own = {(row["indicator_id"], row["target_year"]) for row in published_build.rows("select * from core_targets")}
    told = 0
    for indicator, chart in trajectories(published_build):
        labelled = [point for point in chart.required.points if point.label]
        assert not [point for point in labelled if (indicator, int(point.x)) in own]
        assert ("as computed here" in chart.note) is bool(labelled)
        told += len(labelled)
    assert told


def test_hollow_points_are_explained_where_there_are_some(published_build: Build) -> None:
    seen = set()
    for _, chart in trajectories(published_build):
        is_hollow = any(point.is_provisional for point in chart.observed.points)
        assert ("Hollow" in chart.note) is is_hollow
        seen.add(is_hollow)
    assert seen == {True, False}


def test_no_path_leads_to_a_target_that_was_met_at_the_start(published_build: Build) -> None:
    met = [
        row
        for row in read_rows(Reading.of(published_build, "en"))
        if row["is_met_at_base"] and row["state"] != "not_assessable"
    ]
    assert met
    for row in met:
        sentences = [s.text for s in sheet(published_build, row["indicator_id"], "en").sentences]
        own = [text for text in sentences if f"in {row['target_year']}" in text]
        assert own
        assert all("already met at the start" in text and "path" not in text for text in own)


def test_a_needed_change_says_each_year_once(published_build: Build) -> None:
    words = {"en": "year", "fr": "chaque année", "ar": "كل سنة"}
    ids = published_build.rows("select figure_id from out_figures where figure_id like '%.required_change_per_year'")
    assert ids
    for row in ids:
        for lang in LANGS:
            kpis = sheet(published_build, row["figure_id"].split(".")[1], lang).kpis
            found = next(kpi.figure for kpi in kpis if kpi.figure.figure_id == row["figure_id"])
            if "people/year" not in found.unit:
                assert f"{found.label} {found.text}".count(words[lang]) == 1


@pytest.mark.parametrize("name", ["progress"])
def test_a_chart_of_pillars_counts_indicators(published_build: Build, name: str) -> None:
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), "fr")
    chart = next(b for s in chapter.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == "pillars")
    assert "indicateurs évalués" in chart.alt


def test_rows_with_a_grade_are_counted(published_build: Build) -> None:
    rows = published_build.rows("select table_name from core_row_sources")
    found = published_build.rows("select table_name from information_schema.columns where column_name = 'confidence'")
    tables = {row["table_name"] for row in found}
    graded = sum(f"core_{row['table_name']}" in tables for row in rows)
    said = next(claim.text for claim in claims(published_build, "en") if "carry a grade" in claim.text)
    assert 0 < graded < len(rows)
    assert f"{len(rows):,}" in said
    assert f"{graded:,} carry a grade of their own" in said
