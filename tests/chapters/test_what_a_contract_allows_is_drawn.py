"""Whatever the contracts allow, every chapter is told and drawn: on the screen, in the API, in the brief and in print.

Evidence of other worlds: every period a day, a quarter or a bare year; every optional cell blank; numbers zero, negative,
tiny and huge; long texts; tables of one row; and rows drawn from the contracts. Each is one that `siyada check` lets pass.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from dashboard.chapters import registry
from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.evidence.choices import PARTS, EvidenceChoices
from dashboard.chapters.overview import chapter as overview
from dashboard.content.values import LANGS, Lang
from dashboard.figures.figure import all_figures
from dashboard.http.answers import written
from dashboard.render.html import brief
from dashboard.warehouse.build import Build, Warehouse
from dashboard.warehouse.reading import Reading
from dashboard.web.assets import font_urls
from etl.build import build
from etl.contracts.tables import TABLES, TableContract, columns
from etl.evidence.check import check
from tests.drawing import draw_everywhere, print_chapter
from tests.rows import Rows, cells, changed, fixture_rows, form_of, hold, write_rows

NewCell = Callable[[TableContract, str, str], str | None]
WORDS = ("phrases", "prose", "labels", "sources")  # what the others lean on


def is_optional(table: TableContract, column: str) -> bool:
    return type(None) in typing.get_args(table.model.model_fields[column].annotation)


def days(table: TableContract, column: str, cell: str) -> str | None:
    is_period = form_of(table, column).startswith("YYYY, ")
    return f"{cell}-06-15"[:10] if is_period and cell and "Q" not in cell and len(cell) < 10 else None


def quarters(table: TableContract, column: str, cell: str) -> str | None:
    return f"{cell}-Q2" if "Qn" in form_of(table, column) and len(cell) == 4 else None


def years(table: TableContract, column: str, cell: str) -> str | None:
    return cell[:4] if form_of(table, column).startswith("YYYY, ") else None


def blanks(table: TableContract, column: str, cell: str) -> str | None:
    return "" if is_optional(table, column) else None


def numbers(number: str, whole: str) -> NewCell:
    def new_cell(table: TableContract, column: str, cell: str) -> str | None:
        if table.name in ("sites", "site_stages") and column.startswith("it_load_mw"):
            return None  # a site and its stages must agree
        return {"number": number, "whole number": whole}.get(form_of(table, column)) if column != "seq" else None

    return new_cell


def long_texts(table: TableContract, column: str, cell: str) -> str | None:
    fixed = {*table.key, *table.phrases, *(coded.column for coded in table.coded)}
    fixed |= {key.column for key in table.foreign_keys}
    if form_of(table, column) != "text" or column in fixed:
        return None
    return "W" * 150 if column.startswith(("name", "city")) else " ".join(["word"] * 390)


WORLDS: dict[str, NewCell] = {
    "days": days,
    "quarters": quarters,
    "years": years,
    "blanks": blanks,
    "zero": numbers("0", "0"),
    "negative": numbers("-1", "1"),
    "tiny": numbers("0.0000000001", "1"),
    "huge": numbers("9" * 40, "9" * 15),
    "long": long_texts,
}


def told(rows: Rows, folder: Path, printed: Lang) -> None:
    """Build these rows and draw everything, in print too in one language."""
    write_rows(rows, folder)
    build(folder, folder / "warehouse", lambda *_: None)
    published_build = Warehouse(folder / "warehouse").current()
    for lang in LANGS:
        for entry in registry.CHAPTERS.values():
            draw_everywhere(entry.build(published_build, entry.choices(), lang))
            if lang == printed:
                print_chapter(entry.build(published_build, entry.choices(), lang))
        for part in PARTS:
            draw_everywhere(evidence.build_chapter(Reading.of(published_build, lang), EvidenceChoices(part=part)))
        sheets(published_build, lang)
        assert written(all_figures(Reading.of(published_build, lang))).body
        chapter = overview.build_chapter(Reading.of(published_build, lang), overview.OverviewChoices())
        assert brief.page(chapter, brief.font_faces(font_urls()), is_stand_in=False)


def sheets(published_build: Build, lang: Lang) -> None:
    """A sheet of each kind, of the first row that has one."""
    for name, choice, query in (
        ("progress", "indicator", "select indicator_id from core_targets order by 1 limit 1"),
        ("sites", "site", "select site_id from core_sites where country = 'MAR' order by 1 limit 1"),
        ("connectivity", "system", "select cable_id from core_cables order by 1 limit 1"),
    ):
        for row in published_build.rows(query):
            choices = registry.CHAPTERS[name].choices(**{choice: next(iter(row.values()))})
            draw_everywhere(registry.CHAPTERS[name].build(published_build, choices, lang))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("world", WORLDS)
def test_a_world_is_drawn(tmp_path: Path, world: str) -> None:
    base = fixture_rows()

    def new_cell(table: TableContract, column: str, cell: str) -> str | None:
        return None if table.name in WORDS else WORLDS[world](table, column, cell)

    rows = hold(changed(base, new_cell), base, tmp_path / "tried")
    assert sum(rows[name] != base[name] for name in rows) >= 3  # this world differs from ours
    told(rows, tmp_path / "world", LANGS[list(WORLDS).index(world) % len(LANGS)])


@pytest.mark.timeout(600)
def test_tables_of_one_row_are_drawn(tmp_path: Path) -> None:
    rows = fixture_rows()
    for table in TABLES:
        whole = rows[table.name]
        rows[table.name] = whole[len(whole) // 2 :][:1]
        if check(write_rows(rows, tmp_path / "tried"))[1]:
            rows[table.name] = whole
    assert sum(len(some_rows) == 1 for some_rows in rows.values()) >= 10
    told(rows, tmp_path / "world", "fr")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", range(3))
def test_rows_drawn_from_the_contracts_are_drawn(tmp_path_factory: pytest.TempPathFactory, number: int) -> None:
    @settings(
        max_examples=1,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(some.data())
    def any_rows(data: some.DataObject) -> None:
        folder = tmp_path_factory.mktemp("drawn")
        base = fixture_rows()
        rows = {name: [dict(row) for row in some_rows] for name, some_rows in base.items()}
        for table in (table for table in TABLES if table.name not in WORDS):
            for row in rows[table.name][number::3][:12]:
                for column in data.draw(some.lists(some.sampled_from(columns(table)), max_size=4, unique=True)):
                    strategy = cells(table, column, base)
                    if not strategy.is_empty:
                        row[column] = data.draw(strategy)
        told(hold(rows, base, folder / "tried"), folder / "world", LANGS[number])

    any_rows()
