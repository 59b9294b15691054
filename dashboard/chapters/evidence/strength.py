"""How strong the evidence is: grades, official figures read second-hand, ages, figures that one document carries."""

from __future__ import annotations

from collections import Counter
from statistics import median

from dashboard.chapters.evidence.choices import table_words
from dashboard.chapters.evidence.rows import (
    GRADED,
    SOURCED,
    Row,
    grounds,
    is_second_hand,
    read_figure,
    sources_of_figures,
)
from dashboard.chapters.shared.contents import figure_link
from dashboard.chapters.shared.publishers import document, publisher
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, Column, ReceiptInput, Section, Table
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.contracts.tables import TABLES, columns

GRADES = ("A", "B", "C", "D")
OLD_YEARS = 3
_ROLES = {"A": "good", "B": "on_track", "C": "warn", "D": "serious"}
# The column that says which moment a row speaks of; a row's own recording day says nothing of its age.
_DATES = ("period", "as_of", "date", "year", "announced")


def sections(reading: Reading) -> tuple[Section, ...]:
    """Grades, ages, single-source figures, sources to be re-checked."""
    return (_grades(reading), _ages(reading), _single(reading), _rechecks(reading))


def _grades(reading: Reading) -> Section:
    t = reading.t
    words = table_words(t)
    rows_of = {table: [row for row in grounds(reading.build) if row["table_name"] == table] for table in SOURCED}
    tables = [table for table in SOURCED if table in GRADED and rows_of[table]]
    counts = {table: Counter(row["confidence"] for row in rows_of[table]) for table in tables}
    parts = tuple(
        StackPart(
            t("Grade {letter}", letter=grade),
            _ROLES[grade],
            tuple(_part(100 * counts[table][grade] / len(rows_of[table]), counts[table][grade], t) for table in tables),
        )
        for grade in GRADES
    )
    cells = tuple(
        (Cell(table, words[table]), *(_count(counts[table][grade], t) for grade in GRADES)) for table in tables
    )
    head = (
        Column("table", t("One row is")),
        *(Column(grade.lower(), t("Grade {letter}", letter=grade), "end") for grade in GRADES),
    )
    title = t("Rows of evidence by grade")
    everything = sum(len(rows_of[table]) for table in tables)
    best = sum(counts[table]["A"] for table in tables)
    weakest = sum(counts[table]["D"] for table in tables)
    chart = StackedBarChart(
        chart_id="grades",
        title=title,
        subtitle=t("Percent of the rows of each table"),
        alt=t(
            "Of {total} graded rows, {best} have grade A and {weakest} grade D.",
            total=t.number(everything),
            best=t.number(best),
            weakest=t.number(weakest),
        ),
        table=Table("grades", title, head, cells),
        receipt=reading.receipt(
            t("Rows of each table counted by their grade."),
            (ReceiptInput(table, "*", words[table], t.number(len(rows_of[table])), "", "", ()) for table in tables),
        ),
        note=_grade_meanings(reading)
        + ". "
        + t(
            "Tables without a grade are not drawn: events, landing points and faults take that of what they belong to, the "
            "others have none."
        ),
        rows=tuple(words[table] for table in tables),
        parts=parts,
        axis=value_axis([0, 100], t.percent),
        totals=tuple(t.number(len(rows_of[table])) for table in tables),
    )
    lead = t(
        "The grade says who speaks, not whether it is true. Figures of grade A that were not read in the original, but "
        "in the press, on a copy or in a note, are counted apart."
    )
    return Section("grades", t("Grades"), lead, (chart, _second_hand(reading)))


def _second_hand(reading: Reading) -> Table:
    """Rows of the best grade by table, and how many of them were read in no original."""
    t = reading.t
    words, rows = table_words(t), []
    for table in SOURCED:
        best = [row for row in grounds(reading.build) if row["table_name"] == table and row["confidence"] == "A"]
        if best:
            second_hand = sum(is_second_hand(reading.build, row) for row in best)
            rows.append(
                (
                    Cell(table, words[table]),
                    _count(len(best), t),
                    _count(len(best) - second_hand, t),
                    _count(second_hand, t),
                )
            )
    head = (
        Column("table", t("One row is")),
        Column("a", t("Grade {letter}", letter="A"), "end"),
        Column("first_hand", t("Read first-hand"), "end"),
        Column("second_hand", t("Read second-hand"), "end"),
    )
    note = t("First-hand: at least one of the row's sources was read in the original, where its author published it.")
    return Table("second-hand", t("Official figures, read first-hand or second-hand"), head, tuple(rows), note)


