"""The commands by which facts come in: template and propose, and `siyada check` of one file."""

from __future__ import annotations

import json
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dashboard.cli.check import Data, Today
from dashboard.cli.options import LangChoice, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import data_dir

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.desk.proposal import Proposal
    from etl.desk.questions import Question

NOTHING_READ, NEEDS_ANSWERS = 1, 2
NOTE, ASKED = "· ", "? "  # begin a line
_FEW = 12  # questions printed; the file has them all


@dataclass(frozen=True)
class ProposalWords:
    """What there is to say of a proposal, in the reader's words: how the file was read, the rows counted, every open question, and what to
    do next ("" where nothing is)."""

    notes: list[str]
    counts: str
    questions: list[str]
    next_step: str


class Form(StrEnum):
    """Forms in which a proposal is given."""

    text = "text"
    json = "json"


TableOption = Annotated[str, typer.Option("--table", help="Table of the evidence; a download of the site needs none.")]


def template(
    table: Annotated[str, typer.Argument(help="Table of the evidence.")],
    out: Annotated[Path | None, typer.Option("--out", help="The workbook; by default TABLE.xlsx here.")] = None,
    data: Data = None,
    lang: LangChoice = None,
) -> None:
    """Write a workbook to fill in: the columns of a table, what each means, and lists to choose from."""
    from etl.desk.contract import table_named
    from etl.desk.evidence import read_evidence
    from etl.desk.problems import DeskError
    from etl.desk.template import template as make

    t = speaker(lang)
    path = out or Path(f"{table}.xlsx")
    try:
        contract = table_named(table)
        if path.exists():
            raise DeskError("file_taken", file=path.name)
        path.write_bytes(make(contract, read_evidence(data or data_dir()), t.lang, t))
    except DeskError as error:
        refuse(error.text(t.lang), Form.text)
    except OSError as error:
        text = t("{file} could not be written: {reason}", file=quoted(path.name), reason=reason(error, t))
        refuse(text, Form.text)
    say(
        t(
            "{file} is written. Fill it in, then: siyada propose {file} --table {table} --out DIR",
            file=quoted(path, 300),
            table=table,
        )
    )


