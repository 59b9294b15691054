"""Check the evidence: every violation, with file, line, column, value, rule and cure; nothing stops at the first."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path

import duckdb
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from etl.contracts.fields import allowed_range
from etl.contracts.parameters import LIMITS
from etl.contracts.tables import TABLES, TableContract, columns, later_columns
from etl.evidence.alike import written_alike
from etl.evidence.extract import Extract, Fault, Record, is_decoded, read_table, unexpected_files
from etl.evidence.plausible.findings import Line
from etl.evidence.plausible.judge import Judgement, judge
from etl.evidence.text import MAX_CELL_CHARACTERS, faulty_characters, text_ok, texts_ok
from etl.evidence.typography import is_french, set_french
from etl.evidence.violations import Violation, printable
from etl.paths import SHIPPED_DATA

__all__ = ["CHECKS", "Evidence", "EvidenceRow", "Violation", "as_lines", "check", "evidence_folder"]

CHECKS = ("keys", "references", "words", "dates", "amounts", "totals", "claims", "needed")
"""Checks across rows and tables, one query each in ``etl/checks``."""

# What pydantic calls the rules it checks itself.
_PYDANTIC_RULES = {
    "literal_error": "not_in_list",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}


@dataclass(frozen=True)
class EvidenceRow:
    """One valid row: its line in the file, its cells as read, and their typed values, both in the contract's order.

    Blank cells are None among the values; lists of sources or countries are tuples; days are dates; other dates and
    periods stay text, for "2024" is no day.
    """

    line: int
    texts: tuple[str, ...]
    values: tuple[object, ...]


@dataclass(frozen=True)
class Evidence:
    """The evidence as checked: ``rows`` by table name, ``sha256`` of each file's bytes by file name.

    ``judgement`` holds the doubts, each with its answer; None where the tables are not sound enough to be judged.
    """

    rows: dict[str, tuple[EvidenceRow, ...]]
    sha256: dict[str, str]
    judgement: Judgement | None = None


def evidence_folder(data_dir: Path) -> Path:
    """Where the tables are: ``evidence`` inside the data folder, or the folder itself when it has none."""
    inner = data_dir / "evidence"
    return inner if inner.is_dir() else data_dir


def check(data_dir: Path, today: date | None = None) -> tuple[Evidence, list[Violation]]:
    """Read and check every table; once they are sound, whether they can be true.

    Args:
        data_dir: the data folder, or the folder of the tables.
        today: the day to hold others against; by default that of the machine.

    Returns:
        The rows that hold, and every violation in the order of tables, lines and columns. The evidence may be used
        only when there is no violation. Nothing raises for what the tables hold; DamagedShapesError for the shapes.
    """
    folder = evidence_folder(data_dir)
    if not folder.is_dir():
        return Evidence({}, {}), [Violation(folder.name, None, "", "", "folder_missing")]
    extracts = {table.name: _extract(folder, table) for table in TABLES}
    rows: dict[str, tuple[EvidenceRow, ...]] = {}
    violations = [
        Violation(name, None, "", "", "unexpected_file")
        for name in unexpected_files(folder, {f"{table.name}.csv" for table in TABLES})
    ]
    for table in TABLES:
        found = _file_violations(table, extracts[table.name].faults)
        rows[table.name], of_cells = _check_rows(table, extracts[table.name].records)
        violations += found + of_cells
    # One cell is reported once by its contract; a check across tables would only repeat it in other words.
    known = {(violation.file, violation.line, violation.column) for violation in violations}
    violations += [v for v in _check_across(extracts) if (v.file, v.line, v.column) not in known]
    hashes = {f"{name}.csv": extract.sha256 for name, extract in extracts.items()}
    judgement = None
    if not violations:
        geo = folder.parent / "geo"
        judgement = judge(as_lines(rows), geo if geo.is_dir() else SHIPPED_DATA / "geo", today or date.today())
        violations += judgement.violations
    return Evidence(rows, hashes, judgement), sorted(violations, key=_order)


def _extract(folder: Path, table: TableContract) -> Extract:
    path = folder / f"{table.name}.csv"
    if table.is_later and not path.exists():
        return Extract([], [], "", complete=True)
    extract = read_table(path, columns(table), later_columns(table))
    if table.is_later and [fault.rule for fault in extract.faults] == ["no_rows"]:
        return replace(extract, faults=[])  # a header alone says what an absent file says
    return extract


def as_lines(rows: dict[str, tuple[EvidenceRow, ...]]) -> dict[str, list[Line]]:
    """The rows by column, for the checks of plausibility."""
    lines = {}
    for table in TABLES:
        names = columns(table)
        places = [names.index(column) for column in table.key]
        lines[table.name] = [
            Line(
                table.name,
                row.line,
                "/".join(row.texts[place] for place in places),
                dict(zip(names, row.texts, strict=True)),
                dict(zip(names, row.values, strict=True)),
            )
            for row in rows[table.name]
        ]
    return lines


def _order(violation: Violation) -> tuple[int, int, int, str]:
    for place, table in enumerate(TABLES):
        if violation.file == f"{table.name}.csv":
            names = columns(table)
            column = names.index(violation.column) if violation.column in names else -1
            return place, violation.line or 0, column, violation.value
    return -1, 0, 0, violation.file


def _file_violations(table: TableContract, faults: list[Fault]) -> list[Violation]:
    return [
        Violation(f"{table.name}.csv", f.line, printable(f.column), printable(f.value), f.rule, f.params)
        for f in faults
    ]


def _check_rows(table: TableContract, records: list[Record]) -> tuple[tuple[EvidenceRow, ...], list[Violation]]:
    """Hold each row against the text gate and its model."""
    names = columns(table)
    rows: list[EvidenceRow] = []
    violations: list[Violation] = []
    for record in records:
        # Bytes outside UTF-8 were reported when the file was read.
        undecoded = _undecoded(names, record)
        found = _text_violations(table, names, record, undecoded)
        refused = undecoded | {violation.column for violation in found}
        try:
            row = table.model.model_validate(dict(zip(names, record.cells, strict=True)))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if detail["loc"][0] not in refused:
                    found.append(_contract_violation(table, record, detail))
        else:
            if not refused:
                rows.append(EvidenceRow(record.line, record.cells, tuple(getattr(row, name) for name in names)))
        violations += found
    return tuple(rows), violations


def _undecoded(names: tuple[str, ...], record: Record) -> set[str]:
    if is_decoded("".join(record.cells)):  # nearly every row
        return set()
    return {name for name, cell in zip(names, record.cells, strict=True) if not is_decoded(cell)}


def _text_violations(
    table: TableContract, names: tuple[str, ...], record: Record, undecoded: set[str]
) -> list[Violation]:
    found = []
    row = dict(zip(names, record.cells, strict=True))
    asked = _french_columns(table) if not undecoded and texts_ok(record.cells) else names
    for name in asked:
        if name in undecoded:
            continue
        cell = row[name]
        rule = text_ok(cell)
        params: dict[str, object] = {}
        if rule:
            right = written_alike(cell)
            rule = "written_otherwise" if right else rule
            params = {"characters": faulty_characters(cell), "limit": MAX_CELL_CHARACTERS, "right": right}
        elif is_french(table.name, name, row) and (right := set_french(cell)) != cell:
            rule, params = "french_typography", {"right": right}
        if rule:
            found.append(Violation(f"{table.name}.csv", record.line, name, printable(cell), rule, params))
    return found


@functools.cache
def _french_columns(table: TableContract) -> tuple[str, ...]:
    """The columns that may hold French, for which a row that is otherwise sound is still asked."""
    sure = {"language": "fr", "kind": ""}  # of a source: whatever its row says
    return tuple(name for name in columns(table) if is_french(table.name, name, sure))


def _contract_violation(table: TableContract, record: Record, detail: ErrorDetails) -> Violation:
    name = str(detail["loc"][0])
    cell = record.cells[columns(table).index(name)]
    context = detail.get("ctx", {})
    params: dict[str, object] = {
        "allowed": context.get("expected", ""),
        **{name: context[name] for name in ("first", "last") if name in context},
    }
    field = table.model.model_fields[name]
    if detail["type"] in ("greater_than_equal", "less_than_equal"):
        params["allowed"] = allowed_range(field.metadata)
    rule = _PYDANTIC_RULES.get(detail["type"], detail["type"])
    if rule == "not_in_list" and cell == "":
        rule = "blank"
    return Violation(f"{table.name}.csv", record.line, name, printable(cell), rule, params)


def _check_across(extracts: dict[str, Extract]) -> list[Violation]:
    """Run the checks across rows and tables on the cells as read, so that a bad cell hides no other row's fault."""
    found = []
    with duckdb.connect(":memory:", config={"threads": 1, "enable_external_access": False}) as connection:
        _load(connection, extracts)
        for name in CHECKS:
            query = _sql(name)
            for table, line, column, value, rule, other in connection.execute(query).fetchall():
                found.append(Violation(f"{table}.csv", line, column, printable(value), rule, {"other": other or ""}))
    return found


