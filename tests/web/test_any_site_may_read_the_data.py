"""A script of any site may read the API, which is public; the pages, the brief and the desk are for nobody's script but ours (CORS)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.harness import serving

ORIGIN = {"Origin": "https://portal.example.org"}
PREFLIGHT = ORIGIN | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(published, settings={"SIYADA_DESK": "1"}) as server:
        yield httpx.Client(base_url=server.url, timeout=30)


@pytest.mark.parametrize(
    "path", ["", "figures", "tables/sites.csv", "chapters/share?lang=ar", "nothing", "figures?lang=xx"]
)
def test_the_api_is_read_by_anybody_even_where_it_refuses(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, f"/api/v1/{path}", headers=ORIGIN)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_a_browser_that_asks_first_is_told_what_it_may(client: httpx.Client) -> None:
    answer = client.options("/api/v1/figures", headers=PREFLIGHT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
    assert client.post("/api/v1/figures", headers=ORIGIN).status_code == 405
    assert client.options("/api/v1/figures").status_code == 405  # asks for no leave


@pytest.mark.parametrize("path", ["/", "/sites", "/brief", "/search?q=x", "/desk", "/readyz", "/_stcore/health", "/nothing", "/embed/sites/ledger"])  # fmt: skip
def test_nothing_else_is(client: httpx.Client, path: str) -> None:
    for answer in (client.get(path, headers=ORIGIN), client.options(path, headers=PREFLIGHT)):
        assert [name for name in answer.headers if name.startswith("access-control")] == []
