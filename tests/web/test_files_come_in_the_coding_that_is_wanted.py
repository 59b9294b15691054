"""Files, pages and answers come compressed as their reader's program wants them, and were compressed before it asked."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from dashboard.http.asset import Asset
from dashboard.web.assets import TEXT_SUFFIXES, own_assets, streamlit_assets
from dashboard.web.server import _streamlit_static
from tests.browser.harness import serving
from tests.hostile.wires import ask

BROWSER_HTTPS, BROWSER_HTTP = "gzip, deflate, br, zstd", "gzip, deflate"
WANTED = {
    BROWSER_HTTPS: "br",
    BROWSER_HTTP: "gzip",
    "GZIP": "gzip",
    "x-gzip": "gzip",
    "br;q=0": "",
    "br;q=0, gzip": "gzip",
    "gzip;q=0, br;q=0.0": "",
    "br;q=0.5, gzip;q=0.8": "gzip",
    "br; q=0.8 , gzip;q=0.8": "br",
    "*": "br",
    "*;q=0.1": "br",
    "*;q=0": "",
    "br;q=0, *": "gzip",
    "*;q=0, gzip;q=0.001": "gzip",
    "identity": "",
    "identity, gzip;q=0.5": "",
    "identity;q=0.5, gzip": "gzip",
    "identity;q=0, gzip;q=0.2": "gzip",
    "identity;q=0": "",  # nothing else is taken either, so it comes as it is
    "gzip;q=much": "",
    "gzip;q=2": "",
    "deflate, zstd": "",
    "": "",
    ", ;,": "",
}


@pytest.fixture(scope="module")
def url(published: Path) -> Iterator[str]:
    with serving(published) as server:
        assert httpx.get(f"{server.url}/brief?lang=en", timeout=30).status_code == 200
        yield server.url


def fetch(url: str, path: str, *accepted: str) -> tuple[dict[bytes, bytes], bytes]:
    """Headers and body as they come over the wire, for lines of Accept-Encoding as they are given."""
    lines = "".join(f"Accept-Encoding: {one}\r\n" for one in accepted)
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"
    head, _, body = ask(url, request.encode()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    return {name.lower(): value for name, value in (line.split(b": ", 1) for line in head.split(b"\r\n")[1:])}, body


def opened(body: bytes, coding: str) -> bytes:
    return gzip.decompress(body) if coding == "gzip" else brotli.decompress(body) if coding == "br" else body


@pytest.fixture(scope="module")
def script(url: str) -> str:
    found = re.search(r'src="\.(/static/js/index\.[^"]+)"', httpx.get(url).text)
    assert found
    return found[1]


@pytest.mark.parametrize("accepted", WANTED)
def test_a_file_comes_in_the_coding_that_is_wanted_most(url: str, script: str, accepted: str) -> None:
    _, plain = fetch(url, script, "identity")
    headers, body = fetch(url, script, accepted)
    assert headers.get(b"content-encoding", b"").decode() == WANTED[accepted]
    assert opened(body, WANTED[accepted]) == plain
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"vary"] == b"Accept-Encoding"


def test_who_says_nothing_is_sent_the_plain_file(url: str, script: str) -> None:
    headers, body = fetch(url, script)
    assert b"content-encoding" not in headers
    assert body.startswith(b"(()=>") or b"function" in body


def test_two_lines_are_one(url: str, script: str) -> None:
    assert fetch(url, script, "deflate", "br;q=0, gzip")[0][b"content-encoding"] == b"gzip"


@pytest.mark.parametrize(
    "path", ["/", "/share?lang=ar", "/brief?lang=en", "/api/v1/figures?lang=fr", "/search?q=fibre"]
)
def test_pages_and_data_do_the_same(url: str, path: str) -> None:
    for accepted in ("br", "gzip", "br;q=0", "gzip;q=0.5, br;q=0.2"):
        headers, body = fetch(url, path, accepted)
        coding = WANTED.get(accepted, accepted.partition(";")[0])
        assert headers.get(b"content-encoding", b"").decode() == coding
        text = opened(body, coding).decode()
        assert "</html>" in text or text.endswith("}")  # whole; a page may come with its first view or without


def test_every_text_was_compressed_before_anybody_asked() -> None:
    """Each file at its smallest by what is kept: a request only chooses between bytes that are there."""
    files: dict[str, Asset] = streamlit_assets(_streamlit_static()) | own_assets()[0]
    texts = {path: file for path, file in files.items() if Path(path).suffix in TEXT_SUFFIXES}
    assert len(texts) > 20
    for path, file in texts.items():
        assert file.gzip is not None, path
        assert file.encoded(BROWSER_HTTP)[0] is file.gzip
        assert file.encoded(BROWSER_HTTPS)[0] is file.brotli
        assert gzip.decompress(file.gzip) == file.body
