"""What many readers met, and what their server took for it."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import psutil

from tests.bench.readers import WrongError
from tests.browser.harness import Server


@dataclass
class Measure:
    """What readers met."""

    name: str
    waits_ms: list[float] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    let_in: int = 0
    told_busy: int = 0
    notes: list[str] = field(default_factory=list)
    rss_mb: float = 0.0
    cores: float = 0.0
    core_ms: float = 0.0  # of the server, for each view
    own_lag_ms: float = 0.0  # by which the readers' own event loop came late: not the server's doing

    def at(self, share: float) -> float:
        """The wait that so large a share of all did not exceed, in milliseconds."""
        waits = sorted(self.waits_ms)
        return waits[min(int(len(waits) * share), len(waits) - 1)] if waits else 0.0

    def line(self) -> str:
        """All of it on one line."""
        times = (
            f"p50 {self.at(0.5):6.0f}  p95 {self.at(0.95):6.0f}  max {self.at(1):6.0f} ms of {len(self.waits_ms):<5}"
        )
        counts = f"let in {self.let_in:<4} told busy {self.told_busy:<5} errors {len(self.wrongs):<3}"
        machine = f"{self.rss_mb:5.0f} MB  {self.cores:4.2f} cores  {self.core_ms:4.0f} ms of a core a view  readers late by {self.own_lag_ms:3.0f} ms  load {os.getloadavg()[0]:4.1f}"
        return f"{self.name:<28}{times} {counts} {machine}  {'; '.join(self.notes)}"

    async def guard(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what a reader does; whatever goes wrong is counted."""
        try:
            await work
        except (WrongError, OSError, TimeoutError) as error:
            self.wrongs.append(str(error))


@asynccontextmanager
async def weighed(server: Server, measure: Measure) -> AsyncIterator[None]:
    """Note how many cores the server takes inside, its size at the end, with all it started, and how late we are ourselves."""
    parent = psutil.Process(server.process.pid)

    def all_of_it() -> list[psutil.Process]:
        return [parent, *parent.children(recursive=True)]

    started = time.monotonic(), sum(sum(one.cpu_times()[:2]) for one in all_of_it()), len(measure.waits_ms)
    late: list[float] = []
    watching = asyncio.create_task(_watch_ourselves(late))
    yield
    watching.cancel()
    measure.own_lag_ms = 1000 * sorted(late)[int(len(late) * 0.95)] if late else 0.0
    spent = sum(sum(one.cpu_times()[:2]) for one in all_of_it()) - started[1]
    measure.cores = spent / (time.monotonic() - started[0])
    measure.core_ms = 1000 * spent / max(len(measure.waits_ms) - started[2], 1)
    measure.rss_mb = sum(one.memory_info().rss for one in all_of_it()) / 1e6


async def _watch_ourselves(late: list[float]) -> None:
    while True:
        due = time.monotonic() + 0.05
        await asyncio.sleep(0.05)
        late.append(time.monotonic() - due)
