"""The totals of the Investment chapter are those a reader gets with a pencil: the amounts below were copied from the
published rows and multiplied by the published yearly rates by hand."""

from __future__ import annotations

import pytest

from dashboard.chapters.investment.chapter import STAGES, InvestmentChoices, build_chapter
from dashboard.content.charts import BarChart, StackedBarChart
from dashboard.content.values import Chapter, Chart, Figure, Table
from dashboard.figures.figure import figure
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

# (amount in dirhams, stage of the project)
ANNOUNCED_MAD = [
    (5_700_000_000, "completed"),  # Orange Maroc, plan to 2025
    (7_000_000_000, "completed"),  # inwi, plan to 2025
    (1_400_000_000, "under_way"),  # Oracle regions
    (4_971_200_000, "stalled"),  # Iozera, 500 m USD x 9.9424 (2024)
    (5_000_000_000, "announced"),  # Nexus, phase 1
    (7_000_000_000, "announced"),  # Nexus, phase 2
    (65_000_000, "under_way"),  # four outsourcing memoranda
]
COMMITTED_MAD = [
    (11_000_000_000, "under_way"),  # the strategy's envelope
    (161_372_160, "completed"),  # agency, 2022: 51.2 % of 315.18 m
    (36_000_000, "completed"),  # agency, 2023: executed by the end of June
    (4_400_000_000, "under_way"),  # Uni Fiber and Uni Tower
]
LENT_MAD = [
    (6_731_970_000, "completed"),  # World Bank 2019, 700 m USD x 9.6171
    (4_748_400_000, "completed"),  # World Bank 2020, 500 m USD x 9.4968
    (4_044_825_000, "completed"),  # World Bank 2021, 450 m USD x 8.9885
    (4_559_130_000, "completed"),  # World Bank 2023, 450 m USD x 10.1314
    (2_298_100_000, "committed"),  # World Bank 2026, 250 m USD x 9.1924
]
PAID_MAD = [(7_000_000_000, "completed")]  # telecom networks, 2022
BY_HAND = {
    "spending.announced": ANNOUNCED_MAD,
    "spending.committed": COMMITTED_MAD,
    "spending.disbursed": PAID_MAD,
    "financing.committed": LENT_MAD,
}

# In dollars: dirhams divided by the year's rate; the two plans with no date can't be converted.
ANNOUNCED_USD = [140_811_072, 500_000_000, 543_927_592, 761_498_629, 6_397_197]


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def chapter(published_build: Build, **choices: object) -> Chapter:
    return build_chapter(Reading.of(published_build, "en"), InvestmentChoices(**choices))  # type: ignore[arg-type]


def shown(made: Chapter, figure_id: str) -> Figure:
    return next(found for found in made.figures if found.figure_id == figure_id)


def block(made: Chapter, name: str) -> Chart | Table:
    blocks = [b for s in made.sections for b in s.blocks]
    return next(b for b in blocks if name in (getattr(b, "chart_id", ""), getattr(b, "table_id", "")))


@pytest.mark.parametrize("kind", BY_HAND)
def test_each_kind_of_amount(published_build: Build, kind: str) -> None:
    assert shown(chapter(published_build), f"investment.{kind}_mad").value == sum(amount for amount, _ in BY_HAND[kind])


def test_by_stage_of_the_project(published_build: Build) -> None:
    made = chapter(published_build)
    for kind, amounts in BY_HAND.items():
        flow, _, amount_is = kind.partition(".")
        chart = block(made, f"{flow}_by_stage")
        assert isinstance(chart, StackedBarChart)
        row = next(row for row in chart.table.rows if row[0].value == amount_is)
        for cell, stage in zip(row[1:6], STAGES, strict=True):
            expected = sum(amount for amount, its_stage in amounts if its_stage == stage)
            assert cell.value == (expected or None), (kind, stage)
            figures = published_build.rows(
                "select value from out_figures where figure_id = ?", f"investment.{kind}.{stage}_mad"
            )
            assert [found["value"] for found in figures] == ([expected] if expected else [])
        assert row[6].value == sum(amount for amount, _ in amounts)


