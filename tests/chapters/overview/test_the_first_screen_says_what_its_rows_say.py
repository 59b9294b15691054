"""The first screen: five sentences with a verb, a grade and a link to a section that is there; boxes computed from rows."""

from __future__ import annotations

import re

import pytest

from dashboard.chapters import registry
from dashboard.chapters.evidence.gaps import missing_rows
from dashboard.chapters.overview.recent import ALL_EVENTS, KINDS, facts_of
from dashboard.content.charts import StackedBarChart
from dashboard.content.freshness import count_old
from dashboard.content.values import LANGS, Box, Chapter, Lang, Sentence
from dashboard.figures.figure import figure
from dashboard.i18n import translator
from dashboard.render.html.markup import newest_text
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

ESTIMATE = {"fr": "estimation", "ar": "تقدير", "en": "estimate"}


def tell(published_build: Build, name: str = "overview", lang: Lang = "en", query: str = "") -> Chapter:
    return registry.build_chapter(published_build, name, registry.read_choices(published_build, name, query)[0], lang)


def lines(chapter: Chapter, section_id: str) -> tuple[Sentence, ...]:
    section = next(one for one in chapter.sections if one.section_id == section_id)
    return tuple(line for block in section.blocks if isinstance(block, Box) for line in block.lines)


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_leads_to_a_section_that_is_there(published_build: Build, lang: Lang) -> None:
    chapter = tell(published_build, lang=lang)
    told = [*chapter.sentences, *lines(chapter, "decisions"), *lines(chapter, "recent-kinds")]
    assert len(chapter.sentences) == 5
    for sentence in told:
        path, _, anchor = sentence.link.partition("#")
        address, _, query = path.partition("?")
        name = next(name for name, entry in registry.CHAPTERS.items() if entry.heading.path == address)
        if anchor:
            assert anchor in {section.section_id for section in tell(published_build, name, lang, query).sections}, (
                sentence.link
            )


@pytest.mark.parametrize("lang", LANGS)
def test_each_sentence_has_a_topic_a_grade_and_its_figures(published_build: Build, lang: Lang) -> None:
    for sentence in tell(published_build, lang=lang).sentences:
        assert sentence.topic
        assert sentence.grade in "ABCD"
        assert sentence.text.endswith(".")
        for shown in sentence.figures:
            assert sentence.said(shown) in sentence.text, shown.figure_id


@pytest.mark.parametrize("lang", LANGS)
def test_no_estimate_stands_without_its_word(published_build: Build, lang: Lang) -> None:
    chapter = tell(published_build, lang=lang)
    for sentence in (*chapter.sentences, *lines(chapter, "decisions")):
        if any(shown.kind == "estimate" for shown in sentence.figures):
            assert ESTIMATE[lang] in sentence.text


def test_the_targets_to_observe_are_those_of_the_gap_map(published_build: Build) -> None:
    ready = [
        row
        for need, row in missing_rows(Reading.of(published_build, "en"))
        if need == 1 and row["target_year"] >= int(published_build.as_of[:4])
    ]
    nearest = min(row["target_year"] for row in ready)
    (shown,) = [f for f in tell(published_build).figures if f.figure_id == "overview.targets_to_observe"]
    assert {row.key for row in shown.receipt.inputs} == {
        row["target_key"] for row in ready if row["target_year"] == nearest
    }
    assert shown.value == len(shown.receipt.inputs)


def test_the_twelve_months_are_typed_and_the_table_holds_them_all(published_build: Build) -> None:
    chapter = tell(published_build)
    assert len(lines(chapter, "recent-kinds")) == len(KINDS) == 5
    table = registry.tables(chapter)["recent"]
    assert len(table.rows) == published_build.row("select count(*) as n from out_events where is_recent")["n"]
    assert table.is_folded


@pytest.mark.parametrize("lang", LANGS)
def test_each_number_of_a_strip_is_its_figure(published_build: Build, lang: Lang) -> None:
    chapter = tell(published_build, lang=lang)
    charts = [block for section in chapter.sections for block in section.blocks if isinstance(block, StackedBarChart)]
    assert len(charts) == 3
    for chart in charts:
        for value in (part.values[0] for part in chart.parts if len(chart.rows) == 1):
            shown = figure(Reading.of(published_build, lang), value.figure_id)
            assert (value.value, value.text) == (shown.value, shown.text)
        for total, ids in zip(chart.totals, chart.totals_of, strict=True):
            assert any(figure(Reading.of(published_build, lang), figure_id).text in total for figure_id in ids)


