"""What changed between this build and an older one kept in the same warehouse."""

from __future__ import annotations

import functools
from typing import NamedTuple

from dashboard.chapters.evidence.choices import EVERY, EvidenceChoices, table_words
from dashboard.chapters.evidence.rows import range_text, read_figure, turned
from dashboard.chapters.shared.contents import figure_link
from dashboard.chapters.shared.tables import Column, build_table, number_column, text_column
from dashboard.content.values import Cell, Figure, Section, Table
from dashboard.figures.band import tell_apart
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, NoBuildError
from dashboard.warehouse.changes import Changes, FigureChange, TableChange, compare
from dashboard.warehouse.reading import Reading
from etl.warehouse.publish import publications


def older(build: Build, since: str) -> Build | None:
    """The build of the same warehouse with this id; None where it is not here, can't be read, or is this one."""
    if not since or since == build.build_id:
        return None
    try:
        return build.warehouse.build(since)
    except NoBuildError:
        return None


_compared = functools.lru_cache(maxsize=4)(compare)  # of two builds: freed when others are compared


def line_count(build: Build, choices: EvidenceChoices) -> int:
    """How many lines the changes of the chosen table have; 0 where no table or no older build is chosen."""
    before = older(build, choices.since)
    if before is None:
        return 0
    return sum(len(_lines(table)) for table in _compared(before, build).tables if table.table == choices.table)


def sections(reading: Reading, choices: EvidenceChoices) -> tuple[Section, ...]:
    """The builds kept here and, where one is chosen, what changed since it."""
    t = reading.t
    others = [found for name in reading.build.warehouse.build_ids() if (found := older(reading.build, name))]
    listed = _builds(reading, others)
    before = older(reading.build, choices.since)
    if before is None:
        return (listed,)
    changes = _compared(before, reading.build)
    return (_figures(before, reading.build, changes, t), *_rows(changes, choices, t), listed)


def _builds(reading: Reading, others: list[Build]) -> Section:
    t = reading.t
    title = t("Builds kept here")
    if not others:
        lead = t(
            "This warehouse holds one build only, {build}: there is nothing to compare it with yet.",
            build=reading.build.build_id,
        )
        return Section("builds", title, lead, ())
    days = {one.build_id: one.published_at[:10] for one in publications(reading.build.warehouse.directory)}
    lead = t("Choose one to see what changed from it to this build, {build}.", build=reading.build.build_id)
    return Section(
        "builds",
        title,
        lead,
        (
            build_table(
                "builds",
                title,
                sorted(others, key=lambda found: (found.as_of, found.build_id), reverse=True),
                Column(
                    "build",
                    t("Build"),
                    lambda found: Cell(found.build_id, found.build_id, f"?part=changes&since={found.build_id}"),
                ),
                Column("as_of", t("Data as of"), lambda found: Cell(found.as_of, t.period(found.as_of))),
                Column(
                    "published",
                    t("Published on"),
                    lambda found: Cell(days.get(found.build_id, ""), t.period(days.get(found.build_id, ""))),
                ),
                Column(
                    "pages", t("Its pages"), lambda found: Cell(None, t("Read its pages"), f"/?build={found.build_id}")
                ),
            ),
        ),
    )


class _Moved(NamedTuple):
    """A figure in two builds, in words that tell the two apart."""

    figure_id: str
    label: str
    before: Figure | None
    after: Figure | None
    before_text: str
    after_text: str


def _moved(before: Build, after: Build, change: FigureChange, t: Translator) -> _Moved | None:
    """A figure that moved; None where neither build can show it."""
    old = read_figure(Reading(before, t), change.figure_id) if change.is_before else None
    new = read_figure(Reading(after, t), change.figure_id) if change.is_after else None
    shown = new or old
    return _Moved(change.figure_id, shown.label, old, new, *tell_apart(old, new, t)) if shown else None


