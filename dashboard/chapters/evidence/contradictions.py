"""Contradictions: figures that disagree, side by side with what each source says; none is settled here.

A contradiction is read from the evidence: a row whose own note says that another source disagrees, and the rows of the
same quantity beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.chapters.shared.publishers import grade, publishers
from dashboard.chapters.shared.tables import Column, build_table
from dashboard.content.values import Cell, ReceiptInput, Section
from dashboard.figures.figure import write
from dashboard.figures.share import parameter_row
from dashboard.figures.units import write_in_unit
from dashboard.warehouse.reading import Reading

HOME = "MAR"
_SAYS_SO = "contradict|conflict|disagree|another outlet"  # words of the notes, which are English in the evidence
_FLAGGED = """
select table_name, row_key, subject from out_rows
where regexp_matches(lower(note), ?) and table_name in ('observations', 'indicators', 'country_capacity', 'share_assumptions')
order by table_name, row_key
"""
_OBSERVED = """
with named as (
  select * from core_observations where country = ? and (list_contains(?::varchar[], row_key) or list_contains(?::varchar[], indicator_id))
)
select o.row_key, o.value, o.period, o.country, i.unit, i.indicator_id from core_observations o
join core_indicators i using (indicator_id)
where o.row_key in (select row_key from named union all select unnest(string_split(shown_with, ';')) from named)
order by i.indicator_id, o.period, o.row_key
"""
_TOTALS = """
select table_name, row_key, country, year, operational_mw from out_published_totals
where operational_mw is not null order by country <> 'MAR', country, year, table_name, row_key
"""


@dataclass(frozen=True)
class _Line:
    subject: str
    value: float | None
    row: ReceiptInput


def section(reading: Reading) -> Section:
    """Every contradiction of the evidence."""
    t = reading.t
    lines = [*_read_observed(reading), *_national(reading)]
    title = t("Contradictions, shown and not settled")
    lead = reading.prose("evidence_contradictions_intro")
    receipt = reading.receipt(reading.prose("evidence_contradictions_formula"), (line.row for line in lines))
    table = build_table(
        "contradictions",
        title,
        lines,
        Column("subject", t("What is measured"), lambda line: Cell(line.row.key, line.subject)),
        Column("value", t("Value"), lambda line: Cell(line.value, line.row.value_text), "end"),
        Column("as_of", t("Date"), lambda line: Cell(line.row.as_of, t.period(line.row.as_of))),
        Column(
            "confidence",
            t("Grade"),
            lambda line: grade(reading, line.row.grade, [source.source_id for source in line.row.sources]),
        ),
        Column("note", t("What is known of it"), lambda line: Cell(line.row.note, line.row.note)),
        Column(
            "sources", t("Sources"), lambda line: publishers(reading, [source.source_id for source in line.row.sources])
        ),
        receipt=receipt,
    )
    return Section("contradictions", title, lead, (table,) if lines else ())


def _read_observed(reading: Reading) -> list[_Line]:
    """Observations that say they are contradicted, all of an indicator that says so of itself, and what may not stand without."""
    flagged = reading.rows(_FLAGGED, _SAYS_SO)
    keys = [row["row_key"] for row in flagged if row["table_name"] == "observations"]
    whole = [row["subject"] for row in flagged if row["table_name"] == "indicators"]
    names = {
        row["indicator_id"]: row["name"]
        for row in reading.rows(f"select indicator_id, name_{reading.lang} as name from core_indicators")  # noqa: S608
    }
    return [
        _Line(
            names[row["indicator_id"]],
            row["value"],
            reading.input("observations", row["row_key"], write_in_unit(reading, row["value"], row["unit"])),
        )
        for row in reading.rows(_OBSERVED, HOME, keys, whole)
    ]


def _national(reading: Reading) -> list[_Line]:
    """National totals of IT load where a country has several, with the parameter that has to choose among them."""
    t = reading.t
    totals = reading.rows(_TOTALS)
    several = {row["country"] for row in totals if sum(one["country"] == row["country"] for one in totals) > 1}
    found = [
        _Line(
            t("IT load in service, {country}", country=reading.label("*", "country", row["country"])),
            row["operational_mw"],
            reading.input(row["table_name"], row["row_key"], write(row["operational_mw"], "MW", t)),
        )
        for row in totals
        if row["country"] in several
    ]
    parameters = [row for row in reading.rows(_FLAGGED, _SAYS_SO) if row["table_name"] == "share_assumptions"]
    return found + [_parameter(reading, row) for row in parameters]


def _parameter(reading: Reading, row: dict[str, Any]) -> _Line:
    estimate = parameter_row(reading, row["row_key"])
    central = reading.row("select central from core_share_assumptions where row_key = ?", row["row_key"])["central"]
    return _Line(
        reading.t("{parameter} (estimate: central, low and high)", parameter=estimate.label), central, estimate
    )
