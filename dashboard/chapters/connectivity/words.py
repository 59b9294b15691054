"""Capacities and counts in words."""

from __future__ import annotations

from dashboard.content.values import Cell
from dashboard.i18n import Translator
from etl.contracts.codes import codes_of

STATUSES = codes_of("cables", "status")


def capacity(value: float | None, t: Translator) -> str:
    """A design capacity, or that none is known."""
    return t.amount(value, t("Tbps"), 2) or t("unknown")


def count_cell(value: int) -> Cell:
    """A small count, the same in every language."""
    return Cell(value, str(value))
