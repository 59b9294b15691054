"""What the registers of Evidence share: rows by name and link, pages of a long list, counts with their receipt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from dashboard.chapters.evidence.choices import PAGE_ROWS, table_words
from dashboard.chapters.shared.contents import figure_link, row_link
from dashboard.chapters.shared.tables import Column
from dashboard.content.values import Cell, Figure, ReceiptInput
from dashboard.figures.figure import figure
from dashboard.figures.make import make_figure
from dashboard.i18n import Translator
from dashboard.warehouse.build import ORIGINAL, Build
from dashboard.warehouse.reading import Reading, cached_per_build
from etl.contracts.tables import TABLES, columns

Row = dict[str, Any]
Item = TypeVar("Item")

GRADED = tuple(table.name for table in TABLES if "confidence" in columns(table))
SOURCED = tuple(table.name for table in TABLES if "source_ids" in columns(table))


def page_count(rows: int) -> int:
    """How many pages a register of so many rows has; one where it is empty."""
    return max(1, math.ceil(rows / PAGE_ROWS))


def turned(items: Sequence[Item], page: str) -> tuple[Sequence[Item], int]:
    """The items on a page, and the page shown: the last one where there are fewer."""
    number = min(int(page), page_count(len(items)))
    return items[(number - 1) * PAGE_ROWS : number * PAGE_ROWS], number


def range_text(shown: int, number: int, total: int, t: Translator) -> str:
    """Which rows of a register are shown; empty where all are."""
    if shown == total:
        return ""
    first = (number - 1) * PAGE_ROWS + 1
    return t(
        "Rows {first} to {last} of {total}; choose the page above.",
        first=t.number(first),
        last=t.number(first + shown - 1),
        total=t.number(total),
    )


@cached_per_build(4)
def grounds(build: Build) -> tuple[Row, ...]:
    """Every row of evidence that names sources: table, key, sources, and grade, label and date where it has them."""
    rows = build.rows(
        """select s.table_name, s.row_key, s.source_ids, r.label_en, r.label_fr, r.label_ar, r.as_of, r.subject, r.note,
                  r.confidence
           from core_row_sources s left join (select distinct on (table_name, row_key) * from out_rows order by all) r using (table_name, row_key)
           order by all"""
    )
    known = {(row["table_name"], row["row_key"]): row for row in rows}
    for table in GRADED:
        for graded in build.rows(f"select row_key, confidence from core_{table}"):  # noqa: S608 - our own table names
            if row := known.get((table, graded["row_key"])):
                row["confidence"] = graded["confidence"]
    return tuple(rows)


@cached_per_build(4)
def read_via(build: Build) -> dict[str, str]:
    """How each source was read, by id."""
    return {row["source_id"]: row["read_via"] for row in build.rows("select source_id, read_via from core_sources")}


def is_second_hand(build: Build, row: Row) -> bool:
    """Whether a row of the best grade was read in no original."""
    via = read_via(build)
    return row["confidence"] == "A" and not any(via[source] == ORIGINAL for source in row["source_ids"])


def row_name(row: Row, t: Translator) -> str:
    """What a row is about; its key where the build gives it no name."""
    return str(row[f"label_{t.lang}"] or row["row_key"])


def row_cell(row: Row, t: Translator) -> Cell:
    """A row by name, linked to the sheet of its subject where a page has one."""
    return Cell(row["row_key"], row_name(row, t), row_link(row["table_name"], row["subject"]))


def figures_by_row(build: Build) -> dict[tuple[str, str], list[str]]:
    """Ids of the figures that rest on each row."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in build.rows("select distinct figure_id, table_name, row_key from out_figure_inputs order by all"):
        found.setdefault((row["table_name"], row["row_key"]), []).append(row["figure_id"])
    return found


@cached_per_build(4)
def sources_of_figures(build: Build) -> dict[str, tuple[str, ...]]:
    """Every source that a figure of the build rests on, by figure; a figure without a sourced row has none."""
    named = {(row["table_name"], row["row_key"]): row["source_ids"] for row in grounds(build)}
    found: dict[str, dict[str, None]] = {
        row["figure_id"]: {} for row in build.rows("select figure_id from out_figures order by figure_id")
    }
    for key, figure_ids in figures_by_row(build).items():
        for figure_id in figure_ids:
            found[figure_id] |= dict.fromkeys(named.get(key, ()))
    return {figure_id: tuple(sources) for figure_id, sources in found.items()}


@cached_per_build(1024)
def read_figure(reading: Reading, figure_id: str) -> Figure:
    """A figure of the build in words, kept: its receipt takes a few milliseconds to read."""
    return figure(reading, figure_id)


def figure_columns(reading: Reading) -> tuple[Column[str], Column[str]]:
    """What a figure is and what it says, of ids of figures."""
    t = reading.t

    def label(figure_id: str) -> Cell:
        return Cell(figure_id, read_figure(reading, figure_id).label, figure_link(figure_id))

    def value(figure_id: str) -> Cell:
        shown = read_figure(reading, figure_id)
        return Cell(shown.value, shown.text)

    return Column("figure", t("Figure"), label), Column("value", t("Value"), value, "end")


def count_figure(
    reading: Reading, name: str, label: str, formula: str, counted: Iterable[tuple[str, str, str, int]]
) -> Figure:
    """A count of this chapter, `evidence.<name>`; `counted` holds (table, key, label, number) for each part."""
    t = reading.t
    parts = tuple(counted)
    inputs = tuple(ReceiptInput(table, key, words, t.number(number), "", "", ()) for table, key, words, number in parts)
    total = sum(number for *_, number in parts)
    return make_figure(
        f"evidence.{name}",
        label,
        float(total),
        t.number(total),
        "count",
        "sum",
        reading.receipt(formula, inputs),
        grade="",
        as_of="",  # a count of the register is no dated fact
    )


def by_table(rows: Iterable[Row], t: Translator) -> list[tuple[str, str, str, int]]:
    """Numbers of rows by table, in the order of the contracts, for `count_figure`."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["table_name"]] = counts.get(row["table_name"], 0) + 1
    words = table_words(t)
    return [(table, "*", words[table], counts[table]) for table in words if table in counts]