def _grade_meanings(reading: Reading) -> str:
    t = reading.t
    meanings = {grade: reading.label("*", "confidence", grade) for grade in GRADES}
    return t.series(t("{letter}: {meaning}", letter=g, meaning=words) for g, words in meanings.items())


def _part(share_pct: float, count: int, t: Translator) -> Value:
    return Value(share_pct if count else None, t.number(count) if count else "")


def _count(number: int, t: Translator) -> Cell:
    return Cell(number, t.number(number))


def _ages(reading: Reading) -> Section:
    t = reading.t
    words, rows = table_words(t), []
    this_year = int(reading.build.as_of[:4])
    for table in TABLES:
        held = columns(table)
        name = next((column for column in _DATES if column in held), None)
        if name is None or table.name not in SOURCED:
            continue
        found = reading.rows(f"select left({name}::varchar, 4)::int as year from core_{table.name}")  # noqa: S608
        years = sorted(row["year"] for row in found if row["year"] is not None)
        if not years:
            continue
        old = sum(this_year - year >= OLD_YEARS for year in years)
        middle = int(median(years))
        rows.append(
            (
                Cell(table.name, words[table.name]),
                _count(len(years), t),
                Cell(years[0], str(years[0])),
                Cell(middle, str(middle)),
                Cell(years[-1], str(years[-1])),
                _count(old, t),
                _count(len(found) - len(years), t),
            )
        )
    head = (
        Column("table", t("One row is")),
        Column("rows", t("Dated rows"), "end"),
        Column("oldest", t("Oldest"), "end"),
        Column("middle", t("Median year"), "end"),
        Column("newest", t("Newest"), "end"),
        Column("old", t("Three years old or more"), "end"),
        Column("undated", t("Without a date"), "end"),
    )
    lead = t("The year a row speaks of, not the day it was read. Series keep their old years on purpose.")
    return Section("ages", t("Ages"), lead, (Table("ages", t("Years the rows speak of"), head, tuple(rows)),))


def single_source(build: Build) -> dict[str, str]:
    """The figures that rest on one document only, with it; "no official target" is a state that rests on none."""
    aimless = {
        row["figure_id"] for row in build.rows("select figure_id from out_figures where code = 'no_official_target'")
    }
    found = sources_of_figures(build)
    return {figure_id: ids[0] for figure_id, ids in found.items() if len(ids) == 1 and figure_id not in aimless}


def _single(reading: Reading) -> Section:
    t = reading.t
    found = single_source(reading.build)
    rows = []
    for figure_id, source_id in found.items():
        shown = read_figure(reading, figure_id)
        (source,) = reading.sources([source_id])
        rows.append(
            (
                Cell(figure_id, shown.label, figure_link(figure_id)),
                Cell(shown.value, shown.text),
                Cell(shown.grade, shown.grade),
                Cell(
                    source_id, f"{source.publisher} · {source.title}", f"?source={source_id}", passages=source.passages
                ),
                Cell(source.kind, source.kind_label),
            )
        )
    head = (
        Column("figure", t("Figure")),
        Column("value", t("Value"), "end"),
        Column("grade", t("Grade")),
        Column("source", t("Source")),
        Column("kind", t("Kind")),
    )
    title = t("Figures that one document carries")
    lead = t("All the rows behind such a figure name the same document. If it errs, the figure errs.")
    if not rows:
        return Section("single", title, t("No figure rests on one document only."), ())
    return Section("single", title, lead, (Table("single", title, head, tuple(rows)),))


def _rechecks(reading: Reading) -> Section:
    t = reading.t
    listed = reading.rows("select * from core_sources where url is null order by source_id")
    on: dict[str, list[Row]] = {}
    for row in grounds(reading.build):
        for source in row["source_ids"]:
            on.setdefault(source, []).append(row)
    rows = tuple(
        (
            document(source, f"?source={source.source_id}"),
            publisher(source),
            _count(len(on.get(row["source_id"], ())), t),
            _count(sum(len(r["source_ids"]) == 1 for r in on.get(row["source_id"], ())), t),
        )
        for row in listed
        for source in reading.sources([row["source_id"]])
    )
    head = (
        Column("source", t("Source")),
        Column("publisher", t("Publisher")),
        Column("rows", t("Rows that rest on it"), "end"),
        Column("alone", t("On it alone"), "end"),
    )
    title = t("To be re-checked")
    lead = t("Notes whose primary page was not read: they have no address, and remain to be read at their source.")
    return Section("recheck", title, lead, (Table("recheck", title, head, rows),) if rows else ())
