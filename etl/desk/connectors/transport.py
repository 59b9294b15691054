"""Fetching a source's file: within limits of time and size, from its own host alone, and only where it changed.

What was fetched stays in a folder with the marks its server gave (ETag, Last-Modified) and its SHA-256: the next time the
server is asked whether it changed, and what stands here is used where it did not.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from etl.desk.grid import MAX_BYTES
from etl.desk.problems import DeskError

_PAUSES = (1.0, 4.0)  # seconds before the second and the third try
_TRIED_AGAIN = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = 3
_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_MARKS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Limits:
    """Bounds on one file: seconds for all of it, seconds of silence, bytes; pauses between tries, in seconds."""

    seconds: float = 120
    silent_seconds: float = 20
    max_bytes: int = MAX_BYTES
    pauses: tuple[float, ...] = _PAUSES


class _AgainError(Exception):
    """A try that failed for a reason that may pass."""


def fetch(
    address: str, folder: Path, limits: Limits | None = None, pause: Callable[[float], None] = time.sleep
) -> bytes:
    """The bytes at an address, as they are now. Raises DeskError where they can't be had; what stands in `folder` stays."""
    bounds = limits or Limits()
    store = _Store(folder, address)
    reason = ""
    for wait in (0.0, *bounds.pauses):
        if wait:
            pause(wait)
        try:
            return _attempt(address, store, bounds)
        except _AgainError as error:
            reason = str(error)
    raise DeskError("fetch_failed", address=address, tries=len(bounds.pauses) + 1, reason=reason)


def _attempt(address: str, store: _Store, limits: Limits) -> bytes:
    kept = store.read()
    marks = kept[1] if kept else {}
    asked = {head: marks[name] for name, head in _MARKS.items() if marks.get(name)}
    with _answer(address, asked, limits) as (answer, end):
        if answer.status_code == httpx.codes.NOT_MODIFIED and kept:
            return kept[0]
        if answer.status_code in _TRIED_AGAIN:
            raise _AgainError(f"HTTP {answer.status_code}")
        if answer.status_code != httpx.codes.OK:
            raise DeskError("fetch_refused", address=address, status=answer.status_code)
        body = _body(answer, address, end, limits)
        store.write(body, {name: answer.headers[name] for name in _MARKS if name in answer.headers})
        return body


@contextmanager
def _answer(address: str, asked: dict[str, str], limits: Limits) -> Iterator[tuple[httpx.Response, float]]:
    """The answer at an address, behind redirects on its own host, and the time by which it must be read."""
    end = time.monotonic() + limits.seconds
    headers = {"User-Agent": "Siyada", "Accept-Encoding": "identity"} | asked
    url = httpx.URL(address)
    try:
        with httpx.Client(headers=headers, timeout=limits.silent_seconds, follow_redirects=False) as client:
            for _ in range(_REDIRECTS + 1):
                with client.stream("GET", url) as answer:
                    if answer.status_code not in _REDIRECTED:
                        yield answer, end
                        return
                    url = _same_host(url, answer.headers.get("location", ""))
            raise DeskError("too_many_redirects", address=address)
    except httpx.TimeoutException:
        raise _AgainError("timeout") from None
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise _AgainError(str(error)[:200] or type(error).__name__) from None


def _same_host(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. Raises DeskError for another host, another port or from https to http."""
    try:
        found = url.join(location)
    except httpx.InvalidURL:
        raise DeskError("other_host", address=str(url), host=location[:80]) from None
    places = [(one.scheme, one.host, one.port or _DEFAULT_PORTS.get(one.scheme)) for one in (url, found)]
    if places[0] != places[1]:
        raise DeskError("other_host", address=str(url), host=found.host or location[:80])
    return found


def _body(answer: httpx.Response, address: str, end: float, limits: Limits) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes(65_536):
        size += len(part)
        if size > limits.max_bytes:
            raise DeskError("fetch_large", address=address, limit=limits.max_bytes // 1024**2)
        if time.monotonic() > end:
            raise _AgainError("timeout")
        parts.append(part)
    return b"".join(parts)


class _Store:
    """The file of one address in a folder, and its marks."""

    def __init__(self, folder: Path, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:16]
        self.address = address
        self.body, self.about = folder / f"{name}.body", folder / f"{name}.json"

    def read(self) -> tuple[bytes, dict[str, str]] | None:
        """The bytes and their marks; None where there are none, or they are not whole."""
        try:
            about = json.loads(self.about.read_bytes())
            body = self.body.read_bytes()
        except (OSError, ValueError):
            return None
        is_whole = isinstance(about, dict) and about.get("sha256") == hashlib.sha256(body).hexdigest()
        return (body, {name: str(about.get(name, "")) for name in _MARKS}) if is_whole else None

    def write(self, body: bytes, marks: dict[str, str]) -> None:
        about = {"address": self.address, "sha256": hashlib.sha256(body).hexdigest()} | marks
        try:
            self.body.parent.mkdir(parents=True, exist_ok=True)
            for path, content in ((self.body, body), (self.about, (json.dumps(about, indent=1) + "\n").encode())):
                part = path.with_suffix(".part")
                part.write_bytes(content)
                part.replace(path)
        except OSError as error:
            folder = self.body.parent.name
            raise DeskError("unwritable", folder=folder, reason=error.strerror or type(error).__name__) from None
