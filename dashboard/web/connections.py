"""Connections as they come: how many there may be, and how long one may take over what it says.

A connection too many is answered 503 when it has said what it wants, so that its reader sees the reason; only far beyond
that is it shut without a word, for the last descriptors are those by which everybody else is served.
"""

from __future__ import annotations

import asyncio
import resource
from dataclasses import dataclass
from typing import Any

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from dashboard.http.addresses import Networks, Places, key_of
from dashboard.support.metrics import TURNED_AWAY

REQUEST_WITHIN_S = 10.0  # from its first byte, or that of the connection, to the end of its headers
STALLED_S = 30.0  # without a byte taken of an answer
LINE_BYTES, HEADERS = 8000, 100  # of a handshake; Streamlit's is a tenth of that
DESCRIPTORS_WANTED = 65_536
DESCRIPTORS_ELSEWHERE = 200  # files, builds, documents in the making
DESCRIPTORS_A_SESSION = 4  # its connection, and three of the event loop that Streamlit gives it
MOST_REFUSALS = 50  # connections too many that still get an answer


@dataclass(frozen=True)
class Room:
    """How many sessions and connections fit in a process."""

    sessions: int
    connections: int


def raise_descriptors() -> int:
    """Let this process have as many files open as the system allows it, and return how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = DESCRIPTORS_WANTED if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS_WANTED)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        return most
    return soft if soft != resource.RLIM_INFINITY else DESCRIPTORS_WANTED


def room(descriptors: int, sessions: int) -> Room:
    """What fits: as many sessions as wanted or as there are descriptors for, and as many plain connections besides."""
    spare = max(descriptors - DESCRIPTORS_ELSEWHERE - MOST_REFUSALS, 10)
    fitting = min(sessions, spare // (DESCRIPTORS_A_SESSION + 1))
    return Room(fitting, 2 * fitting)


class Open:
    """The connections of a process, by address; those of named proxies have no share, for all readers come by them."""

    def __init__(self) -> None:
        self.places = Places(10**9, 10**9)
        self.proxies = Networks(())

    def has_room(self, peer: str) -> bool:
        """True where a connection from `peer` may be answered."""
        if peer in self.proxies:
            return self.places.taken < self.places.most
        return self.places.has_room(key_of(peer))

    @property
    def is_over(self) -> bool:
        """True where there is no descriptor left to say so."""
        return self.places.taken >= self.places.most + MOST_REFUSALS


OPEN = Open()  # of this process


class BoundedHttp(H11Protocol):
    """One connection over HTTP, until it becomes a websocket."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_welcome, self._holds = True, ""
        self._late: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, or learn that there is none."""
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        self._is_welcome = OPEN.has_room(peer)
        if OPEN.is_over:
            transport.abort()
            return
        self._holds = key_of(peer) or "-"
        OPEN.places.take(self._holds)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self._let_go()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, as long as the headers come in time."""
        super().data_received(data)
        self._watch()

    def handle_events(self) -> None:
        """Answer what was asked, or that there is no room."""
        if not self._is_welcome:
            TURNED_AWAY.labels("connection").inc()
            self.app = _no_room
        super().handle_events()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over, unless it asks in a way that the websocket would not answer."""
        lines = [len(event.target) + 20, *(len(name) + len(value) + 4 for name, value in self.headers)]
        names = [name for name, _ in self.headers]
        if not self._is_welcome:
            self._refuse(b"503 Service Unavailable", b"Retry-After: 10\r\n")
        elif max(lines) > LINE_BYTES or len(lines) > HEADERS:
            self._refuse(b"431 Request Header Fields Too Large")
        elif b"transfer-encoding" in names and b"content-length" in names:
            self._refuse(b"400 Bad Request")
        else:
            self._let_go()  # the websocket takes a place of its own
            super().handle_websocket_upgrade(event)

    def pause_writing(self) -> None:
        """The client takes what it is sent more slowly than it comes."""
        super().pause_writing()
        self._wait_for_progress(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """The client has taken it."""
        super().resume_writing()
        self._stop_waiting()

    def _watch(self) -> None:
        waits = self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if waits and self._late is None and self.timeout_keep_alive_task is None:
            self._late = self.loop.call_later(REQUEST_WITHIN_S, self._too_late)
        elif not waits and self._late is not None:
            self._late.cancel()
            self._late = None

    def _too_late(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE:
            self._refuse(b"408 Request Timeout")

    def _wait_for_progress(self, left: int) -> None:
        def look() -> None:
            now = self.transport.get_write_buffer_size()
            if now < left:
                self._wait_for_progress(now)
            else:
                self.transport.abort()

        self._stalled = self.loop.call_later(STALLED_S, look)

    def _stop_waiting(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _let_go(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
        self._stop_waiting()
        if self._holds:
            OPEN.places.give_back(self._holds)
            self._holds = ""

    def _refuse(self, status: bytes, further: bytes = b"") -> None:
        if not self.transport.is_closing():
            head = b"HTTP/1.1 %b\r\n%bConnection: close\r\nContent-Type: text/plain\r\n" % (status, further)
            self.transport.write(b"%bContent-Length: %d\r\n\r\n%b" % (head, len(status), status))
            self.transport.close()


async def _no_room(_: Scope, __: Receive, send: Send) -> None:
    body = b"As many connections are open as can be. Come again in ten seconds."
    headers = [(b"retry-after", b"10"), (b"connection", b"close"), (b"content-type", b"text/plain; charset=utf-8")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})
