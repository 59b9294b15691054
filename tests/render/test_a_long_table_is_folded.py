"""A long table shows its first rows and all of them on demand, by the browser's own fold: nothing is left out of the page."""

from __future__ import annotations

from importlib import resources

import pytest

from dashboard.content.values import LANGS, Cell, Column, Lang, Table
from dashboard.i18n import translator
from dashboard.render.html import pieces as drawn
from dashboard.render.html.markup import html_table, is_list_on_phone


def table(rows: int, columns: int, *, is_folded: bool, text: str = "word") -> Table:
    heads = tuple(Column(f"c{n}", f"Column {n}") for n in range(columns))
    body = tuple(tuple(Cell(text, text) for _ in heads) for _ in range(rows))
    return Table("long", "A long table", heads, body, "A note.", is_folded=is_folded)


def shown(rows: int, columns: int = 2, *, is_folded: bool = True, lang: Lang = "en") -> str:
    given, t = table(rows, columns, is_folded=is_folded), translator(lang)
    return drawn._foldable(given, html_table(given, t), t)


def test_a_grade_in_a_table_says_on_hover_what_it_means() -> None:
    heads = (Column("name", "Name"), Column("grade", "Grade"))
    given = Table("graded", "Graded", heads, ((Cell("C", "C"), Cell("C", "C")), (Cell("x", "x"), Cell("", ""))))
    html = html_table(given, translator("en"))
    assert html.count('title="reputable press"') == 1  # the grade, not a name that is written alike


def test_a_table_without_rows_is_its_note() -> None:
    assert shown(0) == '<p class="note">A note.</p>'


@pytest.mark.parametrize("lang", LANGS)
def test_every_row_is_in_the_page_and_the_fold_says_how_many(lang: Lang) -> None:
    html = shown(33, lang=lang)
    assert html.count("<tr>") == 1 + 33
    assert "fold-wide" in html and "<details><summary>" in html
    assert "33" in html.split("<summary>")[1]


def test_a_fold_that_would_hide_a_row_or_two_is_left_out() -> None:
    assert "<details>" not in shown(12)
    assert "<details>" in shown(13)


def test_a_table_that_is_not_folded_is_so_on_a_phone_only() -> None:
    html = shown(33, columns=5, is_folded=False)
    assert "<details>" in html and "fold-wide" not in html
    assert "<details>" not in shown(3, columns=5, is_folded=False)
    assert "<details>" not in shown(33, columns=2, is_folded=False)


def test_three_columns_of_long_texts_are_a_list_on_a_phone() -> None:
    assert not is_list_on_phone(table(2, 3, is_folded=False))
    assert is_list_on_phone(table(2, 3, is_folded=False, text="a long sentence " * 5))
    assert not is_list_on_phone(table(2, 2, is_folded=False, text="a long sentence " * 5))


def test_the_style_hides_what_the_code_counts() -> None:
    css = resources.files("dashboard.web").joinpath("static", "page.css").read_text(encoding="utf-8")
    assert f"nth-child(n + {drawn.FIRST_ROWS + 1})" in css
    assert f"nth-child(n + {drawn.FIRST_ROWS_PHONE + 1})" in css
