"""Plain connections to a server under test: handshakes, sessions and requests as no browser would send them."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

STREAM = "/_stcore/stream"


def run_apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives, in an event loop of its own: a browser of other tests may hold one in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def place(url: str) -> tuple[str, int]:
    """Where a server listens."""
    return "127.0.0.1", urlsplit(url).port or 80


def ask(url: str, request: bytes, *, source: str = "127.0.0.1", timeout_s: float = 15.0) -> bytes:
    """What comes back for the bytes of a request, until the server closes or falls silent for `timeout_s`."""
    found = b""
    with socket.create_connection(place(url), timeout_s, source_address=(source, 0)) as wire:
        wire.sendall(request)
        try:
            while part := wire.recv(1 << 16):
                found += part
        except (TimeoutError, ConnectionResetError):
            pass
    return found


def handshake(url: str, path: str = STREAM, **headers: str) -> bytes:
    """The request that opens a websocket; `headers` replace or add (None: leave out), `_` standing for `-`."""
    host, port = place(url)
    told = {
        "Host": f"{host}:{port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Protocol": "streamlit",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")


def status(answer: bytes) -> int:
    """The status of an answer, 0 where there was none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def session(url: str) -> ClientConnection:
    """A websocket as Streamlit's own page opens it."""
    address = url.replace("http", "ws", 1) + STREAM
    return connect(address, subprotocols=["streamlit"], origin=url, max_size=None, open_timeout=20)  # type: ignore[arg-type, list-item]


def rerun(page: str = "", query: str = "") -> bytes:
    """What Streamlit's page says to have a page drawn."""
    said = BackMsg()
    said.rerun_script.query_string = query
    said.rerun_script.page_name = page
    return said.SerializeToString()


def draw(wire: ClientConnection, page: str = "", query: str = "", timeout_s: float = 30.0) -> list[str]:
    """Have a page drawn; the texts of the errors on it."""
    wire.send(rerun(page, query))
    errors = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(wire.recv(timeout_s))  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") in ("exception", "alert"):
                errors.append(element.exception.message or element.alert.body)
        if kind == "script_finished":
            return errors
