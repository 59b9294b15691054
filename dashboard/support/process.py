"""A part of the work in a process of its own, with limits of time and memory: what it used goes back when it ends.

Drawing keeps what it has laid out, and a file from outside may be made to swell: neither may hold up or fill the server.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextvars import ContextVar
from pathlib import Path

_MOST_CHARACTERS = 500  # characters kept of what a process says of an error
_NICENESS = 10  # about a tenth of what a page's work gets where both want a core
_gives_way: ContextVar[bool] = ContextVar("gives_way", default=False)


class BoundedError(Exception):
    """The process took too long or too much memory, or could not do it; the text says which."""


def give_way() -> None:
    """From now on, let what this thread has made in processes of their own give way to every other work."""
    _gives_way.set(True)


def run(script: Path, given: bytes, limit_s: float) -> bytes:
    """What the Python program `script` writes on its standard output when `given` stands on its standard input.

    Raises BoundedError after `limit_s` seconds, or with the last line of its complaint when it fails.
    """
    command = [sys.executable, "-I", str(script)]
    if _gives_way.get() and (nice := shutil.which("nice")):
        command = [nice, "-n", str(_NICENESS), *command]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=limit_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise BoundedError(f"not done within {limit_s:g} s") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BoundedError(said[-1][:_MOST_CHARACTERS] if said else f"ended with code {done.returncode}")
    return done.stdout
