"""The command that turns what a regular source publishes into a proposal, and says which indicators are overdue."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dashboard.cli.check import Data, Today
from dashboard.cli.desk import NEEDS_ANSWERS, NOTHING_READ, Form, proposal_object, refuse, tell_proposal
from dashboard.cli.options import LangChoice, say, speaker
from dashboard.support.quoting import quoted
from etl.paths import data_dir, warehouse_dir

if TYPE_CHECKING:
    from dashboard.i18n import Translator
    from etl.desk.problems import DeskError
    from etl.desk.proposal import Proposal
    from etl.measures.releases.calendar import Expected

    Part = tuple[str, Proposal | DeskError]  # short name of a file, and what came of it

EVERY = "all"
SourceName = Annotated[
    str, typer.Argument(help="cdn-places, egov, epoch, peeringdb, pulse, rir, wdi, or all of them; none with --status.")
]


def refresh(
    source: SourceName = "",
    file: Annotated[Path | None, typer.Option("--from", help="File of the source; without it, it is fetched.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the proposal.")] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the figures, where the file has none."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", help="Folder where fetched files stay; by default sources, beside the builds."),
    ] = None,
    is_status: Annotated[
        bool, typer.Option("--status", help="Say when each indicator is expected again, and which are overdue.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.text,
    data: Data = None,
    today: Today = None,
    lang: LangChoice = None,
) -> None:
    """Make a proposal of what a regular source publishes. Nothing of the evidence moves before it is accepted.

    all: every source that can be fetched, each by itself: one that fails does not stop the others. Exit 0: complete, or nothing new; 2: questions.csv needs answers; 1: nothing can be read.
    """
    from etl.desk.connectors.refresh import CONNECTORS, connector_named, refresh_from_file
    from etl.desk.problems import DeskError

    t, where = speaker(lang), data or data_dir()
    day, counted_on = today.date() if today else date.today(), as_of.date() if as_of else None
    if is_status:
        _tell_status(where, day, form, t)
        return
    try:
        if source and source != EVERY:
            connector_named(source)
        if not source or out is None:
            raise DeskError("refresh_needs", sources=", ".join(CONNECTORS))
        if source == EVERY:
            if file:
                raise DeskError("one_source_a_file", sources=", ".join(CONNECTORS))
            _refresh_all(out, cache or warehouse_dir() / "sources", where, day, form, t)
        if file:
            found: list[Part] = [("", refresh_from_file(source, file, where, day, counted_on))]
        else:
            found = _fetch(source, cache or warehouse_dir() / "sources", where, day, counted_on)
        codes = [_hand_over(made, out / part, t) for part, made in found]
    except DeskError as error:
        refuse(error.text(t.lang), form)
    else:
        _tell(source, found, out, form, t)
        raise typer.Exit(_worst(codes))


def _worst(codes: Iterable[int]) -> int:
    """The exit code of several proposals: 1 where one could not be had, else 2 where one asks."""
    found = set(codes)
    return NOTHING_READ if NOTHING_READ in found else max(found, default=0)


def _refresh_all(out: Path, folder: Path, data: Path, day: date, form: Form, t: Translator) -> NoReturn:
    """Each source by itself into a folder of its own name; those that can't be fetched are named, and are no failure."""
    from etl.desk.connectors.refresh import CONNECTORS
    from etl.desk.problems import DeskError

    codes: list[int] = []
    objects, lines, by_hand = [], [], []
    for source in CONNECTORS:
        try:
            found = _fetch(source, folder, data, day, None)
        except DeskError as error:
            if error.code == "only_from_file":
                by_hand.append(source)
                continue
            found = [("", error)]
        except Exception as error:
            found = [("", DeskError("source_failed", source=source, reason=type(error).__name__))]
        for part, made in found:
            outcome, result = _hand_over_or_fail(made, out / source / part, t)
            codes.append(outcome)
            objects.append(_part_object(source, part, result, t))
            lines.append((f"{source} ({part})" if part else source, result))
    if form is Form.json:
        said = {"sources": objects, "from_file_only": by_hand}
        say(json.dumps(said, ensure_ascii=False, indent=1))
        raise typer.Exit(_worst(codes))
    for name, result in lines:
        say(f"{name}: {_outcome(result, t)}", is_error=isinstance(result, DeskError))
    if by_hand:
        say(t("Not fetched, for their files are taken by hand (--from FILE): {names}", names=t.listed(by_hand)))
    failed = sum(code == NOTHING_READ for code in codes)
    say(
        t(
            "Files read: {read} of {total}. Proposals: {folder}",
            read=t.number(len(codes) - failed),
            total=t.number(len(codes)),
            folder=quoted(out, 300),
        )
    )
    raise typer.Exit(_worst(codes))


