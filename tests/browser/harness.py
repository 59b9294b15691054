"""A real server in a process of its own, and a real browser before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from etl.paths import ROOT

HOW_TO_GET_CHROMIUM = "Chromium is not here; on Debian or Ubuntu: sudo apt-get install chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REAL = ("-m", "dashboard.cli.main", "serve", "--port", "{port}", "--warehouse", "{warehouse}")
SAMPLE = ("-m", "tests.sample.serve", "{port}", "{warehouse}")
EMPTY = (*SAMPLE, "empty.py")


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process and the seconds from start to the line that says it is ready."""

    url: str
    process: subprocess.Popen[str]
    seconds_to_ready: float


def chromium() -> str | None:
    """Where Chromium is, None when it is not here."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a window and without requests of its own."""
    return playwright.chromium.launch(executable_path=chromium(), args=FLAGS)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    warehouse: Path,
    command: tuple[str, ...] = REAL,
    settings: Mapping[str, str] | None = None,
    path: Sequence[Path] = (),
    port: int = 0,
    keep_errors: Path | None = None,
) -> Iterator[Server]:
    """Serve `warehouse` from a folder that is not the checkout, until the block ends.

    `settings` are further variables of its environment, `path` folders that come first where its modules are looked for; `port` one of
    the caller's choice; `keep_errors` where what it wrote on standard error is kept.
    """
    port = port or free_port()
    words = [word.format(port=port, warehouse=warehouse) for word in command]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (*path, ROOT))),
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "",
        "LC_MESSAGES": "",
    }
    environment["PYTHONDONTWRITEBYTECODE"] = ""  # as under make: no start compiles every package again
    environment |= settings or {}
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as elsewhere, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, *words], cwd=elsewhere, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()  # the address, or nothing when the process ends
            seconds = time.monotonic() - started
            if not line:
                errors.seek(0)
                raise AssertionError(f"the server did not start: {errors.read()}")
            yield Server(f"http://localhost:{port}", process, seconds)
        finally:
            process.terminate()
            process.wait(15)
            if keep_errors:
                errors.seek(0)
                keep_errors.write_text(errors.read())