def propose(
    file: Annotated[Path, typer.Argument(help="XLSX, CSV or JSON.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the proposal.")],
    table: TableOption = "",
    map_file: Annotated[Path | None, typer.Option("--map", help="TOML: what the columns of the file are.")] = None,
    is_whole: Annotated[
        bool, typer.Option("--whole", help="The file holds the whole table: rows it lacks are to be removed.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.text,
    data: Data = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Make a proposal of a file: rows to add, change or remove, how it was read, and what it asks.

    Exit 0: every row was understood and is complete; 2: questions.csv needs answers; 1: nothing can be read.
    """
    from etl.desk.mapping import Mapping, read_mapping
    from etl.desk.problems import DeskError
    from etl.desk.proposal import propose as make
    from etl.desk.proposal import write_proposal

    t = speaker(lang)
    try:
        mapping = read_mapping(map_file) if map_file else Mapping()
        made = make(file, data or data_dir(), table, mapping, day_of(today), is_whole=is_whole)
        write_proposal(made, out, t.lang, t)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    if form is Form.json:
        say(json.dumps(proposal_object(made, t), ensure_ascii=False, indent=1))
    else:
        tell_proposal(made, out, t)
    raise typer.Exit(NEEDS_ANSWERS if made.open_questions else 0)


def check_file(file: Path, table: str, data: Path, day: date, t: Translator) -> NoReturn:
    """What a file from outside leaves open, as `siyada propose` would ask it, and nothing written. Ends with 0, 1 or 2."""
    from etl.desk.mapping import Mapping
    from etl.desk.problems import DeskError
    from etl.desk.proposal import propose as make

    try:
        made = make(file, data, table, Mapping(), day)
    except DeskError as error:
        refuse(error.text(t.lang), Form.text)
    for note in _notes(made, t):
        say(f"{NOTE}{note}")
    say(_counts(made, t))
    asked = made.open_questions
    for question in asked:
        say(f"{ASKED}{_asked(question, t)}", is_error=True)
    if asked:
        say(t.plural("{count} thing to put right.", "{count} things to put right.", len(asked)), is_error=True)
    raise typer.Exit(NEEDS_ANSWERS if asked else 0)


def _counts(made: Proposal, t: Translator) -> str:
    if not made.rows:
        return t("Nothing to change: the file says what the evidence says already.")
    return t(
        "{table}: rows to add {added}, to change {changed}, to remove {removed}.",
        table=made.table.name,
        added=t.number(made.count("add")),
        changed=t.number(made.count("change")),
        removed=t.number(made.count("remove")),
    )


def _asked(question: Question, t: Translator) -> str:
    line = question.values.get("line")
    place = t("line {line}", line=str(line)) + ": " if line else ""
    value = f" «{quoted(question.value)}»" if question.value else ""
    return f"{question.table}: {place}{quoted(question.row_key)}: {question.column}{value} {question.text(t.lang, t)}"


def refuse(text: str, form: StrEnum) -> NoReturn:
    """Say why nothing was done and end with 1; as JSON on standard output too, for those who script it."""
    if form == "json":
        say(json.dumps({"problem": text}, ensure_ascii=False, indent=1))
    else:
        say(text, is_error=True)
    raise typer.Exit(NOTHING_READ)


def day_of(today: datetime | None) -> date:
    """The day that was given, else that of the machine."""
    return today.date() if today else date.today()


def _notes(made: Proposal, t: Translator) -> list[str]:
    from etl.messages.desk import NOTES, fill

    return [fill(NOTES, code, t.lang, _shown(values, t)) for code, values in made.notes]


def _shown(values: MappingOf[str, object], t: Translator) -> dict[str, object]:
    """Values fit to be printed; what is counted as the reader writes numbers."""
    return {
        name: t.number(value)
        if isinstance(value, int) and name not in ("line", "page", "pages")
        else quoted(value, 300)
        for name, value in values.items()
    }


def proposal_object(made: Proposal, t: Translator) -> dict[str, Any]:
    """A proposal as JSON tells it: its rows counted, how it was read, its open questions."""
    return {
        "table": made.table.name,
        "file": made.file,
        "sha256": made.sha256,
        "rows": {"add": made.count("add"), "change": made.count("change"), "remove": made.count("remove")},
        "understood": _notes(made, t),
        "questions": [
            {
                "table": q.table,
                "row_key": q.row_key,
                "column": q.column,
                "question": q.text(t.lang, t),
                "value": q.value,
            }
            for q in made.open_questions
        ],
    }


def tell_proposal(made: Proposal, out: Path, t: Translator) -> None:
    """Print how a file was read, what it would change, the first questions and what to do next."""
    words = describe_proposal(made, out, t)
    for line in (
        *(f"{NOTE}{note}" for note in words.notes),
        words.counts,
        *(f"{ASKED}{asked}" for asked in words.questions[:_FEW]),
        *filter(None, (words.next_step,)),
    ):
        say(line)


def describe_proposal(made: Proposal, out: Path, t: Translator) -> ProposalWords:
    """What there is to say of a proposal that stands in the folder `out`."""
    asked = [_asked(question, t) for question in made.open_questions]
    next_step = ""
    if asked:
        next_step = t.plural(
            "{count} question to answer in {file}, then: siyada preview {folder}",
            "{count} questions to answer in {file}, then: siyada preview {folder}",
            len(asked),
            file=f"{quoted(out.name)}/questions.csv",
            folder=quoted(out, 300),
        )
    elif made.rows:
        next_step = t(
            "Every row was understood and is complete. See what it moves: siyada preview {folder}",
            folder=quoted(out, 300),
        )
    return ProposalWords(_notes(made, t), _counts(made, t), asked if made.rows else [], next_step if made.rows else "")
