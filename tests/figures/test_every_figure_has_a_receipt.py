"""`siyada figures`: the figures agree with the evidence, and each says where it comes from, alike in every language."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.content.plain import as_csv
from dashboard.content.values import LANGS
from dashboard.figures.figure import all_figures
from dashboard.warehouse.build import Build, Warehouse
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT

FROM_THE_EVIDENCE = {
    "sites.it_load_operational_mw": 11.0,
    "sites.it_load_announced_mw": 1469.5,
    "sites.pipeline_without_stalled_mw": 1083.5,
    "sites.pipeline_without_headline_mw": 69.5,
    "sites.under_construction_mw": 0,
    "sites.gpu_documented": 32,
    "share.institutional_sites.local": 60,
    "connectivity.systems_in_service": 4,
}
FIELDS = {
    *("is_second_hand", "as_of_oldest"),
    *("figure_id", "label", "value", "text", "unit", "low", "high", "kind", "grade", "as_of", "source_ids", "receipt"),
}


@pytest.fixture(scope="module")
def build(published: Path) -> Build:
    return Warehouse(published).current()


def test_the_figures_agree_with_the_evidence(counted_build: Build) -> None:
    found = {figure["figure_id"]: figure["value"] for figure in all_figures(Reading.of(counted_build, "en"))}
    assert {figure_id: found[figure_id] for figure_id in FROM_THE_EVIDENCE} == FROM_THE_EVIDENCE


def test_each_has_every_field_a_grade_and_sources(build: Build) -> None:
    for figure in all_figures(Reading.of(build, "fr")):
        assert set(figure) == FIELDS
        assert figure["kind"] in {"measured", "sum", "estimate", "state"}
        assert figure["receipt"]["build_id"] == build.build_id
        if figure["kind"] != "state":
            assert figure["grade"] in set("ABCD"), figure["figure_id"]
            assert figure["as_of"] == "" or figure["as_of"][:2] == "20", figure["figure_id"]
            assert figure["source_ids"], figure["figure_id"]
            assert figure["receipt"]["inputs"], figure["figure_id"]


def test_a_sum_is_the_sum_of_its_receipt(build: Build) -> None:
    sums = build.rows(
        """select f.figure_id, f.value, sum(i.value) as added from out_figures f join out_figure_inputs i using (figure_id)
           where f.kind = 'sum' group by all"""
    )
    assert len(sums) >= 10
    for row in sums:
        assert row["value"] == pytest.approx(row["added"]), row["figure_id"]


def test_an_estimate_and_a_sample_show_their_band(counted_build: Build) -> None:
    banded = [figure for figure in all_figures(Reading.of(counted_build, "en")) if figure["low"] is not None]
    assert banded
    for figure in banded:
        assert figure["low"] <= (figure["low"] if figure["value"] is None else figure["value"]) <= figure["high"]
    hosting = next(figure for figure in banded if figure["figure_id"] == "share.institutional_sites.local")
    assert (round(hosting["low"], 1), round(hosting["high"], 1)) == (56.0, 63.9)  # Wilson, 90 %, n = 414


def test_ids_and_values_are_the_same_in_every_language(build: Build) -> None:
    told = {lang: all_figures(Reading.of(build, lang)) for lang in LANGS}
    for lang in ("fr", "ar"):
        for own, english in zip(told[lang], told["en"], strict=True):
            same = FIELDS - {"label", "text", "receipt"}
            assert {key: own[key] for key in same} == {key: english[key] for key in same}
    assert all(ar["label"] != en["label"] for ar, en in zip(told["ar"], told["en"], strict=True))


def test_csv_and_json_say_the_same(build: Build) -> None:
    listed = all_figures(Reading.of(build, "en"))
    rows = list(csv.DictReader(io.StringIO(as_csv(listed))))
    assert [row["figure_id"] for row in rows] == [figure["figure_id"] for figure in listed]
    assert set(rows[0]) == FIELDS


def test_the_command_prints_them(published: Path) -> None:
    command = [sys.executable, "-m", "dashboard.cli.main", "figures", "--lang", "ar", "--warehouse", str(published)]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
    assert {figure["figure_id"] for figure in printed} >= set(FROM_THE_EVIDENCE)


def test_a_row_of_evidence_is_named_once(build: Build) -> None:
    assert build.rows("select table_name, row_key from out_rows group by all having count(*) > 1") == []
