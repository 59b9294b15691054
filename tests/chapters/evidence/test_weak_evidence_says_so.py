"""What is weak is counted: official figures read second-hand, figures one document carries, notes to be re-checked."""

from __future__ import annotations

import csv

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import EvidenceChoices
from dashboard.chapters.evidence.strength import single_source
from dashboard.content.values import Chapter, Chart, Table
from dashboard.figures import figure as figures
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT


def read(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "evidence" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(chapter: Chapter) -> dict[str, Table]:
    blocks = [block for part in chapter.sections for block in part.blocks]
    found = [block.table if isinstance(block, Chart) else block for block in blocks if isinstance(block, Chart | Table)]
    return {table.table_id: table for table in found}


def test_official_figures_read_second_hand_are_counted(published_build: Build) -> None:
    via = {row["source_id"]: row["read_via"] for row in read("sources")}
    best = [row for row in read("observations") if row["confidence"] == "A"]
    second = [row for row in best if all(via[source] != "original" for source in row["source_ids"].split(";"))]
    shown = tables(evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices(part="strength")))[
        "second-hand"
    ]
    row = next(row for row in shown.rows if row[0].value == "observations")
    assert [cell.value for cell in row[1:]] == [len(best), len(best) - len(second), len(second)]
    assert second


def test_grades_are_the_files_own(published_build: Build) -> None:
    shown = tables(evidence.build_chapter(Reading.of(published_build, "fr"), EvidenceChoices(part="strength")))[
        "grades"
    ]
    sites = next(row for row in shown.rows if row[0].value == "sites")
    grades = [row["confidence"] for row in read("sites")]
    assert [cell.value for cell in sites[1:]] == [grades.count(letter) for letter in "ABCD"]


def test_a_figure_one_document_carries_has_one_source_in_its_receipt(published_build: Build) -> None:
    found = single_source(published_build)
    assert found
    for row in published_build.rows("select figure_id, code from out_figures"):
        receipt = figures.figure(Reading.of(published_build, "en"), row["figure_id"]).receipt
        alone = len(receipt.source_ids) == 1 and row["code"] != "no_official_target"
        assert (row["figure_id"] in found) == alone
        assert not alone or receipt.source_ids == (found[row["figure_id"]],)


def test_notes_to_be_rechecked_are_those_without_an_address(published_build: Build) -> None:
    shown = tables(evidence.build_chapter(Reading.of(published_build, "ar"), EvidenceChoices(part="strength")))[
        "recheck"
    ]
    assert {row[0].value for row in shown.rows} == {row["source_id"] for row in read("sources") if not row["url"]}


def test_every_count_at_the_head_is_the_sum_of_its_receipt(published_build: Build) -> None:
    chapter = evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices())
    assert {"sources", "sources_read", "sources_copies", "sources_unread"} <= {
        kpi.figure.figure_id.partition(".")[2] for kpi in chapter.kpis
    }
    for kpi in chapter.kpis:
        assert kpi.figure.receipt.inputs
        if kpi.figure.figure_id.startswith("evidence."):
            assert kpi.figure.value == sum(int(row.value_text.replace(",", "")) for row in kpi.figure.receipt.inputs)


def test_the_words_that_stand_for_an_unread_page_are_in_the_reader_s_language(published_build: Build) -> None:
    english = tables(evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices(part="strength")))[
        "recheck"
    ]
    assert all(row[1].text == "Unpublished secondary note" for row in english.rows)
    for lang, ours in (("fr", "Note secondaire"), ("ar", "ملاحظة ثانوية")):
        shown = tables(evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="strength")))[
            "recheck"
        ]  # type: ignore[arg-type]
        for row, before in zip(shown.rows, english.rows, strict=True):
            assert row[0].text.startswith(ours) and row[1].text.startswith(ours)
            assert row[0].text.endswith(before[0].text.partition(": ")[2])  # the note's own name stays
