"""Sessions that were signed out before their end: a signed cookie that somebody kept must not open them again.

Each is an empty file named by a hash, in a folder beside the builds, for all processes that serve them. Where the folder can't be
written, a process knows of those it ended itself.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from pathlib import Path

FOLDER = "signed-out"
log = logging.getLogger(__name__)


class SignedOut:
    """The sessions that were ended, in `folder` and in memory, until they would have ended by themselves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, float] = {}

    def add(self, session: str, ends_at: float) -> None:
        """End a session."""
        name, now = _name(session), time.time()
        self._known = {one: end for one, end in self._known.items() if end > now} | {name: ends_at}
        try:
            self._folder.mkdir(exist_ok=True)
            file = self._folder / name
            file.touch()
            os.utime(file, (ends_at, ends_at))
            self._sweep(now)
        except OSError as wrong:
            log.warning("a sign-out is known to one process alone: %s", wrong.strerror or type(wrong).__name__)

    def has(self, session: str) -> bool:
        """True where a session was ended."""
        name = _name(session)
        return name in self._known or (self._folder / name).exists()

    def _sweep(self, now: float) -> None:
        for file in self._folder.iterdir():
            if file.stat().st_mtime < now:
                file.unlink(missing_ok=True)


def _name(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
