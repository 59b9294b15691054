"""The CSV of a table: its values in order, blanks blank, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from dashboard.content import Cell, Column, Table
from dashboard.render.csv import table_csv


def test_values_travel_as_they_are_under_language_free_names() -> None:
    columns = (Column("site", "Site"), Column("it_load_mw", "Charge, MW", "end"), Column("is_open", "Ouvert"))
    rows = (
        (Cell("Nouaceur", "Nouaceur"), Cell(-4.5, "-4,5"), Cell(True, "oui")),
        (Cell("X, Y", "X, Y"), Cell(None, ""), Cell(None, "")),
    )
    assert table_csv(Table("t", "t", columns, rows)) == 'site,it_load_mw,is_open\r\nNouaceur,-4.5,true\r\n"X, Y",,\r\n'


def test_a_text_that_looks_like_a_formula_is_disarmed_and_a_number_is_not() -> None:
    cells = tuple(Cell(v, "") for v in ("=1+1", "+14% on 2022", "-", "@x", "\tx", -3, 0))
    table = Table("t", "t", tuple(Column(str(i), "") for i in range(len(cells))), (cells,))
    assert list(csv.reader(io.StringIO(table_csv(table))))[1] == [
        "'=1+1",
        "'+14% on 2022",
        "'-",
        "'@x",
        "'\tx",
        "-3",
        "0",
    ]


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.none() | st.integers()), max_size=5
    )
)
def test_every_row_comes_back(rows: list[tuple[str, int | None]]) -> None:
    table = Table("t", "t", (Column("a", ""), Column("b", "")), tuple((Cell(a, ""), Cell(b, "")) for a, b in rows))
    read = list(csv.reader(io.StringIO(table_csv(table), newline="")))[1:]
    safe = [f"'{a}" if a.startswith(("=", "+", "-", "@", "\t", "\r")) else a for a, _ in rows]
    assert read == [[a, "" if b is None else str(b)] for a, (_, b) in zip(safe, rows, strict=True)]
