"""All the checks of plausibility, and the answers that rows give to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.evidence.plausible import (
    agreement,
    computing,
    days,
    identity,
    locality,
    origins,
    places,
    restated,
    schedules,
    sizes,
    twins,
    values,
)
from etl.evidence.plausible.findings import Finding, Line, Lines
from etl.evidence.violations import Violation, printable

_ANSWERS = re.compile(r"\[(?P<tag>\w+ \w+=[^\]]* @ [^\]]+)\] (?P<reason>[^\[\]]+?)(?: (?=\[)|$)")


@dataclass(frozen=True)
class Doubt:
    """Something in a row that hardly can be true, with the row's own answer to it, "" where it has none."""

    violation: Violation
    table: str
    row_key: str
    tag: str
    answer: str

    def text(self, language: str = "en") -> str:
        """One line for a terminal: where, what is doubtful, what to do; then the answer, or the words that begin one."""
        return f"{self.violation.text(language)} [{self.tag}] {self.answer}".rstrip()


@dataclass(frozen=True)
class Judgement:
    """What the checks found: what can't be, what hardly can, the day they held others against, and the newest fact.

    `newest_fact` is a day, a month, a quarter or a year as written in the evidence.
    """

    violations: tuple[Violation, ...]
    doubts: tuple[Doubt, ...]
    clock: days.Clock
    newest_fact: str

    @property
    def unanswered(self) -> tuple[Doubt, ...]:
        """Doubts that no row answers."""
        return tuple(doubt for doubt in self.doubts if not doubt.answer)


def judge(lines: Lines, geo: Path, today: date) -> Judgement:
    """Hold the rows of sound tables against the world, the clock and each other.

    Raises DamagedShapesError where the shapes in `geo` are not whole.
    """
    clock = days.read_clock(lines, today)
    found = itertools.chain(
        values.find(lines),
        sizes.find(lines),
        computing.find(lines),
        restated.find(lines),
        days.find(lines, clock),
        places.find(lines, geo),
        agreement.find(lines),
        locality.find(lines),
        twins.find(lines),
        origins.find(lines),
        schedules.find(lines),
        identity.find(lines),
    )
    violations: list[Violation] = []
    doubts: list[Doubt] = []
    answers = {(line.table, line.key): _answers(line) for found_lines in lines.values() for line in found_lines}
    for finding in found:
        if finding.rank == "violation":
            violations.append(_violation(finding))
            continue
        where = (finding.line.table, finding.line.key)
        tag = tag_of(finding)
        doubts.append(Doubt(_violation(finding), *where, tag, answers[where].get(tag, "")))
    violations += _unsound_answers(lines)
    doubts += _lapsed(lines)
    return Judgement(tuple(violations), tuple(doubts), clock, days.newest_fact(lines))


def tag_of(finding: Finding) -> str:
    """What an answer begins with: the rule, the value it was given for and the row. It lapses when any of them changes."""
    return f"{finding.rule} {finding.column}={finding.line.text(finding.column)} @ {finding.line.key}"


def _violation(finding: Finding) -> Violation:
    line = finding.line
    value = printable(line.text(finding.column))
    return Violation(f"{line.table}.csv", line.line, finding.column, value, finding.rule, dict(finding.params))


def _answers(line: Line) -> dict[str, str]:
    return {found["tag"]: found["reason"] for found in _ANSWERS.finditer(line.text("doubts_answered"))}


def _unsound_answers(lines: Lines) -> Iterator[Violation]:
    """Answers that can't be read, and reasons without their French and Arabic."""
    known = {line.text("en") for line in lines["phrases"]}
    for found in lines.values():
        for line in found:
            cell = line.text("doubts_answered")
            if not cell:
                continue
            where = (f"{line.table}.csv", line.line, "doubts_answered")
            if _ANSWERS.sub("", cell).strip():
                yield Violation(*where, printable(cell), "bad_answer")
            for reason in _answers(line).values():
                if reason not in known:
                    yield Violation(*where, printable(reason), "not_translated")


def _lapsed(lines: Lines) -> Iterator[Doubt]:
    """Answers whose value changed or whose row was copied. One whose doubt only went away, elsewhere, does no harm."""
    for found in lines.values():
        for line in found:
            for tag in _answers(line):
                given, _, key = tag.partition(" @ ")
                column, _, value = given.partition(" ")[2].partition("=")
                if key != line.key or value != line.text(column):
                    lapsed = Violation(
                        f"{line.table}.csv", line.line, "doubts_answered", printable(tag), "answer_lapsed"
                    )
                    yield Doubt(lapsed, line.table, line.key, tag, "")