def _hand_over_or_fail(made: Proposal | DeskError, folder: Path, t: Translator) -> tuple[int, Proposal | DeskError]:
    """As `_hand_over`; a folder that can't be written, or is not empty, fails this one alone."""
    from etl.desk.problems import DeskError

    try:
        return _hand_over(made, folder, t), made
    except DeskError as error:
        return NOTHING_READ, error


def _outcome(made: Proposal | DeskError, t: Translator) -> str:
    """What came of one file, in a line."""
    from etl.desk.problems import DeskError

    if isinstance(made, DeskError):
        return made.text(t.lang)
    if not made.rows:
        return t("nothing new")
    counted = t(
        "rows to add {added}, to change {changed}, to remove {removed}",
        added=t.number(made.count("add")),
        changed=t.number(made.count("change")),
        removed=t.number(made.count("remove")),
    )
    asked = len(made.open_questions)
    return t.series([counted, t.plural("{count} question open", "{count} questions open", asked)]) if asked else counted


def _fetch(source: str, folder: Path, data: Path, day: date, counted_on: date | None) -> list[Part]:
    """The files of a source as its publisher has them now; of one alone, without its short name."""
    from etl.desk.connectors.refresh import refresh_from_publisher

    found = list(refresh_from_publisher(source, folder, data, day, counted_on))
    return [("", found[0][1])] if len(found) == 1 else found


def _hand_over(made: Proposal | DeskError, folder: Path, t: Translator) -> int:
    """Write a proposal; the exit code that it alone would give."""
    from etl.desk.problems import DeskError
    from etl.desk.proposal import write_proposal

    if isinstance(made, DeskError):
        return NOTHING_READ
    write_proposal(made, folder, t.lang, t)
    return NEEDS_ANSWERS if made.open_questions else 0


def _tell(source: str, found: list[Part], out: Path, form: Form, t: Translator) -> None:
    from etl.desk.problems import DeskError

    if form is Form.json:
        objects = [_part_object(source, part, made, t) for part, made in found]
        say(json.dumps(objects if len(objects) > 1 else objects[0], ensure_ascii=False, indent=1))
        return
    for part, made in found:
        if part:
            say(f"{source}: {part}")
        if isinstance(made, DeskError):
            say(made.text(t.lang), is_error=True)
        else:
            tell_proposal(made, out / part, t)


def _part_object(source: str, part: str, made: Proposal | DeskError, t: Translator) -> dict[str, Any]:
    from etl.desk.problems import DeskError

    said = {"problem": made.text(t.lang)} if isinstance(made, DeskError) else proposal_object(made, t)
    return {"source": source, "part": part} | said


def _tell_status(data: Path, today: date, form: Form, t: Translator) -> None:
    from dashboard.chapters.evidence.releases import as_object
    from etl.desk.evidence import read_evidence
    from etl.desk.problems import DeskError
    from etl.measures.releases.calendar import release_calendar

    try:
        listed = release_calendar(read_evidence(data), today)
    except DeskError as error:
        refuse(error.text(t.lang), form)
    if form is Form.json:
        say(json.dumps([as_object(one, t) for one in listed], ensure_ascii=False, indent=1))
        return
    overdue = [one for one in listed if one.is_overdue]
    coming = [one for one in listed if one.expected_by and not one.is_overdue]
    others = [one for one in listed if not one.expected_by]
    for title, part in (
        (t("Overdue: {count}", count=t.number(len(overdue))), overdue),
        (t("Expected: {count}", count=t.number(len(coming))), coming),
        (t("Without a usual interval (fewer than three observations): {count}", count=t.number(len(others))), others),
    ):
        say(title)
        for one in part:
            say(f"· {_sentence(one, t)}")


def _sentence(one: Expected, t: Translator) -> str:
    from dashboard.chapters.evidence.releases import interval_text

    parts = [f"{one.names[t.lang]} ({one.indicator_id})"]
    if one.publisher:
        parts.append(quoted(one.publisher))
    if one.expected_by:
        parts.append(interval_text(one, t))
    parts.append(t("newest {period}", period=one.newest) if one.newest else t("never observed"))
    if one.overdue_since:
        parts.append(t("overdue since {day}", day=one.overdue_since.isoformat()))
    elif one.expected_by:
        parts.append(t("expected by {day}", day=one.expected_by.isoformat()))
    if one.connector:
        parts.append(f"siyada refresh {one.connector}")
    return {"ar": "؛ ", "fr": "\u00a0; "}.get(t.lang, "; ").join(parts)
