"""Expected against opened: late, late to open, on time, not due, or no date; never more late than the dates allow."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.chapters.sites import chapter as sites
from dashboard.chapters.sites.words import slip_words
from dashboard.content.charts import LedgerChart
from dashboard.content.values import LANGS, Table
from dashboard.i18n import translator
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build

MARKS = {"mar-migd-medasys": 82, "mar-soluna-harmattan": 58, "mar-mdc-temara": 22, "mar-iozera-tetouan": 4}


def test_what_is_past_its_date_is_late_by_full_months_from_the_end_of_its_period(counted_build: Build) -> None:
    rows = counted_build.rows("select site_id, months_late from out_slips where country = 'MAR' and slip = 'overdue'")
    assert {row["site_id"]: row["months_late"] for row in rows} == MARKS


def test_an_extension_is_not_answered_by_the_first_opening(counted_build: Build) -> None:
    row = counted_build.row("select * from out_slips where site_id = 'mar-mdc-temara'")
    assert slip_words(row, counted_build.as_of, translator("en")) == (
        f"extension expected 2024, not confirmed by {translator('en').period(counted_build.as_of)}: 22 months past that date"
    )


def test_the_ledger_does_not_join_an_extension_to_the_first_opening(counted_build: Build) -> None:
    chapter = sites.build_chapter(Reading.of(counted_build, "en"), sites.SitesChoices())
    chart = next(b for part in chapter.sections for b in part.blocks if isinstance(b, LedgerChart))
    (row,) = (row for row in chart.rows if "Témara" in row.label)
    assert row.label.endswith(": extension")
    assert [value and value.value for value in row.values] == [6.0, None, None, None]


def test_a_date_to_come_is_not_late(counted_build: Build) -> None:
    row = counted_build.row("select * from out_slips where site_id = 'mar-nexus-nouaceur'")
    assert (row["slip"], row["months_late"]) == ("not_due", None)


@pytest.mark.parametrize(
    ("expected", "opened", "slip", "months"),
    [
        ("2024-06", "2025-01-15", "opened_late", 6),
        ("2024-06", "2024-06-30", "opened", None),
        ("2024", "2024", "opened", None),
        ("2024", "2023-05", "opened", None),
        ("2024-06-30", "2024-07-05", "opened_late", 0),
        ("2024", "2026", "opened_late", 12),
        ("", "2026", "no_date", None),
    ],
)
def test_an_opening_is_judged_by_its_date(
    evidence_copy: Path, tmp_path: Path, expected: str, opened: str, slip: str, months: int | None
) -> None:
    path = evidence_copy / "evidence" / "sites.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["site_id"] == "mar-ovh-local-zone-rabat":
            row.update(expected=expected, opened=opened)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    events = evidence_copy / "evidence" / "site_events.csv"
    kept = [line for line in events.read_text(encoding="utf-8").splitlines(keepends=True) if "ovh-local" not in line]
    events.write_text("".join(kept), encoding="utf-8")
    build(evidence_copy, tmp_path / "w", lambda *_: None)
    spoilt = open_warehouse(tmp_path / "w").current()
    found = spoilt.row("select * from out_slips where site_id = 'mar-ovh-local-zone-rabat'")
    assert (found["slip"], found["months_late"]) == (slip, months)
    for lang in LANGS:
        words = slip_words(found, spoilt.as_of, translator(lang))
        assert bool(words) == (slip != "no_date")
        if months:
            assert str(months) in words


def test_the_ledger_draws_each_stage_once_and_works_are_a_known_zero(counted_build: Build) -> None:
    chapter = sites.build_chapter(Reading.of(counted_build, "en"), sites.SitesChoices())
    chart, slips = next(part for part in chapter.sections if part.section_id == "ledger").blocks
    assert isinstance(chart, LedgerChart) and isinstance(slips, Table)
    assert [stage.total.value for stage in chart.stages] == [969.5, 536.0, 0.0, 11.0]
    assert "36\u00a0MW" in chart.note
    rows = {row.label: row.values for row in chart.rows}
    oracle = rows["Oracle Cloud Morocco West (af-casablanca-1)"]
    assert [value and value.value for value in oracle] == [None, None, None, None]
    assert [value is None for value in oracle] == [False, False, True, False]
    assert [row[3].value for row in slips.rows][:4] == [82, 58, 22, 4]


def test_a_promise_told_after_service_is_not_the_promise_of_that_service(counted_build: Build) -> None:
    row = counted_build.row("select * from out_ledger where site_id = 'mar-none-nouaceur'")
    assert (row["announced_on"], row["memorandum_on"], row["operational_mw"]) == (None, None, 4.5)
