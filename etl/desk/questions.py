"""What a proposal asks, and the file in which it is answered: `questions.csv`, one question a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from etl.contracts.tables import TABLES
from etl.desk.contract import entry, fault_text
from etl.desk.problems import DeskError
from etl.evidence.csv_form import csv_text
from etl.evidence.text import csv_plain
from etl.messages import RULES
from etl.messages.desk import LANGUAGE_NAMES, QUESTIONS, fill

FILE = "questions.csv"
HEADER = ("table", "row_key", "column", "rule", "question", "value", "answer")
EVERY_ROW = "*"
_ALIKE = ("english", "source", "not_understood")  # rules whose questions rest on the words of the file alone
Translate = Callable[[str], str]


@dataclass(frozen=True)
class Question:
    """One thing to answer: of which cell (`row_key` * for every row where it is blank), what the file said, the answer.

    `rule` is a key of `etl.messages.desk.QUESTIONS`. Of a phrase `row_key` is its English, of a label
    `table/column/code`; of a doubt `value` is the tag that its answer begins with, and `column` the language.
    """

    table: str
    row_key: str
    column: str
    rule: str
    value: str
    answer: str = ""
    values: dict[str, object] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What tells a question from every other; a doubt by its tag too."""
        return self.table, self.row_key, self.column, f"{self.rule} {self.value}" if self.rule == "doubt" else self.rule

    def text(self, language: str, translate: Translate = str) -> str:
        """The question in ``fr``, ``en`` or ``ar``; `translate` gives the dictionary's English in that language."""
        names = LANGUAGE_NAMES.get(language, LANGUAGE_NAMES["fr"])
        values = {
            "column": self.column,
            "language": names.get(self.column.removeprefix("label_"), self.column),
        } | self.values
        table = next((table for table in TABLES if table.name == self.table), None)
        if table and self.column in table.model.model_fields:
            said = entry(table, self.column)
            codes = ", ".join(said.codes)
            values |= {"meaning": translate(said.meaning), "form": codes or translate(said.form)}
            if codes and self.rule == "blank":
                values["meaning"] = f"{values['meaning']} ({codes})"
        if self.rule == "not_understood":
            rule = str(self.values.get("rule", ""))
            values["wrong"] = fault_text(rule, dict(self.values), language) if rule in RULES["en"] else ""
        if self.rule == "doubt":
            values["doubt"] = str(self.values.get(f"doubt_{language}", self.values.get("doubt_fr", "")))
        asked = fill(QUESTIONS, self.rule, language, values)
        every = f" {fill(QUESTIONS, 'rows', language, {})}" if self.row_key == EVERY_ROW else ""
        return " ".join(f"{asked}{every}".split(" "))


def write_questions(questions: Iterable[Question], language: str, translate: Translate) -> str:
    """The file of questions as text."""
    rows = ((q.table, q.row_key, q.column, q.rule, q.text(language, translate), q.value, q.answer) for q in questions)
    return csv_text(HEADER, rows)


def read_questions(text: str) -> list[Question]:
    """The questions of a file with their answers, whatever separator a spreadsheet gave it. Raises DeskError."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if not rows or not {"table", "row_key", "column", "rule", "answer"} <= set(rows[0]):
        raise DeskError("bad_proposal", file=FILE, reason=first[:80])
    found = []
    for cells in rows[1:]:
        said = {name: csv_plain(cell).strip() for name, cell in zip(rows[0], cells, strict=False)}
        if not any(said.values()):
            continue
        if said.get("rule") not in QUESTIONS:
            raise DeskError("bad_proposal", file=FILE, reason=str(said.get("rule"))[:80])
        found.append(
            Question(
                said["table"],
                said["row_key"],
                said["column"],
                said["rule"],
                said.get("value", ""),
                said.get("answer", ""),
            )
        )
    return _spread(found)


def _spread(questions: list[Question]) -> list[Question]:
    """Questions about the same words in the same column have one answer: the first one given holds for all."""
    given: dict[tuple[str, str, str, str], str] = {}
    for one in questions:
        if one.answer and one.rule in _ALIKE:
            given.setdefault((one.table, one.column, one.rule, one.value), one.answer)
    return [
        one if one.answer else replace(one, answer=given.get((one.table, one.column, one.rule, one.value), ""))
        for one in questions
    ]
