"""A scan that was brought in is in the next build, with all that a reader needs to judge it and no count of one to four names."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from dashboard.chapters.share.chapter import build_chapter as build_share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.scans import scans_section
from dashboard.cli.main import app
from dashboard.content.charts import BarChart
from dashboard.content.values import Lang, Table, Text
from dashboard.figures.figure import all_figures, figure
from dashboard.i18n import translator
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build
from etl.locality.problems import LocalityError
from etl.locality.scan_import import Frame, import_scan
from etl.locality.scans import as_json, list_scans, scan_path
from etl.locality.vocabulary import KINDS
from etl.paths import ROOT
from tests.etl.locality import sample

EN = translator("en")
# Twelve names of each in the sample, but for one kind that stays small.
MANY = [replace(one, name=f"n{number}-{one.name}") for one in sample.NAMES for number in range(12)]
FEW = [one for one in MANY if "c17" not in one.name or one.name.startswith(("n0-", "n1-", "n2-"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scanned")


@pytest.fixture(scope="module")
def scanned(folder: Path, published: Path) -> Path:
    """A warehouse with a scan of 267 names, three of them unlocated, and the build that shows it."""
    warehouse = Path(shutil.copytree(published, folder / "warehouse"))
    data = sample.write_evidence(folder / "data")
    from etl.locality.ranges_import import import_ranges

    import_ranges(sample.write_ranges(folder / "ranges.csv"), warehouse, lambda *_: None)
    file = sample.write_lines(folder / "scan.jsonl", sample.zdns_lines(FEW))
    import_scan(file, "zdns", Frame("Names of the register", 900), data, warehouse, lambda *_: None)
    build(ROOT / "data", warehouse, lambda *_: None)
    return warehouse


@pytest.fixture(scope="module")
def shown(scanned: Path) -> Build:
    return open_warehouse(scanned).current()


def test_the_next_build_is_another_and_goes_back_when_the_scan_goes(
    scanned: Path, published: Path, tmp_path: Path
) -> None:
    warehouse = Path(shutil.copytree(scanned, tmp_path / "warehouse"))
    identity = lambda place: json.loads((place / "current.json").read_text())["build_id"]  # noqa: E731
    with_scan, without = identity(warehouse), identity(published)
    assert with_scan != without
    assert build(ROOT / "data", warehouse, lambda *_: None).is_unchanged
    (scan,) = list_scans(warehouse)
    scan_path(warehouse, scan.scan_id).unlink()
    assert build(ROOT / "data", warehouse, lambda *_: None).published.build_id == without
    scan_path(warehouse, scan.scan_id).write_bytes(as_json(scan))
    assert build(ROOT / "data", warehouse, lambda *_: None).published.build_id == with_scan


def test_the_section_tells_all_that_a_reader_needs(shown: Build) -> None:
    section = scans_section(Reading(shown, EN))
    chart, about, table = section.blocks
    assert isinstance(chart, BarChart)
    assert isinstance(about, Text)
    assert isinstance(table, Table)
    told = " ".join(about.paragraphs)
    for said in (
        "Names of the register",
        "900",
        "zdns",
        "1 March 2026",
        "207 names measured",
        "60 not",
        "of 267 asked",
    ):
        assert said in told
    assert re.search(r"\d+ addresses in 9 networks", told)
    assert "AS30983, holds" in told
    assert "ranges place another number of addresses in Morocco" in told
    published = figure(Reading(shown, EN), "share.institutional_sites.local")
    assert [bar.value.text for bar in chart.bars][-1].startswith(published.text)
    assert "neither replaces the other" in chart.note
    assert "Behind a CDN the origin can't be seen" in section.lead


def test_the_local_share_is_a_figure_with_its_receipt(shown: Build, scanned: Path) -> None:
    (scan,) = list_scans(scanned)
    told = figure(Reading(shown, EN), f"share.scans.{scan.scan_id}.web.local")
    assert told.value == pytest.approx(100 * 120 / 207)
    assert told.low is not None
    assert told.high is not None
    assert told.low < told.value < told.high
    assert (told.unit, told.kind, told.grade, told.as_of) == ("pct", "measured", "D", "2026-03-01")
    assert [row.value_text for row in told.receipt.inputs] == ["120"]
    assert told.receipt.method_query == "part=methods#method-scans"
    assert "Names measured" in {step.label for step in told.receipt.steps}
    assert told.figure_id in {one["figure_id"] for one in all_figures(Reading.of(shown, "ar"))}


def test_no_count_of_one_to_four_names_is_in_the_build(shown: Build, scanned: Path) -> None:
    rows = {row["row_key"].split("/", 1)[1]: row for row in shown.rows("select * from out_locality")}
    small, beside = rows["web/unlocated"], rows["web/mixed"]
    assert (small["hidden"], small["names"], small["share_pct"], small["high_pct"]) == ("under_5", None, None, None)
    assert (beside["hidden"], beside["names"], beside["share_pct"]) == ("protects", None, None)
    assert rows["web/local"]["names"] == 120
    (service,) = shown.rows("select * from out_scan_services")
    assert service["bound_high_pct"] is None  # it would give the hidden mixed names back
    sums = sum(row["names"] or 0 for key, row in rows.items() if key in {f"web/{kind}" for kind in KINDS})
    assert service["names_measured"] - sums == 3 + 12  # what subtraction gives is the two together
    assert [row for row in rows.values() if row["names"] in range(1, 5)] == []


def test_the_file_on_the_machine_that_measured_holds_every_count(scanned: Path) -> None:
    (scan,) = list_scans(scanned)
    assert (scan.services[0].of_kind("unlocated"), scan.services[0].of_kind("mixed")) == (3, 12)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_language_has_the_section_whole(lang: Lang, shown: Build) -> None:
    t = translator(lang)
    section = scans_section(Reading(shown, t))
    words = {"en": "under 5", "fr": "moins de 5", "ar": "أقل من 5"}
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert words[lang] in {cell.text for row in table.rows for cell in row}
    assert [column.key for column in table.columns] == ["service", "class", "names", "share_pct", "low_pct", "high_pct"]
    assert "scans" in [one.section_id for one in build_share(Reading.of(shown, lang), ShareChoices()).sections]


def test_without_a_scan_one_paragraph_says_how_to_bring_one(published_build: Build) -> None:
    section = scans_section(Reading(published_build, EN))
    (text,) = section.blocks
    assert isinstance(text, Text)
    (paragraph,) = text.paragraphs
    for said in ("siyada ranges import", "siyada scan import", "zdns", "only counts are kept"):
        assert said in paragraph
    assert not [
        one
        for one in all_figures(Reading.of(published_build, "en"))
        if str(one["figure_id"]).startswith("share.scans.")
    ]


def test_none_of_so_many_is_told_as_up_to(make_build: Callable[..., Build]) -> None:
    local = [sample.Asked(f"n{number}.ma", ("196.200.1.1",)) for number in range(40)]
    shown = make_build([("one", local, Frame("all local"))])
    (table,) = (block for block in scans_section(Reading(shown, EN)).blocks if isinstance(block, Table))
    cells = {row[1].value: [cell.text for cell in row] for row in table.rows}
    assert cells["offshore"][2:] == ["0", "0 to 8.8%", "0%", "8.8%"]
    assert cells["local"][2:4] == ["40", "100%"]


def test_a_census_has_no_interval_anywhere(make_build: Callable[..., Build]) -> None:
    shown = make_build([("one", MANY, Frame("all of them", is_census=True))])
    assert {row["low_pct"] for row in shown.rows("select low_pct from out_locality")} == {None}
    chart = next(block for block in scans_section(Reading(shown, EN)).blocks if isinstance(block, BarChart))
    assert (chart.bars[0].value.low, chart.bars[0].value.high) == (None, None)


def test_two_scans_stand_side_by_side_only_with_the_same_ranges(make_build: Callable[..., Build]) -> None:
    second = [replace(one, addresses=("196.200.1.1",)) if one.addresses else one for one in MANY]
    same = make_build([("one", MANY, Frame("register")), ("two", second, Frame("register"))])
    assert "with the same ranges: Web (A records): from 55.6% to 94.7%" in repr(scans_section(Reading(same, EN)))
    other = make_build([("one", MANY, Frame("register")), ("two", second, Frame("register"))], is_changed=True)
    assert "that was held against other ranges" in repr(scans_section(Reading(other, EN)))


@pytest.fixture
def make_build(scanned: Path, folder: Path, tmp_path: Path) -> Callable[..., Build]:
    """Build with scans of our own, in order; with `is_changed` the ranges are others for the last."""

    def made(scans: list[tuple[str, list[sample.Asked], Frame]], *, is_changed: bool = False) -> Build:
        from etl.locality.ranges_import import import_ranges

        place = tmp_path / f"w{is_changed}"
        shutil.copytree(scanned, place)
        shutil.rmtree(place / "scans")
        for number, (name, names, frame) in enumerate(scans):
            if number and is_changed:
                rows = [*sample.RANGES, ("203.0.0.0", "203.0.0.255", "MA", "MA", "MA", "", "", "")]
                import_ranges(sample.write_ranges(tmp_path / "other.csv", rows), place, lambda *_: None)
            day = f"2026-0{3 + number}-01"
            lines = [line.replace("2026-03-01", day) for line in sample.zdns_lines(names)]
            file = sample.write_lines(tmp_path / f"{name}.jsonl", lines)
            import_scan(file, "zdns", frame, folder / "data", place, lambda *_: None)
        build(ROOT / "data", place, lambda *_: None)
        return open_warehouse(place).current()

    return made


def test_a_damaged_scan_stops_a_build_and_says_which(scanned: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(scanned, tmp_path / "warehouse"))
    (scan,) = list_scans(warehouse)
    before = (warehouse / "current.json").read_text()
    scan_path(warehouse, scan.scan_id).write_text("{")
    with pytest.raises(LocalityError, match="damaged_scan"):
        build(ROOT / "data", warehouse, lambda *_: None)
    said = CliRunner().invoke(app, ["build", "--warehouse", str(warehouse), "--lang", "en"])
    assert said.exit_code == 1
    assert f"{scan.scan_id}.json can't be read as a scan" in said.stderr
    assert (warehouse / "current.json").read_text() == before
