"""A table of ranges brought in as one CSV file: checked, cut and kept as the set to use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl.locality.addresses import LAST_ADDRESS
from etl.locality.inputs import hash_parts
from etl.locality.place import one_writer
from etl.locality.problems import LocalityError
from etl.locality.ranges import RangeSet, count_home, current_ranges, cut_pieces, is_plausible, keep_ranges
from etl.locality.tables_in import number_lines, read_csv_columns
from etl.locality.vocabulary import VOTES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from etl.locality.vocabulary import Progress

COLUMNS = ("start_num", "end_num", *VOTES, "asn", "is_anycast", "cdn_range_provider")
_TRUE, _FALSE = ("true", "t", "1", "yes"), ("false", "f", "0", "no", "")


def import_ranges(file: Path, warehouse: Path, progress: Progress, dated: date | None = None) -> tuple[RangeSet, bool]:
    """Keep the ranges of `file` as the set to use; gives the set, and whether it was there already.

    `dated` is the day the ranges were taken, by default today (UTC). Raises LocalityError for what is refused: overlaps,
    numbers reversed, out of range or no numbers; what stood before stands.
    """
    if not file.exists():
        raise LocalityError("no_file", file=file.name)
    with one_writer(warehouse) as scratch:
        progress("hash", 0, 0)
        ranges_id = hash_parts([file])
        known = current_ranges(warehouse)
        if known and known.ranges_id == ranges_id and dated in (None, date.fromisoformat(known.dated)):
            return known, True
        progress("read", 0, 0)
        table, _ = read_csv_columns(file, COLUMNS)
        import duckdb

        with duckdb.connect(":memory:", config={"temp_directory": str(scratch / "spill")}) as connection:
            rows = _load(connection, table, file.name)
            progress("cut", 0, 0)
            cut_pieces(connection, {"given": COLUMNS[2:]})
            pieces, home = count_home(connection)
            warnings = () if is_plausible(home) else ("moroccan_addresses",)
            day = dated or datetime.now(UTC).date()
            made = RangeSet(ranges_id, day.isoformat(), "import", pieces, home, {file.name: rows}, (), warnings)
            progress("keep", 0, 0)
            return keep_ranges(connection, made, warehouse, scratch), False


def _load(connection: duckdb.DuckDBPyConnection, table: pa.Table, name: str) -> int:
    """The rows as the table `given`, with their lines; refuses what can't be a set of ranges."""
    if not table.num_rows:
        raise LocalityError("empty_file", file=name)
    connection.register("texts", number_lines(table, 2))
    votes = ", ".join(f"nullif(upper(trim({vote})), '') as {vote}" for vote in VOTES)
    connection.execute(
        f"""create temp table given as
        select line, start_num as start_text, end_num as end_text,
               try_cast(start_num as bigint) as start_num, try_cast(end_num as bigint) as end_num, {votes},
               try_cast(regexp_replace(asn, '^(?i:as)', '') as bigint) as asn,
               lower(trim(coalesce(is_anycast, ''))) as anycast_text,
               list_contains({list(_TRUE)}, lower(trim(coalesce(is_anycast, '')))) as is_anycast,
               nullif(trim(cdn_range_provider), '') as cdn_range_provider
        from texts"""
    )
    connection.unregister("texts")
    _refuse_first(
        connection,
        name,
        {
            "range_no_number": "start_num is null or end_num is null",
            "range_out": f"start_num < 0 or end_num > {LAST_ADDRESS}",
            "range_reversed": "start_num > end_num",
            "range_anycast": f"not list_contains({[*_TRUE, *_FALSE]}, anycast_text)",
        },
    )
    refuse_overlap(connection, "given", name)
    return int(table.num_rows)


def _refuse_first(connection: duckdb.DuckDBPyConnection, name: str, rules: dict[str, str]) -> None:
    for code, condition in rules.items():
        found = connection.execute(
            f"select line, start_text || '-' || end_text, anycast_text from given where {condition} order by line limit 1"
        ).fetchall()
        for line, bounds, anycast in found:
            raise LocalityError(code, file=name, line=line, value=anycast if code == "range_anycast" else bounds or "")


def refuse_overlap(connection: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    """Raise LocalityError for the first row of `table` (with `line`) that begins inside another."""
    found = connection.execute(
        f"""select line, other from (
            select line, start_num, max_by(line, end_num) over before as other, max(end_num) over before as reached
            from {table} window before as (order by start_num, line rows between unbounded preceding and 1 preceding))
        where start_num <= reached order by line limit 1"""
    ).fetchall()
    for line, other in found:
        raise LocalityError("range_overlap", file=name, line=line, other=other)
