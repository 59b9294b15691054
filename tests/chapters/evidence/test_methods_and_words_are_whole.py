"""Both methods, the glossary and the data dictionary are whole in three languages, and no English is left in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.chapters import registry
from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import PARTS, TABLE_NAMES, EvidenceChoices
from dashboard.chapters.shared.geography import borders_note
from dashboard.content.maps import MapChart
from dashboard.content.values import LANGS, Chapter, Chart, Lang, Table, Text
from dashboard.render.html import markup
from dashboard.support.dependencies import dependencies
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.parameters import PARAMETER_NAMES
from etl.contracts.tables import TABLES
from etl.dictionary import entries
from etl.measures.progress.pace import ACCELERATION, ON_TRACK
from tests.words import our_texts

TRANSLATIONS: tuple[Lang, ...] = ("fr", "ar")
ENGLISH = re.compile(r"\b(the|and|of|with|not|from|was|is|are|for|by|which)\b")
# Columns that quote documents, names in the evidence and terms of other languages.
QUOTED = {"source", "publisher", "title", "sources", "source_ids", "package", "licence", "row", "term_en", "provider"}


def tables(chapter: Chapter) -> dict[str, Table]:
    blocks = [block for part in chapter.sections for block in part.blocks if not isinstance(block, Text)]
    found = [block.table if isinstance(block, Chart) else block for block in blocks]
    return {table.table_id: table for table in found}


def prose(chapter: Chapter) -> str:
    texts = [block for part in chapter.sections for block in part.blocks if isinstance(block, Text)]
    return "\n".join(paragraph for text in texts for paragraph in text.paragraphs)


def texts(chapter: Chapter) -> Iterator[str]:
    yield from (chapter.title, chapter.question, chapter.choices_text, *chapter.notes, prose(chapter))
    yield from (sentence.text for sentence in chapter.sentences)
    for kpi in chapter.kpis:
        yield from (kpi.caption, kpi.figure.label, kpi.figure.receipt.formula)
    for part in chapter.sections:
        yield from (part.title, part.lead)
        for block in part.blocks:
            if isinstance(block, Chart):
                yield from (block.title, block.subtitle, block.alt, block.note, block.receipt.formula)
    for table in tables(chapter).values():
        yield from (table.title, table.note, *(column.label for column in table.columns))
        for row in table.rows:
            yield from (cell.text for column, cell in zip(table.columns, row, strict=True) if column.key not in QUOTED)


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("part", PARTS)
def test_no_english_is_left(published_build: Build, lang: Lang, part: str) -> None:
    chapter = evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part=part))
    assert [text for text in texts(chapter) if ENGLISH.search(text)] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_the_dictionary_of_every_table_is_translated(published_build: Build, lang: Lang) -> None:
    for name in TABLE_NAMES:
        chapter = evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="words", table=name))
        assert [text for text in texts(chapter) if ENGLISH.search(text)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_dictionary_holds_every_column_of_every_table(published_build: Build, lang: Lang) -> None:
    listed = tables(evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="words")))[
        "dictionary"
    ]
    assert [row[0].value for row in listed.rows] == [table.name for table in TABLES]
    for table in TABLES:
        shown = tables(
            evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="words", table=table.name))
        )["columns"]
        assert [row[0].value for row in shown.rows] == [entry.name for entry in entries(table)]
        assert all(row[1].text and row[2].text for row in shown.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_the_glossary_is_in_the_reader_s_language(published_build: Build, lang: Lang) -> None:
    shown = tables(evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="words")))["glossary"]
    expected = published_build.rows(f"select term_{lang} as term, definition_{lang} as definition from core_glossary")
    assert {(row[0].text, row[1].text) for row in shown.rows} == {(r["term"], r["definition"]) for r in expected}


@pytest.mark.parametrize("lang", LANGS)
def test_methods_give_thresholds_formulas_parameters_and_sources(published_build: Build, lang: Lang) -> None:
    chapter = evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="methods"))
    shown, told = tables(chapter), prose(chapter)
    for threshold in (ON_TRACK, ACCELERATION):
        assert re.search(f"{threshold}".replace(".", "[.,]"), told)
    formulas = " ".join(
        str(row[1].value) for name in ("progress-formulas", "share-formulas") for row in shown[name].rows
    )
    assert "(yi / y0)^(1 / (ti - t0)) - 1" in formulas
    unused = [name for name in PARAMETER_NAMES if name not in formulas]
    assert unused == ["gov_sites_local"]  # a measurement, in no formula
    assert {row[0].value for row in shown["parameters"].rows} == set(PARAMETER_NAMES)
    assert "Eurostat" in told
    assert [(row[0].value, row[1].value) for row in shown["progress-scores"].rows] == [
        (1.3, 5),
        (0.95, 2.5),
        (0.6, 0),
        (0, -2.5),
        (-0.6, -5),
    ]
    assert "HHI" in " ".join(str(row[1].value) for row in shown["failure-formulas"].rows)
    assert "N-2" in told and "SEAL-4" in told
    # The reference values of the method: S_off 267.84, S_loc 23.8, r 12.67, M_loc 17.5, M_off 21.1, A_off 1 382.
    amounts = {row[0].value: row[2].value for row in shown["share-amounts"].rows}
    expected = {"S_off": 267.84, "S_loc": 23.8, "r": 12.67, "M_loc": 17.5, "M_off": 21.1, "A_off": 1382}
    assert amounts == pytest.approx(expected, rel=0.003)
    uncited = (
        "select source_id from core_sources where source_id not in (select unnest(source_ids) from core_row_sources)"
    )
    assert {row[0].value for row in shown["followed"].rows} == {
        row["source_id"] for row in published_build.rows(uncited)
    }
    assert len(shown["share-results"].rows) == 10


@pytest.mark.parametrize("lang", LANGS)
def test_one_neutral_sentence_on_borders_stands_in_the_methods_and_under_every_map(
    published_build: Build, lang: Lang
) -> None:
    sentence = borders_note(Reading.of(published_build, lang))
    told = prose(evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="methods")))
    assert sentence in told
    assert "ISO 3166-2" in told
    assert sentence in evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices()).notes
    maps = [
        block
        for name in ("sites", "connectivity", "overview")
        for part in registry.CHAPTERS[name].build(published_build, registry.CHAPTERS[name].choices(), lang).sections
        for block in part.blocks
        if isinstance(block, MapChart)
    ]
    assert len(maps) >= 2
    assert [chart.chart_id for chart in maps if sentence not in chart.note] == []


def test_no_other_sentence_speaks_of_the_status_of_a_territory() -> None:
    status = re.compile(
        r"Western Sahara|Sahara occidental|الصحراء الغربية|United Nations lists|Nations unies inscrivent"
    )
    assert [place for lang in LANGS for place, text in our_texts(lang) if status.search(text)] == []


def test_the_packages_are_those_of_the_lock(published_build: Build) -> None:
    lock = {one.name: one for one in dependencies()}
    assert {"duckdb", "streamlit", "plotly"} <= set(lock)
    assert lock["duckdb"].locked.startswith("2.")
    assert lock["duckdb"].licence
    shown = tables(evidence.build_chapter(Reading.of(published_build, "fr"), EvidenceChoices(part="tool")))["packages"]
    assert [row[0].value for row in shown.rows] == sorted(lock)


def test_each_package_says_where_it_comes_from(published_build: Build) -> None:
    shown = tables(evidence.build_chapter(Reading.of(published_build, "fr"), EvidenceChoices(part="tool")))["packages"]
    homes = {row[0].value: row[4] for row in shown.rows if row[3].text}
    assert homes["duckdb"].text == "github.com/duckdb/duckdb-python"
    assert homes["hatchling"].text == "github.com/pypa/hatch"  # the project, not a folder of it
    assert all(cell.text for cell in homes.values())


def test_prose_is_escaped() -> None:
    drawn = markup.prose(Text("A & B", ("x < y", "second")))
    assert drawn == '<div class="prose"><h3>A &amp; B</h3><p>x &lt; y</p><p>second</p></div>'
