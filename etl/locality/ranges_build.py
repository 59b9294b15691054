"""The set of ranges built from the public sets of its sources, in the forms in which these are published.

By these names in one folder: `geo-whois-asn-country-ipv4-num.csv`, `asn-country-ipv4-num.csv`, `dbip-country-ipv4-num.csv`
(start, end, country), `asn-ipv4-num.csv` (start, end, network, name), none with a header; `anycast.txt` (prefixes);
`cdn.json` (provider -> prefixes, suffixes). What is not there is named; two of the three votes are the least.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl.locality.addresses import LAST_ADDRESS
from etl.locality.inputs import hash_parts
from etl.locality.place import one_writer
from etl.locality.prefixes import read_anycast, read_cdn
from etl.locality.problems import LocalityError
from etl.locality.ranges import RangeSet, count_home, current_ranges, cut_pieces, is_plausible, keep_ranges
from etl.locality.tables_in import number_lines, read_csv_columns

if TYPE_CHECKING:
    import duckdb

    from etl.locality.vocabulary import Progress

VOTE_FILES = {
    "country_geofeed_whois": "geo-whois-asn-country-ipv4-num.csv",
    "country_registry": "asn-country-ipv4-num.csv",
    "country_dbip": "dbip-country-ipv4-num.csv",
}
NETWORKS, ANYCAST, CDN = "asn-ipv4-num.csv", "anycast.txt", "cdn.json"
FILES = (*VOTE_FILES.values(), NETWORKS, ANYCAST, CDN)
LEAST_VOTES = 2
OVERLAP_MOST = 0.005
"""Share of a source's rows that may begin inside an earlier one: the later then counts from where it begins."""
LOSS_MOST = 0.2
"""Share of its rows that a source may lose against the last set that was built."""


def build_ranges(folder: Path, warehouse: Path, progress: Progress, dated: date | None = None) -> tuple[RangeSet, bool]:
    """Build the set to use from the sources in `folder`; gives the set, and whether it was there already.

    `dated` is the day the sources were taken, by default today (UTC). Raises LocalityError where fewer than two votes
    are there, a source overlaps itself or lost rows, or the set can't be true; what stood before stands.
    """
    if not folder.is_dir():
        raise LocalityError("no_file", file=folder.name)
    there = [name for name in FILES if (folder / name).is_file()]
    missing = tuple(name for name in FILES if name not in there)
    votes = {column: name for column, name in VOTE_FILES.items() if name in there}
    if len(votes) < LEAST_VOTES:
        raise LocalityError("sources_missing", folder=folder.name, columns=", ".join(missing))
    with one_writer(warehouse) as scratch:
        progress("hash", 0, 0)
        ranges_id = hashlib.sha256(
            "".join(f"{name} {hash_parts([folder / name])}\n" for name in there).encode()
        ).hexdigest()
        known = current_ranges(warehouse)
        if known and known.ranges_id == ranges_id and dated in (None, date.fromisoformat(known.dated)):
            return known, True
        import duckdb

        with duckdb.connect(":memory:", config={"temp_directory": str(scratch / "spill")}) as connection:
            rows, suffixes = _load(connection, folder, votes, there, progress)
            _refuse_loss(known, rows)
            progress("cut", 0, 0)
            cut_pieces(connection, {name: (column,) for column, name in _layers(votes, there).items()})
            pieces, home = count_home(connection)
            if not is_plausible(home):
                raise LocalityError("not_plausible", asked=home)
            day = (dated or datetime.now(UTC).date()).isoformat()
            made = RangeSet(ranges_id, day, "build", pieces, home, rows, missing, (), suffixes)
            progress("keep", 0, 0)
            return keep_ranges(connection, made, warehouse, scratch), False


def _layers(votes: dict[str, str], there: list[str]) -> dict[str, str]:
    """The table that gives each column: those of the sources that are there."""
    layers = {column: f"of_{column}" for column in votes}
    more = {"asn": NETWORKS, "is_anycast": ANYCAST, "cdn_range_provider": CDN}
    return layers | {column: f"of_{column}" for column, name in more.items() if name in there}


