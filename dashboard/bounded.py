"""A part of the work in a process of its own, with limits of time and memory: what it used goes back when it ends.

Drawing keeps what it has laid out, and a file from outside may be made to swell: neither may hold up or fill the server.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_TOLD = 500  # characters kept of what a process says of an error


class BoundedError(Exception):
    """The process took too long or too much memory, or could not do it; the text says which."""


def run(script: Path, given: bytes, limit_s: float) -> bytes:
    """What the Python program `script` writes on its standard output when `given` stands on its standard input.

    Raises BoundedError after `limit_s` seconds, or with the last line of its complaint when it fails.
    """
    command = [sys.executable, "-I", str(script)]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=limit_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise BoundedError(f"not done within {limit_s:g} s") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BoundedError(said[-1][:_TOLD] if said else f"ended with code {done.returncode}")
    return done.stdout