def test_the_parts_of_a_layer_are_a_whole_and_what_is_assumed_is_hatched_apart(published_build: Build) -> None:
    (control,) = [
        block
        for section in tell(published_build).sections
        for block in section.blocks
        if isinstance(block, StackedBarChart) and block.chart_id == "strip_control"
    ]
    for row in range(len(control.rows)):
        assert sum(part.values[row].value or 0 for part in control.parts) == pytest.approx(100)
    (assumed,) = [part for part in control.parts if part.role == "assumed"]
    assert [value.value is not None for value in assumed.values] == [False, False, True]


def test_the_head_says_how_old_the_figures_are(published_build: Build) -> None:
    chapter = tell(published_build)
    dated, old = count_old(chapter)
    assert dated == sum(bool(shown.as_of) for shown in chapter.figures)
    assert 0 <= old <= dated
    assert f"{old} of {dated}" in newest_text(chapter, translator("en"))


def test_large_announcements_hold_no_signed_phase_twice(published_build: Build) -> None:
    values = {
        name: figure(Reading.of(published_build, "en"), f"sites.{name}_mw").value
        for name in ("it_load_announced", "pipeline_headline", "pipeline_without_headline")
    }
    unconfirmed = published_build.row(
        "select sum(it_load_mw) as mw from core_site_stages where pipeline_class = 'unconfirmed'"
    )["mw"]
    assert values["pipeline_headline"] == pytest.approx(
        values["it_load_announced"] - values["pipeline_without_headline"] - (unconfirmed or 0)
    )


def test_no_word_of_a_line_is_left_unfilled(published_build: Build) -> None:
    for lang in LANGS:
        chapter = tell(published_build, lang=lang)
        for section in ("decisions", "recent-kinds"):
            assert not any(re.search(r"[{}]", line.text) for line in lines(chapter, section))


def test_a_fact_counts_once_in_its_line_and_an_opening_stands_alone(published_build: Build) -> None:
    facts = facts_of(published_build.rows(ALL_EVENTS))
    opened = {fact["subject"] for fact in facts if fact["news_kind"] == "opened" and fact["is_recent"]}
    assert not any(fact["subject"] in opened for fact in facts if fact["news_kind"] != "opened" and fact["is_recent"])
    signed = [fact for fact in facts if fact["news_kind"] == "signed" and fact["project_id"]]
    assert len({(fact["project_id"], fact["date"][:7]) for fact in signed}) == len(signed)


def test_an_opening_dated_to_the_day_is_not_recent_again_by_the_month_of_its_money() -> None:
    common = {"news_kind": "opened", "source_ids": ["a"], "project_id": None}
    site = {**common, "subject_table": "site", "subject": "s", "date": "2025-11-19", "is_recent": False}
    money = {**common, "subject_table": "investment", "subject": "i", "date": "2025-11", "is_recent": True}
    assert facts_of([site, money]) == [site]
    assert facts_of([site, {**money, "source_ids": ["b"]}]) != [site]


def test_what_is_told_of_a_site_long_open_is_news_of_its_own() -> None:
    common = {"source_ids": ["a"], "project_id": None, "subject_table": "site", "subject": "s"}
    opened = {**common, "news_kind": "opened", "date": "2021-05"}
    later = {**common, "news_kind": "to_be_confirmed", "date": "2026-01"}
    assert facts_of([later, opened]) == [later, opened]


def test_every_language_names_the_same_targets(published_build: Build) -> None:
    keys = {
        row["target_key"]: {lang: name_of(published_build, row["indicator_id"], lang) for lang in LANGS}
        for _, row in missing_rows(Reading.of(published_build, "en"))
    }
    named = {
        lang: {
            key
            for key, names in keys.items()
            if names[lang] in lines(tell(published_build, lang=lang), "decisions")[1].text
        }
        for lang in LANGS
    }
    assert named["fr"] == named["ar"] == named["en"]


def name_of(published_build: Build, indicator: str, lang: Lang) -> str:
    row = published_build.row(f"select name_{lang} as name from core_indicators where indicator_id = ?", indicator)
    return str(row["name"])
