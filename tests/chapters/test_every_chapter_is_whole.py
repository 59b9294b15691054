"""All chapters, in three languages: sentences, figures with receipts, charts with a text alternative and their table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import PARTS
from dashboard.chapters.registry import CHAPTERS
from dashboard.content.charts import CHART_KINDS
from dashboard.content.values import LANGS, Chart, Lang, Table
from dashboard.figures.figure import all_figures
from dashboard.render.pdf.texts import printable
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

UNFILLED = ("{", "}")
NOT_IN_THE_FONT = "\u25cc"  # what print sets in the place of a glyph that our font lacks


def texts(node: object) -> Iterator[str]:
    """Every text of a chapter."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from texts(item)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from texts(getattr(node, field.name))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_is_missing(published_build: Build, name: str, lang: Lang) -> None:
    entry = CHAPTERS[name]
    chapter = entry.build(published_build, entry.choices(), lang)
    assert chapter.title
    assert chapter.question
    assert chapter.sentences
    assert chapter.kpis or any(section.is_beside for section in chapter.sections)
    assert chapter.sections
    assert not any(mark in sentence.text for sentence in chapter.sentences for mark in UNFILLED)
    for figure in chapter.figures:
        assert figure.text, figure.figure_id
        assert figure.receipt.formula, figure.figure_id
        assert figure.receipt.build_id == published_build.build_id
    blocks = [block for section in chapter.sections for block in section.blocks]
    for chart in (block for block in blocks if isinstance(block, Chart)):
        assert isinstance(chart, CHART_KINDS)
        assert len(chart.alt) > 10, chart.chart_id
        assert chart.table.rows, chart.chart_id
        assert chart.receipt.inputs, chart.chart_id
    for table in (block for block in blocks if isinstance(block, Table)):
        assert all(len(row) == len(table.columns) for row in table.rows), table.table_id
    ids = [
        block.chart_id if isinstance(block, Chart) else block.table_id
        for block in blocks
        if isinstance(block, Chart | Table)
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGS)
def test_our_font_draws_every_word(published_build: Build, lang: Lang) -> None:
    chapters = [entry.build(published_build, entry.choices(), lang) for entry in CHAPTERS.values()]
    chapters += [
        evidence.build_chapter(Reading.of(published_build, lang), evidence.EvidenceChoices(part=part)) for part in PARTS
    ]
    undrawn = {text for text in texts(tuple(chapters)) if NOT_IN_THE_FONT in printable(text, lang)}
    assert undrawn == set()


def test_a_chapter_and_the_list_of_figures_say_the_same(published_build: Build) -> None:
    listed = {figure["figure_id"]: figure for figure in all_figures(Reading.of(published_build, "en"))}
    compared = 0
    for entry in CHAPTERS.values():
        for figure in entry.build(published_build, entry.choices(), "en").figures:
            if figure.figure_id in listed:
                compared += 1
                assert figure.value == pytest.approx(listed[figure.figure_id]["value"]), figure.figure_id
    assert compared > 30


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_language_changes_words_and_no_number(published_build: Build, name: str) -> None:
    entry = CHAPTERS[name]
    told = {lang: entry.build(published_build, entry.choices(), lang) for lang in LANGS}
    values = {
        lang: [(f.figure_id, f.value, f.low, f.high) for f in sorted(c.figures, key=lambda f: f.figure_id)]
        for lang, c in told.items()
    }
    assert values["fr"] == values["ar"] == values["en"]
    assert len({dataclasses.replace(c, lang="fr").title for c in told.values()}) >= 2
