"""What a reader was shown is made once for all who ask the same, also for those who ask at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.support.cache import Cache


def test_made_once_and_the_last_asked_for_stay() -> None:
    cache: Cache[str] = Cache(2)
    made: list[str] = []

    def ask(key: str) -> str:
        return cache.get(key, lambda: made.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [ask(key) for key in "abaca"] == list("ABACA")
    assert made == ["a", "b", "c"]
    assert ask("b") == "B"
    assert made == ["a", "b", "c", "b"]


def test_those_who_ask_together_wait_for_one() -> None:
    cache: Cache[object] = Cache(9)
    go, made = threading.Event(), []

    def make() -> object:
        go.wait(10)
        made.append(1)
        return object()

    with ThreadPoolExecutor(5) as pool:
        jobs = [pool.submit(cache.get, "key", make) for _ in range(5)]
        go.set()
        assert len({id(job.result(10)) for job in jobs}) == 1
    assert made == [1]


def test_an_error_is_raised_and_not_kept() -> None:
    cache: Cache[int] = Cache(9)
    with pytest.raises(ZeroDivisionError):
        cache.get("key", lambda: 1 // 0)
    assert cache.get("key", lambda: 7) == 7
