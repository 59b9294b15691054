"""The command that turns what a regular source publishes into a proposal, and says which indicators are overdue."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.check import Data, Today
from dashboard.cli.desk import NEEDS_ANSWERS, Form, proposal_object, refuse, tell_proposal
from dashboard.cli.options import LangChoice, say, speaker
from etl.paths import data_dir

SourceName = Annotated[str, typer.Argument(help="pulse, wdi or peeringdb.")]


def refresh(
    source: SourceName,
    out: Annotated[Path, typer.Option("--out", help="Folder for the proposal.")],
    file: Annotated[Path, typer.Option("--from", help="File of the source.")],
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the figures, where the file has none."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.text,
    data: Data = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Make a proposal of what a regular source publishes. Nothing of the evidence moves before it is accepted.

    Exit 0: complete, or nothing new; 2: questions.csv needs answers; 1: nothing can be read.
    """
    from etl.desk.connectors.refresh import refresh_from_file
    from etl.desk.problems import DeskError
    from etl.desk.proposal import write_proposal

    t = speaker(lang)
    day = today.date() if today else date.today()
    try:
        made = refresh_from_file(source, file, data or data_dir(), day, as_of.date() if as_of else None)
        write_proposal(made, out, t.lang, t)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    if form is Form.json:
        say(json.dumps({"source": source} | proposal_object(made, t), ensure_ascii=False, indent=1))
    else:
        tell_proposal(made, out, t)
    raise typer.Exit(NEEDS_ANSWERS if made.open_questions else 0)
