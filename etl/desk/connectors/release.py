"""What a source's file says for one table of the evidence, and what it becomes: a proposal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from etl.desk.cells import text_of
from etl.desk.contract import table_named
from etl.desk.evidence import Rows
from etl.desk.grid import Cell, Contents, Grid
from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.proposal import Proposal, propose_contents
from etl.desk.questions import EVERY_ROW, Question

Note = tuple[str, dict[str, object]]  # its code in `etl.messages.desk.NOTES` and what fills it
_OF_ANY_FILE = frozenset(
    {"form", "stay", "ignored", "column", "names", "decimal"}
)  # notes on how a file was read: a connector knows


@dataclass(frozen=True)
class NewSource:
    """A row for `sources` that a release brings: its identifier and its other cells by column."""

    source_id: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Release:
    """Rows of one table as a file has them, in the table's own columns; what was seen in it, and what it asks.

    A cell that a question is about stands blank in its row. `undated`: column of a day that the file does not give for
    any row, though rows differ by it.
    """

    table: str
    rows: list[dict[str, str]]
    notes: list[Note] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    source: NewSource | None = None
    undated: str = ""


@dataclass(frozen=True)
class File:
    """A file of a source: its bytes, its name, its sheets; `as_of` the day of its figures where the caller knows it."""

    body: bytes
    name: str
    contents: Contents
    today: date
    as_of: date | None = None


@dataclass(frozen=True)
class Connector:
    """A regular source: what it is called, where it publishes, and how its file is read beside the evidence."""

    name: str
    publisher: str
    read: Callable[[File, Rows], Release]
    addresses: Callable[[Rows], dict[str, str]]
    """The addresses of its files by a short name each, for what the evidence follows."""


def records(file: File, heads: Iterable[str], source: str) -> list[dict[str, str]]:
    """The rows of a file under its heads in lower case. Raises DeskError where one of `heads` is not there."""
    wanted = set(heads)
    for grid in file.contents.grids:
        for place, row in enumerate(grid.rows[:5]):
            names = [text_of(cell).casefold() for cell in row]
            if wanted <= set(names):
                return [_record(names, cells) for cells in grid.rows[place + 1 :] if any(map(text_of, cells))]
    first = next((row for grid in file.contents.grids for row in grid.rows), [])
    seen = ", ".join(filter(None, map(text_of, first[:8])))
    raise DeskError("other_shape", file=file.name, source=source, heads=", ".join(sorted(wanted)), seen=seen)


def _record(names: list[str], cells: list[Cell]) -> dict[str, str]:
    return {name: text_of(cell) for name, cell in zip(names, cells, strict=False)}


def once_each(rows: list[dict[str, str]]) -> tuple[list[dict[str, str]], list[Note]]:
    """Rows without their exact repetitions, and the note that counts these."""
    kept = list({tuple(sorted(row.items())): row for row in rows}.values())
    return kept, [("repeated", {"count": len(rows) - len(kept)})] if len(kept) < len(rows) else []


def propose_release(release: Release, file: File, data: Path) -> Proposal:
    """What a release would change in the evidence of `data`; a proposal without rows where it says nothing new."""
    table = table_named(release.table)
    if not release.rows:
        digest = hashlib.sha256(file.body).hexdigest()
        return Proposal(table, [], [], file.name, digest, file.today.isoformat(), list(release.notes))
    rows = release.rows
    if release.undated:  # as if of today, so that they match no row of the evidence
        rows = [row | {release.undated: file.today.isoformat()} for row in rows]
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines: list[list[Cell]] = [list(names)]
    lines += [[row.get(name) or None for name in names] for row in rows]
    grid = Grid("", lines)
    contents = Contents(file.contents.kind, [grid], [], ".")
    made = propose_contents(file.body, contents, file.name, data, release.table, Mapping(), file.today)
    notes = [*release.notes, *(note for note in made.notes if note[0] not in _OF_ANY_FILE)]
    made = replace(made, notes=notes, questions=_questions(made, release))
    return _without_day(made, release.undated) if release.undated and made.rows else made


def _questions(made: Proposal, release: Release) -> list[Question]:
    """The connector's own questions on rows that move, for those of the desk on the same cells; sources answered."""
    keys = {"/".join(row.cells[column] for column in made.table.key) for row in made.rows}
    own = [question for question in release.questions if question.row_key in keys]
    asked = {(question.table, question.row_key, question.column) for question in own}
    rest = [question for question in made.questions if (question.table, question.row_key, question.column) not in asked]
    return [*own, *(_answered(question, release.source) for question in rest)]


def _answered(question: Question, source: NewSource | None) -> Question:
    if source and (question.table, question.row_key) == ("sources", source.source_id):
        return replace(question, answer=source.cells.get(question.column, ""))
    return question


def _without_day(made: Proposal, column: str) -> Proposal:
    """Rows whose day nobody gives yet: one question asks it for all of them."""
    rows = [replace(row, cells=row.cells | {column: ""}) for row in made.rows]
    asked = Question(made.table.name, EVERY_ROW, column, "blank", "")
    return replace(made, rows=rows, questions=[asked, *made.questions])
