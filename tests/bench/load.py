"""Many readers at once, without browsers: python -m tests.bench.load (make soak runs what takes long).

Four measures, each bounded in count and time, each from a fresh server:

- steady: sessions that each change a choice ten seconds after the one before was drawn. They arrive five a second, as
  through the door of the page; who is told "busy" comes again when it says.
- arrivals: readers who come in the same moment, each once; then one newcomer a second, until one is drawn within a second.
- documents: PDFs asked for at once, while twenty sessions read.
- memory: sessions that come, look at three views and leave, so many at a time; what the server weighs afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import psutil

from etl.build import build
from etl.paths import ROOT
from tests.bench.measured import Measure, weighed
from tests.bench.readers import Reader, WrongError
from tests.browser.harness import Server, serving

EVERY_S = 10.0  # between what is drawn and the next choice of a session
ARRIVE_S = 0.2  # between two readers of a steady measure
AGAIN_S = 10.0  # as Retry-After says
AS_BEFORE_MS = 1000.0  # a newcomer who is drawn within it finds the server as before
GIVE_UP_S = 60.0
LEAVE_S = 5.0
PER_OFFICE = 25  # readers who share an address
VIEWS = (
    *(("progress", f"pillar={code}") for code in ("digital_economy", "talent", "startups", "public_services")),
    *(("sites", query) for query in ("country=EGY", "size=count", "control=national", "status=operational")),
    *(("connectivity", query) for query in ("with_medusa=yes", "failed_countries=ESP", "peers=KEN", "")),
    *(("networks", query) for query in ("peers=TUN", "metric=ixp_count", "")),
    *(("investment", query) for query in ("currency=USD", "currency=EUR", "country=KEN")),
    *(("neighbours", query) for query in ("countries=KEN", "countries=EGY", "")),
    *(("overview", query) for query in ("", "lang=ar", "lang=en")),
)
NEW_VIEW = 6  # one change in so many moves a lever of the share to where nobody had it


class Views:
    """Views in an order that is the same at every run; now and then one that nobody has asked for."""

    def __init__(self, seed: int) -> None:
        self._dice, self._levers = random.Random(seed), itertools.count(1)

    def next(self) -> tuple[str, str]:
        """A chapter and the choices in its address."""
        if self._dice.randrange(NEW_VIEW) == 0:
            return "share", f"growth=0.{next(self._levers) % 500:03}&target=0.{self._dice.randrange(1000):03}"
        return self._dice.choice(VIEWS)


def office(number: int) -> str:
    """The address of a reader: so many share one."""
    return f"127.1.{number // PER_OFFICE // 250}.{number // PER_OFFICE % 250 + 1}"


async def warm_up(server: Server) -> None:
    """Have every view of the list made once, and the server's own preparations done."""
    reader = Reader(server.url, "127.2.0.1")
    await asyncio.sleep(3)
    for page, query in dict.fromkeys(VIEWS):
        await reader.view(page, query)
    await reader.leave()
    await asyncio.sleep(8)  # what came first is no arrival any more


async def steady(server: Server, sessions: int, seconds: float) -> Measure:
    """Sessions that each change a choice ten seconds after the one before, timed for `seconds` once all have come."""
    measure, views = Measure(f"steady, {sessions} sessions"), Views(sessions)
    timed, ends = asyncio.Event(), asyncio.Event()

    async def read(number: int) -> None:
        reader = Reader(server.url, office(number))
        await asyncio.sleep(number * ARRIVE_S)
        try:
            while not await reader.may_come():
                measure.told_busy += 1
                if await _past(ends, AGAIN_S):
                    return
            measure.let_in += 1
            await reader.view("overview", "")
            pause = EVERY_S * random.Random(number).random()
            while not await _past(ends, pause):
                wait = await reader.view(*views.next())
                if timed.is_set():
                    measure.waits_ms.append(wait)
                pause = EVERY_S
        finally:
            await reader.leave()

    reading = [asyncio.create_task(measure.guard(read(number))) for number in range(sessions)]
    await asyncio.sleep(sessions * ARRIVE_S + EVERY_S)
    timed.set()
    async with weighed(server, measure):
        await asyncio.sleep(seconds)
        measure.notes.append(f"{measure.let_in} of {sessions} readers are in at the end")
    ends.set()
    await _end(reading)
    return measure


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Let readers leave; who still waits for a view after some seconds leaves too."""
    _, waiting = await asyncio.wait(tasks, timeout=LEAVE_S)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _past(event: asyncio.Event, seconds: float) -> bool:
    """True where it came within so many seconds."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def arrivals(server: Server, readers: int) -> Measure:
    """Readers who come in the same moment, each once; then newcomers until one finds the server as before."""
    measure, stays = Measure(f"arrivals, {readers} at once"), asyncio.Event()
    started = time.monotonic()

    async def come(number: int) -> None:
        reader = Reader(server.url, office(number))
        began = time.perf_counter()
        try:
            if not await reader.may_come():
                measure.told_busy += 1
                return
            measure.let_in += 1
            await reader.view("overview", "")
            measure.waits_ms.append(1000 * (time.perf_counter() - began))
            await stays.wait()
        finally:
            await reader.leave()

    async with weighed(server, measure):
        coming = [asyncio.create_task(measure.guard(come(number))) for number in range(readers)]
        await measure.guard(_newcomers(server, started, measure))
        stays.set()
        await _end(coming)
    return measure


