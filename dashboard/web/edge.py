"""The edge: under which path and name a request came, as the address itself says and the proxies we trust.

Everything behind it sees our own paths ("/sites") and the name its reader asked for. Nobody else's word is taken: what a
stranger says of hosts and prefixes is struck out.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dashboard.http.addresses import Networks
from dashboard.http.root import ROOT_HEADER, begin_at
from dashboard.http.settings import PREFIX, Settings
from dashboard.http.sign_in import READER_HEADER

_HOST, _PREFIX, _PROTO = b"x-forwarded-host", b"x-forwarded-prefix", b"x-forwarded-proto"
_STRUCK = frozenset({ROOT_HEADER.encode(), READER_HEADER.encode(), _HOST, _PREFIX})
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?", re.ASCII)
MOST_ROOTS = 8  # of one process: what is kept for readers is kept for each


class Edge:
    """ASGI application around `app`; `settings` name the base path, the trusted proxies and, perhaps, the public address."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        named = list(settings.trusted_proxies)
        self._app: ASGIApp = ProxyHeadersMiddleware(app, named) if named else app  # type: ignore[arg-type,assignment]
        self._trusted = Networks(named)
        self._base = settings.base_path
        self._is_settled = bool(settings.public_url)
        self._roots: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        is_trusted = bool(scope.get("client")) and scope["client"][0] in self._trusted
        host = _last(scope, _HOST, _AUTHORITY) if is_trusted else ""
        prefix = (_last(scope, _PREFIX, PREFIX) if is_trusted else "").rstrip("/")
        for base in filter(None, (prefix, self._base)):
            if scope["path"] == base and scope["type"] == "http":
                query = scope["query_string"].decode("latin-1")
                there = f"{base.rpartition('/')[2]}/" + (f"?{query}" if query else "")
                await RedirectResponse(there, 308)(scope, receive, send)
                return
        root = self._root(scope, host, prefix) if host or prefix else ""
        begin_at(root)
        headers = [(name, value) for name, value in scope["headers"] if name not in _STRUCK]
        if host:
            headers = [(name, host.encode() if name == b"host" else value) for name, value in headers]
        if root:
            headers.append((ROOT_HEADER.encode(), root.encode()))
        await self._app({**self._inside(scope, prefix), "headers": headers}, receive, send)

    def _inside(self, scope: Scope, prefix: str) -> Scope:
        """The scope with the path as we know it, whether the proxy has taken its prefix away or not."""
        path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
        for base in filter(None, (prefix, self._base)):
            if path.startswith(f"{base}/"):
                return {**scope, "path": path[len(base) :], "raw_path": raw[len(base) :]}
        return scope

    def _root(self, scope: Scope, host: str, prefix: str) -> str:
        """Where the proxy says that its reader found us; "" where the settings say, or too many were found already."""
        if self._is_settled:
            return ""
        scheme = _last(scope, _PROTO, re.compile("https?|wss?"))
        scheme = (scheme or str(scope["scheme"])).replace("ws", "http")
        asked = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if not (authority := host or asked):
            return ""
        root = f"{scheme}://{authority}{prefix or self._base}"
        if len(self._roots) < MOST_ROOTS:
            self._roots.add(root)
        return root if root in self._roots and urlsplit(root).hostname else ""


def _last(scope: Scope, name: bytes, form: re.Pattern[str]) -> str:
    """What the proxy that asks us says in a header: the last value, for those before it are hearsay; "" for what can't be."""
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    last = found[-1].split(",")[-1].strip() if found else ""
    return last if form.fullmatch(last) else ""
