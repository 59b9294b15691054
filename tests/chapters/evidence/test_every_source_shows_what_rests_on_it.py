"""Every source has its sheet with what rests on it; the register's counts are those of the evidence files."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import KINDS, PAGE_ROWS, EvidenceChoices
from dashboard.content.values import Chapter, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.tables import TABLES, columns
from etl.paths import ROOT


def read(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "evidence" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(chapter: Chapter, table_id: str) -> Table:
    found = (block for part in chapter.sections for block in part.blocks if isinstance(block, Table))
    return next(block for block in found if block.table_id == table_id)


def cited() -> Counter[str]:
    """How many rows of the files name each source."""
    named = [t.name for t in TABLES if "source_ids" in columns(t)]
    return Counter(source for name in named for row in read(name) for source in row["source_ids"].split(";"))


def test_the_register_holds_every_source_with_its_rows(published_build: Build) -> None:
    expected, seen = cited(), {}
    pages = evidence.pages_of(published_build, EvidenceChoices(part="sources"))
    for page in range(1, pages + 1):
        shown = table(
            evidence.build_chapter(Reading.of(published_build, "fr"), EvidenceChoices(part="sources", page=str(page))),
            "register",
        ).rows
        assert len(shown) <= PAGE_ROWS
        seen |= {row[0].value: row[5].value for row in shown}
    assert seen == {row["source_id"]: expected[row["source_id"]] for row in read("sources")}


def test_filters_narrow_the_register_and_a_page_too_far_is_the_last(published_build: Build) -> None:
    official = evidence.build_chapter(
        Reading.of(published_build, "en"), EvidenceChoices(part="sources", kind=("official",), page="60")
    )
    rows = table(official, "register").rows
    assert {row[0].value for row in rows} == {r["source_id"] for r in read("sources") if r["kind"] == "official"}
    sites = evidence.build_chapter(
        Reading.of(published_build, "en"), EvidenceChoices(part="sources", kind=("academic",), table="fx")
    )
    assert next(part for part in sites.sections if part.section_id == "register").blocks == ()


def test_counts_by_kind_are_the_files_own(published_build: Build) -> None:
    rows = table(
        evidence.build_chapter(Reading.of(published_build, "ar"), EvidenceChoices(part="sources")), "kinds"
    ).rows
    assert {row[0].value: row[1].value for row in rows} == Counter(row["kind"] for row in read("sources"))
    assert {row[0].value for row in rows} == set(KINDS)


@pytest.mark.parametrize("source_id", ["fib-tg-2022", "inv-akiwate", "ind-le360-600services"])
def test_a_sheet_lists_what_rests_on_its_source(published_build: Build, source_id: str) -> None:
    choices = EvidenceChoices(source=source_id)
    sheet = evidence.build_chapter(Reading.of(published_build, "fr"), choices)
    resting = cited()[source_id]
    if not resting:
        assert next(part for part in sheet.sections if part.section_id == "rows").blocks == ()
        return
    assert len(table(sheet, "rows").rows) == min(resting, PAGE_ROWS)
    assert evidence.pages_of(published_build, choices) == -(-resting // PAGE_ROWS)


def test_every_source_opens_its_sheet(published_build: Build) -> None:
    for row in published_build.rows("select source_id, title from core_sources"):
        choices, notices = EvidenceChoices.parse(f"source={row['source_id']}")
        assert notices == ()
        assert (
            evidence.build_chapter(Reading.of(published_build, "ar"), choices).title
            == published_build.sources([row["source_id"]], "ar")[0].title
        )


def test_an_unknown_source_is_named_and_the_register_shown(published_build: Build) -> None:
    chapter = evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices(source="nobody"))
    assert "nobody" in chapter.choices_text
    assert table(chapter, "register").rows