def _load(
    connection: duckdb.DuckDBPyConnection, folder: Path, votes: dict[str, str], there: list[str], progress: Progress
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Each source as a table without overlaps; gives the rows of each file, and the suffixes of CDNs."""
    rows: dict[str, int] = {}
    suffixes: tuple[str, ...] = ()
    for number, name in enumerate(there, 1):
        progress("read", number, len(there))
        path = folder / name
        if name == ANYCAST:
            rows[name] = _add(connection, "is_anycast", "boolean", [(*pair, True) for pair in read_anycast(path)])
        elif name == CDN:
            found, suffixes = read_cdn(path)
            rows[name] = _add(connection, "cdn_range_provider", "varchar", found)
        elif name == NETWORKS:
            rows[name] = _read(connection, path, "asn", "try_cast(said as bigint)")
        else:
            column = next(column for column, file in votes.items() if file == name)
            rows[name] = _read(connection, path, column, "upper(said)")
    return rows, suffixes


def _read(connection: duckdb.DuckDBPyConnection, path: Path, column: str, value: str) -> int:
    """The rows of a file of numbers as the table `of_<column>`; refuses what is no range, and too many overlaps."""
    names = ("start_num", "end_num", "said", "name")[: 4 if column == "asn" else 3]
    table, _ = read_csv_columns(path, names[:3], header=names)
    if not table.num_rows:
        raise LocalityError("empty_file", file=path.name)
    connection.register("texts", number_lines(table, 1))
    connection.execute(
        f"""create or replace temp table rows_of as
        select line, start_num || '-' || end_num as bounds, try_cast(start_num as bigint) as start_num,
               try_cast(end_num as bigint) as end_num, {value} as {column} from texts"""
    )
    connection.unregister("texts")
    for code, condition in {
        "range_no_number": "start_num is null or end_num is null",
        "range_out": f"start_num < 0 or end_num > {LAST_ADDRESS}",
        "range_reversed": "start_num > end_num",
    }.items():
        found = connection.execute(
            f"select line, bounds from rows_of where {condition} order by line limit 1"
        ).fetchall()
        for line, bounds in found:
            raise LocalityError(code, file=path.name, line=line, value=bounds or "")
    _refuse_overlaps(connection, path.name)
    _trim(connection, column)
    return int(table.num_rows)


def _refuse_overlaps(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    rows, inside = connection.execute(
        """select count(*), count(*) filter (start_num <= reached) from (
            select start_num, max(end_num) over (order by start_num, line rows between unbounded preceding and 1 preceding) as reached
            from rows_of)"""
    ).fetchall()[0]
    if inside > OVERLAP_MOST * rows:
        raise LocalityError("source_overlaps", file=name, bad=inside, lines=rows)


def _trim(connection: duckdb.DuckDBPyConnection, column: str) -> None:
    """Where two ranges overlap, the later counts from where it begins."""
    connection.execute(
        f"""create or replace temp table of_{column} as
        select start_num, least(end_num, coalesce(lead(start_num) over (order by start_num) - 1, end_num)) as end_num, {column}
        from (select * from rows_of qualify row_number() over (partition by start_num order by line desc) = 1)"""
    )


def _add(connection: duckdb.DuckDBPyConnection, column: str, kind: str, rows: list[tuple[int, int, object]]) -> int:
    connection.execute(
        f"create or replace temp table rows_of (line bigint, start_num bigint, end_num bigint, {column} {kind})"
    )
    if rows:
        connection.executemany("insert into rows_of values (?, ?, ?, ?)", [(n, *row) for n, row in enumerate(rows)])
    _trim(connection, column)
    return len(rows)


def _refuse_loss(known: RangeSet | None, rows: dict[str, int]) -> None:
    """Refuse sources that lost rows against the last set, where that was built too: a set cut short looks sound."""
    if known is None or known.made_by != "build":
        return
    for name, before in known.inputs.items():
        now = rows.get(name, 0)
        if now <= (1 - LOSS_MOST) * before:
            raise LocalityError("source_lost_rows", file=name, lines=now, most=before)
