"""Two processes behind a real nginx (siyada serve --workers 2): readers are spread over both, and lose nothing with one of them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from dashboard.content.values import LANGS, Lang
from tests.browser.conftest import Reader, settle
from tests.browser.harness import REAL, Server, free_port, serving
from tests.browser.nginx import HOW_TO_GET_NGINX, nginx, proxied
from tests.web.test_a_file_is_dropped_at_the_desk import FILE, drop, words

pytestmark = pytest.mark.skipif(nginx() is None, reason=HOW_TO_GET_NGINX)
TWO = (*REAL, "--workers", "2", "--base-path", "/siyada")


def two_free_ports() -> int:
    """A port that is free, as the next one is."""
    while True:
        port = free_port()
        with socket.socket() as probe:
            if port < 65_535 and probe.connect_ex(("127.0.0.1", port + 1)) != 0:
                return port


@pytest.fixture
def pair(published: Path) -> Iterator[Server]:
    settings = {"SIYADA_TRUSTED_PROXIES": "127.0.0.1", "SIYADA_DESK": "1"}
    with serving(published, TWO, settings, port=two_free_ports()) as server:
        first = urlsplit(server.url).port or 0
        for port in (first, first + 1):
            wait_ready(port)
        yield server


def wait_ready(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://localhost:{port}/siyada/readyz").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"nothing is ready at {port}")


def open_at(port: int) -> int:
    """Connections open to a port, as its server counts them."""
    return sum(
        one.status == psutil.CONN_ESTABLISHED and one.laddr.port == port
        for one in psutil.net_connections("tcp")
        if one.laddr
    )


def test_readers_are_spread_and_outlive_a_process(pair: Server, reader: Reader, tmp_path: Path) -> None:
    first = urlsplit(pair.url).port or 0
    with proxied([first, first + 1], tmp_path / "nginx") as address:
        pages = [reader.open(f"{address}/siyada/sites?lang=en") for _ in range(4)]
        assert min(open_at(first), open_at(first + 1)) >= 1
        workers = psutil.Process(pair.process.pid).children()
        assert len(workers) == 2
        os.kill(workers[0].pid, signal.SIGKILL)
        for page in pages:
            page.locator("[data-testid=stButtonGroup] button").nth(4).wait_for()
        time.sleep(1)
        for page in pages:  # each goes on, whichever process it was with
            page.reload()
            settle(page)
            assert page.locator("h1").inner_text()
        wait_ready(first)
        wait_ready(first + 1)
        assert len(psutil.Process(pair.process.pid).children()) == 2
        one = {httpx.get(f"http://localhost:{port}/siyada/brief?lang=en").text for port in (first, first + 1)}
        assert len(one) == 1  # the same bytes, whoever answers
        for page in pages:  # before the proxy goes: each would say that it can't be had
            page.context.close()
    reader.wrongs[:] = [
        text for text in reader.wrongs if "WebSocket" not in text and "Failed to load resource" not in text
    ]


def test_a_file_dropped_is_understood_whichever_process_gets_it(pair: Server, tmp_path: Path) -> None:
    first = urlsplit(pair.url).port or 0
    by_turns, named = (
        ("least_conn;", ""),
        ("proxy_buffering on;", "proxy_buffering on; add_header X-Process $upstream_addr;"),
    )
    answers: dict[Lang, list[httpx.Response]] = {lang: [] for lang in LANGS}
    with (
        proxied([first, first + 1], tmp_path / "nginx", by_turns, named) as address,
        httpx.Client(base_url=f"{address}/siyada", headers={"Origin": address}, timeout=240) as client,
    ):
        for lang in LANGS:
            assert client.get("/desk", params={"lang": lang}).status_code == 200
            answers[lang] += [drop(client, FILE, lang), drop(client, FILE, lang)]
    for lang, found in answers.items():
        assert {one.status_code for one in found} == {200}
        assert {one.headers["x-process"] for one in found} == {f"127.0.0.1:{port}" for port in (first, first + 1)}
        assert len({words(one.text) for one in found}) == 1
        assert "suivi.xlsx" in found[0].text
        assert f'<html lang="{lang}"' in found[0].text
    large = b"x" * (31 * 1024**2)  # as much as may be dropped passes the proxy
    with proxied([first, first + 1], tmp_path / "again") as address:
        told = httpx.post(f"{address}/siyada/desk?lang=fr", files={"file": ("grand.csv", large)}, timeout=240)
    assert told.status_code == 422
    assert 'role="alert"' in told.text


def test_both_end_with_the_command(published: Path) -> None:
    with serving(published, TWO, port=two_free_ports()) as server:
        children = psutil.Process(server.process.pid).children()
        assert len(children) == 2
    assert psutil.wait_procs(children, timeout=5)[1] == []


def test_a_port_that_is_taken_ends_all_and_is_told(published: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1] - 1
        command = [sys.executable, "-m", "dashboard.cli.main", "serve", "--port", str(port), "--host", "127.0.0.1"]
        ended = subprocess.run(
            [*command, "--workers", "2", "--warehouse", str(published)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert str(port + 1) in ended.stderr
