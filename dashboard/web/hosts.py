"""Whom the server answers as, and which pages may open a connection to it.

A page elsewhere can have its own name lead to our address (DNS rebinding), or open a websocket to us from a reader's
browser. The first names a host that is not ours in `Host`, the second another site in `Origin`: both are refused here,
before Streamlit, which would ask a host abroad what its own public address is.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from starlette.types import Scope

from dashboard.http.settings import Settings

_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?", re.ASCII)
_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443"}


class Hosts:
    """The names that this server answers for: addresses, this machine's own name, and those of the settings.

    An address as a host is always right: a browser that names one went there.
    """

    def __init__(self, settings: Settings) -> None:
        public = urlsplit(settings.public_url).hostname or "localhost"
        self._named = frozenset({public, *(name for name in settings.allowed_hosts if name[0] != "*")} - {"localhost"})
        self._below = tuple(name[1:] for name in settings.allowed_hosts if name[0] == "*")
        self._local = frozenset({"localhost", socket.gethostname().lower()})

    def answers_for(self, host: str | None) -> bool:
        """True for a `Host` header that names us; none at all (HTTP/1.0, no browser) does too."""
        if host is None:
            return True
        name = _name(host)
        return name is not None and (name in self._local or _is_address(name) or self._is_named(name))

    def admits(self, origin: str | None, host: str | None) -> bool:
        """True where a page of `origin` may open a websocket to us, reached as `host`; no origin: not a page at all."""
        if origin is None:
            return True
        scheme, _, authority = origin.partition("://")
        name = _name(authority)
        if scheme not in ("http", "https") or name is None:
            return False
        return self._is_named(name) or (host is not None and _same(authority, host, scheme))

    def _is_named(self, name: str) -> bool:
        return name in self._named or name.endswith(self._below)


def header(scope: Scope, name: bytes) -> str | None:
    """A header of a request as it came, None where it did not."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


def as_same_origin(scope: Scope) -> Scope:
    """The scope of an admitted websocket as Streamlit takes it without asking further: its host is that of its page."""
    origin = header(scope, b"origin")
    if origin is None:
        return scope
    host = origin.partition("://")[2].encode("latin-1")
    return {**scope, "headers": [(key, host if key == b"host" else value) for key, value in scope["headers"]]}


def ask_nobody() -> None:
    """Take from Streamlit the two questions by which it learns its addresses: one goes to a host abroad."""
    from streamlit import net_util

    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


def _name(authority: str) -> str | None:
    found = _AUTHORITY.fullmatch(authority)
    return found[1].strip("[]").lower().rstrip(".") if found else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(authority: str, host: str, scheme: str) -> bool:
    """True for the same name and port, the port of the scheme where one is left out."""
    pairs = [_AUTHORITY.fullmatch(one) for one in (authority, host)]
    content = {(found[1].lower(), found[2] or _PORTS[scheme]) for found in pairs if found}
    return all(pairs) and len(content) == 1
