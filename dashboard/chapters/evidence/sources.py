"""The register of sources: by kind and table, with what rests on each, and the sheet of one."""

from __future__ import annotations

from collections import Counter

from dashboard.chapters.evidence.choices import EVERY, KINDS, EvidenceChoices, kind_words, table_words
from dashboard.chapters.evidence.rows import (
    SOURCED,
    Row,
    figures_by_row,
    grounds,
    range_text,
    read_figure,
    row_cell,
    sources_of_figures,
    turned,
)
from dashboard.chapters.shared.contents import figure_link
from dashboard.chapters.shared.publishers import document, grade, publisher
from dashboard.content.values import Cell, Column, Section, Sentence, Table, Text
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

_ALL = "select * from core_sources order by source_id"


@cached_per_build(4)
def _rows_on(build: Build) -> dict[str, tuple[Row, ...]]:
    """The rows of evidence that name each source."""
    found: dict[str, list[Row]] = {}
    for row in grounds(build):
        for source in row["source_ids"]:
            found.setdefault(source, []).append(row)
    return {source: tuple(rows) for source, rows in found.items()}


def rows_on(build: Build, source_id: str) -> int:
    """How many rows of evidence name a source."""
    return len(_rows_on(build).get(source_id, ()))


def chosen_sources(build: Build, choices: EvidenceChoices) -> list[Row]:
    """The sources that pass the filters, those with most rows first."""
    on = _rows_on(build)
    rows = [
        row
        for row in build.rows(_ALL)
        if (not choices.kind or row["kind"] in choices.kind)
        and (choices.table == EVERY or any(r["table_name"] == choices.table for r in on.get(row["source_id"], ())))
    ]
    return sorted(rows, key=lambda row: (-len(on.get(row["source_id"], ())), row["source_id"]))


def find(build: Build, source_id: str) -> Row | None:
    """A source by its id; None for one that the build does not hold."""
    return next(iter(build.rows("select * from core_sources where source_id = ?", source_id)), None)


def sections(reading: Reading, choices: EvidenceChoices) -> tuple[Section, ...]:
    """Counts by kind and by table first, then one page of the register."""
    t = reading.t
    counts = Section(
        "by-kind",
        t("Sources by kind and by table"),
        t("Choose a kind or a table to see its sources."),
        (_kinds_table(reading), _tables_table(reading)),
    )
    return counts, _register(reading, choices)


def _kinds_table(reading: Reading) -> Table:
    t = reading.t
    on, words = _rows_on(reading.build), kind_words(reading)
    listed = reading.rows("select source_id, kind from core_sources order by source_id")
    rows = []
    for kind in KINDS:
        ids = [row["source_id"] for row in listed if row["kind"] == kind]
        resting = {(r["table_name"], r["row_key"]) for source in ids for r in on.get(source, ())}
        unused = sum(source not in on for source in ids)
        rows.append(
            (
                Cell(kind, words[kind], f"?part=sources&kind={kind}"),
                Cell(len(ids), t.number(len(ids))),
                Cell(len(resting), t.number(len(resting))),
                Cell(unused, t.number(unused)),
            )
        )
    columns = (
        Column("kind", t("Kind of source")),
        Column("sources", t("Sources"), "end"),
        Column("rows", t("Rows that rest on them"), "end"),
        Column("unused", t("Cited by no row"), "end"),
    )
    note = t("A row that names sources of two kinds is counted under both. Sources cited by no row are method papers.")
    return Table("kinds", t("Sources by kind"), columns, tuple(rows), note)


def _tables_table(reading: Reading) -> Table:
    t = reading.t
    words = table_words(t)
    rows = []
    for table in SOURCED:
        mine = [row for row in grounds(reading.build) if row["table_name"] == table]
        ids = {source for row in mine for source in row["source_ids"]}
        single = sum(len(row["source_ids"]) == 1 for row in mine)
        rows.append(
            (
                Cell(table, words[table], f"?part=sources&table={table}"),
                Cell(len(mine), t.number(len(mine))),
                Cell(len(ids), t.number(len(ids))),
                Cell(single, t.number(single)),
            )
        )
    columns = (
        Column("table", t("One row is")),
        Column("rows", t("Rows"), "end"),
        Column("sources", t("Sources"), "end"),
        Column("single", t("Rows with one source only"), "end"),
    )
    return Table("tables", t("Sources by table"), columns, tuple(rows), is_folded=True)


def _register(reading: Reading, choices: EvidenceChoices) -> Section:
    t = reading.t
    listed = chosen_sources(reading.build, choices)
    shown, number = turned(listed, choices.page)
    title = t("Register of sources")
    if not listed:
        return Section("register", title, t("No source passes these filters."), ())
    columns = (
        Column("source", t("Source")),
        Column("publisher", t("Publisher")),
        Column("kind", t("Kind")),
        Column("read_via", t("How it was read")),
        Column("published_on", t("Published")),
        Column("rows", t("Rows that rest on it"), "end"),
        Column("tables", t("What most of them are")),
        Column("url", t("Document")),
    )
    rows = tuple(_register_row(reading, row) for row in shown)
    table = Table("register", title, columns, rows, range_text(len(shown), number, len(listed), t))
    lead = t(
        "Choose a source to open its sheet: everything that rests on it. A title may be shortened: the address leads to the document."
    )
    return Section("register", title, lead, (table,))


