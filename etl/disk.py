"""Files that are on the disk, whole, before anyone learns their name."""

from __future__ import annotations

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a machine that stops now keeps them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_whole(finished: Path, path: Path) -> None:
    """Give a finished file its name; both it and its folder reach the disk first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flush(finished)
    finished.replace(path)
    flush(path.parent)
