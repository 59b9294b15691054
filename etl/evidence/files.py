"""Files that may stand anywhere, opened only where they are files: a pipe would be waited for, a device never ends."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path


def open_file(path: Path) -> io.BufferedReader:
    """A regular file, open for reading. Raises OSError for what is none (a pipe, a device, a socket, a folder), at once."""
    _refuse_unless_file(path.stat(), path)  # before it is opened: opening a device may do something
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        _refuse_unless_file(os.fstat(handle), path)  # what was opened may be another thing by now
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def _refuse_unless_file(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
