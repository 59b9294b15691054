"""The WebSocket of uvicorn with a compression of our own, and with bounds on what may come in.

Frames are parted before they are opened, and opened one at a time: 15 kB may hold 15 MB. What waits stays as it came,
in the client's own socket where there is much of it. docs/operate.md has the reasons of each number.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from dashboard.http.addresses import key_of
from dashboard.support.runs import FIRST_WORDS
from dashboard.web.connections import OPEN
from dashboard.web.deflate import PackOnceFactory

MESSAGE_BYTES = 256 * 1024  # of a message once inflated; the largest that our pages send have 6 kB
FRAGMENTS = 64  # of one message
HELD_BYTES = 64 * 1024  # that wait as they came, before the socket is read no further
POOL_BYTES = 32 * 1024 * 1024  # held for all connections together
FRAMES_AT_ONCE, FRAMES_A_SECOND = 100, 20.0  # of one connection
SPEAK_WITHIN_S = 20.0  # of the handshake: our page asks to be drawn at once
WHOLE_WITHIN_S = 30.0  # from the first byte of a message to its last
VIOLATION, TRY_LATER = 1008, 1013  # closing codes of RFC 6455


class Pool:
    """The bytes that all connections of a process hold of what their clients sent."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._total = 0

    def moves(self, difference: int) -> bool:
        """Count bytes taken or given back; False where there is no room for them."""
        self._total += difference
        return difference <= 0 or self._total <= self._most


POOL = Pool(POOL_BYTES)


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """One connection. A message is opened when the one before was taken and the client reads what it was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn.available_extensions = [PackOnceFactory()]
        self._held = bytearray()
        self._counted = 0
        self._credit, self._credited_at = float(FRAMES_AT_ONCE), self.loop.time()
        self._timers: dict[str, TimerHandle] = {}
        self._asked_at = 0.0  # when a message was handed on that nothing was sent for yet

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the place of the connection over HTTP that this one was."""
        super().connection_made(transport)
        OPEN.places.take(self._key())

    def _key(self) -> str:
        return key_of(self.client[0]) if self.client else "-"

    def data_received(self, data: bytes) -> None:
        """Hold what came, and open what may be opened."""
        if not self.handshake_initiated:
            super().data_received(data)
            return
        self._held += data
        self._open_what_may_be()

    def resume_writing(self) -> None:
        """The client has read what it was sent."""
        super().resume_writing()
        self._open_what_may_be()

    async def receive(self) -> Any:
        """The next message for the application; the one after may then be opened."""
        message = await super().receive()
        if message["type"] == "websocket.receive":
            self._asked_at = self.loop.time()
        self.loop.call_soon(self._open_what_may_be)
        return message

    async def send(self, message: Any) -> None:
        """What the application sends."""
        if self._asked_at and message["type"] == "websocket.send":
            FIRST_WORDS.note(self.loop.time() - self._asked_at)
            self._asked_at = 0.0
        await super().send(message)
        if message["type"] == "websocket.accept" and not self.disconnected:
            self._timers["speak"] = self.loop.call_later(SPEAK_WITHIN_S, self._refuse, VIOLATION, "nothing was said")
            self._open_what_may_be()

    def send_receive_event_to_app(self) -> None:
        """A message is whole."""
        self._stop("speak")
        super().send_receive_event_to_app()

    def handle_cont(self, event: Frame) -> None:
        """A further part of a message."""
        if len(self.frames) >= FRAGMENTS:
            self._refuse(VIOLATION, "too many fragments")
        else:
            super().handle_cont(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give back what was held."""
        for name in tuple(self._timers):
            self._stop(name)
        self._held.clear()
        self.frames = []
        POOL.moves(-self._counted)
        self._counted = 0
        OPEN.places.give_back(self._key())
        super().connection_lost(exc)

    def _open_what_may_be(self) -> None:
        if self.disconnected or self.transport.is_closing():
            return
        while self._may_open() and (frame := self._next_frame()):
            self.conn.receive_data(frame)
            if self.conn.parser_exc is not None:
                self.handle_parser_exception()
                return
            self.handle_events()
            if self.transport.is_closing():
                return
        if not self._count():
            self._refuse(TRY_LATER, "too much is waiting")
            return
        self._watch_for_the_rest()
        if len(self._held) >= HELD_BYTES and not self._lacks_bytes():
            self.transport.pause_reading()
        else:
            self.transport.resume_reading()

    def _may_open(self) -> bool:
        if self.close_sent:
            return True  # only control frames are opened then
        if not self.handshake_complete or not self.queue.empty() or not self.writable.is_set():
            return False
        now = self.loop.time()
        self._credit = min(self._credit + (now - self._credited_at) * FRAMES_A_SECOND, FRAMES_AT_ONCE)
        self._credited_at = now
        if self._credit < 1:
            if "credit" not in self._timers:
                self._timers["credit"] = self.loop.call_later(1 / FRAMES_A_SECOND, self._credited)
            return False
        return True

    def _credited(self) -> None:
        self._stop("credit")
        self._open_what_may_be()

    def _next_frame(self) -> bytes:
        """The bytes of the first frame held, all there are of one too large to be read; nothing while it is not whole."""
        while self._held:
            size = _frame_bytes(self._held)
            if size is None or (size > len(self._held) and size <= MESSAGE_BYTES):
                break
            frame = bytes(self._held[:size])
            del self._held[:size]
            self._credit -= 1
            if not self.close_sent or frame[0] & 0x08:
                return frame
        return b""

    def _lacks_bytes(self) -> bool:
        """True while the first frame held is not whole."""
        size = _frame_bytes(self._held)
        return size is None or size > len(self._held)

    def _count(self) -> bool:
        now = len(self._held) + sum(map(len, self.frames))
        difference, self._counted = now - self._counted, now
        return POOL.moves(difference)

    def _watch_for_the_rest(self) -> None:
        if not self._counted:
            self._stop("whole")
        elif "whole" not in self._timers:
            self._timers["whole"] = self.loop.call_later(WHOLE_WITHIN_S, self._is_late)

    def _is_late(self) -> None:
        self._stop("whole")
        if self._may_open():
            self._refuse(VIOLATION, "a message took too long")
        else:  # it is we who let it wait
            self._watch_for_the_rest()

    def _stop(self, name: str) -> None:
        if name in self._timers:
            self._timers.pop(name).cancel()

    def _refuse(self, code: int, reason: str) -> None:
        if self.disconnected or self.close_sent or self.transport.is_closing():
            return
        self.conn.fail(code, reason)
        self.handle_parser_exception()


def _frame_bytes(held: bytearray) -> int | None:
    """How long the frame is that begins here (RFC 6455, 5.2); None while its head is not whole."""
    if len(held) < 2:
        return None
    length, head = held[1] & 0x7F, 6 if held[1] & 0x80 else 2
    wide = {126: 2, 127: 8}.get(length, 0)
    if len(held) < 2 + wide:
        return None
    return head + wide + (int.from_bytes(held[2 : 2 + wide], "big") if wide else length)
