"""Runs of a page's script, a few at a time in the order in which they came.

One core draws one page after the other, however many are begun. Begun all at once they keep it from each other and from
the event loop, and all end when the last one does; in a line, half of them have their page in half the time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 3  # one draws; one may wait for the warehouse, and one for what another process makes


class Runs:
    """A line before so many places."""

    def __init__(self, at_once: int) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self.open = 0  # runs that go on or wait

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a place, and hold it inside."""
        self._count(1)
        try:
            with self._places:
                yield
        finally:
            self._count(-1)

    def _count(self, by: int) -> None:
        with self._lock:
            self.open += by


RUNS = Runs(AT_ONCE)  # of this process
