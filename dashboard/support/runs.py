"""Runs of a page's script, a few at a time, the others in a line.

One core draws one page after the other, however many are begun. Begun all at once they keep it from each other and from
the event loop, and all end when the last one does; in a line, half of them have their page in half the time.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

AT_ONCE = 3  # one draws; one may wait for the warehouse, and one for what another process makes


class Runs:
    """A line before so many places."""

    def __init__(self, at_once: int) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self.open = 0  # runs that go on or wait
        self.spent_s = 0.0  # of a processor, by all runs that ended

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a place, and hold it inside."""
        self._count(1)
        try:
            with self._places:
                started = time.thread_time()
                try:
                    yield
                finally:
                    self._count(0, time.thread_time() - started)
        finally:
            self._count(-1)

    def _count(self, by: int, spent_s: float = 0.0) -> None:
        with self._lock:
            self.open += by
            self.spent_s += spent_s


RUNS = Runs(AT_ONCE)  # of this process


class FirstWords:
    """How long readers waited for the first word of an answer: with Streamlit's own lines in it, which no run sees."""

    def __init__(self, within_s: float = 5.0, now: Callable[[], float] = time.monotonic) -> None:
        self._within_s, self._now = within_s, now
        self._waits: deque[tuple[float, float]] = deque(maxlen=500)

    def note(self, wait_s: float) -> None:
        """One reader had a first word after so long."""
        self._waits.append((self._now(), wait_s))

    def mean_s(self, at_least: int) -> float:
        """The mean wait of the last seconds, 0 where fewer than `at_least` readers asked."""
        since = self._now() - self._within_s
        waits = [wait for at, wait in tuple(self._waits) if at >= since]
        return sum(waits) / len(waits) if len(waits) >= at_least else 0.0


FIRST_WORDS = FirstWords()  # of this process
