"""The commands of the evidence desk: template, propose, preview and accept."""

from __future__ import annotations

import json
from collections.abc import Mapping as MappingOf
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dashboard.cli.check import Data, Today
from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import data_dir, warehouse_dir

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.desk.preview import Preview
    from etl.desk.proposal import Proposal
    from etl.desk.questions import Question

NOTHING_READ, NEEDS_ANSWERS = 1, 2
_FEW = 12  # questions printed; the file has them all


class Form(StrEnum):
    """Forms in which a proposal is told."""

    text = "text"
    json = "json"


class PreviewForm(StrEnum):
    """Forms in which a preview is told."""

    text = "text"
    json = "json"
    csv = "csv"
    pdf = "pdf"


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
        made = make(file, data or data_dir(), table, mapping, _day(today), is_whole=is_whole)
        write_proposal(made, out, t.lang, t)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    if form is Form.json:
        say(json.dumps(proposal_object(made, t), ensure_ascii=False, indent=1))
    else:
        tell_proposal(made, out, t)
    raise typer.Exit(NEEDS_ANSWERS if made.open_questions else 0)


Folder = Annotated[Path, typer.Argument(help="Folder of the proposal.")]


def preview(
    folder: Folder,
    form: Annotated[PreviewForm, typer.Option("--format", help="text, json or csv.")] = PreviewForm.text,
    data: Data = None,
    warehouse: WarehouseDir = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Build a proposal beside the published warehouse and say what would move: figures, states, doubts, violations.

    Nothing is published. Exit 1 on violations.
    """
    from dashboard.cli import desk_preview as told
    from etl.desk.preview import preview as build_beside
    from etl.desk.problems import DeskError
    from etl.desk.proposal import save_questions

    t = speaker(lang)
    if form is PreviewForm.pdf:
        refuse(DeskError("no_pdf").text(t.lang), form)
    try:
        with build_beside(folder, data or data_dir(), warehouse or warehouse_dir(), _day(today)) as made:
            found = told.effects(made, t)
            if not made.applied.is_empty and made.questions != made.proposal.questions:
                save_questions(folder, made.questions, t.lang, t)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    except OSError as error:
        refuse(t("The build failed, and nothing was published: {reason}", reason=reason(error, t)), form)
    if form is PreviewForm.json:
        say(json.dumps(told.as_plain(found, t.lang), ensure_ascii=False, indent=1))
    elif form is PreviewForm.csv:
        hand_on(told.as_csv(found, t.lang))
    else:
        for line in told.sentences(found, folder, t):
            say(line)
    raise typer.Exit(1 if found.violations else 0)


def accept(
    folder: Folder,
    why: Annotated[str, typer.Option("--why", help="Why, for the public log of changes.")],
    decided_by: Annotated[str, typer.Option("--by", help="Who decides, for the public log of changes.")],
    data: Data = None,
    warehouse: WarehouseDir = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Write a proposal into the evidence, with a line in the public log of changes; the old evidence or the new, never a half.

    Only where its preview has no violation, and each question and doubt is answered. Exit 1 otherwise.
    """
    from dashboard.cli import desk_preview as told
    from etl.desk import accept as desk
    from etl.desk.preview import preview as build_beside
    from etl.desk.problems import DeskError
    from etl.desk.proposal import save_questions

    t, source, day = speaker(lang), data or data_dir(), _day(today)
    try:
        reasons = desk.check_reason("--why", why, t.lang), desk.check_reason("--by", decided_by, t.lang)
        with (
            desk.one_decision(source) as hashes,
            build_beside(folder, source, warehouse or warehouse_dir(), day) as made,
        ):
            if made.applied.is_empty:
                say(t("Nothing is left to do: the evidence says what the proposal says."))
                return
            if made.questions != made.proposal.questions:
                save_questions(folder, made.questions, t.lang, t)
            _refuse_unready(folder, made)
            found = told.effects(made, t)
            change_id = desk.accept(made.proposal, made.applied, source, hashes, *reasons, found.figure_ids, day)
    except DeskError as error:
        refuse(error.text(t.lang), Form.text)
    except OSError as error:
        refuse(t("The build failed, and nothing was published: {reason}", reason=reason(error, t)), Form.text)
    say(
        t(
            "Accepted as {change}: rows added {added}, changed {changed}, removed {removed}; figures that moved: {figures}. Publish it with: siyada build",
            change=change_id,
            added=t.number(made.applied.counts["add"]),
            changed=t.number(made.applied.counts["change"]),
            removed=t.number(made.applied.counts["remove"]),
            figures=t.number(len(found.figure_ids)),
        )
    )


def _refuse_unready(folder: Path, made: Preview) -> None:
    """Raise DeskError for a proposal with an open question, a violation or a doubt."""
    from etl.desk.problems import DeskError
    from etl.desk.questions import FILE

    file = f"{folder.name}/{FILE}"
    if made.applied.open_questions:
        raise DeskError("has_questions", file=file)
    if made.violations:
        raise DeskError("has_violations", folder=folder.name)
    if made.doubts:
        raise DeskError("has_doubts", file=file)


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
        say(f"· {note}")
    _tell_counts(made, t)
    asked = made.open_questions
    for question in asked:
        say(_asked(question, t), is_error=True)
    if asked:
        say(t.plural("{count} thing to put right.", "{count} things to put right.", len(asked)), is_error=True)
    raise typer.Exit(NEEDS_ANSWERS if asked else 0)


def _tell_counts(made: Proposal, t: Translator) -> None:
    if not made.rows:
        say(t("Nothing to change: the file says what the evidence says already."))
        return
    say(
        t(
            "{table}: rows to add {added}, to change {changed}, to remove {removed}.",
            table=made.table.name,
            added=t.number(made.count("add")),
            changed=t.number(made.count("change")),
            removed=t.number(made.count("remove")),
        )
    )


def _asked(question: Question, t: Translator) -> str:
    line = question.values.get("line")
    place = t("line {line}", line=str(line)) + ": " if line else ""
    value = f" «{quoted(question.value)}»" if question.value else ""
    return f"? {question.table}: {place}{quoted(question.row_key)}: {question.column}{value} {question.text(t.lang, t)}"


def refuse(text: str, form: StrEnum) -> NoReturn:
    """Say why nothing was done and end with 1; as JSON on standard output too, for those who script it."""
    if form == "json":
        say(json.dumps({"problem": text}, ensure_ascii=False, indent=1))
    else:
        say(text, is_error=True)
    raise typer.Exit(NOTHING_READ)


def _day(today: datetime | None) -> date:
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
    for note in _notes(made, t):
        say(f"· {note}")
    _tell_counts(made, t)
    if not made.rows:
        return
    asked = made.open_questions
    for question in asked[:_FEW]:
        say(_asked(question, t))
    if asked:
        say(
            t.plural(
                "{count} question to answer in {file}, then: siyada preview {folder}",
                "{count} questions to answer in {file}, then: siyada preview {folder}",
                len(asked),
                file=f"{quoted(out.name)}/questions.csv",
                folder=quoted(out, 300),
            )
        )
    else:
        say(
            t(
                "Every row was understood and is complete. See what it moves: siyada preview {folder}",
                folder=quoted(out, 300),
            )
        )
