"""Every target is listed, measured or not, in tables of one kind; the states are those of the measure, hand-checked."""

import re

import pytest

from dashboard.chapters.progress.chapter import PILLARS, ProgressChoices, build_chapter
from dashboard.content.charts import TrajectoryChart
from dashboard.content.values import LANGS, Chapter, Chart, Table
from dashboard.figures.figure import all_figures
from dashboard.figures.progress import STATES
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def chapter(published_build: Build) -> Chapter:
    return build_chapter(Reading.of(published_build, "en"), ProgressChoices())


@pytest.fixture(scope="module")
def counted_chapter(counted_build: Build) -> Chapter:
    return build_chapter(Reading.of(counted_build, "en"), ProgressChoices())


def tables(chapter: Chapter) -> dict[str, Table]:
    return {
        block.table_id: block for section in chapter.sections for block in section.blocks if isinstance(block, Table)
    }


def values(table: Table, column: str) -> list:
    place = [one.key for one in table.columns].index(column)
    return [row[place].value for row in table.rows]


def test_every_target_of_the_evidence_has_its_row(chapter: Chapter, published_build: Build) -> None:
    listed = []
    for name in ("measured", "not-measured"):
        table = tables(chapter)[name]
        listed += zip(values(table, "indicator"), values(table, "target"), strict=True)
    told = published_build.rows("select indicator_id, target_value from core_targets")
    assert sorted(listed, key=str) == sorted(((row["indicator_id"], row["target_value"]) for row in told), key=str)


def test_no_two_parts_share_a_name(chapter: Chapter) -> None:
    blocks = [block for section in chapter.sections for block in section.blocks]
    names = [block.chart_id if isinstance(block, Chart) else block.table_id for block in blocks]
    assert names
    assert len(names) == len(set(names))


def test_what_nobody_measures_stands_as_high_as_what_is_measured(counted_chapter: Chapter) -> None:
    order = [section.section_id for section in counted_chapter.sections]
    assert order.index("not-measured") == order.index("measured") + 1
    measured, missing = (tables(counted_chapter)[name] for name in ("measured", "not-measured"))
    assert measured.columns == missing.columns
    assert len(set(values(missing, "indicator"))) == 14
    assert set(values(missing, "latest")) == {None}
    assert all(text for text in values(missing, "remarks"))  # each says why


def test_the_states_are_those_a_reader_can_check_by_hand(counted_chapter: Chapter) -> None:
    table = tables(counted_chapter)["measured"]
    names = [column.key for column in table.columns]
    rows = {(row[1].value, row[2].text.split("(")[1]): dict(zip(names, row, strict=True)) for row in table.rows}
    rank = rows["un_osi_rank", "2030)"]
    assert (rank["state"].value, rank["latest"].text) == ("acceleration_needed", "rank 100 (2024)")
    assert rank["pace"].value == pytest.approx(0.825, abs=0.001)
    assert rows["offshoring_jobs", "2026)"]["state"].value == "acceleration_needed"
    assert rows["digital_export_revenue", "2030)"]["state"].value == "limited_progress"
    assert "Met from the start" in rows["digital_export_revenue", "2026)"]["remarks"].text
    assert rows["coverage_5g_population_iam", "2026)"]["state"].value == "on_track"
    assert rows["digital_talents_trained_per_year", "2030)"]["state"].value == "deterioration"
    assert "Method-sensitive" in rows["offshoring_jobs", "2030)"]["remarks"].text


def test_expected_values_agree_with_the_hand_check(counted_build: Build) -> None:
    found = {
        row["target_key"]: row["expected_at_latest"]
        for row in counted_build.rows("select target_key, expected_at_latest from out_assessments")
    }
    assert found["un_osi_rank/2030"] == pytest.approx(97.25)
    assert found["offshoring_jobs/2026"] == pytest.approx(160_000)


def test_lines_are_never_judged_nor_drawn_as_households(counted_chapter: Chapter, counted_build: Build) -> None:
    sheet = build_chapter(Reading.of(counted_build, "en"), ProgressChoices(indicator="fibre_households_eligible"))
    assert set(values(tables(sheet)["targets"], "state")) == {"not_assessable"}
    charts = [block for block in sheet.sections[0].blocks if isinstance(block, TrajectoryChart)]
    assert len(charts) == 2
    assert all(4_000_000 not in [point.value for point in chart.observed.points] for chart in charts)
    assert "4,000,000 lines (2025)" in [row[6].text for row in tables(counted_chapter)["measured"].rows]
    assert 4_000_000 in values(tables(sheet)["observations"], "value")  # published all the same


