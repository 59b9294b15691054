"""Formulas of a method as a table: what each gives, how it is written, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.chapters.shared.tables import Column, build_table, text_column
from dashboard.content.values import Cell, Table
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
    return build_table(
        table_id,
        t("Formulas: {subject}", subject=subject),
        rows,
        text_column("result", t("Result"), lambda row: row[0]),
        Column("formula", t("Formula"), lambda row: Cell(row[1], t.formula(write(row[1])))),
        text_column("words", t("In words"), lambda row: row[2]),
        note=note,
    )