def _figures(before: Build, after: Build, changes: Changes, t: Translator) -> Section:
    title = t("Figures that moved from build {before} to build {after}", before=before.build_id, after=after.build_id)
    moved = [one for change in changes.figures if (one := _moved(before, after, change, t))]
    blocks = []
    if moved:
        figures = build_table(
            "figures",
            title,
            moved,
            Column("figure", t("Figure"), lambda one: Cell(one.figure_id, one.label, figure_link(one.figure_id))),
            Column(
                "before",
                before.build_id,
                lambda one: Cell(one.before.value if one.before else None, one.before_text),
                "end",
            ),
            Column(
                "after", after.build_id, lambda one: Cell(one.after.value if one.after else None, one.after_text), "end"
            ),
        )
        blocks.append(figures)
    if changes.methods:
        methods = build_table(
            "methods",
            t("Versions of the methods"),
            changes.methods,
            text_column("method", t("Method"), lambda method: method[0]),
            text_column("before", t("Before"), lambda method: method[1]),
            text_column("after", t("Now"), lambda method: method[2]),
        )
        blocks.append(methods)
    lead = t("Figures at the default choices whose value, band or state differs: {count}.", count=t.number(len(moved)))
    return Section("figures", title, lead, tuple(blocks))


def _rows(changes: Changes, choices: EvidenceChoices, t: Translator) -> tuple[Section, ...]:
    moved = [table for table in changes.tables if not table.is_empty or table.rechecked]
    if not moved:
        lead = t("No row of evidence was added, changed or withdrawn.")
        return (Section("rows", t("Rows of evidence"), lead, ()),)
    title = t("Rows added, changed and withdrawn")
    lead = t("Choose a table to see its rows one by one.")
    counted = Section("changed-tables", title, lead, (_counts(moved, title, choices, t),))
    chosen = next((table for table in moved if table.table == choices.table != EVERY), None)
    return (counted, _one_by_one(chosen, choices, t)) if chosen else (counted,)


def _counts(moved: list[TableChange], title: str, choices: EvidenceChoices, t: Translator) -> Table:
    words, link = table_words(t), f"?part=changes&since={choices.since}&table="
    return build_table(
        "changed-tables",
        title,
        moved,
        Column("table", t("One row is"), lambda one: Cell(one.table, words[one.table], link + one.table)),
        number_column("added", t("Added"), t, lambda one: len(one.added)),
        number_column("changed", t("Changed"), t, lambda one: len(one.changed)),
        number_column("withdrawn", t("Withdrawn"), t, lambda one: len(one.withdrawn)),
        number_column("rechecked", t("Only re-checked"), t, lambda one: one.rechecked),
    )


def _one_by_one(table: TableChange, choices: EvidenceChoices, t: Translator) -> Section:
    what = {"added": t("row added"), "changed": t("cell changed"), "withdrawn": t("row withdrawn")}
    lines = _lines(table)
    shown, number = turned(lines, choices.page)
    title = t("Rows of {table} that changed", table=table.table)
    note = range_text(len(shown), number, len(lines), t)
    table_of_lines = build_table(
        "changed-rows",
        title,
        shown,
        text_column("row", t("Row"), lambda line: line.key),
        Column("what", t("What happened"), lambda line: Cell(line.code, what[line.code])),
        text_column("column", t("Column"), lambda line: line.column),
        text_column("before", t("Before"), lambda line: line.before),
        text_column("after", t("Now"), lambda line: line.now),
        note=note,
    )
    return Section("changed-rows", title, "", (table_of_lines,))


class _Line(NamedTuple):
    """What happened to a row, or to a cell of it."""

    code: str
    key: str
    column: str
    before: str
    now: str


def _lines(table: TableChange) -> list[_Line]:
    """What happened row by row; a row that came or went in one line, as it stands."""
    lines = [
        _Line("withdrawn", row.key, "", " · ".join(f"{column}: {old}" for column, old, _ in row.cells), "")
        for row in table.withdrawn
    ]
    lines += [_Line("changed", row.key, column, old, new) for row in table.changed for column, old, new in row.cells]
    return lines + [
        _Line("added", row.key, "", "", " · ".join(f"{column}: {new}" for column, _, new in row.cells))
        for row in table.added
    ]
