"""The table of doubts names things as the rest of the product does: no code, no key of a row, no day written for machines."""

from __future__ import annotations

import re

import pytest

from dashboard.chapters import registry
from dashboard.chapters.evidence.choices import EvidenceChoices
from dashboard.content.values import LANGS, Lang, Table
from dashboard.warehouse.build import Build

KEYS = "select site_id from core_sites union select source_id from core_sources union select investment_id from core_investments"
CODES = r"\b(?:operational|announced|dataset|multilateral|operator|press|EGY|MAR)\b"


def doubts(build: Build, lang: Lang) -> list[dict[str, str]]:
    chapter = registry.build_chapter(build, "evidence", EvidenceChoices(), lang)
    (table,) = [
        block
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Table) and block.table_id == "doubts"
    ]
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, (cell.text for cell in row), strict=True)) for row in table.rows]


@pytest.mark.parametrize("lang", LANGS)
def test_no_key_of_a_row_is_read(published_build: Build, lang: Lang) -> None:
    keys = {row["site_id"] for row in published_build.rows(KEYS)}
    told = doubts(published_build, lang)
    assert told
    for row in told:
        for text in row.values():
            assert keys.isdisjoint(re.split(r"[^\w-]+", text)), text


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_codes_have_words_and_days_are_read(published_build: Build, lang: Lang) -> None:
    for row in doubts(published_build, lang):
        for column in ("value", "doubt"):
            assert not re.search(CODES, row[column]), row[column]
            assert not re.search(r"\d{4}-\d\d|\d\.\d", row[column]), row[column]


def test_a_source_is_named_by_its_title_in_its_language(published_build: Build) -> None:
    titles = [row["row"] for row in doubts(published_build, "ar") if " \u00b7 " in row["row"]]
    assert any("Pulse" in title for title in titles)
