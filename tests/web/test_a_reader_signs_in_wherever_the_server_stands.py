"""Under a path, behind a public address, with several processes: a reader signs in with one and is known to all. And where no section
asks for it, nothing of signing in is there."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.browser.harness import serving
from tests.browser.provider import Provider, closed, cookie_of, providing, write_secrets
from tests.browser.test_two_processes_are_one_server import two_free_ports, wait_ready


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


def test_under_a_path_and_with_several_processes(published: Path, provider: Provider, tmp_path: Path) -> None:
    port = two_free_ports()
    second = port + 1
    public = f"http://localhost:{port}/siyada"
    secrets = write_secrets(tmp_path, provider.url)
    arguments = ("--base-path", "/siyada", "--public-url", public, "--workers", "2")
    with closed(published, secrets, port=port, public=public, arguments=arguments) as server:
        wait_ready(second)
        wait_ready(port)
        with httpx.Client(base_url=server.url, timeout=60) as client:
            page = client.get("/siyada/sites", params={"lang": "en"})
            go = page.text.partition('_top" href="')[2].partition('"')[0].replace("&amp;", "&")
            assert go.startswith(f"{public}/sign-in/go?")
            led = client.get(go)
            asked = parse_qs(urlsplit(led.headers["location"]).query)
            assert asked["redirect_uri"] == [f"{public}/oauth2callback"]
            assert asked["max_age"] == ["43200"]  # who authenticated longer ago is asked for it anew
            assert asked["nonce"]
            assert asked["state"]
            back = httpx.post(led.headers["location"], data={"sub": "amina"}).headers["location"]
            elsewhere = back.replace(f":{port}/", f":{second}/")  # the proxy may lead back to the other process
            came = client.get(elsewhere)
            assert came.headers["location"] == f"{public}/sites?lang=en"
            cookies = came.headers.get_list("set-cookie")
            assert cookies
            assert all(line.endswith("; Path=/siyada") for line in cookies)
            for at in (port, second):
                assert client.get(f"http://localhost:{at}/siyada/api/v1/builds").status_code == 200
            kept = {"Cookie": f"_streamlit_user={cookie_of(client)}"}
            client.get(f"http://localhost:{second}/siyada/sign-out")
            for at in (port, second):
                assert httpx.get(f"http://localhost:{at}/siyada/api/v1/builds", headers=kept).status_code == 401


def test_a_provider_that_hangs_is_asked_by_so_many_at_a_time_and_holds_nobody_up(
    published: Path, tmp_path: Path
) -> None:
    asked: list[socket.socket] = []
    with socket.create_server(("localhost", 0), backlog=100) as hanging:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    asked.append(hanging.accept()[0])

        threading.Thread(target=accept, daemon=True).start()
        secrets = write_secrets(tmp_path, f"http://localhost:{hanging.getsockname()[1]}")
        with closed(published, secrets) as server, ThreadPoolExecutor(60) as pool:
            comers = [pool.submit(httpx.get, f"{server.url}/sign-in/go?lang=en", timeout=120) for _ in range(60)]
            assert httpx.get(f"{server.url}/readyz", timeout=60).status_code == 200
            led = [one.result() for one in comers]
        assert {(one.status_code, "said=unreachable" in one.headers["location"]) for one in led} == {(303, True)}
        assert 1 <= len(asked) < 60
        for one in asked:
            one.close()


def test_without_a_section_nothing_is_different(published: Path) -> None:
    with serving(published) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        for path in ("/", "/brief", "/api/v1/builds", "/feed.xml"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "set-cookie" not in answer.headers
            assert "private" not in answer.headers["cache-control"]
        for path in ("/sign-in", "/sign-in/go", "/sign-out", "/oauth2callback", "/auth/login", "/desk"):
            assert client.get(path).status_code == 404


def test_serving_everybody_imports_nothing_of_signing_in() -> None:
    code = (
        "import sys; from pathlib import Path; from dashboard.web.server import create_app\n"
        "create_app(Path('nowhere'), lambda: None)\n"
        "print(sorted(one for one in sys.modules if one.split('.')[0] in ('authlib', 'joserfc') or 'sign_in' in one))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "['dashboard.http.sign_in', 'dashboard.render.html.sign_in']"
