"""Between two builds of a warehouse: rows added, changed and withdrawn, and the figures that moved."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import EvidenceChoices
from dashboard.content.values import Table
from dashboard.warehouse.build import Build, Warehouse
from dashboard.warehouse.changes import compare
from dashboard.warehouse.reading import Reading
from etl.build import build
from etl.paths import ROOT

TOUBKAL = "mar-toubkal"


@pytest.fixture(scope="module")
def two(published: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """The real build, and one in which a site has more GPUs, a fault was withdrawn and a rate added."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(published, folder / "warehouse")
    shutil.copytree(ROOT / "data" / "evidence", folder / "data" / "evidence")
    shutil.copytree(ROOT / "data" / "geo", folder / "data" / "geo")
    edit(folder / "data", "sites", lambda rows: [_more(row) for row in rows])
    edit(folder / "data", "outages", lambda rows: rows[1:])
    edit(folder / "data", "fx", lambda rows: [*rows, rows[0] | {"year": "2017"}])
    warehouse = Warehouse(folder / "warehouse")
    before = warehouse.current()
    build(folder / "data", folder / "warehouse", lambda *_: None)
    return before, warehouse.current()


def _more(row: dict[str, str]) -> dict[str, str]:
    return row | {"gpu_count_operational": "40"} if row["site_id"] == TOUBKAL else row


def edit(data: Path, table: str, change) -> None:  # type: ignore[no-untyped-def]
    path = data / "evidence" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def test_rows_and_figures_are_told(two: tuple[Build, Build]) -> None:
    before, after = two
    found = compare(before, after)
    moved = {table.table: table for table in found.tables if not table.is_empty}
    assert set(moved) == {"sites", "outages", "fx"}
    (site,) = moved["sites"].changed
    assert (site.key, site.cells) == (TOUBKAL, (("gpu_count_operational", "20", "40"),))
    assert (len(moved["outages"].withdrawn), moved["outages"].added) == (1, ())
    (rate,) = moved["fx"].added
    assert (rate.key, {column: new for column, _, new in rate.cells}["usd_mad"]) == ("2017", "9.3861")
    assert "sites.gpu_documented" in {figure.figure_id for figure in found.figures}
    assert found.methods == ()


def test_the_other_way_round_is_the_reverse(two: tuple[Build, Build]) -> None:
    before, after = two
    back = {table.table: table for table in compare(after, before).tables}
    assert len(back["outages"].added) == 1
    (rate,) = back["fx"].withdrawn
    assert (rate.key, ("usd_mad", "9.3861", "") in rate.cells) == ("2017", True)


def test_a_build_differs_in_nothing_from_itself(published_build: Build) -> None:
    found = compare(published_build, published_build)
    assert all(table.is_empty and not table.rechecked for table in found.tables)
    assert found.figures == ()


def test_the_chapter_shows_them_under_a_link(two: tuple[Build, Build]) -> None:
    before, after = two
    listed = evidence.build_chapter(Reading.of(after, "en"), EvidenceChoices(part="changes")).sections[0].blocks[0]
    assert isinstance(listed, Table)
    assert [row[0].link for row in listed.rows] == [f"?part=changes&since={before.build_id}"]
    choices, notices = EvidenceChoices.parse(f"part=changes&since={before.build_id}&table=sites")
    assert notices == ()
    chapter = evidence.build_chapter(Reading.of(after, "en"), choices)
    shown = {b.table_id: b for part in chapter.sections for b in part.blocks if isinstance(b, Table)}
    figure = next(row for row in shown["figures"].rows if row[0].value == "sites.gpu_documented")
    assert (figure[1].value, figure[2].value) == (32.0, 52.0)
    assert [cell.value for cell in shown["changed-rows"].rows[0]] == [
        TOUBKAL,
        "changed",
        "gpu_count_operational",
        "20",
        "40",
    ]


def test_a_row_that_came_or_went_is_shown_as_it_stands(two: tuple[Build, Build]) -> None:
    before, after = two
    for newer, older, code, place in ((after, before, "added", 4), (before, after, "withdrawn", 3)):
        choices = EvidenceChoices(part="changes", since=older.build_id, table="fx")
        chapter = evidence.build_chapter(Reading.of(newer, "ar"), choices)
        shown = {b.table_id: b for part in chapter.sections for b in part.blocks if isinstance(b, Table)}
        (row,) = shown["changed-rows"].rows
        assert (row[0].value, row[1].value) == ("2017", code)
        assert "usd_mad: 9.3861" in row[place].text


def test_one_build_alone_says_so_and_an_unknown_one_is_named(published_build: Build) -> None:
    alone = evidence.build_chapter(Reading.of(published_build, "en"), EvidenceChoices(part="changes"))
    assert "one build only" in alone.sections[0].lead
    for since in ("nobody", published_build.build_id, "0" * 12):
        chapter = evidence.build_chapter(
            Reading.of(published_build, "en"), EvidenceChoices(part="changes", since=since)
        )
        assert since in chapter.choices_text
        assert [section.section_id for section in chapter.sections] == ["builds", "log"]
