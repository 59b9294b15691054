"""A real provider of OpenID Connect in a process of its own, and a server that asks its readers to sign in there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.browser.harness import REAL, Server, free_port, serving

SECRET = "a secret of the tests, of more than 32 characters"
LIST = 'emails = ["amina@example.ma"]\ndomains = ["ministry.example.ma"]\ngroups = ["siyada-readers"]\ncontact = "access@example.ma"\n'
# Who there is at the provider, and what it says of them.
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "amina": {"name": "Amina El Fassi", "email": "amina@example.ma", "email_verified": True},
    "youssef": {"name": "Youssef Alami", "email": "youssef@ministry.example.ma", "email_verified": True},
    "salma": {"name": "سلمى بناني", "email": "salma@elsewhere.example", "groups": ["others", "siyada-readers"]},
    "karim": {"name": "Karim Tazi", "email": "karim@elsewhere.example", "email_verified": True, "groups": ["others"]},
    "false": {"name": "Not Amina", "email": "amina@example.ma", "email_verified": False},
}


@dataclass(frozen=True)
class Provider:
    """A running provider: its address."""

    url: str


@contextmanager
def providing(token_s: int = 3600) -> Iterator[Provider]:
    """A provider that knows `PEOPLE`, until the block ends; its ID tokens end after `token_s`."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--host",
        "localhost",
        "--port",
        str(port),
        "-e",
        str(token_s),
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"NO_COLOR": "1"}
    )
    url = f"http://localhost:{port}"
    try:
        _wait(f"{url}/.well-known/openid-configuration")
        for name, claims in PEOPLE.items():
            httpx.put(f"{url}/users/{name}", json=dict(claims)).raise_for_status()
        yield Provider(url)
    finally:
        process.terminate()
        process.wait(10)


def write_secrets(folder: Path, provider: str, allow: str = LIST, session: str = "", more: str = "") -> Path:
    """A secrets.toml that names the provider, closed to others."""
    file = folder / "secrets.toml"
    file.write_text(
        f'[auth]\nclient_id = "siyada"\nclient_secret = "not asked for"\ncookie_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n{more}\n'
        f"[auth.allow]\n{allow}\n[auth.session]\n{session}\n",
        encoding="utf-8",
    )
    file.chmod(0o600)
    return file


@contextmanager
def closed(
    warehouse: Path,
    secrets: Path,
    *,
    port: int = 0,
    public: str = "",
    arguments: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    keep_errors: Path | None = None,
) -> Iterator[Server]:
    """A server whose readers must sign in, found at `public` (else directly)."""
    port = port or free_port()
    named = {"SIYADA_SECRETS": str(secrets), "SIYADA_PUBLIC_URL": public or f"http://localhost:{port}"}
    with serving(
        warehouse, (*REAL, *arguments), named | dict(settings or {}), port=port, keep_errors=keep_errors
    ) as server:
        yield server


def sign_in(client: httpx.Client, who: str, address: str = "/", lang: str = "en") -> httpx.Response:
    """Go the whole way as a browser does: to the provider, there as `who`, and back; the last answer."""
    page = client.get(address, params={"lang": lang})
    assert page.status_code == 401, page.status_code
    found = re.search(r'class="on"[^>]* href="([^"]+)"', page.text)
    assert found
    led = client.get(found[1].replace("&amp;", "&"))
    assert led.status_code == 303, led.text
    back = httpx.post(led.headers["location"], data={"sub": who})
    assert back.status_code == 302, back.text
    came = client.get(back.headers["location"])
    assert came.status_code == 303
    return client.get(came.headers["location"])


def cookie_of(client: httpx.Client) -> str:
    """The cookie by which a client is known."""
    return next(one.value or "" for one in client.cookies.jar if one.name == "_streamlit_user")


def _wait(url: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {url}")
