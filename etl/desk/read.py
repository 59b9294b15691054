"""Read any file into sheets of cells, in a process of its own with bounds on time and memory.

A file from outside may be made to swell: what reads it is another process, which the system ends when it takes too much.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from etl.desk.grid import MAX_BYTES, Contents, as_plain, from_plain
from etl.desk.problems import DeskError
from etl.evidence.files import open_file
from etl.paths import ROOT

_SECONDS = 60
_MEMORY_BYTES = 1536 * 1024 * 1024


def read_file(path: Path) -> tuple[bytes, Contents]:
    """The bytes of a file and its sheets. Raises DeskError for what can't be read, with the reason."""
    try:
        with open_file(path) as stream:
            body = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DeskError("no_file", file=path.name) from None
    except OSError as error:
        raise DeskError("unreadable", file=path.name, reason=error.strerror or type(error).__name__) from None
    if len(body) > MAX_BYTES:
        raise DeskError("too_large", file=path.name, limit=MAX_BYTES // 1024**2)
    return body, read_bytes(body, path.name)


def read_bytes(body: bytes, name: str) -> Contents:
    """The sheets of a file of these bytes; `name` is only shown. Raises DeskError."""
    command = [sys.executable, "-m", "etl.desk.read"]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_SECONDS, check=False, cwd=ROOT)  # noqa: S603
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise DeskError("too_heavy", file=name) from None
    if "problem" in said:
        raise DeskError(said["problem"], **{"file": name, **said["values"]})
    return from_plain(said)


def contents_of(body: bytes) -> Contents:
    """The sheets of a file, whatever its form. Raises DeskError without the file's name."""
    from etl.desk.read_delegated import read_delegated
    from etl.desk.read_json import read_json
    from etl.desk.read_text import read_text
    from etl.desk.read_workbook import read_workbook

    if not body.strip(b"\0 \t\r\n"):
        raise DeskError("empty")
    if body[:1024].lstrip().startswith(b"%PDF"):
        raise DeskError("is_pdf")
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return read_workbook(body)
    if body.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff")):
        raise DeskError("no_table")
    return read_json(body) or read_delegated(body) or read_text(body)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # a system without such limits: the time of the caller is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _answer() -> dict[str, object]:
    try:
        return as_plain(contents_of(sys.stdin.buffer.read()))
    except DeskError as error:
        return {"problem": error.code, "values": error.values}
    except (MemoryError, RecursionError):
        return {"problem": "too_heavy", "values": {}}


if __name__ == "__main__":
    _limit()
    json.dump(_answer(), sys.stdout)
