"""The register of sources: by kind and table, with what rests on each, and the sheet of one."""

from __future__ import annotations

from collections import Counter

from dashboard.chapters.evidence.choices import EVERY, KINDS, EvidenceChoices, kind_words, table_words
from dashboard.chapters.evidence.rows import (
    SOURCED,
    Row,
    figure_columns,
    figures_by_row,
    grounds,
    range_text,
    read_figure,
    row_cell,
    sources_of_figures,
    turned,
)
from dashboard.chapters.shared.publishers import document, publisher
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column, text_column
from dashboard.content.values import Cell, Section, Sentence, Source, Table, Text
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
    ids = {kind: [row["source_id"] for row in listed if row["kind"] == kind] for kind in KINDS}

    def resting(kind: str) -> int:
        return len({(row["table_name"], row["row_key"]) for source in ids[kind] for row in on.get(source, ())})

    note = reading.prose("evidence_sources_kinds_note")
    return build_table(
        "kinds",
        t("Sources by kind"),
        KINDS,
        Column("kind", t("Kind of source"), lambda kind: Cell(kind, words[kind], f"?part=sources&kind={kind}")),
        number_column("sources", t("Sources"), t, lambda kind: len(ids[kind])),
        number_column("rows", t("Rows that rest on them"), t, resting),
        number_column("unused", t("Cited by no row"), t, lambda kind: sum(source not in on for source in ids[kind])),
        note=note,
    )


def _tables_table(reading: Reading) -> Table:
    t = reading.t
    words = table_words(t)
    ids = {
        table: [row["source_ids"] for row in grounds(reading.build) if row["table_name"] == table] for table in SOURCED
    }
    return build_table(
        "tables",
        t("Sources by table"),
        SOURCED,
        Column("table", t("One row is"), lambda table: Cell(table, words[table], f"?part=sources&table={table}")),
        number_column("rows", t("Rows"), t, lambda table: len(ids[table])),
        number_column("sources", t("Sources"), t, lambda table: len({source for row in ids[table] for source in row})),
        number_column(
            "single", t("Rows with one source only"), t, lambda table: sum(len(row) == 1 for row in ids[table])
        ),
        is_folded=True,
    )


def _register(reading: Reading, choices: EvidenceChoices) -> Section:
    t = reading.t
    listed = chosen_sources(reading.build, choices)
    shown, number = turned(listed, choices.page)
    title = t("Register of sources")
    if not listed:
        return Section("register", title, t("No source passes these filters."), ())
    words = table_words(t)
    documents = {row["source_id"]: reading.sources([row["source_id"]])[0] for row in shown}
    counts = {
        row["source_id"]: Counter(
            resting["table_name"] for resting in _rows_on(reading.build).get(row["source_id"], ())
        )
        for row in shown
    }

    def named(row: Row) -> Source:
        return documents[row["source_id"]]

    def spread(row: Row) -> Cell:
        most = counts[row["source_id"]].most_common(2)
        text = t.series(t.labelled(words[table], t.number(count)) for table, count in most)
        return Cell(";".join(counts[row["source_id"]]), text)

    columns = RowColumns(reading)
    table = build_table(
        "register",
        title,
        shown,
        Column("source", t("Source"), lambda row: document(named(row), f"?source={row['source_id']}")),
        Column("publisher", t("Publisher"), lambda row: publisher(named(row))),
        Column("kind", t("Kind"), lambda row: Cell(row["kind"], named(row).kind_label)),
        Column("read_via", t("How it was read"), lambda row: Cell(row["read_via"], named(row).read_via_label)),
        columns.period("published_on", t("Published")),
        number_column("rows", t("Rows that rest on it"), t, lambda row: sum(counts[row["source_id"]].values())),
        Column("tables", t("What most of them are"), spread),
        Column(
            "url",
            t("Document"),
            lambda row: Cell(row["url"], t("open") if row["url"] else t("to be re-checked"), row["url"] or ""),
        ),
        note=range_text(len(shown), number, len(listed), t),
    )
    lead = reading.prose("evidence_sources_register_intro")
    return Section("register", title, lead, (table,))


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
    columns = RowColumns(reading)
    listed = _rows_on(reading.build).get(source["source_id"], ())
    shown, number = turned(listed, choices.page)
    words, figures = table_words(t), figures_by_row(reading.build)
    note = range_text(len(shown), number, len(listed), t)
    resting = Section(
        "rows",
        t("What rests on it"),
        "" if shown else t("No row of evidence names it: it is a paper of the method."),
        (
            build_table(
                "rows",
                t("Rows of evidence"),
                shown,
                Column("row", t("Row"), lambda row: row_cell(row, t)),
                Column("table", t("One row is"), lambda row: Cell(row["table_name"], words[row["table_name"]])),
                columns.grade(t("Grade"), "confidence"),
                columns.period("as_of", t("Date")),
                number_column("other_sources", t("Other sources"), t, lambda row: len(row["source_ids"]) - 1),
                number_column("figures", t("Figures that use it"), t, lambda row: len(figures.get(_key(row), ()))),
                note=note,
            ),
        )
        if shown
        else (),
    )
    links: list[Column[Row]] = [
        Column("register", t("Register"), lambda _: Cell("?part=sources", t("All sources"), "?part=sources"))
    ]
    if source["url"]:
        links.append(
            Column("document", t("Document"), lambda row: Cell(row["url"], t("Open the document"), row["url"]))
        )
    (named,) = reading.sources([source["source_id"]])
    about_it = Text("", tuple(filter(None, (f"{named.publisher} · {named.title}", source["url"]))), named.passages)
    table = build_table("links", t("Links"), [source], *links)
    about = Section("document", t("The document"), "", (about_it, table))
    return about, resting, *_figures_section(reading, source["source_id"])


def _key(row: Row) -> tuple[str, str]:
    return row["table_name"], row["row_key"]


def _figures_section(reading: Reading, source_id: str) -> tuple[Section, ...]:
    t = reading.t
    resting = {name: ids for name, ids in sources_of_figures(reading.build).items() if source_id in ids}
    if not resting:
        return ()
    lead = reading.prose("evidence_source_figures_intro")
    title = t("Figures that rest on it")
    table = build_table(
        "figures",
        title,
        resting,
        *figure_columns(reading),
        number_column("sources", t("Sources"), t, lambda figure_id: len(resting[figure_id])),
        text_column("grade", t("Grade"), lambda figure_id: read_figure(reading, figure_id).grade),
    )
    return (Section("figures", title, lead, (table,)),)
