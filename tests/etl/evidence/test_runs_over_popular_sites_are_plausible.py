"""Runs over popular sites: a run given twice, under two countries or of another size is doubted, one that measured nothing refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.evidence.check import as_lines, check
from etl.evidence.plausible import locality
from etl.evidence.plausible.findings import Line
from tests.rows import Rows, read_rows, write_rows

HEAD = {"sites_local": "206", "sites_regional": "0", "sites_external": "786", "source_ids": "fib-pulse-data"}


def run(country: str, day: str, **cells: str) -> dict[str, str]:
    """A row of `web_locality`."""
    told = {"confidence": "B", "note": "", "doubts_answered": "", "recorded_on": "2026-11-29"}
    return {"country": country, "measured_on": day} | HEAD | told | cells


@pytest.fixture
def rows(evidence_copy: Path) -> Rows:
    return read_rows(evidence_copy / "evidence")


@pytest.fixture
def found(rows: Rows, tmp_path: Path) -> Callable[..., set[tuple[str, str]]]:
    """(row, rule) of what is found of these runs alone: violations and doubts."""

    def find(*runs: dict[str, str], **tables: list[dict[str, str]]) -> set[tuple[str, str]]:
        data = write_rows(rows | {"web_locality": list(runs)} | tables, tmp_path / "spoilt")
        evidence, violations = check(data)
        if violations:
            return {(f"{v.file}:{v.line}", v.rule) for v in violations}
        lines: dict[str, list[Line]] = as_lines(evidence.rows)
        return {(finding.line.key, finding.rule) for finding in locality.find(lines)}

    return find


def test_a_run_that_repeats_the_one_before_is_doubted(found: Callable[..., set[tuple[str, str]]]) -> None:
    first, second = run("MAR", "2026-02-17"), run("MAR", "2026-03-17")
    assert found(first, second) == {("MAR/2026-03-17", "run_repeats")}
    assert found(second, first) == {("MAR/2026-03-17", "run_repeats")}, "whatever the order of rows"
    assert found(first, run("MAR", "2026-03-17", sites_local="207")) == set()


def test_counts_of_two_countries_on_one_day_are_doubted(found: Callable[..., set[tuple[str, str]]]) -> None:
    assert found(run("EGY", "2026-03-17"), run("MAR", "2026-03-17")) == {("MAR/2026-03-17", "run_of_another_country")}


def test_a_run_of_another_size_is_doubted(found: Callable[..., set[tuple[str, str]]]) -> None:
    assert found(run("MAR", "2026-03-17", sites_external="7860")) == {("MAR/2026-03-17", "run_of_another_size")}
    assert found(run("MAR", "2026-03-17", sites_external="0")) == {("MAR/2026-03-17", "run_of_another_size")}


def test_a_run_that_measured_nothing_is_refused(found: Callable[..., set[tuple[str, str]]]) -> None:
    assert found(run("MAR", "2026-03-17", sites_local="0", sites_external="0")) == {
        ("web_locality.csv:2", "no_sites_measured")
    }


def test_the_networks_of_a_dated_file_add_up_to_its_run(rows: Rows, found: Callable[..., set[tuple[str, str]]]) -> None:
    networks = [row | {"measured_on": "2026-03-17"} for row in rows["web_locality_providers"]]
    assert found(run("MAR", "2026-03-17"), web_locality_providers=networks) == set()
    networks[0] = networks[0] | {"sites": "60"}
    assert {rule for _, rule in found(run("MAR", "2026-03-17"), web_locality_providers=networks)} == {
        "networks_and_run"
    }


def test_a_network_without_a_source_is_graded_d(rows: Rows, found: Callable[..., set[tuple[str, str]]]) -> None:
    networks = [row | {"source_ids": "", "confidence": "C"} for row in rows["as_control"][:1]]
    assert found(run("MAR", "2026-03-17"), as_control=networks) == {("as_control.csv:2", "graded_without_source")}


def test_the_run_given_twice_and_those_shared_with_egypt_are_answered(evidence_copy: Path) -> None:
    judgement = check(evidence_copy)[0].judgement
    assert judgement is not None
    told = {
        (doubt.row_key, doubt.violation.rule): doubt.answer
        for doubt in judgement.doubts
        if doubt.table == "web_locality"
    }
    assert all(told.values())
    assert {
        ("MAR/2024-09-18", "run_repeats"),
        ("MAR/2025-05-17", "run_of_another_country"),
        ("MAR/2025-06-17", "run_of_another_country"),
        ("MAR/2025-06-17", "run_repeats"),
        ("EGY/2025-06-17", "run_repeats"),
    } <= set(told)
