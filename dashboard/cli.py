"""The `siyada` command: check, build, serve, figures, snapshot, doctor. Heavy modules are imported only by the command that needs them."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.paths import data_dir, warehouse_dir

if TYPE_CHECKING:
    from dashboard.content import Lang
    from dashboard.i18n import Translator
    from etl.check import Violation

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


class LangOption(StrEnum):
    """Languages of messages and texts."""

    fr = "fr"
    ar = "ar"
    en = "en"


class FormatOption(StrEnum):
    """Forms in which figures are written."""

    json = "json"
    csv = "csv"


Data = Annotated[Path | None, typer.Option("--data", help="Folder that holds evidence/ and geo/.")]
WarehouseDir = Annotated[Path | None, typer.Option("--warehouse", help="Folder of the builds.")]
LangChoice = Annotated[
    LangOption | None, typer.Option("--lang", help="fr, ar or en; by default the language of LANG, else French.")
]


def speaker(lang: LangOption | None) -> Translator:
    """The translator of the asked language, else of the environment's locale, else French."""
    from dashboard.i18n import translator
    from etl.messages import reader_language

    code: Lang = reader_language(lang.value if lang else None, os.environ)
    return translator(code)


def say(text: str, *, is_error: bool = False) -> None:
    """Print a line; what went wrong goes to standard error."""
    typer.echo(text, err=is_error)


@app.command()
def check(data: Data = None, lang: LangChoice = None) -> None:
    """Check the evidence against its contracts: every violation with file, line, column, value, rule and cure."""
    from etl.check import check as check_evidence

    t = speaker(lang)
    evidence, violations = check_evidence(data or data_dir())
    if violations:
        tell_violations(violations, t)
        raise typer.Exit(1)
    rows = sum(len(records) for records in evidence.rows.values())
    say(t("No violation: {rows} rows in {tables} tables.", rows=t.number(rows), tables=t.number(len(evidence.rows))))


@app.command()
def build(data: Data = None, warehouse: WarehouseDir = None, lang: LangChoice = None) -> None:
    """Check, load, model and publish: the build that was serving goes on serving until the new one is whole."""
    from etl.build import DamagedShapesError, LostRowsError, RefusedError
    from etl.build import build as make
    from etl.publish import BusyError

    t = speaker(lang)
    target = warehouse or warehouse_dir()
    steps = {
        "check": t("Checking the evidence against its contracts"),
        "load": t("Loading the tables"),
        "model": t("Building the models"),
        "measure": t("Computing the measures"),
        "verify": t("Reopening the file and counting its rows"),
        "publish": t("Publishing"),
    }

    def progress(step: str, _: Mapping[str, object]) -> None:
        say(f"· {steps[step]}")

    try:
        outcome = make(data or data_dir(), target, progress)
    except RefusedError as refused:
        tell_violations(refused.violations, t)
        problem = t("Nothing was published.")
    except BusyError:
        problem = t("Another build is being made in this warehouse. Wait until it is done, then try again.")
    except LostRowsError as lost:
        problem = t("Rows were lost on the way, so nothing was published: {rows}", rows=lost)
    except DamagedShapesError:
        problem = t("A file of shapes in the folder geo is missing or damaged, so nothing was published. Restore it.")
    except Exception as error:  # a full disk, a folder that cannot be written: said in one line, never a trace
        problem = t("The build failed, and nothing was published: {reason}", reason=_reason(error, t))
    else:
        for table, read, kept in outcome.rows:
            say(f"  {table:<22}{read:>6} -> core_{table}: {kept}")
        if outcome.is_unchanged:
            say(t("Nothing has changed: build {build} is published already.", build=outcome.published.build_id))
        else:
            seconds = t.number(outcome.seconds, 1)
            say(t("Build {build} is published ({seconds} s).", build=outcome.published.build_id, seconds=seconds))
        return
    say(problem, is_error=True)
    if (target / "current.json").exists():
        say(t("The build published before goes on serving."), is_error=True)
    raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
    warehouse: WarehouseDir = None,
) -> None:
    """Serve the dashboard; the address is printed once the first page can be served."""
    from dashboard.server import serve as run

    raise typer.Exit(run(host, port, warehouse or warehouse_dir()))


