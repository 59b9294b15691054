"""CSV "for Excel": read with French conventions it holds the very values of the plain file, and still nothing to run."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.chapters.registry import CHAPTERS, build_chapter, tables
from dashboard.content.values import Cell, Column, Table
from dashboard.render.csv import table_csv
from dashboard.warehouse.build import Build
from etl.evidence.csv_form import FRENCH_SPREADSHEET, PLAIN, csv_text
from etl.evidence.text import csv_plain


def read_in_french(text: str) -> list[list[str]]:
    """Rows as a spreadsheet set to French takes them, written as the plain file writes them."""
    return [[_plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]


def _plain(cell: str) -> str:
    try:
        return datetime.strptime(cell, "%d/%m/%Y").date().isoformat()
    except ValueError:
        pass
    number = cell.replace(",", ".", 1)
    try:
        float(number)
    except ValueError:
        return cell
    return number


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_table_holds_the_values_of_its_plain_file(published_build: Build, name: str) -> None:
    chapter = build_chapter(published_build, name, CHAPTERS[name].choices(), "fr")
    for table in tables(chapter).values():
        plain = list(csv.reader(io.StringIO(table_csv(table, PLAIN), newline="")))
        assert read_in_french(table_csv(table, FRENCH_SPREADSHEET)) == plain, table.table_id


def test_a_day_a_decimal_and_a_list_are_written_as_french_has_them() -> None:
    columns = (Column("day", ""), Column("month", ""), Column("mw", ""), Column("owners", ""))
    row = (Cell("2026-03-01", ""), Cell("2026-03", ""), Cell(-4.5, ""), Cell("MAR;ZAF", ""))
    written = table_csv(Table("t", "t", columns, (row,)), FRENCH_SPREADSHEET)
    assert written == 'day;month;mw;owners\r\n01/03/2026;2026-03;-4,5;"MAR;ZAF"\r\n'


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_the_very_same(number: float) -> None:
    written = csv_text(["n"], [[number]], FRENCH_SPREADSHEET).split("\r\n")[1]
    assert "." not in written
    assert float(written.replace(",", ".")) == number


@given(st.text(st.sampled_from(";'=+-@\t\r\n ,\"1a"), max_size=12))
def test_a_text_is_disarmed_as_in_the_plain_file(text: str) -> None:
    read = list(
        csv.reader(io.StringIO(csv_text(["a"], [[text, "end"]], FRENCH_SPREADSHEET), newline=""), delimiter=";")
    )
    assert csv_plain(read[1][0]) == text
    assert not read[1][0].startswith(("=", "@"))
