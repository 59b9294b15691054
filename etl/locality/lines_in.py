"""Files of one JSON object a line, as zdns, dnsx and massdns write them, read by DuckDB into the table `answers`.

A row of `answers` is one address that a name answered with, or the name alone where it gave none:

- `service`: web (A), ns or mx; `name`: lower case, A-labels, no trailing dot
- `address`: as written, null where there is none; `host`: a name server or mail host given by name alone
- `is_cdn_name`: a CNAME on the way is a CDN's
- `reason`: why there is no address, where there is none (`etl.locality.vocabulary.REASONS`)
- `seen_at`: when it was answered, in seconds since 1970, where the tool says so
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.locality.inputs import UNREADABLE_MOST, first_unread_line, packing
from etl.locality.problems import LocalityError

if TYPE_CHECKING:
    import duckdb

    from etl.locality.vocabulary import Progress

ANSWERS = """create table answers (service varchar, name varchar, address varchar, host varchar, is_cdn_name boolean,
    reason bigint, seen_at bigint)"""


@dataclass(frozen=True)
class LineForm:
    """One form of lines. `columns` are those DuckDB reads, by SQL type. `questions` is SQL from the table `lines` that
    gives, for each question a line tells of, `form, asked, service, status, seen_at, texts, has_ipv6, cnames, owners,
    hosts`: addresses as written, targets and owners of CNAMEs, and names given without an address.
    """

    name: str
    columns: dict[str, str]
    questions: str


# Which tool wrote a line, by the names of its members: each has one that the others lack.
_FORM_OF_LINE = """case when host is not null and name is null then 'dnsx'
    when name is not null and type is not null then 'massdns'
    when name is not null and (status is not null or results is not null) then 'zdns' else '' end"""

# Status as the tools write it; a CNAME loop has targets, none of which is answered outside the circle.
_REASON = """case
    when status = 'NOERROR' and has_ipv6 then 2
    when status = 'NOERROR' and len(cnames) > 0 and len(list_filter(cnames, lambda c: not list_contains(owners, c))) = 0 then 3
    when status in ('NOERROR', 'NO_RECORD', 'NODATA', 'NO_ANSWER') then 4
    when status = 'NXDOMAIN' then 5
    when status = 'SERVFAIL' then 6
    when contains(status, 'TIMEOUT') or status = 'MAXRETRIES' then 7
    else 8 end"""


@dataclass(frozen=True)
class LineCount:
    """How many lines a scan has, and how many of them could not be read."""

    lines: int
    unreadable: int


def read_lines(
    connection: duckdb.DuckDBPyConnection,
    form: LineForm,
    parts: list[Path],
    scratch: Path,
    suffix_pattern: str,
    progress: Progress,
) -> LineCount:
    """Fill the table `answers` from the parts of a scan. Raises LocalityError for what is not of this form."""
    connection.execute(ANSWERS)
    lines = unreadable = 0
    for number, part in enumerate(parts, 1):
        progress("read", number, len(parts))
        found = _read_part(connection, form, part, scratch, suffix_pattern)
        _refuse_other_forms(form, part, found)
        read, bad = sum(found.values()), found.get("", 0)
        if not read:
            raise LocalityError("empty_file", file=part.name)
        if bad > UNREADABLE_MOST * read:
            line, why = first_unread_line(part, _has_an_answer)
            raise LocalityError(f"line_{why}", file=part.name, line=line, form=form.name, bad=bad, lines=read)
        lines, unreadable = lines + read, unreadable + bad
    return LineCount(lines, unreadable)


def _read_part(
    connection: duckdb.DuckDBPyConnection, form: LineForm, part: Path, scratch: Path, suffix_pattern: str
) -> dict[str, int]:
    """Add the answers of one file; gives how many lines it has of each form, under '' those that can't be read."""
    packed = packing(part)
    link = scratch / "part.jsonl"  # DuckDB takes a * in a file's own name for any letters
    link.unlink(missing_ok=True)
    link.symlink_to(part.resolve())
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in form.columns.items())
    import duckdb

    try:
        connection.execute(
            f"""create or replace temp table lines as
            select {_FORM_OF_LINE} as form, lower(rtrim(coalesce(host, name), '.')) as asked, *
            from read_json(?, format='newline_delimited', compression='{packed}', ignore_errors=true, columns={{{columns}}})""",
            [str(link)],
        )
    except duckdb.InvalidInputException as error:
        if "maximum_object_size" not in str(error):
            raise LocalityError("no_lines", file=part.name, form=form.name) from None
        line, _ = first_unread_line(part, lambda _: True)
        raise LocalityError("line_too_long", file=part.name, line=line) from None
    except duckdb.IOException:
        raise LocalityError("damaged_archive", file=part.name) from None
    _add_answers(connection, form, suffix_pattern)
    found = connection.execute("select form, count(*) from lines group by form").fetchall()
    connection.execute("drop table lines")
    return dict(found)


def _add_answers(connection: duckdb.DuckDBPyConnection, form: LineForm, suffix_pattern: str) -> None:
    connection.execute(
        f"""insert into answers
        with questions as ({form.questions}),
        known as (
            select asked, service, status, seen_at, texts, hosts, {_REASON} as reason, len(cnames) > 0 and
                   coalesce(list_bool_or([regexp_matches(lower(c), ?) for c in cnames]), false) as is_cdn_name
            from questions where form = '{form.name}'),
        placed as (
            select *, unnest(if(status = 'NOERROR' and len(texts) > 0, texts, [null::varchar])) as address, null as host from known
            union all
            select *, null, rtrim(lower(unnest(hosts)), '.') from known where status = 'NOERROR' and len(hosts) > 0)
        select service, asked, address, host, is_cdn_name, reason, seen_at from placed""",
        [suffix_pattern],
    )


def _refuse_other_forms(form: LineForm, part: Path, found: dict[str, int]) -> None:
    others = sorted(name for name in found if name not in ("", form.name))
    if others and form.name in found:
        raise LocalityError("mixed_forms", file=part.name, form=form.name, other=others[0])
    if others:
        raise LocalityError("wrong_form", file=part.name, form=form.name, other=others[0])


def _has_an_answer(value: object) -> bool:
    """Whether a line is of one of the forms, named as `_FORM_OF_LINE` tells it."""
    if not isinstance(value, dict):
        return False
    if value.get("name") is None:
        return value.get("host") is not None
    return any(value.get(member) is not None for member in ("type", "status", "results"))