def _sql(name: str) -> str:
    return resources.files("etl").joinpath("checks", f"{name}.sql").read_text(encoding="utf-8")


def _load(connection: duckdb.DuckDBPyConnection, extracts: dict[str, Extract]) -> None:
    """Put the cells and the contracts into the database. Names come from the contracts, never from the files."""
    connection.execute(_sql("prepare"))
    for table in TABLES:
        names = columns(table)
        records = extracts[table.name].records
        body = [_storable([record.cells[i] for record in records]) for i in range(len(names))]
        _create(connection, table.name, ("line", *names), [[record.line for record in records], *body])
    connection.execute(f"INSERT INTO cells {' UNION ALL '.join(map(_long_view, TABLES))}")
    connection.execute(f"CREATE VIEW graded AS {' UNION ALL '.join(_select_graded())}")
    _create(connection, "complete_tables", ("table_name",), [[n for n, e in extracts.items() if e.complete]])
    _create_rows(
        connection,
        "contract_keys",
        ("table_name", "column_name", "place"),
        [(t.name, column, str(place)) for t in TABLES for place, column in enumerate(t.key)],
    )
    _create_rows(
        connection,
        "contract_foreign_keys",
        ("table_name", "column_name", "ref_table", "ref_column", "is_list"),
        [(t.name, k.column, k.table, k.ref_column, str(k.is_list)) for t in TABLES for k in t.foreign_keys],
    )
    _create_rows(
        connection,
        "contract_phrases",
        ("table_name", "column_name"),
        [(t.name, column) for t in TABLES for column in t.phrases],
    )
    _create_rows(
        connection,
        "contract_codes",
        ("table_name", "column_name", "label_column", "is_list"),
        [(t.name, c.column, c.label_column, str(c.is_list)) for t in TABLES for c in t.coded],
    )
    _create_rows(
        connection,
        "share_limits",
        ("parameter", "least_value", "greatest_value"),
        [(name, f"{least:g}", f"{greatest:g}") for name, (least, greatest) in LIMITS.items()],
    )