def test_what_development_banks_committed(published_build: Build) -> None:
    banks = 6_731_970_000 + 4_748_400_000 + 4_044_825_000 + 4_559_130_000 + 2_298_100_000
    assert shown(chapter(published_build), "investment.financing.committed.dfi_mad").value == banks


def test_in_dollars_at_the_rate_of_the_announcement(published_build: Build) -> None:
    made = chapter(published_build, currency="USD")
    found = shown(made, "investment.spending.announced_usd")
    assert found.value == sum(ANNOUNCED_USD)
    assert found.text == "1.95\u00a0bn USD"
    rates = {line.key for line in found.receipt.inputs if line.table == "fx"}
    assert rates == {"2022", "2024", "2026"}
    assert "average rate of the year of announcement" in found.receipt.formula
    assert "provisional" in " ".join(made.notes)


def test_what_cannot_be_converted_is_named(published_build: Build) -> None:
    table = block(chapter(published_build, currency="USD"), "money_unadded")
    assert isinstance(table, Table)
    unconverted = {row[0].value: row[3].value for row in table.rows if row[3].value != "no_amount"}
    assert unconverted == {"mar-orange-plan-2025": "no_date", "mar-inwi-plan-2025": "no_date"}
    table = block(chapter(published_build, currency="EUR"), "money_unadded")
    assert isinstance(table, Table)
    assert {row[0].value for row in table.rows if row[3].value == "no_rate"} == {
        "mar-wb-digital-2026",
        "mar-nexus-phase1",
        "mar-nexus-phase2",
    }


def test_the_overview_and_the_chapter_say_the_same(published_build: Build) -> None:
    t = translator("en")
    made = chapter(published_build)
    for kind in (*BY_HAND, "spending.announced_live"):
        own, published = (
            shown(made, f"investment.{kind}_mad"),
            figure(Reading(published_build, t), f"investment.{kind}_mad"),
        )
        assert (own.value, own.text, own.grade, own.as_of) == (
            published.value,
            published.text,
            published.grade,
            published.as_of,
        )


def test_the_receipt_adds_up_to_the_figure(published_build: Build) -> None:
    found = shown(chapter(published_build), "investment.spending.committed_mad")
    keys = [line.key for line in found.receipt.inputs if line.table == "investments"]
    rows = published_build.rows("select amount_mad from out_spending where list_contains(?::varchar[], row_key)", keys)
    assert len(keys) == len(COMMITTED_MAD)
    assert sum(row["amount_mad"] for row in rows) == found.value


def test_no_sum_holds_financing_and_spending(published_build: Build) -> None:
    flows = {row["row_key"]: row["flow"] for row in published_build.rows("select row_key, flow from core_investments")}
    sums = published_build.rows(
        """select i.figure_id, list(distinct i.row_key order by i.row_key) as row_keys from out_figure_inputs i
           join out_figures f using (figure_id) where i.table_name = 'investments' and f.unit = 'MAD' group by all"""
    )
    assert sums
    for row in sums:
        assert len({flows[key] for key in row["row_keys"]}) == 1, row["figure_id"]
    tables = {row["table_name"] for row in published_build.rows("select table_name from duckdb_tables()")}
    assert {"out_spending", "out_financing"} <= tables
    assert "out_investments" not in tables
    for flow in ("spending", "financing"):
        assert {row["flow"] for row in published_build.rows(f"select flow from out_{flow}")} == {flow}


def test_what_is_announced_is_read_three_ways(published_build: Build) -> None:
    made = chapter(published_build)
    stages = {"announced_unfinished": {"completed"}, "announced_live": {"completed", "stalled"}}
    for name, left_out in stages.items():
        expected = sum(amount for amount, stage in ANNOUNCED_MAD if stage not in left_out)
        figures = published_build.rows(
            "select value from out_figures where figure_id = ?", f"investment.spending.{name}_mad"
        )
        assert [row["value"] for row in figures] == [expected]
    assert shown(made, "investment.spending.announced_live_mad").value == 13_465_000_000
    chart = block(made, "spending_readings")
    assert isinstance(chart, BarChart)
    assert [bar.value.value for bar in chart.bars] == [31.1362, 18.4362, 13.465]
