"""The answers of a scan, whatever form its file has, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.locality.form_dnsx import DNSX
from etl.locality.form_massdns import MASSDNS
from etl.locality.form_zdns import ZDNS
from etl.locality.inputs import is_parquet
from etl.locality.lines_in import LineForm, read_lines
from etl.locality.openintel import answers_of_openintel, link_rows
from etl.locality.problems import LocalityError

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import Table

    from etl.locality.engine import DuckEngine, Engine
    from etl.locality.vocabulary import FormName, Progress

LINE_FORMS: dict[str, LineForm] = {form.name: form for form in (ZDNS, DNSX, MASSDNS)}


@dataclass(frozen=True)
class ReadScan:
    """A scan as read: its table `answers` (see `etl.locality.lines_in`), how many rows the file has, and its lines."""

    form: str
    answers: Table
    rows: int
    lines: int
    unreadable: int


def read_answers(
    duck: DuckEngine,
    engine: Engine,
    parts: list[Path],
    form: FormName,
    scratch: Path,
    suffix_pattern: str,
    progress: Progress,
) -> ReadScan:
    """Read the parts of a scan into a table of `engine`; lines are always read by `duck`. Raises LocalityError for what is
    not of the form.
    """
    if form == "openintel":
        return _read_rows(engine, parts, scratch, suffix_pattern, progress)
    for part in parts:
        if is_parquet(part):
            raise LocalityError("parquet_lines", file=part.name, form=form)
    counted = read_lines(duck.connection, LINE_FORMS[form], parts, scratch, suffix_pattern, progress)
    write_plain_names(duck.connection)
    rows = duck.connection.execute("select count(*) from answers").fetchall()[0][0]
    is_here = engine is duck
    answers = duck.table("answers") if is_here else engine.parquet(duck.write("answers", scratch / "answers.parquet"))
    return ReadScan(form, answers, rows, counted.lines, counted.unreadable)


def _read_rows(engine: Engine, parts: list[Path], scratch: Path, suffix_pattern: str, progress: Progress) -> ReadScan:
    folder = scratch / "rows"
    folder.mkdir()
    rows, unreadable = link_rows(parts, folder, progress)
    answers = answers_of_openintel(engine.parquet(folder), suffix_pattern)
    return ReadScan("openintel", answers, rows, rows + unreadable, unreadable)


def write_plain_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Write names with letters outside ASCII as the DNS does (A-labels), so that a name has one spelling."""
    for column in ("name", "host"):
        found = connection.execute(
            f"select distinct {column} from answers where not regexp_full_match({column}, '[\\x00-\\x7f]*')"
        )
        pairs = [(name, _a_labels(name)) for (name,) in found.fetchall()]
        if pairs:
            connection.execute("create or replace temp table spelled (name varchar, plain varchar)")
            connection.executemany("insert into spelled values (?, ?)", pairs)
            connection.execute(
                f"update answers set {column} = plain from spelled where answers.{column} = spelled.name"
            )


def _a_labels(name: str) -> str:
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name  # no name of the DNS: it was asked for as it stands
