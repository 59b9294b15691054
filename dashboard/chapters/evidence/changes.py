"""What changed between this build and an older one kept in the same warehouse."""

from __future__ import annotations

import functools

from dashboard.chapters.evidence.choices import EVERY, EvidenceChoices, table_words
from dashboard.chapters.evidence.rows import range_text, read_figure, turned
from dashboard.chapters.shared.contents import figure_link
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.figures.band import tell_apart
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build, NoBuildError
from dashboard.warehouse.changes import Changes, TableChange, compare
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
    rows = tuple(
        (
            Cell(found.build_id, found.build_id, f"?part=changes&since={found.build_id}"),
            Cell(found.as_of, t.period(found.as_of)),
            Cell(days.get(found.build_id, ""), t.period(days.get(found.build_id, ""))),
            Cell(None, t("Read its pages"), f"/?build={found.build_id}"),
        )
        for found in sorted(others, key=lambda found: (found.as_of, found.build_id), reverse=True)
    )
    columns = (
        Column("build", t("Build")),
        Column("as_of", t("Data as of")),
        Column("published", t("Published on")),
        Column("pages", t("Its pages")),
    )
    lead = t("Choose one to see what changed from it to this build, {build}.", build=reading.build.build_id)
    return Section("builds", title, lead, (Table("builds", title, columns, rows),))


def _figures(before: Build, after: Build, changes: Changes, t: Translator) -> Section:
    title = t("Figures that moved from build {before} to build {after}", before=before.build_id, after=after.build_id)
    rows = []
    for change in changes.figures:
        old = read_figure(Reading(before, t), change.figure_id) if change.is_before else None
        new = read_figure(Reading(after, t), change.figure_id) if change.is_after else None
        shown = new or old
        if shown is None:
            continue
        was, now = tell_apart(old, new, t)
        rows.append(
            (
                Cell(change.figure_id, shown.label, figure_link(change.figure_id)),
                Cell(old.value if old else None, was),
                Cell(new.value if new else None, now),
            )
        )
    columns = (
        Column("figure", t("Figure")),
        Column("before", before.build_id, "end"),
        Column("after", after.build_id, "end"),
    )
    blocks: list[Table] = [Table("figures", title, columns, tuple(rows))] if rows else []
    if changes.methods:
        heads = (Column("method", t("Method")), Column("before", t("Before")), Column("after", t("Now")))
        cells = tuple(tuple(Cell(text, text) for text in row) for row in changes.methods)
        blocks.append(Table("methods", t("Versions of the methods"), heads, cells))
    lead = t("Figures at the default choices whose value, band or state differs: {count}.", count=t.number(len(rows)))
    return Section("figures", title, lead, tuple(blocks))


def _rows(changes: Changes, choices: EvidenceChoices, t: Translator) -> tuple[Section, ...]:
    moved = [table for table in changes.tables if not table.is_empty or table.rechecked]
    if not moved:
        lead = t("No row of evidence was added, changed or withdrawn.")
        return (Section("rows", t("Rows of evidence"), lead, ()),)
    words = table_words(t)
    cells = tuple(
        (
            Cell(table.table, words[table.table], f"?part=changes&since={choices.since}&table={table.table}"),
            *(
                Cell(number, t.number(number))
                for number in (len(table.added), len(table.changed), len(table.withdrawn), table.rechecked)
            ),
        )
        for table in moved
    )
    columns = (
        Column("table", t("One row is")),
        Column("added", t("Added"), "end"),
        Column("changed", t("Changed"), "end"),
        Column("withdrawn", t("Withdrawn"), "end"),
        Column("rechecked", t("Only re-checked"), "end"),
    )
    title = t("Rows added, changed and withdrawn")
    lead = t("Choose a table to see its rows one by one.")
    counted = Section("changed-tables", title, lead, (Table("changed-tables", title, columns, cells),))
    chosen = next((table for table in moved if table.table == choices.table != EVERY), None)
    return (counted, _one_by_one(chosen, choices, t)) if chosen else (counted,)


def _one_by_one(table: TableChange, choices: EvidenceChoices, t: Translator) -> Section:
    what = {"added": t("row added"), "changed": t("cell changed"), "withdrawn": t("row withdrawn")}
    lines = _lines(table)
    shown, number = turned(lines, choices.page)
    columns = (
        Column("row", t("Row")),
        Column("what", t("What happened")),
        Column("column", t("Column")),
        Column("before", t("Before")),
        Column("after", t("Now")),
    )
    rows = tuple(
        (Cell(key, key), Cell(code, what[code]), *(Cell(text, text) for text in (column, old, new)))
        for code, key, column, old, new in shown
    )
    title = t("Rows of {table} that changed", table=table.table)
    note = range_text(len(shown), number, len(lines), t)
    return Section("changed-rows", title, "", (Table("changed-rows", title, columns, rows, note),))


def _lines(table: TableChange) -> list[tuple[str, str, str, str, str]]:
    """What happened row by row: code, key, column, before and now; a row that came or went in one line, as it stands."""
    lines = [
        ("withdrawn", row.key, "", " · ".join(f"{column}: {old}" for column, old, _ in row.cells), "")
        for row in table.withdrawn
    ]
    lines += [("changed", row.key, column, old, new) for row in table.changed for column, old, new in row.cells]
    return lines + [
        ("added", row.key, "", "", " · ".join(f"{column}: {new}" for column, _, new in row.cells))
        for row in table.added
    ]
