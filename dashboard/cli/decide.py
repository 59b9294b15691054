"""The commands by which a proposal is decided: preview and accept."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.check import Data, Today
from dashboard.cli.desk import Form, day_of, refuse
from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import data_dir, warehouse_dir

if TYPE_CHECKING:
    from dashboard.content.decision import DecisionSheet
    from dashboard.i18n import Translator
    from etl.desk.preview import Preview


class PreviewForm(StrEnum):
    """Forms in which a preview is given."""

    text = "text"
    json = "json"
    csv = "csv"
    pdf = "pdf"


Folder = Annotated[Path, typer.Argument(help="Folder of the proposal.")]


def preview(
    folder: Folder,
    form: Annotated[
        PreviewForm, typer.Option("--format", help="text, json, csv, or pdf: two pages, DIR/preview.pdf.")
    ] = PreviewForm.text,
    data: Data = None,
    warehouse: WarehouseDir = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Build a proposal beside the published warehouse and say what would move: figures, states, doubts, violations.

    Nothing is published. Exit 1 on violations.
    """
    from dashboard.cli import desk_preview as shown
    from etl.desk.preview import preview as build_beside
    from etl.desk.problems import DeskError
    from etl.desk.proposal import save_questions

    t = speaker(lang)
    try:
        with build_beside(folder, data or data_dir(), warehouse or warehouse_dir(), day_of(today)) as made:
            found = shown.effects(made, t)
            if not made.applied.is_empty and made.questions != made.proposal.questions:
                save_questions(folder, made.questions, t.lang, t)
            if form is PreviewForm.pdf:
                _write_sheet(folder, shown.decision_sheet(found, made, folder, t), t)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    except OSError as error:
        refuse(t("The build failed, and nothing was published: {reason}", reason=reason(error, t)), form)
    if form is PreviewForm.json:
        say(json.dumps(shown.as_plain(found, t.lang), ensure_ascii=False, indent=1))
    elif form is PreviewForm.csv:
        hand_on(shown.as_csv(found, t.lang))
    elif form is PreviewForm.text:
        for line in shown.sentences(found, folder, t):
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
    from dashboard.cli import desk_preview as shown
    from etl.desk import accept as desk
    from etl.desk.preview import preview as build_beside
    from etl.desk.problems import DeskError
    from etl.desk.proposal import save_questions

    t, source, day = speaker(lang), data or data_dir(), day_of(today)
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
            found = shown.effects(made, t)
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


def _write_sheet(folder: Path, sheet: DecisionSheet, t: Translator) -> None:
    """Write the two pages beside the proposal."""
    from dashboard.render.pdf.decision import decision_pdf
    from dashboard.support.process import BoundedError

    path = folder / "preview.pdf"
    try:
        path.write_bytes(decision_pdf(sheet))
    except BoundedError as error:
        refuse(t("The document could not be made: {reason}", reason=quoted(error, 500)), Form.text)
    say(t("{file} is written.", file=quoted(path, 300)))


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