async def _newcomers(server: Server, started: float, measure: Measure) -> None:
    for number in itertools.count():
        await asyncio.sleep(0.5)
        if time.monotonic() - started > GIVE_UP_S:
            raise WrongError(f"no newcomer was let in within {GIVE_UP_S:.0f} s")
        reader = Reader(server.url, f"127.3.0.{number % 250 + 1}")
        if await reader.may_come():
            wait = await reader.view("overview", "")
            await reader.leave()
            if wait < AS_BEFORE_MS:
                measure.notes.append(f"as before after {time.monotonic() - started:.1f} s")
                return


async def documents(server: Server, asked: int, seconds: float = 20.0) -> Measure:
    """Different PDFs asked for at once, while twenty sessions change a choice every second; the sessions are timed."""
    measure, views, ends = Measure(f"documents, {asked} at once"), Views(asked), asyncio.Event()
    quiet: list[float] = []
    found: Counter[int] = Counter()
    waits = quiet

    async def read(number: int) -> None:
        reader = Reader(server.url, office(number))
        try:
            while not await _past(ends, 1.0):
                waits.append(await reader.view(*views.next()))
        finally:
            await reader.leave()

    async def ask(number: int) -> None:
        reader = Reader(server.url, f"127.4.{number // 250}.{number % 250 + 1}")
        path = f"/api/v1/snapshot.pdf?chapters=share&lang=en&target=0.{number:03}"
        found[(await reader.ask(path))[0]] += 1

    reading = [asyncio.create_task(measure.guard(read(number))) for number in range(20)]
    await asyncio.sleep(seconds / 2)
    waits = measure.waits_ms
    async with weighed(server, measure):
        asking = [asyncio.create_task(measure.guard(ask(number))) for number in range(asked)]
        await asyncio.sleep(seconds)
    ends.set()
    await asyncio.gather(*reading, *asking)
    measure.let_in, measure.told_busy = found[200], found[503]
    measure.wrongs += [f"status {status}" for status in found.elements() if status not in (200, 503)]
    before = Measure("", quiet)
    measure.notes.append(f"before: p50 {before.at(0.5):.0f}, p95 {before.at(0.95):.0f} ms")
    return measure


async def memory(server: Server, sessions: int, at_once: int = 10) -> Measure:
    """Sessions that come, look at three views and leave; what the server weighs after each quarter of them."""
    measure, views, numbers = Measure(f"memory, {sessions} sessions"), Views(sessions), iter(range(sessions))
    process = psutil.Process(server.process.pid)

    async def come_and_go() -> None:
        for number in numbers:
            reader = Reader(server.url, office(number))
            try:
                for _ in range(3):
                    measure.waits_ms.append(await reader.view(*views.next()))
            finally:
                await reader.leave()
            measure.let_in += 1
            if measure.let_in % max(sessions // 4, 1) == 0:
                measure.notes.append(f"after {measure.let_in}: {process.memory_info().rss / 1e6:.0f} MB")

    measure.notes.append(f"at first: {process.memory_info().rss / 1e6:.0f} MB")
    async with weighed(server, measure):
        await asyncio.gather(*(measure.guard(come_and_go()) for _ in range(at_once)))
    return measure


Scenario = Callable[[Server], Coroutine[Any, Any, Measure]]


def measure_all(scenarios: Sequence[Scenario], warehouse: Path) -> list[Measure]:
    """Each scenario before a server of its own, printed as it ends."""
    found = []
    for scenario in scenarios:
        with serving(warehouse, settings={"SIYADA_SESSIONS": "600"}) as server:
            measure = asyncio.run(_warmed(scenario, server))
        print(measure.line(), flush=True)
        for wrong, count in Counter(measure.wrongs).most_common(3):
            print(f"    {count} x {wrong[:160]}", flush=True)
        found.append(measure)
        gc.collect()
    return found


async def _warmed(scenario: Scenario, server: Server) -> Measure:
    await warm_up(server)
    return await scenario(server)


def main() -> None:
    """Measure what the command line names; exit 1 where a reader met an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--steady", type=int, nargs="*", default=[], metavar="SESSIONS")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long steady sessions are timed")
    parser.add_argument("--arrivals", type=int, nargs="*", default=[], metavar="READERS")
    parser.add_argument("--documents", type=int, nargs="*", default=[], metavar="ASKED")
    parser.add_argument("--memory", type=int, nargs="*", default=[], metavar="SESSIONS")
    asked = parser.parse_args()
    scenarios: list[Scenario] = [
        *(lambda server, n=n: steady(server, n, asked.seconds) for n in asked.steady),
        *(lambda server, n=n: arrivals(server, n) for n in asked.arrivals),
        *(lambda server, n=n: documents(server, n) for n in asked.documents),
        *(lambda server, n=n: memory(server, n) for n in asked.memory),
    ]
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "data", Path(folder), lambda *_: None)
        found = measure_all(scenarios, Path(folder))
    raise SystemExit(any(one.wrongs for one in found))


if __name__ == "__main__":
    main()