def _long_view(table: TableContract) -> str:
    """A selection of the cells that the checks on the long view look at, one a row."""
    checked = ", ".join(f'"{name}"' for name in _columns_checked(table))
    return (
        f"SELECT '{table.name}', line, cell_name, cell_value FROM "  # noqa: S608 - a contract's own name
        f'(UNPIVOT "{table.name}" ON {checked} INTO NAME cell_name VALUE cell_value)'
    )


def _select_graded() -> list[str]:
    """A selection of the grade and the sources of each table that has both."""
    names = (table.name for table in TABLES if {"confidence", "source_ids"} <= set(columns(table)))
    return [
        f"SELECT '{name}' AS table_name, line, confidence, source_ids FROM \"{name}\""  # noqa: S608 - a contract's own name
        for name in names
    ]


def _columns_checked(table: TableContract) -> list[str]:
    """Columns that the checks on the long view look at: keys, references, English texts and codes."""
    keys = {*table.key, *(key.column for key in table.foreign_keys)}
    return sorted(keys | set(table.phrases) | {code.column for code in table.coded})


def _storable(cells: list[str]) -> list[str]:
    """Cells as the database takes them: what stands for a byte outside UTF-8 becomes a question mark."""
    if is_decoded("".join(cells)):
        return cells
    return [cell.encode("utf-8", errors="replace").decode("utf-8") for cell in cells]


def _create_rows(
    connection: duckdb.DuckDBPyConnection, name: str, names: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    _create(connection, name, names, [list(cells) for cells in zip(*rows, strict=True)])


def _create(
    connection: duckdb.DuckDBPyConnection, name: str, names: tuple[str, ...], body: list[list[int] | list[str]]
) -> None:
    """Create one table from lists of cells, one list a column."""
    kinds = {"line": "INT", "is_list": "BOOLEAN", "place": "INT"}
    selected = ", ".join(f'unnest(?::VARCHAR[])::{kinds.get(column, "VARCHAR")} AS "{column}"' for column in names)
    connection.execute(f'CREATE TABLE "{name}" AS SELECT {selected}', body)
