"""The command `siyada check`, and how violations and doubts are printed by every command that meets them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import LangChoice, reason, say, speaker
from etl.paths import data_dir

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.evidence.plausible.judge import Doubt, Judgement
    from etl.evidence.violations import Violation

FEW = 3
"""So many violations of one cause are printed one by one; more are printed as one."""

Data = Annotated[Path | None, typer.Option("--data", help="Folder that holds evidence/ and geo/.")]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today", formats=["%Y-%m-%d"], help="Day to hold others against, where the machine's clock is wrong."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse doubts that no row answers.")]


def check(
    file: Annotated[
        Path | None, typer.Argument(help="A workbook, CSV or JSON instead: what it leaves to put right.")
    ] = None,
    table: Annotated[str, typer.Option("--table", help="Table that FILE is for.")] = "",
    data: Data = None,
    is_strict: Strict = False,
    today: Today = None,
    is_detailed: Annotated[bool, typer.Option("--details", help="Every violation on its own line.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="CSV file for every violation and doubt.")] = None,
    is_printed: Annotated[bool, typer.Option("--stdout", help="Violations and doubts to standard output.")] = False,
    lang: LangChoice = None,
) -> None:
    """Check the evidence: what breaks its contracts or can't be true stops it, what hardly can is a doubt to answer."""
    from etl.evidence.check import check as check_evidence
    from etl.evidence.plausible import DamagedShapesError

    t = speaker(lang)
    if file:
        from dashboard.cli.desk import check_file

        check_file(file, table, data or data_dir(), today.date() if today else date.today(), t)
    try:
        evidence, violations = check_evidence(data or data_dir(), today.date() if today else None)
    except DamagedShapesError:
        say(
            t("A file of shapes in the folder geo is missing or damaged, so nothing was checked. Restore it."),
            is_error=True,
        )
        raise typer.Exit(1) from None
    doubts = evidence.judgement.doubts if evidence.judgement else ()
    if out:
        _write(out, violations, doubts, t)
    if violations:
        tell_violations(violations, t, is_detailed=is_detailed, is_error=not is_printed)
        raise typer.Exit(1)
    if evidence.judgement:
        tell_judgement(evidence.judgement, t, is_error=not is_printed)
    rows = sum(len(records) for records in evidence.rows.values())
    say(t("No violation: {rows} rows in {tables} tables.", rows=t.number(rows), tables=t.number(len(evidence.rows))))
    if is_strict and evidence.judgement and evidence.judgement.unanswered:
        raise typer.Exit(1)


def tell_violations(
    violations: Sequence[Violation], t: Translator, *, is_detailed: bool = False, is_error: bool = True
) -> None:
    """Print violations in the reader's language, many of one cause as one, then how many there are."""
    causes: dict[tuple[str, str, str], list[Violation]] = {}
    for violation in violations:
        causes.setdefault((violation.file, violation.column, violation.rule), []).append(violation)
    is_grouped = False
    for found in causes.values():
        if is_detailed or len(found) <= FEW:
            for violation in found:
                say(violation.text(t.lang), is_error=is_error)
        else:
            is_grouped = True
            say(_of_one_cause(found, t), is_error=is_error)
    say(t.plural("{count} violation.", "{count} violations.", len(violations)), is_error=is_error)
    if is_grouped:
        say(t("Each of them on its own line: siyada check --details, or --out FILE for a table."), is_error=is_error)


def _of_one_cause(found: Sequence[Violation], t: Translator) -> str:
    first = found[0]
    place = ":".join(part for part in (first.file, first.column) if part)
    lines = _ranges(v.line for v in found if v.line is not None)
    head = t.plural("{place}: {count} row", "{place}: {count} rows", len(found), place=place)
    where = t("lines {lines}", lines=lines) if lines else ""
    example = t("such as «{value}»", value=first.value) if first.value else ""
    text = t.series([part for part in (head, where, example) if part])
    return f"{text}. {first.message(t.lang)} {first.cure(t.lang)}"


def _ranges(lines: Iterable[int]) -> str:
    """Line numbers, neighbours as a range: "2-5, 9"."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in spans[:8]]
    return ", ".join(shown + ["…"] * (len(spans) > 8))


def tell_judgement(judgement: Judgement, t: Translator, *, is_error: bool = True) -> None:
    """Print a clock that is behind, the doubts that no row answers, and how many doubts there are."""
    if judgement.clock.is_behind:
        text = t(
            "The machine's clock is behind: most of the newest rows were recorded after its today. Days are held "
            "against {day} instead; --today sets it.",
            day=judgement.clock.today.isoformat(),
        )
        say(text, is_error=True)
    tell_doubts(judgement.unanswered, t, is_error=is_error)
    if judgement.doubts:
        answered = len(judgement.doubts) - len(judgement.unanswered)
        say(
            t.plural(
                "{count} doubt, of which answered in the row: {answered}.",
                "{count} doubts, of which answered in their rows: {answered}.",
                len(judgement.doubts),
                answered=t.number(answered),
            )
        )


def tell_doubts(doubts: Iterable[Doubt], t: Translator, *, is_error: bool = True) -> None:
    """Print each doubt with the words that begin its answer."""
    for doubt in doubts:
        say(doubt.text(t.lang), is_error=is_error)


def _write(out: Path, violations: Sequence[Violation], doubts: Sequence[Doubt], t: Translator) -> None:
    """Every violation and doubt as CSV, one a row."""
    from etl.evidence.text import csv_safe

    header = ("rank", "file", "line", "column", "value", "rule", "message", "cure", "begin_answer_with", "answer")
    rows = [("violation", v, "", "") for v in violations]
    rows += [("doubt", d.violation, f"[{d.tag}]", d.answer) for d in doubts]
    try:
        with out.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            for rank, v, tag, answer in rows:
                cells = (v.file, str(v.line or ""), v.column, v.value, v.rule, v.message(t.lang), v.cure(t.lang))
                writer.writerow([rank, *map(csv_safe, (*cells, tag, answer))])
    except OSError as error:
        sentence = t("{file} could not be written: {reason}", file=out.name, reason=reason(error, t))
        say(sentence, is_error=True)
        raise typer.Exit(2) from None
