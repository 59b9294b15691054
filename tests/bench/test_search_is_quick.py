"""A first answer of search within 100 ms: of a server that is warm, and the first one after a start with a build searched before."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.bench.report import Report
from tests.browser.harness import serving

pytestmark = pytest.mark.bench
QUESTIONS = ("benguerir", "ابن جرير", "cloud souverain", "emplois", "5g", "2026", "l’énergie", "nairametrics")
LIMIT_MS, RUNS = 100, 5


def asked(client: httpx.Client, path: str, question: str) -> float:
    """Milliseconds from a question to its whole answer."""
    started = time.perf_counter()
    answer = client.get(path, params={"q": question, "lang": "ar"})
    assert answer.status_code == 200
    return (time.perf_counter() - started) * 1000


def test_search(published: Path) -> None:
    report = Report("Search, over HTTP on the same machine")
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        report.add(
            "the first question of a build's life, made to wait", [asked(client, "/search", "asilah")], None, "ms"
        )
        asked(client, "/api/v1/search", "asilah")
        for path in ("/search", "/api/v1/search"):
            times = [asked(client, path, question) for question in QUESTIONS for _ in range(RUNS)]
            report.add(f"{path}, warm", times, LIMIT_MS, "ms")
    firsts = []
    for _ in range(RUNS):
        with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as client:
            client.get("/healthz")
            firsts.append(asked(client, "/search", "benguerir"))
    report.add("/search, the first question after a start", firsts, LIMIT_MS, "ms")
    report.check()
