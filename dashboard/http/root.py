"""Where readers find this server: the one place that knows under which address all the others stand.

A page names our other addresses from its own place, so it is whole behind whatever proxy it is read. What is read
elsewhere (code for other sites, citations, catalogues) and by scripts (JSON) begins with the root.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from urllib.parse import urlsplit

from dashboard.http.settings import PUBLIC_URL

ROOT_HEADER = "x-siyada-root"  # brings it to the thread that draws a page; struck out of what comes in
# Of the request that is answered, where a trusted proxy named another than the settings do.
_OF_REQUEST: ContextVar[str] = ContextVar("root", default="")


def begin_at(url: str) -> None:
    """Have what is answered from here on begin with `url`; "" for what the settings say."""
    _OF_REQUEST.set(url)


def root_url() -> str:
    """The absolute address of the server for its readers, without a slash at its end; "" where nobody serves."""
    return _OF_REQUEST.get() or os.environ.get(PUBLIC_URL, "").rstrip("/")


def root_path() -> str:
    """The path under which readers find the server: "" or "/siyada"."""
    return urlsplit(root_url()).path


def from_root(address: str) -> str:
    """An address of ours ("/sites?site=...") with the path of the root before it; any other as it is."""
    return f"{root_path()}{address}" if address.startswith("/") else address


def relative(address: str, depth: int = 0) -> str:
    """An address of ours as a page names it that stands `depth` folders below the root ("/brief": 0, "/api/v1/": 2)."""
    if not address.startswith("/"):
        return address
    named = address[1:]
    return f"{'../' * depth}{named}" if named[:1] not in ("", "?", "#") or depth else f"./{named}"
