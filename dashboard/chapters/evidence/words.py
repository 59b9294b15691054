"""What can be taken away, the glossary, and the data dictionary drawn from the contracts of the tables."""

from __future__ import annotations

from dashboard.chapters.evidence import downloads as evidence_downloads
from dashboard.chapters.evidence.choices import EvidenceChoices, table_words
from dashboard.content.values import Cell, Column, Section, Table
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
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
    rows = tuple(
        (
            Cell(table.name, table.name, f"?part=words&table={table.name}"),
            Cell(table.meaning, words[table.name]),
            Cell(";".join(table.key), ", ".join(table.key)),
            _number(len(entries(table)), t),
            _number(reading.row(f"select count(*) as rows from core_{table.name}")["rows"], t),  # noqa: S608
            *(_file(reading.build, f"tables/{table.name}.{form}", word) for form, word in _FORMS.items()),
        )
        for table in TABLES
    )
    columns = (
        Column("table", t("Name")),
        Column("meaning", t("One row is")),
        Column("key", t("Key")),
        Column("columns", t("Columns"), "end"),
        Column("rows", t("Rows"), "end"),
        *(Column(form, word) for form, word in _FORMS.items()),
    )
    lead = t("Every table of the evidence, one CSV file each. Choose a table to see its columns.")
    title = t("Data dictionary")
    return Section("dictionary", title, lead, (Table("dictionary", t("Tables"), columns, rows, is_folded=True),))


def _file(build: Build, path: str, word: str) -> Cell:
    address = evidence_downloads.fixed(build, path)
    return Cell(address, word, address)


def _number(value: int, t: Translator) -> Cell:
    return Cell(value, t.number(value))


def _columns(reading: Reading, table: TableContract) -> Section:
    t = reading.t
    columns = (
        Column("column", t("Column")),
        Column("meaning", t("Meaning")),
        Column("form", t("How it is written")),
        Column("unit", t("Unit")),
        Column("allowed", t("Allowed values")),
        Column("blank", t("May be blank")),
        Column("refers", t("Refers to")),
    )
    rows = tuple(_entry_cells(reading, table, entry) for entry in entries(table))
    title = t("Columns of {table}", table=table.name)
    lead = f"{table_words(t)[table.name]}. " + t("A blank cell means that no source gives the value. It is never zero.")
    return Section("columns", title, lead, (Table("columns", title, columns, rows),))


def _entry_cells(reading: Reading, table: TableContract, entry: Entry) -> tuple[Cell, ...]:
    t = reading.t
    separator = "، " if t.is_rtl else ", "
    codes = (_code(reading, table, entry.name, code) for code in entry.codes)
    allowed = separator.join(codes) or t.isolate(entry.limits)
    target, _, _ = entry.reference.partition(".")
    return (
        Cell(entry.name, entry.name),
        Cell(entry.meaning, t(entry.meaning)),
        Cell(entry.form, t(entry.form)),
        Cell(entry.unit, t(entry.unit) if entry.unit else ""),
        Cell(";".join(entry.codes) or entry.limits, allowed),
        Cell(entry.can_be_blank, t("yes") if entry.can_be_blank else t("no")),
        Cell(entry.reference, entry.reference, f"?part=words&table={target}" if target else ""),
    )


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
    rows = tuple(
        (
            Cell(term["term_en"], term[f"term_{reading.lang}"]),
            Cell(term[f"definition_{reading.lang}"], term[f"definition_{reading.lang}"]),
            *(Cell(term[f"term_{lang}"], term[f"term_{lang}"]) for lang in others),
        )
        for term in terms
    )
    columns = (
        Column("term", t("Term")),
        Column("definition", t("Definition")),
        *(Column(f"term_{lang}", names[lang]) for lang in others),
    )
    table = Table("glossary", t("Terms of the field"), columns, rows, is_folded=True)
    return Section("glossary", t("Glossary"), "", (table,))
