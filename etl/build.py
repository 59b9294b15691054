"""From evidence to a published build: check -> load -> model -> measure -> verify -> publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from etl.evidence.plausible import DamagedShapesError
from etl.versions import BUILD_THREADS, MODELS, TOOL_VERSION, build_id, method_versions
from etl.warehouse.publish import Published, is_intact, one_at_a_time, publish, read_pointer, temporary_file

if TYPE_CHECKING:
    import duckdb

    from etl.evidence.check import Evidence, Violation
    from etl.evidence.plausible.judge import Doubt, Judgement
    from etl.locality.scans import Scan

Progress = Callable[[str, Mapping[str, object]], None]
# Small blocks: the same rows in a tenth of the space. The storage version of DuckDB 1.2, which every client since then opens.
_FILE_FORM = "block_size 16384, storage_version 'v1.2.0'"
# Trying whether FSST would make each of a thousand text columns smaller takes a third of a second and saves 7 %.
_WITHOUT_FSST = "set disabled_compression_methods = 'fsst'"  # DuckDB passes over it among the options of connect()


class RefusedError(Exception):
    """The evidence breaks its contracts; `violations` says where and what to do. Nothing was published."""

    def __init__(self, violations: list[Violation]) -> None:
        super().__init__(f"{len(violations)} violations")
        self.violations = violations


class DoubtfulError(Exception):
    """Doubts stand unanswered and the build was asked to be strict. Nothing was published."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(f"{len(doubts)} doubts")
        self.doubts = doubts


class LostRowsError(Exception):
    """Rows that were read did not all reach their table: the build is not published."""


@dataclass(frozen=True)
class Outcome:
    """What a build did. `rows` holds, table by table, how many rows were read and how many reached `core_<table>`;
    `judgement` the doubts, None where nothing had changed and so nothing was judged again.
    """

    published: Published
    is_unchanged: bool
    rows: tuple[tuple[str, int, int], ...]
    seconds: float
    judgement: Judgement | None = None


def build(
    data: Path,
    warehouse: Path,
    progress: Progress,
    today: date | None = None,
    *,
    is_strict: bool = False,
    threads: int = BUILD_THREADS,
) -> Outcome:
    """Publish the build of `data` in `warehouse`, or find it there already; `threads` change its speed and nothing else.

    `today` is the day to hold others against, by default the machine's; `is_strict` refuses what leaves a doubt
    unanswered. Raises RefusedError, DoubtfulError, DamagedShapesError, LostRowsError, LocalityError (a damaged scan), etl.warehouse.publish.BusyError, OSError or duckdb.Error; whatever it
    raises, the build that was serving goes on serving.
    """
    started = time.perf_counter()
    scans = _scans(warehouse)
    identity = _identity(data, scans)
    published = read_pointer(warehouse)
    if published and published.build_id == identity and is_intact(warehouse, published) and not is_strict:
        return Outcome(published, is_unchanged=True, rows=(), seconds=time.perf_counter() - started)
    with one_at_a_time(warehouse):
        published, rows, judgement = _make(data, warehouse, scans, progress, today, threads, is_strict=is_strict)
    seconds = time.perf_counter() - started
    return Outcome(published, is_unchanged=False, rows=rows, seconds=seconds, judgement=judgement)


def identity_of(data: Path, warehouse: Path) -> str:
    """The id that a build of this evidence has in this warehouse, with its own scans."""
    return _identity(data, _scans(warehouse))


def _scans(warehouse: Path) -> tuple[Scan, ...]:
    """Own scans kept beside the builds. Raises LocalityError for a damaged one: to leave it out would go unseen."""
    from etl.locality.scans import list_scans

    return tuple(list_scans(warehouse))


def _identity(data: Path, scans: tuple[Scan, ...]) -> str:
    """The id of the build of this evidence and of these scans; without scans nothing that counts them is imported."""
    if not scans:
        return build_id(data)
    from etl.locality.published import published_sha256

    return build_id(data, published_sha256(scans))


