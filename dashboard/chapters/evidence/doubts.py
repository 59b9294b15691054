"""Doubts: what hardly can be true in the evidence, beside the answer that its row gives."""

from __future__ import annotations

import re

from dashboard.chapters.evidence.choices import table_words
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, Section
from dashboard.i18n import Translator
from dashboard.warehouse.reading import Reading, Row

_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_WRITTEN = re.compile(rf"\b(?:\d{{4}}-(?:Q[1-4]|{_MONTH}(?:-{_DAY})?)|\d+\.\d+)\b")


def section(reading: Reading) -> Section:
    """Every doubt of the check of plausibility; those without an answer first."""
    t = reading.t
    names = _names(reading)
    tables = table_words(t)
    found = reading.rows(
        f"select table_name, row_key, column_name, value, rule, doubt_{reading.lang} as doubt, answer from out_doubts "  # noqa: S608
        "order by answer is not null, table_name, row_key, column_name, rule"
    )
    title = t("Doubts and their answers")
    open_count = sum(row["answer"] is None for row in found)
    checked = reading.prose("evidence_doubts_intro")
    left = t.plural("{count} doubt has no answer yet.", "{count} doubts have no answer yet.", open_count)
    answered = t.plural("{count} doubt, answered.", "{count} doubts, each answered.", len(found))
    lead = f"{checked} {left if open_count else answered}" if found else checked
    table = build_table(
        "doubts",
        title,
        found,
        Column("table", t("Table"), lambda row: Cell(row["table_name"], tables[row["table_name"]])),
        Column(
            "row",
            t("Row"),
            lambda row: names.get((row["table_name"], row["row_key"])) or Cell(row["row_key"], row["row_key"]),
        ),
        Column("value", t("Value"), lambda row: Cell(row["value"], _value(reading, row))),
        Column("doubt", t("What is doubtful"), lambda row: Cell(row["rule"], _as_read(row["doubt"], t))),
        Column(
            "answer",
            t("What its row answers"),
            lambda row: Cell(row["answer"], reading.phrase(row["answer"]) or t("not answered yet")),
        ),
        is_folded=True,
    )
    return Section("doubts", title, lead, (table,) if found else ())


def _names(reading: Reading) -> dict[tuple[str, str], Cell]:
    """What the rows are called: a source by its title, a vertex of a route by its system, any other by its label."""
    lang = reading.lang
    labelled = reading.rows(f"select table_name, row_key, label_{lang} as label from out_rows")  # noqa: S608
    names = {(row["table_name"], row["row_key"]): Cell(row["row_key"], row["label"]) for row in labelled}
    routes = reading.rows(
        "select c.*, r.row_key as vertex from core_cable_routes r join core_cables c using (cable_id)"
    )
    names |= {("cable_routes", row["vertex"]): Cell(row["vertex"], reading.name(row)) for row in routes}
    cited = [row["row_key"] for row in reading.rows("select row_key from out_doubts where table_name = 'sources'")]
    names |= {
        ("sources", key): Cell(key, f"{source.publisher} · {source.title}", passages=source.passages)
        for key, source in zip(cited, reading.sources(cited), strict=True)
    }
    return names


def _value(reading: Reading, row: Row) -> str:
    """The value in words; nothing where it is the key of the row, which has its name beside it."""
    if row["value"] is None or row["column_name"].endswith("_id"):
        return ""
    return _as_read(reading.label(row["table_name"], row["column_name"], row["value"]), reading.t)


def _as_read(text: str, t: Translator) -> str:
    """A text of the check with its days and its decimals written as in the reader's language."""
    return _WRITTEN.sub(lambda found: t.period(found[0]) if "-" in found[0] else t.number(float(found[0]), 6), text)
