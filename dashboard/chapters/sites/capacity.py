"""What is documented site by site against the published national totals: conflicting figures, never made one."""

from __future__ import annotations

from dashboard.chapters.shared.cells import text
from dashboard.chapters.shared.publishers import publishers
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column
from dashboard.chapters.sites.figures import Selection, select, site_figure
from dashboard.chapters.sites.words import Row, mw, no_figure
from dashboard.content.axes import value_axis
from dashboard.content.charts import Bar, BarChart, Value
from dashboard.content.maps import LegendItem
from dashboard.content.values import Cell, Figure, ReceiptInput, Section, Sentence, Table
from dashboard.figures.figure import write
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

OLD_YEARS = 3  # a figure this many years older than the data is named with its year
_TOTALS = "select * from out_published_totals where country = ? order by year, operational_mw, table_name, row_key"
_OLD = """
select list_sum(list(i.value order by i.value)) as value, min(left(r.as_of, 4)) as first_year, max(left(r.as_of, 4)) as last_year
from out_site_figure_inputs i join out_rows r using (table_name, row_key)
where i.figure_id = 'sites.it_load_operational_mw' and i.country = 'MAR' and list_contains(?::varchar[], i.site_id)
  and left(r.as_of, 4)::int <= left(?, 4)::int - ?
"""


@cached_per_build(64)
def capacity(reading: Reading, country: str) -> Section:
    """Documented against published for a whole country: no filter bears on a national total."""
    t = reading.t
    whole = select(reading.build, country)
    documented = site_figure(reading, "sites.it_load_operational_mw", whole)
    totals = reading.rows(_TOTALS, country)
    loads = [row for row in totals if row["operational_mw"] is not None]
    others = [row for row in totals if row["operational_mw"] is None]
    blocks: list[BarChart | Table] = [_chart(reading, documented, loads)]
    if others:
        blocks.append(_others(reading, others))
    lead = reading.prose("sites_capacity_intro")
    if is_contradicted(reading.build, country):
        conflict = t("The published national totals conflict.")
        lead = f"{conflict} {lead}"
    return Section("capacity", t("Counted site by site, and published totals"), lead, tuple(blocks))


def age_sentence(reading: Reading, chosen: Selection, documented: Figure) -> Sentence | None:
    """How much of the documented load rests on an old statement; None where nothing does."""
    t = reading.t
    old = reading.row(_OLD, list(chosen.site_ids), reading.build.as_of, OLD_YEARS)
    if old["value"] is None:
        return None
    amount = write(old["value"], "MW", t)
    if old["value"] == documented.value:
        first, last = old["first_year"], old["last_year"]
        message = t(
            "All of the {total} in service rest on statements of {years}.",
            total=documented.text,
            years=t.span(first, last),
        )
        return Sentence(message, (documented,))
    if old["first_year"] == old["last_year"]:
        message = t(
            "Of {total} in service, {amount} rest on a statement of {year}.",
            total=documented.text,
            amount=amount,
            year=old["first_year"],
        )
    else:
        message = t(
            "Of {total} in service, {amount} rest on statements of {first} to {last}.",
            total=documented.text,
            amount=amount,
            first=old["first_year"],
            last=old["last_year"],
        )
    return Sentence(message, (documented,))


def is_contradicted(build: Build, country: str) -> bool:
    """Whether the published national totals of a country give more than one value."""
    return len({row["operational_mw"] for row in build.rows(_TOTALS, country)} - {None}) > 1


def totals_text(reading: Reading, country: str) -> str:
    """The published national totals in words, each with its year; empty where there is none."""
    t = reading.t
    rows = [row for row in reading.rows(_TOTALS, country) if row["operational_mw"] is not None]
    return (
        t.join([t("{amount} in {year}", amount=write(r["operational_mw"], "MW", t), year=r["year"]) for r in rows])
        if rows
        else ""
    )


