"""The one place that decides who may see what: asked for every request and every websocket, before anything of ours answers."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Collection
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.http.sign_in import READER_HEADER, SignIn
from dashboard.web.front import refused
from dashboard.web.sign_in.flow import Flow
from dashboard.web.sign_in.refusals import STATUS, Refusals, Why
from dashboard.web.sign_in.session import Visitor, read_visitor
from dashboard.web.sign_in.signed_out import SignedOut

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})  # the last is for private networks alone
ENDED = 4401  # closing code of a websocket whose session has ended; connection.js knows it
LOOK_S = 5.0  # at most, until a session that was ended elsewhere is noticed on an open websocket


class Guard:
    """Lets in whoever is signed in and on the list; `fonts` are the files of the sign-in page, `contact` is whom others may ask."""

    def __init__(self, settings: SignIn, signed_out: SignedOut, fonts: Collection[str], contact: str = "") -> None:
        self._settings, self._signed_out = settings, signed_out
        self._refusals = Refusals(settings, contact)
        self._flow = Flow(settings, self._refusals, signed_out)
        self._open = PROBES | frozenset(fonts)
        self._path = urlsplit(settings.root).path or "/"
        self._is_https = settings.root.startswith("https:")

    def look(self, scope: Scope) -> Visitor | Why:
        """Who a request comes from, or why they may not come in."""
        visitor = read_visitor(scope, self._settings)
        if visitor is None:
            return "out"
        if self._is_over(visitor):
            return "ended"
        return visitor if visitor.is_allowed else "stranger"

    def answer(self, scope: Scope, app: ASGIApp) -> ASGIApp | None:
        """What answers a request instead of what was asked for: a step of signing in (`app` is Streamlit's), or a refusal. None: go on."""
        if scope["path"] in self._open:
            return None
        if step := self._flow.at(scope["path"], app):
            return step
        found = self.look(scope)
        return None if isinstance(found, Visitor) else self._refusals.refuse(found)

    def refusal(self, scope: Scope) -> ASGIApp | None:
        """What answers the handshake of a websocket that may not be opened. None: open it."""
        found = self.look(scope)
        if isinstance(found, Visitor):
            return None
        return refused(STATUS[found], "Only readers who are signed in and on the list open anything here.")

    def watched(self, scope: Scope, app: ASGIApp) -> ASGIApp:
        """What answers a websocket that may be opened: `app`, while the session goes on."""
        visitor = self.look(scope)
        if not isinstance(visitor, Visitor):  # it ended this very moment
            return self.refusal(scope) or app

        async def watching(scope: Scope, receive: Receive, send: Send) -> None:
            headers = [*scope["headers"], (READER_HEADER.encode(), quote(visitor.name).encode())]
            await _Watched(self._is_over, visitor, receive, send).run(app, {**scope, "headers": headers})

        return watching

    def mend(self, path: str, headers: MutableHeaders) -> None:
        """Have no cache between us and a reader keep what an answer holds, and no cookie go further than our own path."""
        kept = headers.get("cache-control", "")
        if path not in self._open and "no-store" not in kept:
            headers["Cache-Control"] = ", ".join(["private", *(p for p in kept.split(", ") if p not in ("", "public"))])
        for place, (name, value) in enumerate(headers.raw):
            if name == b"set-cookie":
                headers.raw[place] = (name, self._ours(value.decode("latin-1")).encode("latin-1"))

    def _ours(self, line: str) -> str:
        first, *parts = line.split("; ")
        further = [part for part in parts if part.lower() != "secure" and not part.lower().startswith("path=")]
        return "; ".join([first, *further, f"Path={self._path}", *(["Secure"] if self._is_https else [])])

    def _is_over(self, visitor: Visitor) -> bool:
        return visitor.has_ended(time.time()) or self._signed_out.has(visitor.session)


class _Watched:
    """A websocket that is closed when the session of its reader ends; what its page says afterwards reaches nobody."""

    def __init__(self, is_over: Callable[[Visitor], bool], visitor: Visitor, receive: Receive, send: Send) -> None:
        self._is_over, self._visitor = is_over, visitor
        self._receive, self._send = receive, send
        self._over = asyncio.Event()

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Run `app` until it ends, or the session does."""
        watch = asyncio.create_task(self._watch())
        try:
            await app(scope, self._receiving, self._sending)
        finally:
            watch.cancel()

    async def _watch(self) -> None:
        while not self._is_over(self._visitor):
            await asyncio.sleep(min(max(self._visitor.ends_at - time.time(), 0.01), LOOK_S))
        await self._end()

    async def _end(self) -> None:
        if self._over.is_set():
            return
        self._over.set()
        with contextlib.suppress(OSError, RuntimeError):  # the client left at the same moment
            await self._send({"type": "websocket.close", "code": ENDED, "reason": "the session has ended"})

    async def _sending(self, message: Message) -> None:
        if not self._over.is_set():
            await self._send(message)

    async def _receiving(self) -> Message:
        coming, over = asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait({coming, over}, return_when=asyncio.FIRST_COMPLETED)
            if coming.done() and not self._over.is_set():
                message = coming.result()
                if message["type"] != "websocket.receive" or not self._is_over(self._visitor):
                    return message
                await self._end()
        finally:
            coming.cancel()
            over.cancel()
        return {"type": "websocket.disconnect", "code": ENDED}
