"""Where ranges and scans stand beside the builds, and how they are written: whole or not at all, one writer at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from etl.disk import move_whole
from etl.locality.problems import LocalityError

_SCRATCH = ".scan-"


def scans_folder(warehouse: Path) -> Path:
    """The folder of the scans: one file each, named by its id."""
    return warehouse / "scans"


def ranges_folder(warehouse: Path) -> Path:
    """The folder of the set of ranges: its pointer and its rows."""
    return warehouse / "ranges"


@contextmanager
def one_writer(warehouse: Path) -> Iterator[Path]:
    """Hold the lock of scans and ranges; gives a scratch folder that is gone afterwards.

    A killed import leaves its scratch folder, with names and addresses in it: the next command clears it away. Raises
    LocalityError (busy) while another holds the lock, OSError where the warehouse can't be written.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse / ".scans.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LocalityError("busy") from None
    try:
        for left in warehouse.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=warehouse))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    finally:
        lock.release()


def quoted_path(path: Path) -> str:
    """A path as it stands inside the quotes of a statement."""
    return str(path).replace("'", "''")


def write_whole(path: Path, body: bytes, scratch: Path) -> None:
    """Write a file under its name only once all of it is on the disk. `scratch` lies on the same disk."""
    unfinished = scratch / f"{path.name}.new"
    unfinished.write_bytes(body)
    move_whole(unfinished, path)
