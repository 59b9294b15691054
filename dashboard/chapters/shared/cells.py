"""Cells and receipts that the chapters on links and networks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.content.charts import Value
from dashboard.content.values import Cell, Receipt
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading

Row = Mapping[str, Any]


def text(value: str | None, code: str | None = None) -> Cell:
    """A cell of words; `code` goes to CSV and JSON where it is not the words themselves."""
    return Cell(code if code is not None else value or None, value or "")


def value_cell(value: Value) -> Cell:
    """What a chart draws, as the table below it writes it."""
    return Cell(value.value, value.text)


def blank_or(value: float | None, text: str, t: Translator) -> Cell:
    """A value, or a blank that says no figure was found."""
    return Cell(value, text if value is not None else t("no figure found"))


def rows_receipt(reading: Reading, table: str, rows: Iterable[tuple[str, str]], formula: str) -> Receipt:
    """A receipt of rows of one table, each with its value as shown."""
    return reading.receipt(formula, (reading.input(table, key, text) for key, text in rows))


def country_cells(reading: Reading, codes: Iterable[str]) -> Cell:
    """Several countries by name; their codes go to CSV."""
    listed = list(codes)
    return Cell(";".join(listed), reading.labels("*", "country", listed))


def names_cell(reading: Reading, names: str) -> Cell:
    """Names joined by `;` in the evidence, as the reader's language lists them."""
    return Cell(names, reading.t.listed(name.strip() for name in reading.phrase(names).split(";")))


def as_published(t: Translator) -> str:
    """The formula of values that are shown as they are."""
    return t("Values as published; nothing is computed.")
