"""A proposal: rows to add, change and remove in one table, what was understood, what it asks; kept as a folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from etl.contracts.tables import TableContract, columns
from etl.desk.contract import is_same, kind, table_named
from etl.desk.evidence import Rows, key_of, read_evidence
from etl.desk.gaps import around, blanks
from etl.desk.grid import Contents, Note
from etl.desk.layout import table_of
from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.questions import FILE, Question, Translate, read_questions, write_questions
from etl.desk.read import read_file
from etl.desk.understand import Row, once, questions_of, understand
from etl.desk.words import Names
from etl.evidence.csv_form import csv_text
from etl.evidence.text import csv_plain
from etl.messages.desk import NOTES, fill

Action = Literal["add", "change", "remove"]
ABOUT = "proposal.json"
_MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class ProposedRow:
    """A row of the proposal in the evidence's form; `before` is a hash of the row it changes or removes, "" for none."""

    action: Action
    cells: dict[str, str]
    before: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a file would change in a table, on which day, and what has to be answered first."""

    table: TableContract
    rows: list[ProposedRow]
    questions: list[Question]
    file: str
    sha256: str
    day: str
    notes: list[Note] = field(default_factory=list)

    @property
    def open_questions(self) -> list[Question]:
        """Questions without an answer."""
        return [question for question in self.questions if not question.answer]

    def count(self, action: Action) -> int:
        """How many rows the proposal adds, changes or removes."""
        return sum(row.action == action for row in self.rows)


def propose(
    path: Path, data: Path, table_name: str, mapping: Mapping, today: date, *, is_whole: bool = False
) -> Proposal:
    """What a file would change in the evidence of `data`. Raises DeskError where nothing of it can be read.

    `is_whole`: the file holds the whole table, so rows that it lacks are removed.
    """
    body, contents = read_file(path)
    return propose_contents(body, contents, path.name, data, table_name, mapping, today, is_whole=is_whole)


def propose_contents(
    body: bytes,
    contents: Contents,
    name: str,
    data: Path,
    table_name: str,
    mapping: Mapping,
    today: date,
    *,
    is_whole: bool = False,
) -> Proposal:
    """As `propose`, of a file that was read already."""
    table = table_named(table_name or mapping.table or table_of(contents, name))
    evidence = read_evidence(data)
    read = understand(contents, table, mapping, Names(evidence), name)
    rows, repeated = once(read.rows, table)
    if not rows:
        raise DeskError("no_rows", file=name)
    maker = _Maker(table, evidence, read.given, today.isoformat())
    for row in rows:
        maker.take(row)
    notes = [*read.notes]
    notes += [("repeated", {"count": repeated})] if repeated else []
    notes += [("same", {"count": maker.same})] if maker.same else []
    rest = maker.rest()
    if is_whole:
        maker.made += [ProposedRow("remove", cells, fingerprint(cells)) for cells in rest]
    elif rest and len(maker.seen) > len(rest):
        notes.append(("stay", {"table": table.name, "count": len(rest)}))
    questions = _questions(maker, rows, evidence)
    return Proposal(table, maker.made, questions, name, hashlib.sha256(body).hexdigest(), today.isoformat(), notes)


class _Maker:
    """Holds rows of a file against the evidence, one after another."""

    def __init__(self, table: TableContract, evidence: Rows, given: frozenset[str], day: str) -> None:
        self.table, self.given, self.day = table, given, day
        self.known = {key_of(table, cells): cells for cells in evidence[table.name]}
        self.made: list[ProposedRow] = []
        self.asked: list[Question] = []
        self.kept: list[Row] = []
        self.seen: set[str] = set()
        self.same = 0

    def take(self, row: Row) -> None:
        key = self._key(row)
        before = self.known.get(key)
        self.seen.add(key)
        if row.action == "remove":
            if before:
                self.made.append(ProposedRow("remove", before, fingerprint(before)))
            return
        if before is None:
            cells = {column: row.cells.get(column, "") for column in columns(self.table)}
            cells["recorded_on"] = cells["recorded_on"] or self.day
            self.made.append(ProposedRow("add", cells))
            self.kept.append(row)
            return
        self._change(row, before)

    def _key(self, row: Row) -> str:
        """The key of the row as the evidence spells it, where it knows it."""
        key = key_of(self.table, row.cells)
        if key in self.known or not all(column in row.cells for column in self.table.key):
            return key
        for known, cells in self.known.items() if any(kind(self.table, c) == "number" for c in self.table.key) else ():
            if all(is_same(self.table, column, row.cells[column], cells[column]) for column in self.table.key):
                return known
        return key

    def _change(self, row: Row, before: dict[str, str]) -> None:
        open_columns = list(dict.fromkeys(column for column, *_ in row.asked))
        moved = {
            column: cell
            for column, cell in row.cells.items()
            if column not in open_columns and not is_same(self.table, column, cell, before[column])
        }
        if not moved and not open_columns:
            self.same += 1
            return
        cells = before | moved | dict.fromkeys(open_columns, "")
        key = key_of(self.table, cells)
        if "recorded_on" not in moved:
            cells["recorded_on"] = self.day
        facts = [c for c in (*moved, *open_columns) if kind(self.table, c) == "number" and c not in self.table.key]
        if facts and "source_ids" in before and "source_ids" not in self.given:
            self.asked.append(Question(self.table.name, key, "source_ids", "old_source", before["source_ids"]))
        if before.get("observation_status") and "value" in facts and "observation_status" not in self.given:
            status = before["observation_status"]
            self.asked.append(Question(self.table.name, key, "observation_status", "old_status", status))
        self.made.append(ProposedRow("change", cells, fingerprint(before)))
        self.kept.append(row)

    def rest(self) -> list[dict[str, str]]:
        """Rows of the evidence that the file does not hold."""
        return [cells for key, cells in self.known.items() if key not in self.seen]


def _questions(maker: _Maker, rows: Iterable[Row], evidence: Rows) -> list[Question]:
    table = maker.table
    cells = [row.cells for row in maker.made if row.action != "remove"]
    found = [*questions_of(table, maker.kept), *maker.asked]
    asked = {(q.row_key, q.column) for q in found}
    missing = [q for q in blanks(table, cells) if (q.row_key, q.column) not in asked]
    return [*found, *missing, *around(table, cells, evidence)]


def fingerprint(cells: dict[str, str]) -> str:
    """A short hash of a row, to know whether it is still as it was."""
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def write_proposal(proposal: Proposal, folder: Path, language: str, translate: Translate) -> None:
    """Write the folder of a proposal. Raises DeskError where it is there and not empty, or can't be written."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise DeskError("out_taken", folder=folder.name)
        folder.mkdir(parents=True, exist_ok=True)
        names = columns(proposal.table)
        rows = ((row.action, *(row.cells[name] for name in names)) for row in proposal.rows)
        body = csv_text(("action", *names), rows)
        _write(folder / f"{proposal.table.name}.csv", body.encode("utf-8-sig"))
        save_questions(folder, proposal.questions, language, translate)
        _write(folder / ABOUT, (json.dumps(_about(proposal, language), ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise DeskError("unwritable", folder=folder.name, reason=error.strerror or type(error).__name__) from None


def save_questions(folder: Path, questions: Iterable[Question], language: str, translate: Translate) -> None:
    """Write the questions of a proposal, with a byte order mark: spreadsheets then read Arabic."""
    _write(folder / FILE, write_questions(questions, language, translate).encode("utf-8-sig"))


def _write(path: Path, body: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(body)
    part.replace(path)


def _about(proposal: Proposal, language: str) -> dict[str, Any]:
    return {
        "table": proposal.table.name,
        "file": proposal.file,
        "sha256": proposal.sha256,
        "day": proposal.day,
        "before": {key_of(proposal.table, row.cells): row.before for row in proposal.rows if row.before},
        "understood": [fill(NOTES, code, language, values) for code, values in proposal.notes],
    }


def read_proposal(folder: Path) -> Proposal:
    """The proposal in a folder, with the answers given in it. Raises DeskError."""
    try:
        about = json.loads((folder / ABOUT).read_bytes()[:_MAX_BYTES])
        table = table_named(about["table"])
        before: dict[str, str] = dict(about["before"])
        origin = (str(about["file"]), str(about["sha256"]), date.fromisoformat(about["day"]).isoformat())
    except (OSError, ValueError, KeyError, TypeError):
        raise DeskError("no_proposal", folder=folder.name) from None
    rows = _read_rows(folder / f"{table.name}.csv", table, before)
    questions = read_questions(_text(folder / FILE))
    return Proposal(table, rows, questions, *origin)


def _read_rows(path: Path, table: TableContract, before: dict[str, str]) -> list[ProposedRow]:
    text = _text(path)
    first = text.partition("\n")[0]
    listed = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    wanted = ["action", *columns(table)]
    if not listed or listed[0] != wanted:
        raise DeskError("bad_proposal", file=path.name, reason=first[:80])
    found = []
    for cells in listed[1:]:
        if not any(cells):
            continue
        said = dict(zip(wanted, map(csv_plain, cells), strict=False))
        action = said.pop("action")
        if action not in ("add", "change", "remove") or len(cells) != len(wanted):
            raise DeskError("bad_proposal", file=path.name, reason=" ".join(cells[:4])[:80])
        key = key_of(table, said)
        found.append(ProposedRow(action, said, before.get(key, "")))  # type: ignore[arg-type]
    return found


def _text(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise DeskError("bad_proposal", file=path.name, reason=error.strerror or type(error).__name__) from None
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
