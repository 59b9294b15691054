"""A server whose outbound connections are refused serves all the same, and never tried to make one."""

from __future__ import annotations

from pathlib import Path

import httpx

from dashboard.chapters.registry import CHAPTERS
from tests.browser.harness import serving

# Loaded by Python before anything else: every connection that leads off this machine, and every name looked up, is written down and refused.
REFUSING = """
import os, socket

def _refuse(function):
    def connect(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            with open(os.environ["SEEN"], "a") as seen:
                seen.write(f"{address}\\n")
            raise ConnectionRefusedError(address)
        return function(self, address)
    return connect

socket.socket.connect = _refuse(socket.socket.connect)
socket.socket.connect_ex = _refuse(socket.socket.connect_ex)
_found = socket.getaddrinfo

def _look_up(host, *more, **named):
    if host not in (None, "", "127.0.0.1", "::1", "localhost", b"localhost", socket.gethostname()):
        with open(os.environ["SEEN"], "a") as seen:
            seen.write(f"looked up {host}\\n")
        raise socket.gaierror(host)
    return _found(host, *more, **named)

socket.getaddrinfo = _look_up
with open(os.environ["SEEN"], "a") as seen:
    seen.write("loaded\\n")
"""


def test_everything_is_served_without_one_connection_to_elsewhere(published: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(REFUSING, encoding="utf-8")
    seen = tmp_path / "seen"
    settings = {"PYTHONPATH": str(tmp_path), "SEEN": str(seen)}
    with serving(published, settings=settings) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        for path in (
            "/",
            "/brief?lang=ar",
            "/search?q=asilah",
            "/feed.xml",
            "/feed.json?chapter=sites&lang=ar",
            "/api/v1/releases",
            *(f"/api/v1/chapters/{name}?lang=fr" for name in CHAPTERS),
        ):
            assert client.get(path, follow_redirects=True).status_code == 200
    assert set(seen.read_text(encoding="utf-8").split("\n")) == {"loaded", ""}
