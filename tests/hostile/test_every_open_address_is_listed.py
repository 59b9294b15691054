"""The addresses that answer are a list: whatever else Streamlit would serve is not found, however it is asked."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import httpx
import psutil
import pytest

from dashboard.screen.page import PAGES
from dashboard.web.assets import passed_on
from dashboard.web.server import SCRIPT, _streamlit_static
from tests.browser.harness import Server
from tests.hostile.wires import ask, handshake, status

# Streamlit's own that its client does not do without; the rest of what answers is ours.
OPEN = {"/_stcore/health": {"GET", "HEAD", "OPTIONS"}, "/_stcore/host-config": {"GET", "HEAD"}}
SHUT = (
    *(
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/a/b",
        "/_stcore/bidi-components/a/b.js",
    ),
    *("/media/a.png", "/component/a/index.html", "/app/static/a", "/auth/login", "/auth/logout", "/oauth2callback"),
    *("/static/../server.py", "/static/js/nothing.js", "/_stcore", "/_stcore/", "/_stcore/agent"),
    *("/openapi.json", "/docs", "/redoc", "/assets/nothing.js", "/.streamlit/config.toml", "/index.html"),
)


@pytest.fixture(scope="module")
def client(besieged: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=besieged.url, timeout=30) as found:
        yield found


def streamlit_paths() -> set[str]:
    """Every address of Streamlit's route table, with something in the place of each parameter."""
    # In a process of its own: a process has one runtime, and tests of pages bring theirs.
    table = (
        "from streamlit.web.server.starlette.starlette_app import App, create_streamlit_routes as table; import sys; "
    )
    table += "print(*(route.path for route in table(App(sys.argv[1])._create_runtime())), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", table, SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    return {re.sub(r"{[^}]*}", "a", path) for path in done.stdout.split()}


def test_no_address_of_streamlit_answers_but_those_listed(client: httpx.Client) -> None:
    paths = streamlit_paths()
    assert len(paths) > 8, "Streamlit keeps its routes elsewhere now"
    for path in sorted((paths | set(SHUT)) - set(OPEN) - {"/", "/_stcore/stream"}):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            assert client.request(method, path, content=b"x" * 10).status_code == 404, (method, path)


def test_what_is_listed_answers_and_no_more_than_that(client: httpx.Client) -> None:
    for path, methods in OPEN.items():
        for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
            is_answered = client.request(method, path).status_code in (200, 204)
            assert is_answered == (method in methods), (method, path)
    for path in (*(page.path for page in PAGES), "/brief", "/search", "/healthz", "/readyz", "/api/v1/"):
        assert client.get(path).status_code == 200, path
        assert client.post(path).status_code == 405, path
    assert {path for path in passed_on(_streamlit_static()) if path.startswith("/_stcore/")} == set(OPEN)


def test_a_file_sent_here_stays_nowhere(besieged: Server) -> None:
    process = psutil.Process(besieged.process.pid)
    before = process.memory_info().rss
    head = b"PUT /_stcore/upload_file/a/%d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
    for number in range(30):
        with suppress(ConnectionError):  # it is refused while it is being sent
            assert status(ask(besieged.url, head % number + bytes(1_000_000))) in (0, 404)
    assert process.memory_info().rss - before < 20e6


def test_a_websocket_opens_at_one_address(besieged: Server) -> None:
    for path in ("/", "/_stcore/stream/", "/_stcore/health", "/api/v1/figures", "/stream"):
        assert status(ask(besieged.url, handshake(besieged.url, path))) == 404
