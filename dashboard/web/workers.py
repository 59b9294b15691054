"""Several processes that serve the same builds, on ports one after the other, for a proxy to choose from.

They share nothing but the files: a reader may be answered by any, and goes on with another where one is lost.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

STARTS_WITHIN_S = 5.0  # one that ends sooner can't serve: a port is taken, nothing is published
AGAIN_AFTER_S = 1.0
STOPS_WITHIN_S = 10.0
LOOK_S = 0.2


class Workers:
    """Processes started by `commands`, one each. One that is lost is started again; one that can't start ends all."""

    def __init__(self, commands: Sequence[Sequence[str]], settings: Mapping[str, str]) -> None:
        self._commands = [list(command) for command in commands]
        self._environment = os.environ | dict(settings)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._started_at: list[float] = []
        self._ends = threading.Event()

    def run(self) -> int:
        """Keep them running until a signal ends it; the exit code is 1 where one can't start."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._end)
        for place in range(len(self._commands)):
            self._start(place)
        try:
            while not self._ends.wait(LOOK_S):
                if not self._all_live():
                    return 1
            return 0
        finally:
            self._stop()

    def _end(self, _: int, __: FrameType | None) -> None:
        self._ends.set()

    def _start(self, place: int) -> None:
        process = subprocess.Popen(self._commands[place], env=self._environment)  # noqa: S603 - our own command
        if place < len(self._processes):
            self._processes[place], self._started_at[place] = process, time.monotonic()
        else:
            self._processes.append(process)
            self._started_at.append(time.monotonic())

    def _all_live(self) -> bool:
        """Start again what was lost. False where one ended at its start."""
        for place, process in enumerate(self._processes):
            if process.poll() is None:
                continue
            if process.returncode > 0 and time.monotonic() - self._started_at[place] < STARTS_WITHIN_S:
                return False
            if not self._ends.wait(AGAIN_AFTER_S):
                self._start(place)
        return True

    def _stop(self) -> None:
        for process in self._processes:
            process.terminate()
        until = time.monotonic() + STOPS_WITHIN_S
        for process in self._processes:
            try:
                process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()


def serve_on_ports(count: int, host: str, port: int, warehouse: Path, settings: Mapping[str, str]) -> int:
    """Serve with `count` processes on `port` and those after it until interrupted; return the exit code."""
    serve = (
        sys.executable,
        "-m",
        "dashboard.cli.main",
        "serve",
        "--host",
        host,
        "--warehouse",
        str(warehouse.resolve()),
    )
    return Workers([(*serve, "--port", str(port + place)) for place in range(count)], settings).run()