def test_two_perimeters_of_one_series_are_two_lines(counted_build: Build) -> None:
    sheet = build_chapter(Reading.of(counted_build, "en"), ProgressChoices(indicator="internet_users_pct"))
    chart = sheet.sections[0].blocks[0]
    assert [len(line.points) for line in chart.lines] == [len(chart.lines[0].points), 1]  # type: ignore[union-attr]


def test_a_target_of_another_plan_says_whose_it_is(counted_chapter: Chapter) -> None:
    whose = {}
    for name in ("measured", "not-measured"):
        table = tables(counted_chapter)[name]
        whose |= dict(zip(values(table, "indicator"), values(table, "set_by"), strict=True))
    assert whose["un_osi_rank"] == "strategy_2024"
    assert whose["coverage_5g_population_iam"] == "operators_5g"
    assert {whose["ai_jobs"], whose["ai_trained"], whose["ai_gdp_contribution"]} == {"ai_roadmap"}
    assert whose["state_datacentre_capacity_dakhla"] == "dakhla"


def test_context_is_never_given_a_target(chapter: Chapter, published_build: Build) -> None:
    context = set(values(tables(chapter)["context"], "indicator"))
    aimed = {row["indicator_id"] for row in published_build.rows("select indicator_id from core_targets")}
    every = {row["indicator_id"] for row in published_build.rows("select indicator_id from core_indicators")}
    assert context == every - aimed
    assert {"target", "state", "pace"}.isdisjoint(column.key for column in tables(chapter)["context"].columns)


def test_the_pages_counts_are_the_builds_figures(chapter: Chapter, published_build: Build) -> None:
    held = {item["figure_id"]: item for item in all_figures(Reading.of(published_build, "en"))}
    for figure in chapter.figures:
        assert held[figure.figure_id]["value"] == figure.value
        assert held[figure.figure_id]["label"] == figure.label
        assert held[figure.figure_id]["source_ids"] == list(dict.fromkeys(held[figure.figure_id]["source_ids"]))


def test_the_states_are_counted_as_by_hand(counted_build: Build) -> None:
    held = {item["figure_id"]: item for item in all_figures(Reading.of(counted_build, "en"))}
    assert sum(held[f"progress.count.{state}"]["value"] for state in STATES) == 67
    assert held["progress.count.not_measured"]["value"] == 14
    assert held["progress.un_osi_rank.state"]["value"] == "acceleration_needed"
    assert held["progress.un_osi_rank.required_change_per_year"]["value"] == pytest.approx(-50 / 6)


def test_the_pillars_to_choose_from_are_those_of_the_evidence(published_build: Build) -> None:
    assert tuple(row["pillar"] for row in published_build.rows("select pillar from core_pillars")) == PILLARS


@pytest.mark.parametrize("lang", LANGS)
def test_every_indicator_has_a_sheet_in_every_language(published_build: Build, lang) -> None:
    for row in published_build.rows("select indicator_id, official_target from core_indicators"):
        sheet = build_chapter(Reading.of(published_build, lang), ProgressChoices(indicator=row["indicator_id"]))
        assert sheet.sentences[0].text
        assert tables(sheet)["observations"].title
        for section in sheet.sections:
            for block in section.blocks:
                if isinstance(block, Chart):
                    assert block.alt
                    assert block.receipt.inputs


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_no_english_is_left(published_build: Build, lang) -> None:
    english = build_chapter(Reading.of(published_build, "en"), ProgressChoices())
    other = build_chapter(Reading.of(published_build, lang), ProgressChoices())
    assert {s.title for s in english.sections}.isdisjoint(s.title for s in other.sections)
    assert set(english.notes).isdisjoint(other.notes)
    assert {kpi.caption for kpi in english.kpis}.isdisjoint(kpi.caption for kpi in other.kpis)
    common = set()
    for mine, theirs in zip(tables(english).values(), tables(other).values(), strict=True):
        for row, translated in zip(mine.rows, theirs.rows, strict=True):
            common |= {a.text for a, b in zip(row, translated, strict=True) if a.text == b.text}
    words = {text for text in common if re.search(r"[a-z]{3}", text)}
    assert words <= {"Startups"}, words
