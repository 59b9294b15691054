"""A workbook: numbers are numbers, days are days, nothing is a formula, and the first sheet says the filter."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from dashboard.api.downloads import file_name
from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices, tables
from dashboard.content.values import LANGS, Cell, Chapter, Column, Lang, Table
from dashboard.documents.workbooks import view_workbook
from dashboard.i18n import translator
from dashboard.render.csv import with_day
from dashboard.render.xlsx.columns import sheet_columns
from dashboard.render.xlsx.workbook import HEAD_ROW, choices_line
from dashboard.warehouse.build import Build
from etl.paths import ROOT

FIRST_ROW = HEAD_ROW + 2  # as spreadsheets count


def chapter_of(build: Build, name: str, query: str = "", lang: Lang = "fr") -> Chapter:
    return build_chapter(build, name, read_choices(build, name, query)[0], lang)


def opened(body: bytes) -> Workbook:
    return load_workbook(io.BytesIO(body))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CHAPTERS)
def test_every_number_and_day_of_a_view_is_in_its_workbook_as_such(
    published_build: Build, name: str, lang: Lang
) -> None:
    chapter = chapter_of(published_build, name, lang=lang)
    book = opened(view_workbook(published_build, chapter))
    shown = list(tables(chapter).values())
    assert len(book.sheetnames) == len(shown) + 3 if len(shown) > 1 else 4
    for table, sheet in zip(shown, book.worksheets, strict=False):
        assert sheet["A1"].value == table.title
        assert sheet.sheet_view.rightToLeft is (True if lang == "ar" else None)
        for number, row in enumerate(table.rows, FIRST_ROW):
            held = [cell for cell in sheet[number] if cell.value is not None]
            numbers = [c.value for c in row if isinstance(c.value, int | float) and not isinstance(c.value, bool)]
            assert [cell.value for cell in held if cell.data_type == "n" and not cell.is_date] == pytest.approx(numbers)
            days = [c.value for c in row if isinstance(with_day(c.value), date)]
            assert [cell.value.date().isoformat() for cell in held if isinstance(cell.value, datetime)] == days
            assert all(cell.data_type in "nsd" for cell in held)


def test_a_text_that_looks_like_a_formula_stays_a_text(published_build: Build) -> None:
    chapter = chapter_of(published_build, "sites", lang="en")
    body = view_workbook(published_build, chapter)
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    cells = sheet_columns(Table("t", "t", (Column("a", "a"),), ((Cell("=1+1", "=1+1"),),)), translator("en"))
    assert cells[0].cells[0].value == "=1+1"


@pytest.mark.parametrize(
    ("key", "value", "text", "label", "form"),
    [
        ("local_pct", 20.766, "20,8\u00a0%", "L, %", "#,##0.0"),
        ("mw", 11.0, "11\u00a0MW", "L, MW", "#,##0"),
        ("part", 0.3, "30\u00a0%", "L", "0%"),
        ("year", 2026, "2026", "L", "0"),
        ("sites", 12345, "12\u00a0345", "L", "#,##0"),
        ("speed", 2.5, "2,5\u00a0km/s", "L, km/s", "#,##0.0"),
    ],
)
def test_the_unit_stands_in_the_head_and_the_cell_shows_the_decimals_shown(
    key: str, value: float, text: str, label: str, form: str
) -> None:
    table = Table("t", "t", (Column(key, "L", "end"),), ((Cell(value, text),), (Cell(None, ""),)))
    (column,) = sheet_columns(table, translator("fr"))
    assert (column.label, column.cells[0].value, column.cells[0].form) == (label, value, form)
    assert column.cells[1].value is None


@pytest.mark.parametrize("text", ["2,3\u00a0Md DH", "environ 2 milliards", "2,3\u00a0Md DH (2024)"])
def test_what_is_shown_stands_beside_a_number_that_says_less(text: str) -> None:
    table = Table("t", "t", (Column("amount_mad", "Montant", "end"),), ((Cell(2298100000.0, text),),))
    number, shown = sheet_columns(table, translator("fr"))
    assert (number.label, number.cells[0].value) == ("Montant, dirhams", 2298100000.0)
    assert shown.cells[0].value == text


def test_a_filtered_workbook_says_its_filter_in_its_name_and_on_its_first_sheet(published_build: Build) -> None:
    whole, some = chapter_of(published_build, "sites"), chapter_of(published_build, "sites", "status=operational")
    assert (
        file_name(some, "register-fr", "xlsx")
        == f"siyada-sites-register-fr-status-operational-{published_build.build_id}.xlsx"
    )
    assert file_name(whole, "register-fr", "xlsx") == f"siyada-sites-register-fr-{published_build.build_id}.xlsx"
    book = opened(view_workbook(published_build, some, ("register",)))
    t = translator("fr")
    first = book.worksheets[0]
    assert first["A2"].value == choices_line(some, t) != choices_line(whole, t)
    assert some.choices_text in first["A2"].value
    assert ("status", "operational") in [(row[0].value, row[1].value) for row in book.worksheets[-1].iter_rows()]


def test_a_long_filter_still_makes_a_name_that_every_system_takes(published_build: Build) -> None:
    chapter = chapter_of(published_build, "share", "growth=0.07&residents=0.4&preset=none&low=1")
    assert len(file_name(chapter, "x" * 80, "csv")) < 255


def test_the_sources_and_the_terms_of_a_table_go_with_it(published_build: Build) -> None:
    book = opened(view_workbook(published_build, chapter_of(published_build, "share", lang="en"), ("popular_series",)))
    sources = [row[0].value for row in book["Sources"].iter_rows(min_row=FIRST_ROW)]
    notes = [row[0].value for row in book["Notes"].iter_rows(min_row=FIRST_ROW)]
    assert "fib-pulse-data" in sources
    assert sources == sorted(sources)
    assert any("states no licence" in note for note in notes)
    assert any("CC BY 4.0" in note for note in notes)


def test_an_analyst_s_program_reads_it(published_build: Build) -> None:
    chapter = chapter_of(published_build, "sites", lang="en")
    body = view_workbook(published_build, chapter, ("register",))
    frame = pd.read_excel(io.BytesIO(body), header=HEAD_ROW)
    assert len(frame) == len(tables(chapter)["register"].rows)
    assert pd.to_numeric(frame["Planned (MW)"], errors="coerce").notna().any()


def test_the_same_view_gives_the_same_bytes_in_any_process(published: Path) -> None:
    program = (
        "import hashlib; from dashboard.chapters.registry import *; from dashboard.documents.workbooks import *; "
        "from dashboard.warehouse.build import open_warehouse; from pathlib import Path; import sys; "
        "b = open_warehouse(Path(sys.argv[1])).current(); "
        "print([hashlib.sha256(view_workbook(b, build_chapter(b, n, e.choices(), l))).hexdigest() "
        "for n, e in CHAPTERS.items() for l in ('fr', 'ar')])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(published)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Africa/Casablanca"))
    }
    assert len(told) == 1
