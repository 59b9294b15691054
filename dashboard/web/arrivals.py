"""Who may come in now: so many within ten seconds, a share for each address, and nobody while the server lags behind.

Whoever is turned away is given the brief and a time to come again; who is in stays in.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from dashboard.support.runs import FIRST_WORDS, RUNS

WITHIN_S = 10.0
# Twenty who arrive together have their page within two seconds; a hundred, measured, waited twelve.
AT_MOST, OF_ONE = 60, 50
FOR_OTHERS = 20  # further places, for addresses of which nobody has come yet
TICK_S, TICKS = 0.1, 10
LAG_S = 0.5  # of the event loop, over a second: pages take seconds then
LINE_TICKS = 50
# Runs that go on or wait, on average over five seconds: the next one waits so many times its own span. Twenty who arrive
# together stay below.
LINE = 4.0
LATE_S, DRAWING = 0.1, 1.5  # of the event loop while so many are drawn: each message of a page waits for it
# Of one processor, over ten seconds, for the pages of readers and the event loop. Beyond, each further reader makes all
# wait longer than a page takes, and a choice of those who are in would take seconds; what is made in advance is not counted.
# Pages are drawn meanwhile: requests for data alone, however many, keep no page from anybody for long.
BUSY, BUSY_RUNS, BUSY_TICKS = 0.5, 0.5, 100
FIRST_WORD_S, ASKED = 0.3, 5  # that readers wait for the first word, where so many asked within five seconds


class Arrivals:
    """Pages handed out and sessions opened within the last ten seconds. A page and its session are one arrival.

    `count_runs` says how many runs of pages go on or wait, `first_word_s` how long readers waited of whom so many asked, and
    `spent_s`, asked by the event loop, the seconds of a processor that readers have cost so far.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        count_runs: Callable[[], int] = lambda: RUNS.open,
        first_word_s: Callable[[int], float] = FIRST_WORDS.mean_s,
        spent_s: Callable[[], float] = lambda: RUNS.spent_s + time.thread_time(),
    ) -> None:
        self._now = now
        self._first_word_s = first_word_s
        self._of: dict[str, tuple[deque[float], deque[float]]] = {}
        self.lag = Lag(count_runs, spent_s)

    def may_come(self, address: str) -> bool:
        """True where a page may be handed out to `address`."""
        of = self._counts()
        mine, total = of.get(address, 0), sum(of.values())
        if self.lag.is_behind or self._first_word_s(ASKED) > FIRST_WORD_S or mine >= OF_ONE:
            return False
        return total < AT_MOST or (mine == 0 and total < AT_MOST + FOR_OTHERS)

    def page(self, address: str) -> None:
        """A page was handed out."""
        self._note(address, 0)

    def session(self, address: str) -> None:
        """A websocket was accepted."""
        self._note(address, 1)

    def _note(self, address: str, kind: int) -> None:
        times = self._of.setdefault(address, (deque(maxlen=OF_ONE), deque(maxlen=OF_ONE)))
        times[kind].append(self._now())

    def _counts(self) -> dict[str, int]:
        since = self._now() - WITHIN_S
        for address, both in tuple(self._of.items()):
            for times in both:
                while times and times[0] < since:
                    times.popleft()
            if not any(both):
                del self._of[address]
        return {address: max(map(len, both)) for address, both in self._of.items()}


class Lag:
    """By how much a process comes too late: its event loop over the last second, the runs of pages over the last five; and
    how much of a processor readers took over the last ten.
    """

    def __init__(self, count_runs: Callable[[], int], spent_s: Callable[[], float]) -> None:
        self._count_runs, self._spent_s = count_runs, spent_s
        self._spent: deque[tuple[float, float]] = deque(maxlen=BUSY_TICKS)  # at a time, so far
        self._late: deque[float] = deque([0.0] * TICKS, maxlen=TICKS)
        self._lines: deque[int] = deque([0] * LINE_TICKS, maxlen=LINE_TICKS)

    @property
    def mean_s(self) -> float:
        """The lag of the event loop over the last second, in seconds."""
        return sum(self._late) / TICKS

    @property
    def mean_runs(self) -> float:
        """How many runs went on or waited, on average over the last five seconds."""
        return sum(self._lines) / LINE_TICKS

    @property
    def busy(self) -> float:
        """The part of a processor that readers took over the last ten seconds; 0 while less is known."""
        if len(self._spent) < BUSY_TICKS:
            return 0.0
        (since, before), (at, spent) = self._spent[0], self._spent[-1]
        return (spent - before) / (at - since)

    @property
    def is_behind(self) -> bool:
        """True while the loop lags, runs wait in a line, or readers take so much that soon all would wait."""
        is_late = self.mean_s > LAG_S or self.mean_runs > LINE or (self.mean_s > LATE_S and self.mean_runs > DRAWING)
        return is_late or (self.busy > BUSY and self.mean_runs > BUSY_RUNS)

    async def watch(self) -> None:
        """Measure until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_S
            await asyncio.sleep(TICK_S)
            # A stop of some seconds fills the whole second, as if every tick in it had been late.
            late = loop.time() - due
            self._late.extend([late] * min(1 + int(late / TICK_S / TICKS), TICKS))
            self._spent.append((loop.time(), self._spent_s()))
            self._lines.extend([self._count_runs()] * min(1 + int(late / TICK_S), LINE_TICKS))