def _make(
    data: Path,
    warehouse: Path,
    scans: tuple[Scan, ...],
    progress: Progress,
    today: date | None,
    threads: int,
    *,
    is_strict: bool,
) -> tuple[Published, tuple[tuple[str, int, int], ...], Judgement | None]:
    from etl.evidence.check import check

    progress("check", {})
    evidence, violations = check(data, today)
    if violations:
        raise RefusedError(violations)
    if is_strict and evidence.judgement and evidence.judgement.unanswered:
        raise DoubtfulError(evidence.judgement.unanswered)
    identity = _identity(data, scans)
    path = temporary_file(warehouse, identity)
    try:
        _write(path, data, evidence, scans, identity, progress, threads)
        progress("verify", {})
        rows = _verify(path, evidence)
        progress("publish", {"build_id": identity})
        if _identity(data, _scans(warehouse)) != identity:
            raise OSError("the evidence or the scans changed while they were being built")
        return publish(warehouse, identity, path), rows, evidence.judgement
    finally:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _write(
    path: Path, data: Path, evidence: Evidence, scans: tuple[Scan, ...], identity: str, progress: Progress, threads: int
) -> None:
    import duckdb

    from etl.measures.locality.scans import write_scans
    from etl.measures.measure import measure
    from etl.warehouse.geo_files import load_geo_files
    from etl.warehouse.load import load_evidence, load_shapes

    with duckdb.connect(":memory:", config={"threads": threads, "memory_limit": "256MB"}) as connection:
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as target ({_FILE_FORM})")
        connection.execute("use target")
        connection.execute(_WITHOUT_FSST)
        progress("load", {"tables": len(evidence.rows)})
        connection.execute("begin")  # one commit to disk instead of hundreds
        load_evidence(connection, evidence)
        try:
            load_shapes(connection, data / "geo")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedShapesError from error
        _describe(connection, identity, evidence)
        progress("model", {})
        for model in sorted(MODELS.glob("*.sql")):
            connection.execute(model.read_text(encoding="utf-8"))
        progress("measure", {})
        measure(connection)
        write_scans(connection, scans)
        load_geo_files(connection)
        connection.execute("commit")
        connection.execute("checkpoint target")
        connection.execute("use memory")
        connection.execute("detach target")


def _describe(connection: duckdb.DuckDBPyConnection, identity: str, evidence: Evidence) -> None:
    """What the build says of itself: its id, the newest day its facts were recorded on, the newest fact, its methods."""
    from etl.contracts.fields import Fact
    from etl.contracts.tables import TABLES
    from etl.warehouse.load import load_doubts

    facts = [table.name for table in TABLES if issubclass(table.model, Fact) and table.name != "sources"]
    recorded = " union all ".join(f"select recorded_on from core_{name}" for name in facts)  # noqa: S608 - our own table names
    newest = evidence.judgement.newest_fact if evidence.judgement else ""
    connection.execute(
        f"create table out_build as select ? as build_id, max(recorded_on)::varchar as as_of, ? as newest_fact from ({recorded})",  # noqa: S608
        [identity, newest],
    )
    load_doubts(connection, evidence)
    connection.execute("create table out_methods (method varchar, version varchar)")
    connection.executemany("insert into out_methods values (?, ?)", list(method_versions().items()))
    connection.execute(f"comment on table out_build is 'written by siyada {TOOL_VERSION}'")


def _verify(path: Path, evidence: Evidence) -> tuple[tuple[str, int, int], ...]:
    """Reopen the finished file as a reader would and count: every row read must stand in its core table."""
    import duckdb

    counts = []
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, records in evidence.rows.items():
            found = connection.execute(f"select count(*) from core_{table}").fetchone()  # noqa: S608 - our own table names
            counts.append((table, len(records), found[0] if found else 0))
    if lost := [f"{table}: {read} -> {kept}" for table, read, kept in counts if read != kept]:
        raise LostRowsError(", ".join(lost))
    return tuple(counts)
