"""Doubts: what hardly can be true in the evidence, beside the answer that its row gives."""

from __future__ import annotations

from dashboard.chapters.evidence.choices import table_words
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.warehouse.reading import Reading


def section(reading: Reading) -> Section:
    """Every doubt of the check of plausibility; those without an answer first."""
    t = reading.t
    names = {
        (row["table_name"], row["row_key"]): row["label"]
        for row in reading.rows(f"select table_name, row_key, label_{reading.lang} as label from out_rows")  # noqa: S608
    }
    tables = table_words(t)
    found = reading.rows(
        f"select table_name, row_key, column_name, value, rule, doubt_{reading.lang} as doubt, answer from out_doubts "  # noqa: S608
        "order by answer is not null, table_name, row_key, column_name, rule"
    )
    rows = tuple(
        (
            Cell(row["table_name"], tables[row["table_name"]]),
            Cell(row["row_key"], names.get((row["table_name"], row["row_key"])) or row["row_key"]),
            Cell(row["value"], row["value"] or ""),
            Cell(row["rule"], row["doubt"]),
            Cell(row["answer"], reading.phrase(row["answer"]) or t("not answered yet")),
        )
        for row in found
    )
    columns = (
        Column("table", t("Table")),
        Column("row", t("Row")),
        Column("value", t("Value")),
        Column("doubt", t("What is doubtful")),
        Column("answer", t("What its row answers")),
    )
    title = t("Doubts and their answers")
    open_count = sum(row["answer"] is None for row in found)
    checked = t(
        "A check holds each value against its series, its unit and its target, each day against the others, each place "
        "against the map and each table against the rest."
    )
    left = t.plural("{count} doubt has no answer yet.", "{count} doubts have no answer yet.", open_count)
    answered = t.plural("{count} doubt, answered.", "{count} doubts, each answered.", len(found))
    lead = f"{checked} {left if open_count else answered}" if found else checked
    table = Table("doubts", title, columns, rows, is_folded=True)
    return Section("doubts", title, lead, (table,) if rows else ())
