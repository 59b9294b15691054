"""The command that writes the note of two pages."""

from __future__ import annotations

import gc
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import LangChoice, WarehouseDir, reason, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import warehouse_dir

if TYPE_CHECKING:
    from dashboard.content.values import Lang
    from dashboard.documents.note_files import NoteForm


class NoteOption(StrEnum):
    """Forms in which the note is written."""

    pdf = "pdf"
    docx = "docx"


def note(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    lang: LangChoice = None,
    form: Annotated[
        NoteOption | None, typer.Option("--format", help="pdf, or docx to edit; by default as the file is named.")
    ] = None,
    warehouse: WarehouseDir = None,
) -> None:
    """Write the note of two pages: the Overview's first screen, the targets, five cautions and how to verify."""
    from dashboard.support.files import write_atomically
    from dashboard.support.process import BoundedError
    from dashboard.warehouse.build import NoBuildError
    from dashboard.warehouse.no_build import tell_no_build

    gc.disable()  # the process ends right after
    t = speaker(lang)
    named: NoteForm = "docx" if out.suffix.lower() == ".docx" else "pdf"
    asked: NoteForm = form.value if form else named
    try:
        build_id, body = _note(warehouse or warehouse_dir(), t.lang, asked)
        write_atomically(out, body)
    except NoBuildError as error:
        problem = tell_no_build(error, t)
    except BoundedError as error:
        problem = t("The document could not be made: {reason}", reason=quoted(error, 500))
    except OSError as error:
        problem = t("{file} could not be written: {reason}", file=quoted(out.name), reason=reason(error, t))
    else:
        size = t.number(len(body) / 1000)
        say(t("{file} is written: build {build}, {size} kB.", file=quoted(out.name), build=build_id, size=size))
        return
    say(problem, is_error=True)
    raise typer.Exit(1)


def _note(directory: Path, lang: Lang, form: NoteForm) -> tuple[str, bytes]:
    """The id of the published build and its note: found where it was made before, so that nothing heavy is imported, or made."""
    from dashboard.documents.note_files import find_file
    from etl.warehouse.publish import read_pointer

    published = read_pointer(directory)
    body = find_file(directory, published.build_id, lang, form) if published else None
    if published and body:
        return published.build_id, body
    from dashboard.documents.notes import make_note
    from dashboard.warehouse.build import open_warehouse

    build = open_warehouse(directory).current()
    return build.build_id, make_note(build, lang, form)
