"""Documents for readers of the server: made one or two at a time, beside the pages and never in their way.

What is asked waits in a short line of its own, not in the pool of threads that pages use; equal documents are one. Who
comes when the line is full gets that answer at once. The work itself is done by processes that give way to every other.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from dashboard.support.metrics import DOCUMENTS
from dashboard.support.process import give_way

MADE_AT_ONCE = max(1, min(2, (os.cpu_count() or 1) - 1))  # each takes a core and about 300 MB: one core stays free
LINE = 6  # further documents that wait
LINE_OF_ONE = 4  # of those made and waiting, for one address
LOOKED_FOR = 32  # documents that are just being looked for among those kept, which takes some ms
WAIT_S = 50.0  # most proxies give up after 60; the document goes on being made, and is kept for who comes again

T = TypeVar("T")


class FullError(Exception):
    """The line is full, or the document was not made in time: come again."""


class Press:
    """A line before the makers of documents, for one event loop."""

    def __init__(self) -> None:
        self._making: dict[Hashable, asyncio.Future[Any]] = {}
        self._asked_by: Counter[str] = Counter()
        self._looking = 0
        self._makers = ThreadPoolExecutor(MADE_AT_ONCE, "press", initializer=give_way)
        self._desk = ThreadPoolExecutor(1, "desk")

    async def document(self, key: Hashable, find: Callable[[], T | None], make: Callable[[], T], address: str) -> T:
        """The document of `key`: found among those kept, else made. Raises FullError, and what `make` raises."""
        if key not in self._making:
            if self._looking >= LOOKED_FOR:
                raise FullError
            self._looking += 1
            try:
                found = await self.beside(find)
            finally:
                self._looking -= 1
            if found is not None:
                return found
        if key not in self._making:  # another may have come meanwhile
            self._begin(key, make, address)
        try:
            made: T = await asyncio.wait_for(asyncio.shield(self._making[key]), WAIT_S)
        except TimeoutError:
            raise FullError from None
        return made

    async def beside(self, work: Callable[[], T]) -> T:
        """Do something short that an event loop should not: hash what is sent, read a file."""
        return await asyncio.get_running_loop().run_in_executor(self._desk, work)

    def _count(self) -> None:
        making = min(len(self._making), MADE_AT_ONCE)
        DOCUMENTS.labels("making").set(making)
        DOCUMENTS.labels("waiting").set(len(self._making) - making)

    def _begin(self, key: Hashable, make: Callable[[], Any], address: str) -> None:
        if len(self._making) >= MADE_AT_ONCE + LINE or self._asked_by[address] >= LINE_OF_ONE:
            raise FullError
        self._asked_by[address] += 1
        future = asyncio.ensure_future(asyncio.get_running_loop().run_in_executor(self._makers, make))
        self._making[key] = future
        self._count()

        def done(made: asyncio.Future[Any]) -> None:
            del self._making[key]
            self._count()
            self._asked_by[address] -= 1
            if not self._asked_by[address]:
                del self._asked_by[address]
            if not made.cancelled():
                made.exception()  # whoever waited has it; where nobody did, nothing need be said of it

        future.add_done_callback(done)
