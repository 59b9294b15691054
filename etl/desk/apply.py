"""A proposal with its answers, put into the evidence: which rows of which tables become what, and what is asked still."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.contracts.tables import TABLES, TableContract, columns
from etl.desk.cells import decimal_sign, plain_digits
from etl.desk.contract import is_same
from etl.desk.evidence import Rows, changed_file, key_of
from etl.desk.gaps import around
from etl.desk.mapping import Mapping
from etl.desk.problems import DeskError
from etl.desk.proposal import Action, Proposal, fingerprint
from etl.desk.questions import EVERY_ROW, Question
from etl.desk.understand import Reader
from etl.desk.words import Names, language_of
from etl.evidence.check import evidence_folder
from etl.evidence.typography import is_french, set_french

_BLANK = "-"  # the answer that leaves a cell blank
_ROW_RULES = (
    "blank",
    "jump",
    "not_understood",
    "formula_error",
    "conflict",
    "old_source",
    "old_status",
    "source",
    "english",
)
_OBSERVED = ("observations", "regional_observations")
_ANSWERS = re.compile(r"\[\w+ (\w+)=([^\]]*) @ ([^\]]+)\] [^\[\]]+?(?= \[|$)")
_BY_NAME = {table.name: table for table in TABLES}
Cells = dict[str, str]


@dataclass(frozen=True)
class Applied:
    """What a proposal makes of the evidence.

    `rows`: table -> key -> the row as it becomes, None where it goes; `counts`: rows of the proposal's own table that are
    added, changed, removed; `questions`: all of them, with those that the answers raised.
    """

    rows: dict[str, dict[str, Cells | None]]
    counts: dict[Action, int]
    questions: list[Question]

    @property
    def is_empty(self) -> bool:
        """True where nothing is left to do."""
        return not any(self.rows.values())

    @property
    def open_questions(self) -> list[Question]:
        """Questions without an answer; those about doubts are listed with the doubts."""
        return [one for one in self.questions if not one.answer and one.rule != "doubt"]

    @property
    def sha256(self) -> str:
        """A hash of all that moves."""
        return hashlib.sha256(json.dumps(self.rows, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def apply(proposal: Proposal, evidence: Rows, today: date) -> Applied:
    """Put a proposal with its answers into the evidence. Raises DeskError where the evidence moved under it.

    A value observed that another takes the place of is kept, as replaced `today`.
    """
    work = _Work(proposal, evidence, today.isoformat())
    work.answer_rows()
    work.settle()
    work.add_words()
    work.answer_doubts()
    return Applied(work.changes, work.counts, work.all_questions())


class _Work:
    """The evidence while a proposal is being put into it."""

    def __init__(self, proposal: Proposal, evidence: Rows, today: str) -> None:
        self.today = today
        self.proposal, self.table, self.evidence = proposal, proposal.table, evidence
        self.known = {table.name: {key_of(table, row): row for row in evidence[table.name]} for table in TABLES}
        self.rows = [(row.action, dict(row.cells), row.before) for row in proposal.rows]
        self.changes: dict[str, dict[str, Cells | None]] = {}
        self.counts: dict[Action, int] = {"add": 0, "change": 0, "remove": 0}

    def answer_rows(self) -> None:
        """Write answers into the cells they are about; all by the keys as they stood."""
        places: dict[str, list[Cells]] = {}
        for action, cells, _ in self.rows:
            if action != "remove":
                places.setdefault(key_of(self.table, cells), []).append(cells)
        every = [cells for listed in places.values() for cells in listed]
        for question in self.proposal.questions:
            if question.table != self.table.name or question.rule not in _ROW_RULES or not question.answer:
                continue
            for cells in every if question.row_key == EVERY_ROW else places.get(question.row_key, ()):
                if question.row_key != EVERY_ROW or not cells[question.column]:
                    cells[question.column] = self._read(question)

    def _read(self, question: Question) -> str:
        if question.answer == _BLANK:
            return ""
        decimal = decimal_sign([question.answer]) or ("," if "," in plain_digits(question.answer) else ".")
        try:
            return Reader(self.table, Names(self.evidence), Mapping(), decimal, "day").read(
                question.column, question.answer
            )
        except ValueError:
            return question.answer  # the check says what is wrong with it

    def settle(self) -> None:
        """Hold each row against the evidence as it is now: what is there already is done, what moved meanwhile is refused."""
        known, name = self.known[self.table.name], self.table.name
        for action, cells, before in self.rows:
            key = key_of(self.table, cells)
            now = known.get(key)
            if action == "remove":
                if now is not None:
                    self._refuse_moved(now, before, key)
                    self._put(self.table, key, None)
                    self.counts["remove"] += 1
                continue
            if action == "change" and now is None:
                raise DeskError("row_gone", table=name, row=key)
            if now is not None and self._is_done(now, cells, key):
                continue
            if now is not None and action == "change":
                self._refuse_moved(now, before, key)
            row = cells if now is None or action == "change" else now | {c: cell for c, cell in cells.items() if cell}
            if now is not None:
                row = row | {"doubts_answered": _standing(row, key)} if "doubts_answered" in row else row
                if _says_same(now, row):
                    continue
            self._put(self.table, key, row)
            if now is not None:
                self._keep(now, row)
            self.counts["add" if now is None else "change"] += 1

    def _keep(self, now: Cells, row: Cells) -> None:
        """A value observed stays in `former_observations` when it is revised; of several in one day the first."""
        if self.table.name not in _OBSERVED or is_same(self.table, "value", now["value"], row["value"]):
            return
        table = _BY_NAME["former_observations"]
        given = {"country": "MAR", "region_code": ""} | now | {"replaced_on": self.today}
        cells = {column: given[column] for column in columns(table)}
        if (key := key_of(table, cells)) not in self.known[table.name]:
            self._put(table, key, cells)

    def _is_done(self, now: Cells, cells: Cells, key: str) -> bool:
        """Whether the evidence says already what the row and the answers to its doubts say."""
        answered = [f"[{one.value}]" for one in self.proposal.questions if one.rule == "doubt" and one.row_key == key]
        parts = [one.group() for one in _ANSWERS.finditer(now.get("doubts_answered", ""))]
        bare = " ".join(part for part in parts if not part.startswith(tuple(answered))) if answered else ""
        was = now | {"doubts_answered": bare} if answered else now
        return (
            _says_same(now, cells)
            or _says_same(was, cells)
            or _says_same(
                was, cells | {"doubts_answered": _standing(cells, key)} if "doubts_answered" in cells else cells
            )
        )

    def _refuse_moved(self, now: Cells, before: str, key: str) -> None:
        if before and fingerprint(now) != before:
            raise DeskError("row_moved", table=self.table.name, row=key)

    def add_words(self) -> None:
        """Sources, phrases and labels whose questions are all answered."""
        for table_name, rule in (("sources", "new_source"), ("phrases", "phrase"), ("labels", "label")):
            table = _BY_NAME[table_name]
            for key, asked in _group(self.proposal.questions, table_name, rule).items():
                if all(one.answer for one in asked) and key not in self.known[table_name]:
                    self._put(table, key, self._worded(table, key, asked))

    def _worded(self, table: TableContract, key: str, asked: Iterable[Question]) -> Cells:
        cells = dict.fromkeys(columns(table), "")
        cells |= (
            dict(zip(table.key, key.split("/", len(table.key) - 1), strict=True))
            if len(table.key) > 1
            else {table.key[0]: key}
        )
        cells |= {one.column: "" if one.answer == _BLANK else one.answer for one in asked}
        cells["recorded_on"] = self.proposal.day
        for column in cells:
            if is_french(table.name, column, cells):
                cells[column] = set_french(cells[column])
        return cells

    def answer_doubts(self) -> None:
        """Reasons in three languages into the rows whose doubts they answer, and into the phrases."""
        tags: dict[tuple[str, str, str], dict[str, str]] = {}
        for one in self.proposal.questions:
            if one.rule == "doubt" and one.answer:
                tags.setdefault((one.table, one.row_key, one.value), {})[one.column] = one.answer
        for (name, key, tag), said in tags.items():
            table = _BY_NAME.get(name)
            row = self._now(name, key)
            if (
                table is None
                or row is None
                or set(said) != {"en", "fr", "ar"}
                or f"[{tag}]" in row.get("doubts_answered", "")
            ):
                continue
            reason = said["en"]
            self._put(table, key, row | {"doubts_answered": f"{row['doubts_answered']} [{tag}] {reason}".strip()})
            if self._now("phrases", reason) is None:
                words = {"en": reason, "fr": set_french(said["fr"]), "ar": said["ar"], "recorded_on": self.proposal.day}
                self._put(_BY_NAME["phrases"], reason, words)

    def all_questions(self) -> list[Question]:
        """The proposal's own, then what its rows need now that the answers are in."""
        grown = {
            table.name: [row for key in self.known[table.name] if (row := self._now(table.name, key)) is not None]
            + [
                row
                for key, row in self.changes.get(table.name, {}).items()
                if row and key not in self.known[table.name]
            ]
            for table in TABLES
        }
        places = {one.place for one in self.proposal.questions}
        listed = [row for row in self.changes.get(self.table.name, {}).values() if row]
        known = self._originals()
        more = [
            replace(one, answer=known.get((one.row_key, one.column), ""))
            for one in around(self.table, listed, grown)
            if one.place not in places
        ]
        return [*self.proposal.questions, *more]

    def _originals(self) -> dict[tuple[str, str], str]:
        """Texts that a file gave in French or Arabic, by their English and their language: nobody need write them again."""
        return {
            (one.answer, spoken): set_french(one.value) if spoken == "fr" else one.value
            for one in self.proposal.questions
            if one.rule == "english" and one.answer not in ("", _BLANK)
            for spoken in [language_of(one.value, "fr")]
        }

    def _now(self, table: str, key: str) -> Cells | None:
        moved = self.changes.get(table, {})
        return moved[key] if key in moved else self.known.get(table, {}).get(key)

    def _put(self, table: TableContract, key: str, row: Cells | None) -> None:
        self.changes.setdefault(table.name, {})[key] = row


def _says_same(now: Cells, row: Cells) -> bool:
    """Whether two rows say the same; a day of checking alone is a change too."""
    return all(now[column] == row.get(column, "") for column in now)


def _standing(row: Cells, key: str) -> str:
    """The answers to doubts that still hold for the row: one whose value changed lapses, and its doubt is asked again."""
    found = _ANSWERS.finditer(row["doubts_answered"])
    return " ".join(one.group() for one in found if one[3] == key and row.get(one[1], "") == one[2])


def _group(questions: Iterable[Question], table: str, rule: str) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for one in questions:
        if (one.table, one.rule) == (table, rule):
            found.setdefault(one.row_key, []).append(one)
    return found


def new_files(applied: Applied, data: Path) -> dict[str, bytes]:
    """The files of evidence that a proposal changes, whole, by name."""
    folder = evidence_folder(data)
    found = {}
    for table in TABLES:
        if rows := applied.rows.get(table.name):
            path = folder / f"{table.name}.csv"
            body = path.read_bytes() if path.exists() else (",".join(columns(table)) + "\n").encode()
            found[path.name] = changed_file(body, table, rows)
    return found
