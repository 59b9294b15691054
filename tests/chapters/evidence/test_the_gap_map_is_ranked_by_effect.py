"""The gap map puts first what would move most; contradictions stand side by side and none is settled."""

from __future__ import annotations

import pytest

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import EvidenceChoices
from dashboard.chapters.evidence.gaps import missing_rows, parameter_spans
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import model
from dashboard.content.charts import BarChart
from dashboard.content.values import LANGS, Lang, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def table(published_build: Build, table_id: str) -> Table:
    chapter = evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices(part="gaps"))
    blocks = [block for part in chapter.sections for block in part.blocks]
    return next(block for block in blocks if isinstance(block, Table) and block.table_id == table_id)


def test_every_target_without_a_state_is_listed_the_cheapest_first(published_build: Build) -> None:
    rows = missing_rows(Reading.of(published_build, "en"))
    expected = published_build.rows("select target_key from out_assessments where state = 'not_assessable'")
    assert {row["target_key"] for _, row in rows} == {row["target_key"] for row in expected}
    assert [need for need, _ in rows] == sorted(need for need, _ in rows)
    needs = {row["target_key"]: need for need, row in rows}
    assert needs["jobintech_trained/2026"] == 1  # its baseline is known: one observation judges it
    assert needs["direct_digital_jobs/2030"] == 2  # neither a baseline nor an observation
    assert max(needs.values()) == 3  # no date, or no value aimed at


def test_states_nearest_a_threshold_come_first(published_build: Build) -> None:
    distances = [row[4].value for row in table(published_build, "gaps-close").rows]
    assert distances == sorted(distances)  # type: ignore[type-var]
    for row in table(published_build, "gaps-close").rows:
        assert isinstance(row[3].value, float)
        assert row[4].value == pytest.approx(min(abs(row[3].value - edge) for edge in (0, 0.6, 0.95)), abs=1e-4)


def test_parameters_are_ranked_by_the_share_they_move(published_build: Build) -> None:
    found = model(published_build, ShareChoices())
    spans = parameter_spans(found)
    assert [span for *_, span in spans] == sorted((span for *_, span in spans), reverse=True)
    # The method's own reading: capacity moves most by K then p, all computing by x.
    assert [name for name, layer, _ in spans if layer == "capacity"][:2] == ["capacity_it_mw", "gpu_price_usd_h"]
    assert next(name for name, layer, _ in spans if layer == "all") == "externalised_share"
    for row in table(published_build, "gaps-parameters").rows:
        assert row[4].text
        assert row[5].text


def test_the_known_contradictions_stand_side_by_side(published_build: Build) -> None:
    rows = table(published_build, "contradictions").rows
    told = {(row[0].value, row[1].value) for row in rows}
    assert ("digital_public_services_count/MAR/2025", 600.0) in told
    assert {value for key, value in told if str(key).startswith("coverage_4g_population/MAR")} == {80.0, 98.0}
    assert ("ai_readiness_rank/MAR/2025", 87.0) in told
    home = {row[1].value for row in rows if "Morocco" in row[0].text and "MW" in row[1].text}
    assert home == {12.0, 25.0, 45.0}
    notes = " ".join(row[4].text for row in rows)
    assert "1,200" in notes
    assert "86" in notes


@pytest.mark.parametrize("lang", LANGS)
def test_the_share_a_parameter_moves_is_told_by_a_legend(published_build: Build, lang: Lang) -> None:
    made = evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part="gaps"))
    chart = next(b for s in made.sections for b in s.blocks if isinstance(b, BarChart))
    named = {item.role: item.text for item in chart.legend}
    layers = {row[0].text: row[1].text for row in chart.table.rows}
    assert {bar.label: named[bar.role] for bar in chart.bars} == layers
    assert all(len(bar.value.text) < 16 for bar in chart.bars)  # a longer text ran over the next row on a phone