def _chart(reading: Reading, documented: Figure, loads: list[Row]) -> BarChart:
    t = reading.t
    value = documented.value if isinstance(documented.value, float) else None
    bars = [Bar(t("Site by site"), Value(value, documented.text), "in_service")]
    bars += [
        Bar(
            t("{year}, {publisher}", year=row["year"], publisher=publishers(reading, row["source_ids"]).text),
            Value(row["operational_mw"], write(row["operational_mw"], "MW", t), hover=reading.phrase(row["note"])),
            "peer",
        )
        for row in loads
    ]
    said = totals_text(reading, loads[0]["country"]) if loads else no_figure(t)
    alt = t("Site by site: {documented}. Published totals: {said}.", documented=documented.text, said=said)
    return BarChart(
        "capacity",
        t("IT load in service: site by site, and as published"),
        t("MW of IT load"),
        alt,
        _table(reading, documented, loads),
        reading.receipt(
            t("{formula} Each published total is shown as its source gives it.", formula=documented.receipt.formula),
            documented.receipt.inputs
            + tuple(_input(reading, row, write(row["operational_mw"], "MW", t)) for row in loads),
        ),
        bars=tuple(bars),
        axis=value_axis([bar.value.value for bar in bars], t.number, title=t("MW")),
        legend=(
            LegendItem("in_service", t("counted site by site")),
            LegendItem("peer", t("national total as published")),
        ),
    )


def _table(reading: Reading, documented: Figure, loads: list[Row]) -> Table:
    t = reading.t
    value = documented.value if isinstance(documented.value, float) else None
    counted: Row = {"row_key": "", "year": reading.build.as_of[:4], "operational_mw": value, "pipeline_mw": None}

    def is_counted(row: Row) -> bool:
        """Whether a row is our own sum, site by site, and no published total."""
        return row is counted

    return build_table(
        "capacity",
        t("IT load in service: site by site, and as published"),
        [counted, *loads],
        Column(
            "figure",
            t("Figure"),
            lambda row: (
                text(t("Site by site"), documented.figure_id)
                if is_counted(row)
                else text(t("National total as published"), row["row_key"])
            ),
        ),
        Column("year", t("Year"), lambda row: Cell(row["year"], str(row["year"]))),
        Column("mw", t("MW"), lambda row: mw(row["operational_mw"], t, no_figure(t) if is_counted(row) else ""), "end"),
        Column("pipeline_mw", t("Announced (MW)"), lambda row: mw(row["pipeline_mw"], t), "end"),
        Column(
            "source",
            t("Source"),
            lambda row: (
                text(t("every site's own sources"), "") if is_counted(row) else publishers(reading, row["source_ids"])
            ),
        ),
        Column("grade", t("Grade"), lambda row: text(documented.grade if is_counted(row) else row["confidence"])),
        Column(
            "caution",
            t("Caution"),
            lambda row: (
                text(documented.receipt.formula)
                if is_counted(row)
                else text(reading.phrase(row["note"]), row["note"] or "")
            ),
        ),
    )


def _others(reading: Reading, rows: list[Row]) -> Table:
    """Published counts of centres and published pipelines."""
    t = reading.t
    columns = RowColumns(reading)
    used = (_input(reading, row, _value_text(row, t)) for row in rows)
    note = t("Each count uses its own definition of a data centre: they are not a series.")
    receipt = reading.receipt(t("Each figure is shown as its source gives it; none is added to another."), used)
    return build_table(
        "centre_counts",
        t("Other national figures as published"),
        rows,
        Column("year", t("Year"), lambda row: Cell(row["year"], str(row["year"]))),
        number_column("centres", t("Data centres"), t, lambda row: row["data_centre_count"]),
        Column("pipeline_mw", t("Announced (MW)"), lambda row: mw(row["pipeline_mw"], t), "end"),
        columns.sources(t("Source"), "source"),
        columns.text("grade", t("Grade"), "confidence"),
        Column("caution", t("Caution"), lambda row: text(reading.phrase(row["note"]), row["note"] or "")),
        note=note,
        receipt=receipt,
    )


def _value_text(row: Row, t: Translator) -> str:
    """What a published row says, in a few words."""
    if row["pipeline_mw"] is not None:
        return write(row["pipeline_mw"], "MW", t)
    if row["data_centre_count"] is not None:
        return t.plural("{count} centre", "{count} centres", row["data_centre_count"])
    return no_figure(t)


def _input(reading: Reading, row: Row, value_text: str) -> ReceiptInput:
    return reading.input(row["table_name"], row["row_key"], value_text)
