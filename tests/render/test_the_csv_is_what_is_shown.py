"""The CSV of a table: its values in order, blanks blank, nothing a spreadsheet of any country would run, all of it back."""

from __future__ import annotations

import csv
import io
import math
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.content.values import Cell, Column, Table
from dashboard.render.csv import table_csv
from etl.evidence.csv_form import csv_file, csv_text
from etl.evidence.text import csv_plain, csv_safe

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
# What a spreadsheet may meet in another country, or after a slip: separators, apostrophes and signs close together.
TANGLED = st.text(st.sampled_from(";'=+-@\t\r\n ,\"1a.\u00a0"), max_size=12)


def test_values_travel_as_they_are_under_language_free_names() -> None:
    columns = (Column("site", "Site"), Column("it_load_mw", "Charge, MW", "end"), Column("is_open", "Ouvert"))
    rows = (
        (Cell("Nouaceur", "Nouaceur"), Cell(-4.5, "-4,5"), Cell(True, "oui")),
        (Cell("X, Y", "X, Y"), Cell(None, ""), Cell(None, "")),
    )
    assert table_csv(Table("t", "t", columns, rows)) == 'site,it_load_mw,is_open\r\nNouaceur,-4.5,true\r\n"X, Y",,\r\n'


def test_a_text_that_looks_like_a_formula_is_disarmed_and_a_number_is_not() -> None:
    given_and_written = {
        "=1+1": "'=1+1",
        "+14% on 2022": "'+14% on 2022",
        "-": "'-",
        "@x": "'@x",
        "\tx": "'\tx",
        "-3": "-3",
        "+2.5": "+2.5",
        "a;=1+1": "a;'=1+1",
        "a; =1+1": "a;' =1+1",
        "a\n=1+1;-2": "a\n'=1+1;-2",
        "'=1": "''=1",
        "'quoted'": "'quoted'",
        "a-b; c=d": "a-b; c=d",
    }
    cells = tuple(Cell(v, "") for v in given_and_written)
    table = Table("t", "t", tuple(Column(str(i), "") for i in range(len(cells))), (cells,))
    assert list(csv.reader(io.StringIO(table_csv(table), newline="")))[1] == list(given_and_written.values())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *((-3, "-3"), (0, "0"), (40.0, "40"), (-0.0, "0"), (1e-07, "0.0000001"), (1.5e22, "15000000000000000000000")),
        *((math.nan, ""), (math.inf, ""), (None, ""), (False, "false"), (date(2026, 3, 1), "2026-03-01")),
        *((["b", "a"], "b;a"), (("x", "=1"), "x;'=1"), ([], ""), ([1.0, None], "1;")),
    ],
)
def test_every_kind_of_value_has_one_form(value: object, written: str) -> None:
    assert next(csv.reader([csv_text(["a"], [[value, "end"]]).split("\r\n")[1]])) == [written, "end"]


SIGNS = ("=", "+", "-", "@")


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_a_number_reads_back_as_the_very_same(number: float) -> None:
    written = csv_text(["n"], [[number]]).split("\r\n")[1]
    assert type(number)(written) == number
    assert "e" not in written


@given(TEXTS | TANGLED)
def test_a_disarmed_text_comes_back_exactly(text: str) -> None:
    assert csv_plain(csv_safe(text)) == text


@given(st.lists(st.tuples(TANGLED, TANGLED), max_size=4), st.sampled_from([",", ";", "\t"]))
@example([("-1;", "-1")], ",")
@example([("-1", "1")], ";")
@example([("-1;=", "")], ",")
@example([("-1;\r", "")], ",")
@example([("-1", "a")], ";")
def test_no_program_finds_a_formula_in_a_file(rows: list[tuple[str, str]], separator: str) -> None:
    for row in csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline=""), delimiter=separator):
        for cell in row:
            # Where a program cut at its own separator ours is left between numbers and texts that begin no formula.
            first, *others = re.split('[",; ]+', cell.strip('" ,;'))
            are_numbers = _is_number(first) and all(_is_number(part) or not part.startswith(SIGNS) for part in others)
            assert are_numbers or not cell.lstrip(' \u00a0\t\r\n"').startswith(SIGNS), repr(cell)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


@given(st.lists(st.tuples(TEXTS, st.none() | st.integers()), max_size=5))
def test_every_row_comes_back(rows: list[tuple[str, int | None]]) -> None:
    table = Table("t", "t", (Column("a", ""), Column("b", "")), tuple((Cell(a, ""), Cell(b, "")) for a, b in rows))
    read = list(csv.reader(io.StringIO(table_csv(table), newline="")))[1:]
    assert [[csv_plain(a), b] for a, b in read] == [[a, "" if b is None else str(b)] for a, b in rows]


def test_a_file_tells_spreadsheets_that_it_is_utf8_and_a_text_does_not() -> None:
    assert csv_file("é\r\n") == b"\xef\xbb\xbf\xc3\xa9\r\n"
    assert not csv_text(["é"], []).startswith("\ufeff")
