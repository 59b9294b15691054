"""The programme of AI factories: one row a country, nothing said that no row says, promises and machines on one scale."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Box, Lang, Section, Table
from dashboard.i18n import translator
from dashboard.warehouse.build import Build


def section(published_build: Build, lang: Lang = "en", query: str = "") -> Section:
    chapter = registry.build_chapter(
        published_build, "sites", registry.read_choices(published_build, "sites", query)[0], lang
    )
    return next(one for one in chapter.sections if one.section_id == "ai-factories")


def rows(table: Table) -> list[dict[str, str]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, (cell.text for cell in row), strict=True)) for row in table.rows]


def tables(found: Section) -> tuple[Table, Table]:
    first, second = (block for block in found.blocks if isinstance(block, Table))
    return first, second


@pytest.mark.parametrize("lang", LANGS)
def test_five_countries_stand_side_by_side(published_build: Build, lang: Lang) -> None:
    programme, _ = tables(section(published_build, lang))
    assert [row[0].value for row in programme.rows] == ["ZAF", "EGY", "KEN", "MAR", "NGA"]
    unsaid = translator(lang)("not published")
    told = {str(cells[0].value): row for cells, row in zip(programme.rows, rows(programme), strict=True)}
    assert told["EGY"]["gpus"] == told["NGA"]["mw"] == told["MAR"]["gpus"] == unsaid
    assert all(row["said"] and row["source_ids"] and row["grade"] for row in told.values())


def test_a_date_that_passed_says_so(published_build: Build) -> None:
    programme, _ = tables(section(published_build))
    south_africa = rows(programme)[0]["expected"]
    assert "June 2025" in south_africa
    assert "past that date" in south_africa


@pytest.mark.parametrize("query", ["", "country=ZAF", "status=stalled"])
def test_the_sentence_has_its_number_and_no_filter_moves_it(published_build: Build, query: str) -> None:
    (box,) = [block for block in section(published_build, query=query).blocks if isinstance(block, Box)]
    (line,) = box.lines
    (shown,) = line.figures
    assert shown.text in line.text
    assert shown.receipt.inputs[0].key == "cassava-ai-factories"


def test_nothing_is_converted_that_has_no_model_and_no_signed_power(published_build: Build) -> None:
    _, scale = tables(section(published_build))
    signed = {
        row["site_id"]
        for row in published_build.rows("select site_id from core_site_stages where stage = 'memorandum'")
    }
    at = [column.key for column in scale.columns].index("h100e")
    for row in scale.rows:
        if row[at].value is not None:
            assert row[0].value in signed
            assert "estimate" in row[at].text


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_denies_no_part_that_a_row_gives(published_build: Build, lang: Lang) -> None:
    found = section(published_build, lang)
    programme, _ = tables(found)
    (box,) = [block for block in found.blocks if isinstance(block, Box)]
    promised = [row["gpus"] for row in rows(programme) if row["gpus"] != translator(lang)("not published")]
    assert promised
    assert all(number in box.lines[0].text for number in promised)
