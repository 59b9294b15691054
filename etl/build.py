"""From evidence to a published build: check -> load -> model -> measure -> verify -> publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.publish import Published, is_intact, one_at_a_time, publish, read_pointer, temporary_file
from etl.versions import BUILD_THREADS, MODELS, TOOL_VERSION, build_id, method_versions

if TYPE_CHECKING:
    import duckdb

    from etl.check import Evidence, Violation

Progress = Callable[[str, Mapping[str, object]], None]
# Small blocks: the same rows in a tenth of the space. The storage version of DuckDB 1.2, which every client since then opens.
_FILE_FORM = "block_size 16384, storage_version 'v1.2.0'"


class RefusedError(Exception):
    """The evidence breaks its contracts; `violations` says where and what to do. Nothing was published."""

    def __init__(self, violations: list[Violation]) -> None:
        super().__init__(f"{len(violations)} violations")
        self.violations = violations


class DamagedShapesError(Exception):
    """A file of shapes is missing or is not whole."""


class LostRowsError(Exception):
    """Rows that were read did not all reach their table: the build is not published."""


@dataclass(frozen=True)
class Outcome:
    """What a build did. `rows` holds, table by table, how many rows were read and how many reached `core_<table>`."""

    published: Published
    is_unchanged: bool
    rows: tuple[tuple[str, int, int], ...]
    seconds: float


def build(data: Path, warehouse: Path, progress: Progress, threads: int = BUILD_THREADS) -> Outcome:
    """Publish the build of `data` in `warehouse`, or find it there already; `threads` change its speed and nothing else.

    Raises RefusedError, DamagedShapesError, LostRowsError, etl.publish.BusyError, OSError or duckdb.Error; whatever it
    raises, the build that was serving goes on serving.
    """
    started = time.perf_counter()
    identity = build_id(data)
    published = read_pointer(warehouse)
    if published and published.build_id == identity and is_intact(warehouse, published):
        return Outcome(published, is_unchanged=True, rows=(), seconds=time.perf_counter() - started)
    with one_at_a_time(warehouse):
        published, rows = _make(data, warehouse, progress, threads)
    return Outcome(published, is_unchanged=False, rows=rows, seconds=time.perf_counter() - started)


def _make(
    data: Path, warehouse: Path, progress: Progress, threads: int
) -> tuple[Published, tuple[tuple[str, int, int], ...]]:
    from etl.check import check

    progress("check", {})
    evidence, violations = check(data)
    if violations:
        raise RefusedError(violations)
    identity = build_id(data)
    path = temporary_file(warehouse, identity)
    try:
        _write(path, data, evidence, identity, progress, threads)
        progress("verify", {})
        rows = _verify(path, evidence)
        progress("publish", {"build_id": identity})
        if build_id(data) != identity:
            raise OSError("the evidence changed while it was being built")
        return publish(warehouse, identity, path), rows
    finally:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _write(path: Path, data: Path, evidence: Evidence, identity: str, progress: Progress, threads: int) -> None:
    import duckdb

    from etl.load import load_evidence, load_shapes
    from etl.measure import measure

    with duckdb.connect(":memory:", config={"threads": threads, "memory_limit": "256MB"}) as connection:
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as target ({_FILE_FORM})")
        connection.execute("use target")
        progress("load", {"tables": len(evidence.rows)})
        connection.execute("begin")  # one commit to disk instead of hundreds
        load_evidence(connection, evidence)
        try:
            load_shapes(connection, data / "geo")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedShapesError from error
        _describe(connection, identity)
        progress("model", {})
        for model in sorted(MODELS.glob("*.sql")):
            connection.execute(model.read_text(encoding="utf-8"))
        progress("measure", {})
        measure(connection)
        connection.execute("commit")
        connection.execute("checkpoint target")
        connection.execute("use memory")
        connection.execute("detach target")


def _describe(connection: duckdb.DuckDBPyConnection, identity: str) -> None:
    """What the build says of itself: its id, the newest recording date of its evidence, its method versions."""
    connection.execute(
        "create table out_build as select ? as build_id, max(recorded_on)::varchar as as_of from core_sources",
        [identity],
    )
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
