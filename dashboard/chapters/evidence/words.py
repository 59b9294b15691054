"""What can be taken away, the glossary, and the data dictionary drawn from the contracts of the tables."""

from __future__ import annotations

from dashboard.chapters.evidence import downloads as evidence_downloads
from dashboard.chapters.evidence.choices import EvidenceChoices, table_words
from dashboard.chapters.shared.tables import Column, RowColumns, build_table, number_column, text_column
from dashboard.content.values import Cell, Section
from dashboard.warehouse.reading import Reading
from etl.contracts.tables import TABLES, TableContract
from etl.dictionary import Entry, entries

_FORMS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


def sections(reading: Reading, choices: EvidenceChoices) -> tuple[Section, ...]:
    """Downloads, the dictionary and the glossary; the columns of one table where it is chosen."""
    chosen = next((table for table in TABLES if table.name == choices.table), None)
    if chosen:
        return (_columns(reading, chosen), _tables(reading))
    return (evidence_downloads.section(reading), _tables(reading), _glossary(reading))


def _tables(reading: Reading) -> Section:
    t = reading.t
    words = table_words(t)

    def file(form: str, word: str) -> Column[TableContract]:
        def cell(table: TableContract) -> Cell:
            address = evidence_downloads.fixed(reading.build, f"tables/{table.name}.{form}")
            return Cell(address, word, address)

        return Column(form, word, cell)

    def count_rows(table: TableContract) -> int:
        return int(reading.row(f"select count(*) as rows from core_{table.name}")["rows"])  # noqa: S608 - our own table names

    dictionary = build_table(
        "dictionary",
        t("Tables"),
        TABLES,
        Column("table", t("Name"), lambda table: Cell(table.name, table.name, f"?part=words&table={table.name}")),
        Column("meaning", t("One row is"), lambda table: Cell(table.meaning, words[table.name])),
        Column("key", t("Key"), lambda table: Cell(";".join(table.key), ", ".join(table.key))),
        number_column("columns", t("Columns"), t, lambda table: len(entries(table))),
        number_column("rows", t("Rows"), t, count_rows),
        *(file(form, word) for form, word in _FORMS.items()),
        is_folded=True,
    )
    lead = reading.prose("evidence_tables_intro")
    title = t("Data dictionary")
    return Section("dictionary", title, lead, (dictionary,))


def _columns(reading: Reading, table: TableContract) -> Section:
    t = reading.t
    separator = "، " if t.is_rtl else ", "

    def allowed(entry: Entry) -> Cell:
        words = separator.join(_code(reading, table, entry.name, code) for code in entry.codes)
        return Cell(";".join(entry.codes) or entry.limits, words or t.isolate(entry.limits))

    def refers(entry: Entry) -> Cell:
        target, _, _ = entry.reference.partition(".")
        return Cell(entry.reference, entry.reference, f"?part=words&table={target}" if target else "")

    title = t("Columns of {table}", table=table.name)
    lead = f"{table_words(t)[table.name]}. " + t("A blank cell means that no source gives the value. It is never zero.")
    columns = build_table(
        "columns",
        title,
        entries(table),
        text_column("column", t("Column"), lambda entry: entry.name),
        Column("meaning", t("Meaning"), lambda entry: Cell(entry.meaning, t(entry.meaning))),
        Column("form", t("How it is written"), lambda entry: Cell(entry.form, t(entry.form))),
        Column("unit", t("Unit"), lambda entry: Cell(entry.unit, t(entry.unit) if entry.unit else "")),
        Column("allowed", t("Allowed values"), allowed),
        Column(
            "blank",
            t("May be blank"),
            lambda entry: Cell(entry.can_be_blank, t("yes") if entry.can_be_blank else t("no")),
        ),
        Column("refers", t("Refers to"), refers),
    )
    return Section("columns", title, lead, (columns,))


def _code(reading: Reading, table: TableContract, column: str, code: str) -> str:
    """A code with what it is called."""
    label = next((coded.label_column for coded in table.coded if coded.column == column), column)
    word = reading.label(table.name, label, code)
    return code if word == code else f"{code} ({word})"


def _glossary(reading: Reading) -> Section:
    t = reading.t
    terms = reading.rows(f"select * from core_glossary order by lower(term_{reading.lang}), term_en")  # noqa: S608 - a closed list
    others = [lang for lang in ("fr", "ar", "en") if lang != reading.lang]
    names = {"fr": t("French"), "ar": t("Arabic"), "en": t("English")}
    columns = RowColumns(reading)
    table = build_table(
        "glossary",
        t("Terms of the field"),
        terms,
        columns.name("term", t("Term"), source="term_en", column="term"),
        columns.text("definition", t("Definition"), f"definition_{reading.lang}"),
        *(columns.text(f"term_{lang}", names[lang]) for lang in others),
        is_folded=True,
    )
    return Section("glossary", t("Glossary"), "", (table,))
