"""One server that every hostile test may provoke, and what its readers feel meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.browser.harness import Server, serving

# Readers of these tests come from addresses of their own, through a proxy that the server knows.
SETTINGS = {"SIYADA_PUBLIC_URL": "https://siyada.example.ma", "SIYADA_ALLOWED_HOSTS": "dash.internal, *.gov.example"}


@pytest.fixture(scope="session")
def besieged(published: Path) -> Iterator[Server]:
    """A server to provoke; what a test opened there it closes."""
    with serving(published, settings=SETTINGS) as found:
        httpx.get(f"{found.url}/brief?lang=en", timeout=30)  # what stands in for a page is made
        yield found


class Felt:
    """How long pages took, in seconds, and by how many bytes the server grew, while a block ran."""

    def __init__(self, server: Server) -> None:
        self.waits: list[float] = []
        self.codes: set[int] = set()
        self._process = psutil.Process(server.process.pid)
        self._before = self.grown = self._process.memory_info().rss
        self._ends = False

    def weigh(self) -> None:
        """Note the largest size until `end`."""
        while not self._ends:
            self.grown = max(self.grown, self._process.memory_info().rss)
            time.sleep(0.02)

    def end(self, told: str) -> None:
        """Take what the reader tells, as JSON."""
        self._ends = True
        self.grown -= self._before
        found = json.loads(told)
        self.waits, self.codes = found["waits"], set(found["codes"])

    @property
    def p95(self) -> float:
        """The wait that one page in twenty exceeded."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)]


@contextmanager
def feeling(server: Server, *paths: str) -> Iterator[Felt]:
    """Ask for `paths` again and again, from a process of its own, and weigh the server, until the block ends."""
    felt = Felt(server)
    command = [sys.executable, str(Path(__file__).parent / "reader.py"), server.url, *(paths or ("/brief", "/readyz"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        weighing = threading.Thread(target=felt.weigh)
        weighing.start()
        try:
            yield felt
        finally:
            felt.end(reader.communicate()[0])
            weighing.join()
