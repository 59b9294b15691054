"""A build is published whole or not at all.

The new DuckDB file is written under a temporary name, checkpointed, closed, reopened and checked, flushed to disk and only
then renamed; the pointer `current.json` moves last, by an atomic replace. Readers trust only the pointer, so a killed,
failed or half-written build leaves the last good one serving. A lock admits one build at a time; the system frees it when
its holder dies.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.disk import flush
from etl.evidence.files import open_file
from etl.versions import TOOL_VERSION, file_sha256
from etl.warehouse.history import HISTORY, Publication, note_publications, read_publications

POINTER = "current.json"
POINTER_BYTES = 65_536  # read of it; it has some 250


class BusyError(Exception):
    """Another build is being made in the same warehouse."""


@dataclass(frozen=True)
class Published:
    """What the pointer says: which build serves, in which file, with the hash of that file's own bytes."""

    build_id: str
    file: str
    sha256: str
    tool_version: str
    published_at: str


def read_pointer(warehouse: Path) -> Published | None:
    """The published build, or None when there is none or the pointer can't be read."""
    try:
        with open_file(warehouse / POINTER) as file:
            return Published(**json.loads(file.read(POINTER_BYTES).decode()))
    except (OSError, ValueError, TypeError):
        return None


def publications(warehouse: Path) -> tuple[Publication, ...]:
    """Every publication, oldest first; of a warehouse older than its history, what the pointer says alone."""
    published = read_pointer(warehouse)
    pointed = (Publication(published.build_id, published.published_at),) if published else ()
    return read_publications(warehouse) or pointed


def is_intact(warehouse: Path, published: Published) -> bool:
    """True when the file the pointer names is there with the very bytes that were published."""
    path = warehouse / published.file
    return path.is_file() and file_sha256(path) == published.sha256


def is_held(warehouse: Path, published: Published) -> bool:
    """True when another process holds the published file open for writing. Not for a process that reads it itself:
    closing a file gives up every lock the process has on it.
    """
    try:
        import fcntl
    except ImportError:  # a system without such locks
        return False
    try:
        with (warehouse / published.file).open("rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EAGAIN)
    return False


@contextmanager
def one_at_a_time(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse's build lock; raises BusyError at once when another build holds it, OSError when unwritable."""
    warehouse.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse / ".build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError from None
    try:
        for left in warehouse.glob(".new-*"):  # a killed build's remains; ours is the only build under the lock
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def temporary_file(warehouse: Path, build_id: str) -> Path:
    """The name under which a build is written before it is published."""
    return warehouse / f".new-{build_id}-{os.getpid()}.duckdb"


def publish(warehouse: Path, build_id: str, finished: Path) -> Published:
    """Move a finished and checked file into place and point to it. Both steps are atomic and reach the disk."""
    before = read_pointer(warehouse)
    published = Published(
        build_id=build_id,
        file=f"siyada-{build_id}.duckdb",
        sha256=file_sha256(finished),
        tool_version=TOOL_VERSION,
        published_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    flush(finished)
    finished.replace(warehouse / published.file)
    pointer = warehouse / f".new-{POINTER}"
    pointer.write_text(json.dumps(asdict(published), indent=1) + "\n", encoding="utf-8")
    flush(pointer)
    pointer.replace(warehouse / POINTER)
    _note(warehouse, before, published)
    flush(warehouse)
    return published


def _note(warehouse: Path, before: Published | None, published: Published) -> None:
    """Keep when this was published, and what stood before it where nothing was kept yet; a build does not fail for it."""
    noted = [before, published] if before and not (warehouse / HISTORY).exists() else [published]
    with suppress(OSError):
        note_publications(warehouse, tuple(Publication(one.build_id, one.published_at) for one in noted))
