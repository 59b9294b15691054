"""Both chapters say the same in French, Arabic and English, with no English left, and every figure has its receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.chapters import registry
from dashboard.content.charts import drawn_numbers
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table, Text
from dashboard.warehouse.build import Build, Warehouse

LINKS = "failed_systems=atlas-offshore&failed_countries=ESP&with_medusa=yes&metric=cable_count&peers=EGY&system=medusa"
CASES = (
    ("connectivity", ""),
    ("connectivity", LINKS),
    ("networks", ""),
    ("networks", "metric=median_mobile_down_mbps&peers=EGY"),
)
chosen = pytest.mark.parametrize(("name", "query"), CASES)
ENGLISH = re.compile(r"\b(the|of|and|is|are|not|with|by|which|none|from|left|cable|fault|landing|unknown)\b")
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def published_build(published: Path) -> Build:
    return Warehouse(published).current()


def told(published_build: Build, lang: Lang, name: str, query: str) -> Chapter:
    choices, notices = registry.read_choices(published_build, name, query)
    assert notices == ()
    return registry.build_chapter(published_build, name, choices, lang)


def blocks(chapter: Chapter) -> list[Chart | Table]:
    return [block for section in chapter.sections for block in section.blocks if not isinstance(block, Text)]


def tables(chapter: Chapter) -> Iterator[Table]:
    for block in blocks(chapter):
        yield block.table if isinstance(block, Chart) else block


def texts(chapter: Chapter) -> Iterator[str]:
    """Everything a reader sees but names of publishers and owners, which are not translated."""
    yield from (chapter.title, chapter.question, chapter.choices_text, *chapter.notes)
    yield from (sentence.text for sentence in chapter.sentences)
    for figure in chapter.figures:
        yield from (figure.label, figure.text, figure.receipt.formula)
        yield from (row.label for row in figure.receipt.inputs)
        yield from (row.note for row in figure.receipt.inputs)
    yield from (kpi.caption for kpi in chapter.kpis)
    for section in chapter.sections:
        yield from (section.title, section.lead)
        for block in section.blocks:
            yield block.title
            if isinstance(block, Text):
                yield from block.paragraphs
                continue
            yield from (block.alt, block.subtitle) if isinstance(block, Chart) else ()
            yield block.note
    for table in tables(chapter):
        kept = [i for i, column in enumerate(table.columns) if column.key not in ("source_ids", "owners", "operator")]
        yield from (column.label for column in table.columns)
        yield from (row[i].text for row in table.rows for i in kept)


@chosen
def test_no_english_is_left(published_build, name, query):
    for lang in ("fr", "ar"):
        left = [text for text in texts(told(published_build, lang, name, query)) if len(ENGLISH.findall(text)) >= 2]
        assert left == [], lang


@chosen
def test_arabic_is_arabic(published_build, name, query):
    chapter = told(published_build, "ar", name, query)
    for text in filter(None, (chapter.title, chapter.question, chapter.choices_text, *chapter.notes)):
        assert ARABIC.search(text)
    for table in tables(chapter):
        assert ARABIC.search(table.title)
        assert all(ARABIC.search(column.label) for column in table.columns), table.table_id


@chosen
def test_the_same_numbers_in_every_language(published_build, name, query):
    french, arabic, english = (told(published_build, lang, name, query) for lang in LANGS)
    for other in (arabic, english):
        assert [f.value for f in other.figures] == [f.value for f in french.figures]
        for mine, theirs in zip(tables(french), tables(other), strict=True):
            assert [[c.value for c in row] for row in mine.rows] == [[c.value for c in row] for row in theirs.rows]
        for one, two in zip(blocks(french), blocks(other), strict=True):
            if isinstance(one, Chart):
                assert drawn_numbers(one) == drawn_numbers(two)


@chosen
@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_words_a_table_and_a_receipt(published_build, lang, name, query):
    for block in blocks(told(published_build, lang, name, query)):
        if isinstance(block, Chart):
            assert len(block.alt) > 20
            assert block.table.rows
        assert block.receipt is not None
        assert block.receipt.formula
        assert block.receipt.inputs
        assert block.receipt.build_id == published_build.build_id
        assert block.receipt.source_ids


@chosen
def test_every_row_has_a_cell_per_column(published_build, name, query):
    for table in tables(told(published_build, "fr", name, query)):
        assert {len(row) for row in table.rows} <= {len(table.columns)}


@chosen
def test_every_figure_has_its_grade_rows_and_their_date(published_build, name, query):
    for figure in told(published_build, "fr", name, query).figures:
        assert figure.grade in ("A", "B", "C", "D")
        assert figure.as_of == max((row.as_of for row in figure.receipt.inputs if row.as_of), default="")
        assert figure.receipt.inputs
        assert figure.receipt.formula


@chosen
def test_identifiers_are_unique(published_build, name, query):
    chapter = told(published_build, "fr", name, query)
    names = [block.chart_id if isinstance(block, Chart) else block.table_id for block in blocks(chapter)]
    assert len(names) == len(set(names))


@chosen
def test_the_same_choices_give_the_same_chapter(published_build, name, query):
    assert told(published_build, "ar", name, query) == told(published_build, "ar", name, query)
