"""The name of a source in another language than the reader's says its language wherever it stands: a voice reads it right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from dashboard.chapters import registry
from dashboard.chapters.evidence.choices import PARTS
from dashboard.content.values import LANGS, Cell, Chapter, Chart, Lang, Passage, Source, Table, Text, by_language
from dashboard.i18n import translator
from dashboard.render.html import markup
from dashboard.warehouse.build import Build

SHEETS = (("sites", "site=mar-toubkal"), ("sites", "site=mar-mdc-temara"), ("progress", "indicator=un_osi_rank"))
MARKED = re.compile(r'<span lang="([a-z]{2})" dir="auto">([^<]*)</span>')


def chapters(published_build: Build, lang: Lang) -> Iterator[Chapter]:
    """Every chapter, every part of Evidence, and some sheets."""
    for name in registry.CHAPTERS:
        queries = [f"part={part}" for part in PARTS] if name == "evidence" else [""]
        for query in (*queries, *(query for chapter, query in SHEETS if chapter == name)):
            choices, notices = registry.CHAPTERS[name].choices.parse(query)
            assert notices == ()
            yield registry.build_chapter(published_build, name, choices, lang)


def tables(chapter: Chapter) -> Iterator[Table]:
    for section in chapter.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                yield block.table if isinstance(block, Chart) else block


@pytest.fixture(scope="module")
def sources(published_build: Build) -> dict[Lang, dict[str, Source]]:
    ids = [row["source_id"] for row in published_build.rows("select source_id from core_sources order by source_id")]
    return {lang: dict(zip(ids, published_build.sources(ids, lang), strict=True)) for lang in LANGS}


def named(cell: Cell, known: dict[str, Source]) -> list[Source]:
    """The sources that a cell names: those whose ids are its value."""
    ids = str(cell.value).split(";") if cell.value else []
    return [known[one] for one in ids] if ids and all(one in known for one in ids) else []


@pytest.mark.parametrize("lang", LANGS)
def test_in_every_cell_that_names_a_source(
    published_build: Build, lang: Lang, sources: dict[Lang, dict[str, Source]]
) -> None:
    marked = 0
    own = {source.publisher for source in sources[lang].values() if not source.language}
    foreign = {source.publisher: source.language for source in sources[lang].values() if source.language}
    for chapter in chapters(published_build, lang):
        for table in tables(chapter):
            for column, cell in (one for row in table.rows for one in zip(table.columns, row, strict=True)):
                html = markup.html_table(Table("t", "t", table.columns[:1], ((cell,),)), translator(lang))
                said = {unescape(words): code for code, words in MARKED.findall(html)}
                for source in named(cell, sources[lang]):
                    if source.language and (source.publisher in cell.text or source.title in cell.text):
                        marked += 1
                        words = {source.publisher, source.title} & set(said)
                        assert words, (chapter.name, table.table_id, cell.text)
                        assert {said[one] for one in words} <= {source.language, foreign.get(source.publisher)}
                # A publisher alone, whatever its value.
                if column.key == "publisher" and cell.text in foreign and cell.text not in own:
                    assert cell.text in said, (chapter.name, table.table_id, cell.text)
    assert marked > 100


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_column_that_is_a_source(
    published_build: Build, lang: Lang, sources: dict[Lang, dict[str, Source]]
) -> None:
    choices = registry.CHAPTERS["neighbours"].choices()
    counts = next(
        one
        for one in tables(registry.build_chapter(published_build, "neighbours", choices, lang))
        if one.table_id == "neighbours_centres"
    )
    html = markup.html_table(counts, translator(lang))
    for column in counts.columns[1:]:
        source = sources[lang][column.key.rpartition("_")[0]]
        assert (f'<span lang="{source.language}" dir="auto">' in html) or not source.language
        assert any(part.language == source.language for part in by_language(column.label, column.passages))


@pytest.mark.parametrize("lang", LANGS)
def test_in_the_sheet_of_a_source(published_build: Build, lang: Lang, sources: dict[Lang, dict[str, Source]]) -> None:
    foreign = next(one for one in sources[lang].values() if one.language and one.url)
    choices, _ = registry.CHAPTERS["evidence"].choices.parse(f"source={foreign.source_id}")
    sheet = registry.build_chapter(published_build, "evidence", choices, lang)
    assert sheet.title_language == foreign.language
    first = markup.sentence(sheet.sentences[0], translator(lang))
    about = next(block for section in sheet.sections for block in section.blocks if isinstance(block, Text))
    assert (foreign.language, foreign.publisher) in [(c, unescape(w)) for c, w in MARKED.findall(first)]
    said = [(code, unescape(words)) for code, words in MARKED.findall(markup.prose(about))]
    assert said == [(foreign.language, foreign.publisher), (foreign.language, foreign.title)]


def test_a_name_inside_another_is_not_taken_for_it() -> None:
    passages = (Passage("Le Matin", ""), Passage("Matin", "fr"), Passage("", "fr"))
    assert by_language("Le Matin, Matin", passages) == (Passage("Le Matin, ", ""), Passage("Matin", "fr"))
    assert by_language("Le Matinal", passages) == (Passage("Le Matinal", ""),)
    assert by_language("", passages) == ()
    assert "".join(part.words for part in by_language("Le Matin (Matin) 2", passages)) == "Le Matin (Matin) 2"
