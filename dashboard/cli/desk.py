"""The commands of the evidence desk: propose, preview and accept."""

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
        say(json.dumps(_plain(made, t), ensure_ascii=False, indent=1))
    else:
        _tell(made, out, t)
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


def _plain(made: Proposal, t: Translator) -> dict[str, Any]:
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


def _tell(made: Proposal, out: Path, t: Translator) -> None:
    for note in _notes(made, t):
        say(f"· {note}")
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
    asked = made.open_questions
    for question in asked[:_FEW]:
        where = f"{question.table}: {quoted(question.row_key)}: {question.column}"
        value = f" «{quoted(question.value)}»" if question.value else ""
        say(f"? {where}{value} {question.text(t.lang, t)}")
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
