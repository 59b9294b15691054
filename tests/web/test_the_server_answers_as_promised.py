"""Headers, compression, caching, languages, health and readiness of a running server, over plain HTTP."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction
from dashboard.web.assets import content_security_policy
from etl.paths import ROOT
from tests.browser.harness import free_port, serving


@pytest.fixture(scope="module")
def warehouse(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of our own to spoil."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("own") / "warehouse"))


@pytest.fixture(scope="module")
def client(warehouse: Path) -> Iterator[httpx.Client]:
    with serving(warehouse) as server, httpx.Client(base_url=server.url) as found:
        yield found


def test_every_answer_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/healthz", "/_stcore/health", "/nowhere", script_of(client), "/favicon.png"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == content_security_policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in headers["permissions-policy"]
        assert "server" not in headers
    policy = client.get("/").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy


def script_of(client: httpx.Client) -> str:
    found = re.search(r'src="\.(/static/js/index\.[^"]+)"', client.get("/").text)
    assert found
    return found[1]


def test_hashed_files_come_compressed_and_may_be_kept_for_ever(client: httpx.Client) -> None:
    page = client.get("/").text
    for path in [script_of(client), *re.findall(r'href="(assets/[^"]+)"', page)]:
        with client.stream("GET", path, headers={"Accept-Encoding": "br, gzip"}) as answer:
            packed = b"".join(answer.iter_raw())
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert answer.headers["content-encoding"] == "br"
        assert brotli.decompress(packed) == plain.content
        assert "content-encoding" not in plain.headers
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert len(packed) <= len(plain.content)
        gzipped = client.get(path, headers={"Accept-Encoding": "gzip"})  # what browsers ask for over plain http
        assert gzipped.headers["content-encoding"] == "gzip"
        assert gzipped.content == plain.content
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("lang", LANGS)
def test_the_outer_page_is_in_its_language_before_any_script_runs(client: httpx.Client, lang: Lang) -> None:
    titles = {
        "fr": "Siyada\u00a0: la souveraineté numérique du Maroc",
        "ar": "سيادة: السيادة الرقمية للمغرب",
        "en": "Siyada: Morocco&#x27;s digital sovereignty",
    }
    answer = client.get(f"/?lang={lang}")
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in answer.text
    assert f"<title>{titles[lang]}</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    ours = str(client.base_url).rstrip("/")
    assert "http" not in answer.text.replace("http-equiv", "").replace(ours, "")  # no address of anybody else


def test_french_is_the_default_and_a_mistyped_address_is_not_found(client: httpx.Client) -> None:
    assert client.get("/").text == client.get("/?lang=xx").text == client.get("/?lang=fr").text
    answer = client.get("/no-such-chapter?lang=ar")
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_readiness_follows_the_warehouse(client: httpx.Client, warehouse: Path) -> None:
    pointer = warehouse / "current.json"
    told = json.loads(pointer.read_text())
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["build_id"] == told["build_id"]
    pointer.rename(warehouse / "away.json")
    try:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["ready"]) == (503, False)
        assert str(warehouse) not in answer.text
        assert client.get("/healthz").status_code == 200
    finally:
        (warehouse / "away.json").rename(pointer)
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("locale", "words"),
    [("fr_MA.UTF-8", "est pris"), ("ar_MA.UTF-8", "يستعمله"), ("en_GB", "is taken"), ("C", "est pris")],
)
def test_a_taken_port_is_said_in_the_readers_language(published: Path, locale: str, words: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = serve("127.0.0.1", port, published, locale)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert str(port) in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_no_build_is_said_with_its_cure(tmp_path: Path) -> None:
    ended = serve("localhost", free_port(), tmp_path, "en")
    assert ended.returncode == 1
    assert "siyada build" in ended.stderr


def serve(host: str, port: int, warehouse: Path, locale: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from pathlib import Path; from dashboard.web.server import serve; a = sys.argv; "
    code += "sys.exit(serve(a[1], int(a[2]), Path(a[3])))"
    return subprocess.run(
        [sys.executable, "-c", code, host, str(port), warehouse],
        env={"PYTHONPATH": str(ROOT), "LC_ALL": locale, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
