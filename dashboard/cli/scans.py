"""The commands `siyada ranges` and `siyada scan`: measure where names are answered, from a file brought in. Nothing here resolves a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.check import Data
from dashboard.cli.options import LangChoice, WarehouseDir, hand_on, reason, say, speaker
from etl.locality.vocabulary import EngineName, FormName
from etl.paths import data_dir, warehouse_dir

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.locality.vocabulary import Progress

ranges_app = typer.Typer(no_args_is_help=True, help="The table of address ranges that scans are held against.")
scan_app = typer.Typer(no_args_is_help=True, help="Own measurements, each from one file of DNS answers.")


class ReadingForm(StrEnum):
    """Forms in which a scan is read."""

    text = "text"
    json = "json"


Reading = Annotated[ReadingForm, typer.Option("--format", help="text or json.")]
Dated = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day the ranges were taken; by default today.")
]


@ranges_app.command("import")
def ranges_import(
    file: Annotated[Path, typer.Argument(help="CSV of ranges: see docs/scans.md for its columns.")],
    dated: Dated = None,
    data: Data = None,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Bring in a table of address ranges; the scans made from now on are held against it."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import ranges_lines
        from etl.locality.ranges_import import import_ranges

        known, was_there = import_ranges(file, warehouse or warehouse_dir(), _progress(t), _day(dated))
        if was_there:
            say(t("These ranges are in use already."))
        say("\n".join(ranges_lines(known, t)))


@ranges_app.command("build")
def ranges_build(
    folder: Annotated[
        Path | None, typer.Option("--from", help="Folder of the sources; by default ranges/ under --data.")
    ] = None,
    dated: Dated = None,
    data: Data = None,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Build the table of address ranges from its public sources, or refuse and leave the last good one."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import ranges_lines
        from etl.locality.ranges_build import build_ranges

        sources = folder or (data or data_dir()) / "ranges"
        known, was_there = build_ranges(sources, warehouse or warehouse_dir(), _progress(t), _day(dated))
        if was_there:
            say(t("These ranges are in use already."))
        say("\n".join(ranges_lines(known, t)))


@ranges_app.command("status")
def ranges_status(
    form: Reading = ReadingForm.text, data: Data = None, warehouse: WarehouseDir = None, lang: LangChoice = None
) -> None:
    """Say which ranges are in use, of which day, and what to beware of. Exit 1 when there are none."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import ranges_lines
        from etl.locality.problems import LocalityError
        from etl.locality.ranges import current_ranges

        known = current_ranges(warehouse or warehouse_dir())
        if known is None:
            raise LocalityError("no_ranges")
        if form is ReadingForm.json:
            hand_on(json.dumps(asdict(known), ensure_ascii=False, indent=1) + "\n")
        else:
            say("\n".join(ranges_lines(known, t)))


@scan_app.command("import")
def scan_import(
    file: Annotated[Path, typer.Argument(help="File of answers, or a folder of its parts; plain, gzip or zstd.")],
    form: Annotated[FormName, typer.Option("--format", help="Tool that wrote it.")],
    frame: Annotated[str, typer.Option("--frame", help="What was asked, in a few words: the list of names.")],
    frame_size: Annotated[
        int | None, typer.Option("--frame-size", min=1, help="Names in the whole frame, where known.")
    ] = None,
    is_census: Annotated[bool, typer.Option("--census", help="Every name of the frame was asked: no sample.")] = False,
    engine: Annotated[EngineName, typer.Option("--engine", help="What classifies.")] = "duckdb",
    data: Data = None,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Measure a file of DNS answers, offline, and keep its counts: never a name, never an address."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import scan_lines
        from etl.locality.scan_import import Frame, import_scan

        scan, was_there = import_scan(
            file,
            form,
            Frame(frame, frame_size, is_census),
            data or data_dir(),
            warehouse or warehouse_dir(),
            _progress(t),
            engine=engine,
        )
        if was_there:
            say(t("This file was measured already."))
        say("\n".join(scan_lines(scan, t)))


@scan_app.command("list")
def scan_list(
    form: Reading = ReadingForm.text, data: Data = None, warehouse: WarehouseDir = None, lang: LangChoice = None
) -> None:
    """List the scans kept beside the builds."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import scan_line
        from etl.locality.scans import list_scans

        scans = list_scans(warehouse or warehouse_dir())
        if form is ReadingForm.json:
            names = ("scan_id", "frame", "frame_size", "names_asked", "file_sha256", "started_utc")
            listed = [{name: getattr(scan, name) for name in names} for scan in scans]
            hand_on(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
        else:
            say(
                "\n".join(scan_line(scan, t) for scan in scans)
                or t("No scan is kept here. Bring one in with: siyada scan import FILE")
            )


@scan_app.command("show")
def scan_show(
    scan_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the scan, or its beginning.")],
    form: Reading = ReadingForm.text,
    data: Data = None,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Show what a scan found, with every count: shares, intervals, what is left open."""
    t = speaker(lang)
    with _one_line_errors(t):
        from dashboard.cli.scan_words import scan_lines
        from etl.locality.scans import find_scan
        from etl.locality.shares import scan_rows

        scan = find_scan(warehouse or warehouse_dir(), scan_id)
        if form is ReadingForm.json:
            hand_on(
                json.dumps([_row_object(asdict(row)) for row in scan_rows(scan)], ensure_ascii=False, indent=1) + "\n"
            )
        else:
            say("\n".join(scan_lines(scan, t)))


@scan_app.command("remove")
def scan_remove(
    scan_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the scan, or its beginning.")],
    data: Data = None,
    warehouse: WarehouseDir = None,
    lang: LangChoice = None,
) -> None:
    """Take a scan away: the next build is made without it, the builds that show it stay as they are."""
    t = speaker(lang)
    with _one_line_errors(t):
        from etl.locality.scans import remove_scan

        scan = remove_scan(warehouse or warehouse_dir(), scan_id)
        say(t("Scan {scan} is removed. The next build is made without it: siyada build", scan=scan.scan_id))


def _row_object(row: dict[str, object]) -> dict[str, object]:
    """A line of a scan by the names of its columns."""
    return {("class" if name == "kind" else name): value for name, value in row.items()}


@contextmanager
def _one_line_errors(t: Translator) -> Iterator[None]:
    """Whatever stops a command is said in one line: exit 1."""
    from etl.locality.problems import LocalityError

    try:
        yield
    except LocalityError as error:
        from dashboard.cli.scan_problems import problem_text

        problem = problem_text(error, t)
    except (OSError, MemoryError) as error:
        problem = t("It could not be done, and nothing was kept: {reason}", reason=reason(error, t))
    else:
        return
    say(problem, is_error=True)
    raise typer.Exit(1)


def _progress(t: Translator) -> Progress:
    """Say each step as it begins, and how far a long one is."""
    steps = {
        "hash": t("Reading the file's bytes"),
        "read": t("Reading the file"),
        "cut": t("Cutting the ranges"),
        "place": t("Placing the addresses"),
        "classify": t("Classifying the names"),
        "count": t("Counting the addresses"),
        "keep": t("Keeping the result"),
    }

    def progress(step: str, done: int, of: int) -> None:
        if step == "percent":
            say(f"    {t.percent(done)}")
        elif of > 1:
            part = t("{done} of {of}", done=t.number(done), of=t.number(of))
            say(f"· {steps[step]} ({part})")
        else:
            say(f"· {steps[step]}")

    return progress


def _day(dated: datetime | None) -> date | None:
    return dated.date() if dated else None