@app.command()
def figures(
    lang: LangChoice = None,
    form: Annotated[FormatOption, typer.Option("--format", help="json or csv.")] = FormatOption.json,
    warehouse: WarehouseDir = None,
) -> None:
    """Every figure at default choices, one flat list with its receipt."""
    from dashboard.chapters.figures import all_figures, as_csv
    from dashboard.warehouse import NoBuildError, open_warehouse

    t = speaker(lang)
    try:
        listed = all_figures(open_warehouse(warehouse or warehouse_dir()).current(), t.lang)
    except NoBuildError:
        say(t("No build is published in this warehouse yet. Make one with: siyada build"), is_error=True)
        raise typer.Exit(1) from None
    if form is FormatOption.csv:
        sys.stdout.write(as_csv(listed))
    else:
        say(json.dumps(listed, ensure_ascii=False, indent=1))


@app.command()
def snapshot(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    lang: LangChoice = None,
    chapters: Annotated[str, typer.Option(help="Names of chapters, separated by commas; by default all.")] = "",
    choices: Annotated[str, typer.Option(help="What was chosen, as in a page's address: status=announced")] = "",
    warehouse: WarehouseDir = None,
) -> None:
    """Write the published build as a PDF: the same bytes for the same build, chapters, choices and language."""
    from dashboard.render.typeset import TypesetError
    from dashboard.snapshot import UnknownChapterError, write_atomically
    from dashboard.snapshot import snapshot as make
    from dashboard.warehouse import NoBuildError, open_warehouse

    t = speaker(lang)
    names = [name.strip() for name in chapters.split(",") if name.strip()]
    try:
        pinned = open_warehouse(warehouse or warehouse_dir()).current()
        body, notices = make(pinned, t.lang, names, choices)
        write_atomically(out, body)
    except NoBuildError:
        problem = t("No build is published in this warehouse yet. Make one with: siyada build")
    except UnknownChapterError as unknown:
        from dashboard.book import CHAPTERS

        problem = t("No chapter is called {name}. The chapters: {names}", name=unknown, names=", ".join(CHAPTERS))
    except TypesetError as error:
        problem = t("{file} could not be written: {reason}", file=out.name, reason=error)
    except OSError as error:
        problem = t("{file} could not be written: {reason}", file=out.name, reason=_reason(error, t))
    else:
        for notice in notices:
            message = t(
                "{parameter} cannot be {value}; the default was used.", parameter=notice.parameter, value=notice.value
            )
            say(message, is_error=True)
        say(
            t(
                "{file} is written: build {build}, {size} kB.",
                file=out.name,
                build=pinned.build_id,
                size=t.number(len(body) / 1000),
            )
        )
        return
    say(problem, is_error=True)
    raise typer.Exit(1)


@app.command()
def doctor(
    port: Annotated[int, typer.Option(help="Port to look at.")] = 8501,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Say what stands: versions, fonts, pointer, last build, port. Exit 1 when something would keep the page from serving."""
    from dashboard.doctor import examine

    findings = examine(warehouse or warehouse_dir(), port, speaker(lang))
    for finding in findings:
        say(f"{'✓' if finding.is_well else '✗'} {finding.subject}: {finding.text}")
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)


def tell_violations(violations: list[Violation], t: Translator) -> None:
    """Print every violation in the reader's language, then how many there are."""
    for violation in violations:
        say(violation.text(t.lang), is_error=True)
    say(t.plural("{count} violation.", "{count} violations.", len(violations)), is_error=True)


def _reason(error: Exception, t: Translator) -> str:
    """Why a build failed, in the reader's words for the usual causes, else the first line of the error."""
    first = (str(error).splitlines() or [type(error).__name__])[0][:300]
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT) or os.strerror(errno.ENOSPC) in first:  # DuckDB gives only the words
        return t("the disk is full")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return t("the folder cannot be written")
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({Path(error.filename).name})" if error.filename else error.strerror
    return first


if __name__ == "__main__":
    app()
