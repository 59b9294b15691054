"""Formulas of a method as a table: what each gives, how it is written, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.content.values import Cell, Column, Table
from dashboard.i18n import Translator


def formulas(
    table_id: str,
    subject: str,
    rows: Iterable[tuple[str, str, str]],
    t: Translator,
    note: str = "",
    write: Callable[[str], str] = str,
) -> Table:
    """A table of (result, formula, words) of a `subject`; a formula is read from left to right in every language.

    `write` puts the names that a reader knows in a formula, whose value keeps those of the data.
    """
    columns = (Column("result", t("Result")), Column("formula", t("Formula")), Column("words", t("In words")))
    cells = tuple(
        (Cell(name, name), Cell(formula, t.formula(write(formula))), Cell(words, words))
        for name, formula, words in rows
    )
    return Table(table_id, t("Formulas: {subject}", subject=subject), columns, cells, note)
