"""The Sites chapter holds no English in French or Arabic, and every code it shows or filters by has its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.chapters.sites import chapter as sites
from dashboard.chapters.sites.words import control_words
from dashboard.content.values import Box, Chapter, Chart, Lang, Receipt, Table
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

TRANSLATIONS: tuple[Lang, ...] = ("fr", "ar")
# Words that English sentences can hardly do without; names of operators and documents are left in their own language.
ENGLISH = re.compile(r"\b(the|and|of|with|not|from|was|is|are|for|by|stated|claimed|majority|State|Government)\b")
NAMES = ("Bank of Africa", "Nxtra by")
ORIGINAL = ("source", "sources", "publisher", "title")  # columns that quote documents as they call themselves
EVERY = ("", "country=EGY", "country=KEN", "country=NGA", "country=ZAF", "kind=edge", "status=stalled&control=foreign")


def texts(chapter: Chapter) -> Iterator[str]:
    """Every text of a chapter that is ours or the evidence's own."""
    yield from (chapter.title, chapter.question, chapter.choices_text, *chapter.notes)
    yield from (sentence.text for sentence in chapter.sentences)
    for kpi in chapter.kpis:
        yield from (kpi.caption, kpi.figure.label, kpi.figure.text, *receipt_texts(kpi.figure.receipt))
    for part in chapter.sections:
        yield from (part.title, part.lead)
        for block in part.blocks:
            if isinstance(block, Box):
                yield from (line.text for line in block.lines)
                continue
            if isinstance(block, Chart):
                yield from (block.title, block.subtitle, block.alt, block.note)
            table = block.table if isinstance(block, Chart) else block
            yield from table_texts(table)
            if block.receipt:
                yield from receipt_texts(block.receipt)


def table_texts(table: Table) -> Iterator[str]:
    yield from (table.title, table.note, *(column.label for column in table.columns))
    for row in table.rows:
        yield from (cell.text for column, cell in zip(table.columns, row, strict=True) if column.key not in ORIGINAL)


def receipt_texts(receipt: Receipt) -> Iterator[str]:
    yield receipt.formula
    for row in receipt.inputs:
        yield from (row.label, row.value_text, row.note)


def english(chapter: Chapter) -> list[str]:
    return [text for text in texts(chapter) if ENGLISH.search(re.sub("|".join(NAMES), "", text))]


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("query", EVERY)
def test_the_chapter_holds_no_english(published_build: Build, lang: Lang, query: str) -> None:
    choices, _ = sites.SitesChoices.parse(query)
    assert english(sites.build_chapter(Reading.of(published_build, lang), choices)) == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_no_sheet_holds_english(published_build: Build, lang: Lang) -> None:
    for row in published_build.rows("select site_id from core_sites"):
        assert (
            english(sites.build_chapter(Reading.of(published_build, lang), sites.SitesChoices(site=row["site_id"])))
            == []
        )


def test_every_code_has_its_words(published_build: Build) -> None:
    for lang in ("fr", "ar", "en"):
        words = sites.words_of(Reading.of(published_build, lang))
        assert (
            set(words)
            == {"country", "kind", "status", "control", "region", "size"}
            == set(sites.field_words(translator(lang)))
        )
        for codes in words.values():
            assert all(text and text != code for code, text in codes.items())


@pytest.mark.parametrize(
    ("column", "codes"),
    [("kind", sites.KINDS), ("status", sites.STATUSES), ("control", sites.CONTROLS), ("country", sites.COUNTRIES)],
)
def test_a_reader_can_choose_every_code_of_the_evidence(
    published_build: Build, column: str, codes: tuple[str, ...]
) -> None:
    found = {row["code"] for row in published_build.rows(f"select distinct {column} as code from out_sites")}
    assert found <= set(codes)


def test_arabic_and_french_words_differ_from_english(published_build: Build) -> None:
    assert control_words(translator("ar")) != control_words(translator("en"))
    arabic = sites.build_chapter(Reading.of(published_build, "ar"), sites.SitesChoices())
    assert all(re.search("[\u0600-\u06ff]", sentence.text) for sentence in arabic.sentences)


def test_every_chart_states_a_finding_and_has_a_table_and_a_receipt(published_build: Build) -> None:
    chapter = sites.build_chapter(Reading.of(published_build, "fr"), sites.SitesChoices())
    charts = [block for part in chapter.sections for block in part.blocks if isinstance(block, Chart)]
    assert len(charts) >= 4
    for chart in charts:
        assert re.search(r"\d", chart.alt)
        assert chart.table.rows and chart.receipt.inputs
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)


def test_a_neighbour_with_no_figure_shows_none_not_zero(published_build: Build) -> None:
    egypt = sites.build_chapter(Reading.of(published_build, "en"), sites.SitesChoices(country="EGY"))
    load = next(kpi.figure for kpi in egypt.kpis if "it_load" in kpi.figure.figure_id)
    assert (load.value, load.text) == (None, "no figure found")
    table = next(part for part in egypt.sections if part.section_id == "neighbours").blocks[0].table  # type: ignore[union-attr]
    row = next(row for row in table.rows if row[0].value == "EGY")
    assert (row[7].value, row[7].text) == (None, "no figure found")
