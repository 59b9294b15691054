"""What was made once and is kept for every reader: chapters, their HTML and their drawings."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key, the `most` last asked for; whoever asks while one is being made waits for it.

    Streamlit's own cache does the same for a millisecond a question: it inspects and hashes what it is asked.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key`, made when there is none; an error of `make` is raised for all who wait, and not kept."""
        with self._lock:
            found = self._found.get(key)
            is_new = found is None
            found = found or Future()
            self._found[key] = found
            self._found.move_to_end(key)
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        if is_new:
            try:
                found.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._found.pop(key, None)
                found.set_exception(error)
        return found.result()

    def found(self, key: Hashable) -> T | None:
        """The value of `key` where it is made; None where it is not, or is being made."""
        with self._lock:
            known = self._found.get(key)
        return known.result() if known and known.done() and not known.exception() else None
