"""The `siyada` command: check, build, serve, figures and doctor here, what is done with documents beside. Heavy modules are imported only by the command that needs them."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli import check as cli_check
from dashboard.cli import decide as cli_decide
from dashboard.cli import desk as cli_desk
from dashboard.cli import digest as cli_digest
from dashboard.cli import documents as cli_documents
from dashboard.cli import notes as cli_notes
from dashboard.cli import refresh as cli_refresh
from dashboard.cli import scans as cli_scans
from dashboard.cli import search as cli_search
from dashboard.cli.check import Data, Strict, Today, tell_doubts, tell_judgement, tell_violations
from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, reason, say, speaker
from dashboard.warehouse.reading import Reading
from etl.paths import data_dir, warehouse_dir
from etl.versions import BUILD_THREADS

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.i18n import Translator
    from etl.build import Outcome

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


class FormatOption(StrEnum):
    """Forms in which figures are written."""

    json = "json"
    csv = "csv"


class ClaimsOption(StrEnum):
    """Forms in which claims are written."""

    text = "text"
    json = "json"


Threads = Annotated[
    int,
    typer.Option(
        min=1,
        max=64,
        envvar="SIYADA_BUILD_THREADS",
        help="Threads of the database while it builds: they change its speed and nothing else.",
    ),
]


@app.command()
def build(
    data: Data = None,
    warehouse: WarehouseDir = None,
    is_strict: Strict = False,
    today: Today = None,
    lang: LangChoice = None,
    threads: Threads = BUILD_THREADS,
) -> None:
    """Check, load, model and publish: the build that was serving goes on serving until the new one is whole."""
    from dashboard.cli.scan_problems import problem_text
    from etl.build import DoubtfulError, LostRowsError, RefusedError
    from etl.build import build as make
    from etl.evidence.plausible import DamagedShapesError
    from etl.locality.problems import LocalityError
    from etl.warehouse.publish import BusyError

    gc.disable()  # the process ends right after: what it would free on the way costs more than it holds
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
        day = today.date() if today else None
        outcome = make(data or data_dir(), target, progress, day, is_strict=is_strict, threads=threads)
    except RefusedError as refused:
        tell_violations(refused.violations, t)
        problem = t("Nothing was published.")
    except DoubtfulError as refused:
        tell_doubts(refused.doubts, t)
        problem = t("Doubts stand unanswered, so nothing was published.")
    except BusyError:
        problem = t("Another build is being made in this warehouse. Wait until it is done, then try again.")
    except LostRowsError as lost:
        problem = t("Rows were lost on the way, so nothing was published: {rows}", rows=lost)
    except LocalityError as damaged:
        problem = problem_text(damaged, t)
    except DamagedShapesError:
        problem = t("A file of shapes in the folder geo is missing or damaged, so nothing was published. Restore it.")
    except Exception as error:  # a full disk, a folder that cannot be written: said in one line, never a trace
        problem = t("The build failed, and nothing was published: {reason}", reason=reason(error, t))
    else:
        _tell_outcome(outcome, target, t)
        return
    say(problem, is_error=True)
    if (target / "current.json").exists():
        say(t("The build published before goes on serving."), is_error=True)
    raise typer.Exit(1)


def _tell_outcome(outcome: Outcome, warehouse: Path, t: Translator) -> None:
    """What was published, and the doubts; exit 1 where it is there but another program keeps it from being read."""
    from dashboard.warehouse.no_build import tell_held
    from etl.warehouse.publish import is_held

    for table, read, kept in outcome.rows:
        say(f"  {table:<22}{read:>6} -> core_{table}: {kept}")
    if outcome.judgement:
        tell_judgement(outcome.judgement, t)
    build = outcome.published.build_id
    if not outcome.is_unchanged:
        say(t("Build {build} is published ({seconds} s).", build=build, seconds=t.number(outcome.seconds, 1)))
        return
    say(t("Nothing has changed: build {build} is published already.", build=build))
    if is_held(warehouse, outcome.published):
        say(tell_held(outcome.published.file, t), is_error=True)
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
    warehouse: WarehouseDir = None,
    base_path: Annotated[
        str | None,
        typer.Option(help="Path under which readers find it behind a proxy, such as /siyada (else SIYADA_BASE_PATH)."),
    ] = None,
    public_url: Annotated[
        str | None,
        typer.Option(
            help="Address by which readers find it, such as https://siyada.example.ma (else SIYADA_PUBLIC_URL)."
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(help="Processes to serve with, on the port and those after it.", min=1, max=64)
    ] = 1,
) -> None:
    """Serve the dashboard; the address is printed once the first page can be served."""
    from dashboard.http.settings import BASE_PATH, PUBLIC_URL
    from dashboard.web.server import serve as run
    from dashboard.web.workers import serve_on_ports

    given = {name: value for name, value in ((BASE_PATH, base_path), (PUBLIC_URL, public_url)) if value is not None}
    folder = warehouse or warehouse_dir()
    raise typer.Exit(
        run(host, port, folder, given) if workers == 1 else serve_on_ports(workers, host, port, folder, given)
    )


@app.command()
def figures(
    lang: LangChoice = None,
    form: Annotated[FormatOption, typer.Option("--format", help="json or csv.")] = FormatOption.json,
    warehouse: WarehouseDir = None,
) -> None:
    """Every figure at default choices, one flat list with its receipt."""
    from dashboard.content.plain import as_csv
    from dashboard.figures.figure import all_figures
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build

    t = speaker(lang)
    try:
        listed = all_figures(Reading.of(open_warehouse(warehouse or warehouse_dir()).current(), t.lang))
    except NoBuildError as error:
        say(tell_no_build(error, t), is_error=True)
        raise typer.Exit(1) from None
    if form is FormatOption.csv:
        hand_on(as_csv(listed))
    else:
        hand_on(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")


@app.command()
def claims(
    lang: LangChoice = None,
    form: Annotated[ClaimsOption, typer.Option("--format", help="text or json.")] = ClaimsOption.text,
    warehouse: WarehouseDir = None,
) -> None:
    """Every generated sentence and caption with its figures, grades, bands and cautions, to be read against the rows."""
    from dashboard.cli.claims import as_text, claim_object
    from dashboard.cli.claims import claims as all_claims
    from dashboard.warehouse.build import NoBuildError, open_warehouse
    from dashboard.warehouse.no_build import tell_no_build

    t = speaker(lang)
    try:
        listed = all_claims(open_warehouse(warehouse or warehouse_dir()).current(), t.lang)
    except NoBuildError as error:
        say(tell_no_build(error, t), is_error=True)
        raise typer.Exit(1) from None
    if form is ClaimsOption.json:
        say(json.dumps([claim_object(claim) for claim in listed], ensure_ascii=False, indent=1))
    else:
        hand_on(as_text(listed, t))


@app.command()
def doctor(
    port: Annotated[int, typer.Option(help="Port to look at.")] = 8501,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Say what stands: versions, fonts, pointer, last build, port. Exit 1 when something would keep the page from serving."""
    from dashboard.cli.doctor import examine

    findings = examine(warehouse or warehouse_dir(), port, speaker(lang))
    for finding in findings:
        say(f"{'✓' if finding.is_well else '✗'} {finding.subject}: {finding.text}")
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)


for command in (
    cli_check.check,
    cli_documents.snapshot,
    cli_notes.note,
    cli_documents.verify,
    cli_documents.diff,
    cli_search.search,
    cli_digest.digest,
    cli_desk.template,
    cli_refresh.refresh,
    cli_desk.propose,
    cli_decide.preview,
    cli_decide.accept,
):
    app.command()(command)
app.add_typer(cli_documents.key_app, name="key")
app.add_typer(cli_scans.ranges_app, name="ranges")
app.add_typer(cli_scans.scan_app, name="scan")


if __name__ == "__main__":
    app()
