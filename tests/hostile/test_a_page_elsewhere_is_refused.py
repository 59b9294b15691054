"""A page of another site opens no websocket here, a name that is not ours gets no answer, and both are settings."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from dashboard.http.settings import SettingError, Settings, read
from dashboard.web.hosts import Hosts
from tests.browser.harness import Server, serving
from tests.hostile.wires import ask, handshake, place, status

EVIL = "http://elsewhere.example"


@pytest.fixture(scope="module")
def server(besieged: Server) -> Server:
    """One whose public address is https://siyada.example.ma, with further names."""
    return besieged


def test_a_browser_is_told_to_come_over_https_where_the_public_address_is(server: Server) -> None:
    for path in ("/", "/api/v1/chapters", "/nowhere", "/healthz"):
        assert httpx.get(server.url + path).headers["strict-transport-security"] == "max-age=31536000"


def test_refused_handshakes_hold_nobody_up(server: Server) -> None:
    started = time.monotonic()
    answers = [status(ask(server.url, handshake(server.url, Origin=f"{EVIL}:{n}"))) for n in range(20)]
    assert answers == [403] * 20
    assert time.monotonic() - started < 5
    assert httpx.get(server.url).status_code == 200


@pytest.mark.parametrize(
    ("host", "origin", "code"),
    [
        ("dash.internal", "http://dash.internal", 101),
        ("dash.internal:8501", "http://dash.internal:8501", 101),
        ("siyada.example.ma", "https://siyada.example.ma", 101),
        ("127.0.0.1:9000", "https://siyada.example.ma", 101),  # a proxy that does not pass the host on
        ("a.gov.example", "https://a.gov.example", 101),
        ("gov.example", "https://gov.example", 403),
        ("127.0.0.1:9000", "http://127.0.0.1:9001", 403),
        ("localhost", "http://localhost:3000", 403),
        ("elsewhere.example", EVIL, 403),
        ("127.0.0.1", "http://siyada.example.ma.elsewhere.example", 403),
        ("127.0.0.1", "http://siyada.example.ma@elsewhere.example", 403),
        ("127.0.0.1", "null", 403),
        ("127.0.0.1", "", 403),
    ],
)
def test_a_websocket_is_for_our_own_pages(server: Server, host: str, origin: str, code: int) -> None:
    answer = ask(server.url, handshake(server.url, Host=host, Origin=origin), timeout_s=0.5 if code == 101 else 10)
    assert status(answer) == code


def test_a_name_that_is_not_ours_is_told_so_in_the_readers_language(server: Server) -> None:
    for path in ("/", "/healthz", "/api/v1/figures", "/brief"):
        answer = httpx.get(server.url + path, params={"lang": "ar"}, headers={"Host": "elsewhere.example"})
        assert answer.status_code == 421
        assert "elsewhere" not in answer.text
        assert "docs/operate.md" in answer.text
    for host in (f"127.0.0.1:{place(server.url)[1]}", "dash.internal", "[::1]:8501", "10.1.2.3", "localhost"):
        assert httpx.get(server.url, headers={"Host": host}).status_code == 200


def test_links_of_the_catalogue_lead_to_the_public_address_whatever_the_host(server: Server, published: Path) -> None:
    told = httpx.get(f"{server.url}/api/v1/catalog.jsonld", headers={"Host": "dash.internal"}).json()
    assert told["@id"] == "https://siyada.example.ma/api/v1/catalog.jsonld"
    assert "dash.internal" not in str(told)
    with serving(published) as plain:  # where nobody said: the address it printed
        told = httpx.get(f"{plain.url}/api/v1/catalog.jsonld", headers={"Host": "10.1.2.3"}).json()
        assert told["@id"] == f"{plain.url}/api/v1/catalog.jsonld"
        assert "strict-transport-security" not in httpx.get(plain.url).headers


@pytest.mark.parametrize(
    "variables",
    [
        *(
            {"SIYADA_PUBLIC_URL": text}
            for text in ("siyada.ma", "ftp://x.ma", "https://", "https://u@x.ma", "http://x:0", "http://[")
        ),
        *({"SIYADA_ALLOWED_HOSTS": text} for text in ("*", "http://x.ma", "a b", "x.ma/y", "*x.ma", "x\x1b.ma")),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(variables: dict[str, str]) -> None:
    with pytest.raises(SettingError) as wrong:
        read(variables)
    assert wrong.value.name in variables


def test_the_public_address_by_default_opens_no_other_port() -> None:
    assert not Hosts(Settings()).admits("http://localhost:3000", "localhost:8501")
    assert Settings().at("0.0.0.0", 80).public_url.startswith("http://")
    assert Settings().at("::1", 80).public_url == "http://[::1]:80"
