"""The set of ranges that scans are held against: kept whole beside the builds, one at a time.

A set has a row for every piece of the 2^32 addresses, without gap or overlap: `start_num, end_num, bucket`, three votes
on its country (ISO 3166-1 alpha-2, null where a source says nothing), `asn`, `is_anycast`, `cdn_range_provider`,
`is_special`. Pieces are cut at every boundary of every source, of the special-purpose blocks and of every /16.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.disk import move_whole
from etl.locality.addresses import BUCKET, LAST_ADDRESS, special_ranges
from etl.locality.place import quoted_path, ranges_folder, write_whole
from etl.locality.vocabulary import HOME, VOTES

if TYPE_CHECKING:
    import duckdb

POINTER = "current.json"
MOROCCAN_ADDRESSES = (11_500_000, 13_000_000)
"""Between these lies the number of addresses that two of three votes place in Morocco, in any sound set."""


@dataclass(frozen=True)
class RangeSet:
    """What is known of a set. `inputs` holds the rows of each source by its name, `missing` the sources it lacks,
    `warnings` codes of `dashboard.cli_scan_words`; `cdn_suffixes` ends of names behind which a CDN answers.
    """

    ranges_id: str
    dated: str
    made_by: str
    pieces: int
    moroccan_addresses: int
    inputs: Mapping[str, int]
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cdn_suffixes: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of its rows' file."""
        return f"ranges-{self.ranges_id[:12]}.parquet"


def current_ranges(warehouse: Path) -> RangeSet | None:
    """The set that scans are held against, or None where there is none."""
    folder = ranges_folder(warehouse)
    try:
        content = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        lists: dict[str, Any] = {name: tuple(value) for name, value in content.items() if isinstance(value, list)}
        known = RangeSet(**(content | lists))
    except (OSError, ValueError, TypeError):
        return None
    return known if (folder / known.file).is_file() else None


def ranges_file(warehouse: Path, known: RangeSet) -> Path:
    """The rows of a set."""
    return ranges_folder(warehouse) / known.file


def keep_ranges(connection: duckdb.DuckDBPyConnection, known: RangeSet, warehouse: Path, scratch: Path) -> RangeSet:
    """Write the table `pieces` as the set to use from now on; what an earlier set held goes."""
    finished = scratch / known.file
    connection.execute(f"copy (from pieces order by start_num) to '{quoted_path(finished)}' (format parquet)")
    move_whole(finished, ranges_file(warehouse, known))
    body = json.dumps(asdict(known), indent=1, ensure_ascii=False) + "\n"
    write_whole(ranges_folder(warehouse) / POINTER, body.encode(), scratch)
    for old in ranges_folder(warehouse).glob("ranges-*.parquet"):
        if old.name != known.file:
            old.unlink(missing_ok=True)
    return known


def cut_pieces(connection: duckdb.DuckDBPyConnection, layers: Mapping[str, Sequence[str]]) -> None:
    """Make the table `pieces` from `layers`: tables with `start_num, end_num` and the columns each gives.

    The ranges of one layer must not overlap. A column that no layer gives is null.
    """
    connection.execute("create or replace temp table special (start_num bigint, end_num bigint)")
    connection.executemany("insert into special values (?, ?)", special_ranges())
    names = [*layers, "special"]
    edges = " union ".join(f"select start_num as edge from {n} union select end_num + 1 from {n}" for n in names)
    connection.execute(
        f"""create or replace temp table cuts as
        select edge as start_num, lead(edge, 1, {LAST_ADDRESS + 1}) over (order by edge) - 1 as end_num
        from (select range * {BUCKET} as edge from range({(LAST_ADDRESS + 1) // BUCKET}) union {edges}) where edge <= {LAST_ADDRESS}"""
    )
    given = {column: name for name, columns in layers.items() for column in columns}
    nulls = {"asn": "bigint", "is_anycast": "boolean"}
    said = [
        f"if(c.start_num <= {given[column]}.end_num, {given[column]}.{column}, null) as {column}"
        if column in given
        else f"null::{nulls.get(column, 'varchar')} as {column}"
        for column in (*VOTES, "asn", "is_anycast", "cdn_range_provider")
    ]
    joins = " ".join(f"asof left join {name} on c.start_num >= {name}.start_num" for name in names)
    connection.execute(
        f"""create or replace temp table pieces as
        select c.start_num, c.end_num, c.start_num // {BUCKET} as bucket, {", ".join(said)},
               coalesce(c.start_num <= special.end_num, false) as is_special
        from cuts c {joins}"""
    )


def count_home(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Of the table `pieces`: how many there are, and how many addresses two of three votes place in Morocco."""
    votes = " + ".join(f"coalesce(({vote} = '{HOME}')::integer, 0)" for vote in VOTES)
    pieces, addresses = connection.execute(
        f"""select count(*), coalesce(sum(size::bigint) filter ({votes} >= 2 and not is_special), 0)::bigint
        from (select *, end_num - start_num + 1 as size from pieces)"""
    ).fetchall()[0]
    return int(pieces), int(addresses)


def is_plausible(moroccan_addresses: int) -> bool:
    """Whether as many addresses are placed in Morocco as are known to be there."""
    least, most = MOROCCAN_ADDRESSES
    return least <= moroccan_addresses <= most
