"""How strong the evidence is: grades, official figures read second-hand, ages, figures that one document carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median

from dashboard.chapters.evidence.choices import table_words
from dashboard.chapters.evidence.rows import (
    GRADED,
    SOURCED,
    Row,
    figure_columns,
    grounds,
    is_second_hand,
    read_figure,
    sources_of_figures,
)
from dashboard.chapters.shared.publishers import document, publisher
from dashboard.chapters.shared.tables import Column, build_table, number_column, text_column
from dashboard.content.axes import value_axis
from dashboard.content.charts import StackedBarChart, StackPart, Value
from dashboard.content.values import Cell, ReceiptInput, Section, Table
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

    def graded(letter: str) -> Column[str]:
        label = t("Grade {letter}", letter=letter)
        return number_column(letter.lower(), label, t, lambda table: counts[table][letter])

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
        table=build_table(
            "grades",
            title,
            tables,
            Column("table", t("One row is"), lambda table: Cell(table, words[table])),
            *(graded(letter) for letter in GRADES),
        ),
        receipt=reading.receipt(
            t("Rows of each table counted by their grade."),
            (ReceiptInput(table, "*", words[table], t.number(len(rows_of[table])), "", "", ()) for table in tables),
        ),
        note=_grade_meanings(reading) + ". " + reading.prose("evidence_grades_note"),
        rows=tuple(words[table] for table in tables),
        parts=parts,
        axis=value_axis([0, 100], t.percent),
        totals=tuple(t.number(len(rows_of[table])) for table in tables),
    )
    lead = reading.prose("evidence_grades_intro")
    return Section("grades", t("Grades"), lead, (chart, _second_hand(reading)))


def _second_hand(reading: Reading) -> Table:
    """Rows of the best grade by table, and how many of them were read in no original."""
    t = reading.t
    words = table_words(t)
    best: dict[str, list[bool]] = {}  # of each table, whether each row of the best grade was read second-hand
    for row in grounds(reading.build):
        if row["confidence"] == "A":
            best.setdefault(row["table_name"], []).append(is_second_hand(reading.build, row))
    return build_table(
        "second-hand",
        t("Official figures, read first-hand or second-hand"),
        [table for table in SOURCED if table in best],
        Column("table", t("One row is"), lambda table: Cell(table, words[table])),
        number_column("a", t("Grade {letter}", letter="A"), t, lambda table: len(best[table])),
        number_column("first_hand", t("Read first-hand"), t, lambda table: best[table].count(False)),
        number_column("second_hand", t("Read second-hand"), t, lambda table: best[table].count(True)),
        note=reading.prose("evidence_second_hand_note"),
    )


def _grade_meanings(reading: Reading) -> str:
    t = reading.t
    meanings = {grade: reading.label("*", "confidence", grade) for grade in GRADES}
    return t.series(t("{letter}: {meaning}", letter=g, meaning=words) for g, words in meanings.items())


def _part(share_pct: float, count: int, t: Translator) -> Value:
    return Value(share_pct if count else None, t.number(count) if count else "")


def _ages(reading: Reading) -> Section:
    t = reading.t
    words, this_year = table_words(t), int(reading.build.as_of[:4])
    years: dict[str, list[int]] = {}
    undated: dict[str, int] = {}
    for table in TABLES:
        held = columns(table)
        name = next((column for column in _DATES if column in held), None)
        if name is None or table.name not in SOURCED:
            continue
        found = reading.rows(f"select left({name}::varchar, 4)::int as year from core_{table.name}")  # noqa: S608
        if dated := sorted(row["year"] for row in found if row["year"] is not None):
            years[table.name], undated[table.name] = dated, len(found) - len(dated)

    def year_column(key: str, label: str, choose: Callable[[list[int]], float]) -> Column[str]:
        def cell(table: str) -> Cell:
            year = int(choose(years[table]))
            return Cell(year, str(year))

        return Column(key, label, cell, "end")

    shown = build_table(
        "ages",
        t("Years the rows speak of"),
        years,
        Column("table", t("One row is"), lambda table: Cell(table, words[table])),
        number_column("rows", t("Dated rows"), t, lambda table: len(years[table])),
        year_column("oldest", t("Oldest"), min),
        year_column("middle", t("Median year"), median),
        year_column("newest", t("Newest"), max),
        number_column(
            "old",
            t("Three years old or more"),
            t,
            lambda table: sum(this_year - year >= OLD_YEARS for year in years[table]),
        ),
        number_column("undated", t("Without a date"), t, lambda table: undated[table]),
    )
    lead = reading.prose("evidence_ages_intro")
    return Section("ages", t("Ages"), lead, (shown,))


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
    sources = {figure_id: reading.sources([source_id])[0] for figure_id, source_id in found.items()}

    def source(figure_id: str) -> Cell:
        one = sources[figure_id]
        words = f"{one.publisher} · {one.title}"
        return Cell(one.source_id, words, f"?source={one.source_id}", passages=one.passages)

    title = t("Figures that one document carries")
    lead = reading.prose("evidence_single_source_intro")
    if not found:
        return Section("single", title, t("No figure rests on one document only."), ())
    table = build_table(
        "single",
        title,
        found,
        *figure_columns(reading),
        text_column("grade", t("Grade"), lambda figure_id: read_figure(reading, figure_id).grade),
        Column("source", t("Source"), source),
        Column("kind", t("Kind"), lambda figure_id: Cell(sources[figure_id].kind, sources[figure_id].kind_label)),
    )
    return Section("single", title, lead, (table,))


def _rechecks(reading: Reading) -> Section:
    t = reading.t
    listed = reading.rows("select * from core_sources where url is null order by source_id")
    on: dict[str, list[Row]] = {}
    for row in grounds(reading.build):
        for source in row["source_ids"]:
            on.setdefault(source, []).append(row)
    title = t("To be re-checked")
    table = build_table(
        "recheck",
        title,
        reading.sources(row["source_id"] for row in listed),
        Column("source", t("Source"), lambda source: document(source, f"?source={source.source_id}")),
        Column("publisher", t("Publisher"), publisher),
        number_column("rows", t("Rows that rest on it"), t, lambda source: len(on.get(source.source_id, ()))),
        number_column(
            "alone",
            t("On it alone"),
            t,
            lambda source: sum(len(row["source_ids"]) == 1 for row in on.get(source.source_id, ())),
        ),
    )
    lead = reading.prose("evidence_to_recheck_intro")
    return Section("recheck", title, lead, (table,) if listed else ())