def _register_row(reading: Reading, row: Row) -> tuple[Cell, ...]:
    t = reading.t
    counts = Counter(r["table_name"] for r in _rows_on(reading.build).get(row["source_id"], ()))
    words = table_words(t)
    spread = t.series(t.labelled(words[table], t.number(count)) for table, count in counts.most_common(2))
    (source,) = reading.sources([row["source_id"]])
    return (
        document(source, f"?source={source.source_id}"),
        publisher(source),
        Cell(row["kind"], source.kind_label),
        Cell(row["read_via"], source.read_via_label),
        Cell(row["published_on"], t.period(row["published_on"])),
        Cell(sum(counts.values()), t.number(sum(counts.values()))),
        Cell(";".join(counts), spread),
        Cell(row["url"], t("open") if row["url"] else t("to be re-checked"), row["url"] or ""),
    )


def sheet_sentences(reading: Reading, source: Row) -> tuple[Sentence, ...]:
    """What one source is, and how much rests on it."""
    t = reading.t
    rows = _rows_on(reading.build).get(source["source_id"], ())
    (named,) = reading.sources([source["source_id"]])
    alone = sum(len(row["source_ids"]) == 1 for row in rows)
    found = [
        t(
            "{publisher}: {kind}, published {published}; {how}, on {read}.",
            publisher=named.publisher,
            kind=reading.label("sources", "kind", source["kind"]),
            how=reading.label("sources", "read_via", source["read_via"]).lower(),
            published=t.period(source["published_on"]) or t("on an unknown date"),
            read=t.period(str(source["accessed_on"])),
        ),
        t(
            "Rows of evidence that rest on it: {rows}; on it alone: {alone}.",
            rows=t.number(len(rows)),
            alone=t.number(alone),
        ),
    ]
    if not source["url"]:
        found.append(t("Its primary page was not read: everything that rests on it is to be re-checked."))
    return tuple(Sentence(text, (), passages=named.passages[:1]) for text in found)


def sheet_sections(reading: Reading, source: Row, choices: EvidenceChoices) -> tuple[Section, ...]:
    """The rows and the figures that rest on one source."""
    t = reading.t
    listed = _rows_on(reading.build).get(source["source_id"], ())
    shown, number = turned(listed, choices.page)
    words, figures = table_words(t), figures_by_row(reading.build)
    rows = tuple(
        (
            row_cell(row, t),
            Cell(row["table_name"], words[row["table_name"]]),
            grade(reading, row["confidence"], row["source_ids"]),
            Cell(row["as_of"], t.period(row["as_of"])),
            Cell(len(row["source_ids"]) - 1, t.number(len(row["source_ids"]) - 1)),
            Cell(len(figures.get(_key(row), ())), t.number(len(figures.get(_key(row), ())))),
        )
        for row in shown
    )
    columns = (
        Column("row", t("Row")),
        Column("table", t("One row is")),
        Column("confidence", t("Grade")),
        Column("as_of", t("Date")),
        Column("other_sources", t("Other sources"), "end"),
        Column("figures", t("Figures that use it"), "end"),
    )
    note = range_text(len(shown), number, len(listed), t)
    resting = Section(
        "rows",
        t("What rests on it"),
        "" if rows else t("No row of evidence names it: it is a paper of the method."),
        (Table("rows", t("Rows of evidence"), columns, rows, note),) if rows else (),
    )
    links = [(Column("register", t("Register")), Cell("?part=sources", t("All sources"), "?part=sources"))]
    if source["url"]:
        links.append((Column("document", t("Document")), Cell(source["url"], t("Open the document"), source["url"])))
    (named,) = reading.sources([source["source_id"]])
    about_it = Text("", tuple(filter(None, (f"{named.publisher} · {named.title}", source["url"]))), named.passages)
    table = Table("links", t("Links"), tuple(c for c, _ in links), (tuple(c for _, c in links),))
    about = Section("document", t("The document"), "", (about_it, table))
    return about, resting, *_figures_section(reading, source["source_id"])


def _key(row: Row) -> tuple[str, str]:
    return row["table_name"], row["row_key"]


def _figures_section(reading: Reading, source_id: str) -> tuple[Section, ...]:
    t = reading.t
    resting = [(f, ids) for f, ids in sources_of_figures(reading.build).items() if source_id in ids]
    if not resting:
        return ()
    columns = (
        Column("figure", t("Figure")),
        Column("value", t("Value"), "end"),
        Column("sources", t("Sources"), "end"),
        Column("grade", t("Grade")),
    )
    rows = tuple(
        (
            Cell(figure_id, read_figure(reading, figure_id).label, figure_link(figure_id)),
            Cell(read_figure(reading, figure_id).value, read_figure(reading, figure_id).text),
            Cell(len(ids), t.number(len(ids))),
            Cell(read_figure(reading, figure_id).grade, read_figure(reading, figure_id).grade),
        )
        for figure_id, ids in resting
    )
    lead = t("Figures at the default choices; with one source, this document alone carries the figure.")
    title = t("Figures that rest on it")
    return (Section("figures", title, lead, (Table("figures", title, columns, rows),)),)
