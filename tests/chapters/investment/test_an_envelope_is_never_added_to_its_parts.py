"""What may not be added up is left out of every total, is listed with its reason, and stands beside its envelope."""

from __future__ import annotations

import pytest

from dashboard.chapters.investment.chapter import CURRENCIES, SCOPES, InvestmentChoices, build_chapter
from dashboard.chapters.investment.rows import select
from dashboard.content.charts import BarChart
from dashboard.content.values import Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

INSIDE = {
    "mar-add-2024",
    "mar-add-2025",
    "mar-add-2026",
    "mar-startup-240m",
    "mar-startup-mou-1500",
    "mar-startup-catalytic",
    "mar-jobintech",
}
NEVER = {"mar-iam-capex-2025", "mar-5g-programme-2035", "medusa-total", "medusa-eu-grant", "cassava-ai-factories"}


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def test_no_part_of_the_envelope_is_in_a_total(published_build: Build) -> None:
    for currency in CURRENCIES:
        added = {row["investment_id"] for row in select(published_build, currency=currency).added}
        assert "mar-digital-2030-budget" in added
        assert not added & (INSIDE | NEVER)


def test_rows_of_several_countries_are_in_no_total(published_build: Build) -> None:
    for scope in SCOPES:
        assert all(row["country"] == [scope] for row in select(published_build, scope).added)


def test_the_envelope_stands_beside_its_parts_as_single_bars(published_build: Build) -> None:
    made = build_chapter(Reading.of(published_build, "en"), InvestmentChoices())
    chart = next(b for s in made.sections if s.section_id == "envelope" for b in s.blocks)
    assert isinstance(chart, BarChart)  # bars from zero, not a stack
    assert chart.bars[0].value.value == 11.0
    assert {row[0].value for row in chart.table.rows} == INSIDE | {"mar-digital-2030-budget"}
    assert [bar.role for bar in chart.bars] == ["accent"] + ["peer"] * len(INSIDE)


def test_each_row_left_out_gives_its_reason(published_build: Build) -> None:
    made = build_chapter(Reading.of(published_build, "fr"), InvestmentChoices())
    table = next(b for s in made.sections for b in s.blocks if isinstance(b, Table) and b.table_id == "money_left_out")
    asked = "select count(*) as n from core_investments where counts_in_totals = 'no' and (country is null or list_contains(country, 'MAR'))"
    assert len(table.rows) == published_build.row(asked)["n"]
    assert {row[0].value for row in table.rows} >= INSIDE | NEVER
    for row in table.rows:
        assert row[1].text and row[1].text != row[1].value  # the reason, in French
