"""Readers without a browser: a page over HTTP, then a session over the websocket, with Streamlit's own messages.

A reader asks for a view by its address, as the page does when it is opened or its address is changed; known messages
are named, so that the server need not send them again. What a browser does besides (scripts, fonts, drawing) is left out.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STREAM = "/_stcore/stream"
PATIENCE_S = 60.0  # after which a reader has given up: an error


class WrongError(Exception):
    """What no reader should see: another answer than a page or a "come again", an error on a page, a lost connection."""


async def run(socket: ClientConnection, page: str, query: str, known: list[str]) -> float:
    """Milliseconds from a request for a view to the end of its run. Raises WrongError for an error on the page."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = "" if page == "overview" else page
    ask.rerun_script.cached_message_hashes.extend(known)
    started = time.perf_counter()
    await socket.send(ask.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await socket.recv())  # type: ignore[arg-type]
        if message.hash and message.metadata.cacheable:
            known.append(message.hash)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") in ("exception", "alert"):
            element = message.delta.new_element
            raise WrongError(element.exception.message or element.alert.body)
        if kind == "script_finished":
            return 1000 * (time.perf_counter() - started)


@dataclass
class Reader:
    """Somebody at an address (of 127.0.0.0/8, so that the server tells readers apart) with at most one session."""

    url: str
    address: str = "127.0.0.1"
    known: list[str] = field(default_factory=list)
    _socket: ClientConnection | None = None

    async def ask(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of what is at a path. Raises WrongError where no whole answer came."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._ask(path)
        except (OSError, ValueError, IndexError, asyncio.IncompleteReadError) as error:
            raise WrongError(f"{path}: {type(error).__name__} {error}") from error

    async def _ask(self, path: str) -> tuple[int, dict[str, str], bytes]:
        place = urlsplit(self.url)
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", place.port, local_addr=(self.address, 0))
        lines = (f"GET {path} HTTP/1.1", f"Host: {place.netloc}", "Accept-Encoding: gzip", "Connection: close")
        try:
            outgoing.write("\r\n".join((*lines, "", "")).encode())
            head, _, body = (await incoming.read(-1)).partition(b"\r\n\r\n")
        finally:
            outgoing.close()
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)}
        if len(body) != int(headers.get("content-length", len(body))):
            raise WrongError(f"{path}: {len(body)} bytes of {headers['content-length']}")
        return int(first.split(" ")[1]), headers, body

    async def may_come(self, path: str = "/") -> bool:
        """True where the page is handed out, False where the server says when to come again."""
        status, headers, _ = await self.ask(path)
        if status not in (200, 503) or (status == 503 and "retry-after" not in headers):
            raise WrongError(f"{path}: {status}")
        return status == 200

    async def view(self, page: str, query: str) -> float:
        """Milliseconds until a view is drawn, with the opening of the session where none is open."""
        started = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_S):
                if self._socket is None:
                    self._socket = await self._connect()
                await run(self._socket, page, query, self.known)
        except (OSError, TimeoutError) as error:
            raise WrongError(f"{page}?{query}: {type(error).__name__} {error}") from error
        except Exception as error:  # of the websocket: a handshake refused, a connection closed
            raise WrongError(f"{page}?{query}: {error}") from error
        return 1000 * (time.perf_counter() - started)

    async def _connect(self) -> ClientConnection:
        place = urlsplit(self.url)
        return await connect(
            f"ws://127.0.0.1:{place.port}{STREAM}",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://127.0.0.1:{place.port}",  # type: ignore[arg-type]
            max_size=None,
            ping_interval=None,  # a browser sends none
            open_timeout=PATIENCE_S,
            local_addr=(self.address, 0),
        )

    async def leave(self) -> None:
        """Close the session, if one is open."""
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()
