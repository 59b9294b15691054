"""The form of OpenINTEL (https://openintel.nl/background/dictionary/): one row a record, in Parquet or CSV.

Written as an Ibis expression, for such data lie in lakes of billions of rows: Spark reads them where they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from etl.evidence.files import open_file
from etl.locality.inputs import UNREADABLE_MOST, is_parquet
from etl.locality.problems import LocalityError
from etl.locality.tables_in import read_csv_columns

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, StringValue, Table

    from etl.locality.vocabulary import Progress

COLUMNS = ("query_name", "query_type", "response_type", "status_code", "ip4_address", "cname_name", "timestamp")
_MILLISECONDS = 10**11  # a time above is in milliseconds: in seconds it would lie in the year 5138


def answers_of_openintel(records: Table, suffix_pattern: str) -> Table:
    """The table `answers` (see `etl.locality.lines_in`) of OpenINTEL's rows; questions other than A, AAAA, NS and MX are
    left out. Only the columns of this form are read.
    """
    asked = records.filter(records.query_type.isin(["A", "AAAA", "NS", "MX"]))
    is_answered = _has_status(asked, 0, "NOERROR")
    seen = asked.timestamp.cast("string").try_cast("int64")
    return asked.select(
        service=ibis.cases((asked.query_type == "NS", "ns"), (asked.query_type == "MX", "mx"), else_="web"),
        name=_bare(asked.query_name.lower()),
        address=asked.ip4_address,
        host=ibis.null("string"),
        is_cdn_name=asked.cname_name.lower().re_search(suffix_pattern).fill_null(False),
        reason=ibis.cases(
            (is_answered & (asked.response_type == "AAAA"), 2),
            (is_answered, 4),
            (_has_status(asked, 3, "NXDOMAIN"), 5),
            (_has_status(asked, 2, "SERVFAIL"), 6),
            (_has_status(asked, 65535, "TIMEOUT"), 7),
            else_=8,
        ).cast("int64"),
        seen_at=(seen > _MILLISECONDS).ifelse(seen // 1000, seen).cast("int64"),
    )


def _has_status(records: Table, code: int, word: str) -> BooleanValue:
    """Whether a row has this status, as a number or, in a column of text, as either."""
    status = records.status_code
    return status == code if status.type().is_integer() else status.cast("string").upper().isin([str(code), word])


def link_rows(parts: list[Path], folder: Path, progress: Progress) -> tuple[int, int]:
    """Have every part in `folder` as Parquet: those that are, by a link; CSV written anew. Gives rows, and rows unread."""
    rows = unreadable = 0
    kinds = {is_parquet(part) for part in parts}
    if len(kinds) > 1:
        raise LocalityError("mixed_parts", file=parts[0].name)
    for number, part in enumerate(parts, 1):
        progress("read", number, len(parts))
        target = folder / f"part-{number:05d}.parquet"
        read, bad = _link(part, target) if is_parquet(part) else _convert(part, target)
        rows, unreadable = rows + read, unreadable + bad
    if not rows:
        raise LocalityError("empty_file", file=parts[0].name)
    return rows, unreadable


def _link(part: Path, target: Path) -> tuple[int, int]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with open_file(part) as file:
            table = parquet.ParquetFile(file)
            missing = [name for name in COLUMNS if name not in table.schema_arrow.names]
            rows = table.metadata.num_rows
    except (pa.lib.ArrowInvalid, OSError):
        raise LocalityError("damaged_archive", file=part.name) from None
    if missing:
        raise LocalityError("columns_missing", file=part.name, columns=", ".join(missing))
    target.symlink_to(part.resolve())
    return rows, 0


def _convert(part: Path, target: Path) -> tuple[int, int]:
    from pyarrow import parquet

    table, bad = read_csv_columns(part, COLUMNS, most_unreadable=UNREADABLE_MOST)
    parquet.write_table(table, target)
    return table.num_rows, bad


def _bare(name: StringValue) -> StringValue:
    """A name without its trailing dot."""
    return name.endswith(".").ifelse(name.substr(0, name.length() - 1), name)
