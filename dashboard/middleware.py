"""What stands before Streamlit: security headers on every answer, compressed files, and the page in its language."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from typing import get_args
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.assets import Asset
from dashboard.content import Lang
from dashboard.door import Door
from dashboard.hosts import Hosts, as_same_origin, header
from dashboard.i18n import translator

FOR_EVER = "public, immutable, max-age=31536000"
FOR_A_YEAR = "max-age=31536000"
OURS = ("/healthz", "/readyz")  # answers of our own, never replaced by the page
# Twenty who arrive together have their page within two seconds; a hundred, measured, waited twelve.
ARRIVALS_AT_MOST, ARRIVALS_WITHIN_S = 60, 10.0


class Front:
    """ASGI middleware. `files` are served by URL path, `index` is the outer page by language, `own` answers /api and /brief.

    Addresses outside `pages` ("/", "/sites"...) get the outer page with status 404, so that a mistyped link is not
    taken for a page. When too many readers arrive at once, or nothing is published, a page is answered by what
    `stand_in` gives for the language (None: the page after all) and status 503; readers who are in stay in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        files: Mapping[str, Asset],
        index: Mapping[Lang, Asset],
        pages: Collection[str],
        policy: str,
        hosts: Hosts,
        is_https: bool,
        own: ASGIApp,
        stand_in: Callable[[Lang], Asset | None],
        is_ready: Callable[[], bool],
    ) -> None:
        self.app = app
        self.own = own
        self.hosts = hosts
        self.stand_in = stand_in
        self.is_ready = is_ready
        self.door = Door()
        self.arrivals: deque[float] = deque(maxlen=ARRIVALS_AT_MOST)
        self.files = files
        self.index = index
        self.pages = frozenset(pages)
        self.headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        } | ({"Strict-Transport-Security": FOR_A_YEAR} if is_https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is ours and hand the rest down."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        ours = self._ours(scope)
        if ours is not None:
            await ours(scope, receive, secured)
        else:
            await self.app(scope, receive, self._page_in_its_language(scope, receive, secured))

    def _ours(self, scope: Scope) -> ASGIApp | None:
        """What answers a request without Streamlit, in the event loop: for a file, Streamlit would take a thread."""
        path, is_read = scope["path"], scope["method"] in ("GET", "HEAD")
        if not self.hosts.answers_for(header(scope, b"host")):
            return _misdirected(scope)
        if path in self.files and is_read:
            return _sent(self.files[path], scope, FOR_EVER)
        if path in ("/api", "/brief") or path.startswith("/api/"):
            return self.own
        return self._page(scope) if path in self.pages and is_read else None

    def _page(self, scope: Scope) -> ASGIApp:
        lang = asked_lang(scope["query_string"])
        brief = self.stand_in(lang) if self._is_busy() or not self.is_ready() else None
        if brief is None:
            return _sent(self.index[lang], scope, "no-cache")
        answer = _sent(brief, scope, "no-store", 503)
        answer.headers["Retry-After"] = str(round(ARRIVALS_WITHIN_S))
        return answer

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = header(scope, b"host")
        if not self.hosts.answers_for(host) or not self.hosts.admits(header(scope, b"origin"), host):
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: HTTP 403
            return
        self.arrivals.append(time.monotonic())
        await self.door.through(self.app, as_same_origin(scope), receive, send)

    def _is_busy(self) -> bool:
        return len(self.arrivals) == ARRIVALS_AT_MOST and time.monotonic() - self.arrivals[0] < ARRIVALS_WITHIN_S

    def _page_in_its_language(self, scope: Scope, receive: Receive, send: Send) -> Send:
        """A `send` that puts our outer page in the place of Streamlit's, which it answers for any unknown address."""
        is_replaced = False

        async def replacing(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                is_ours = scope["path"].startswith(OURS)
                is_replaced = message["status"] == 200 and kind.startswith("text/html") and not is_ours
                if is_replaced:
                    page = self.index[asked_lang(scope["query_string"])]
                    status = 200 if scope["path"] in self.pages else 404
                    await _sent(page, scope, "no-cache", status)(scope, receive, send)
            if not is_replaced:
                await send(message)

        return replacing


def asked_lang(query: bytes) -> Lang:
    """The language named by `?lang=`, French where none or an unknown one is."""
    given = parse_qs(query.decode("latin-1")).get("lang", ["fr"])[0]
    return next((lang for lang in get_args(Lang) if lang == given), "fr")


def _misdirected(scope: Scope) -> Response:
    t = translator(asked_lang(scope["query_string"]))
    told = t(
        "This server does not answer for the name by which you asked for it. Its operator can name it: see {file}.",
        file="docs/operate.md",
    )
    return PlainTextResponse(told, 421, {"Cache-Control": "no-store"})


def _sent(file: Asset, scope: Scope, caching: str, status: int = 200) -> Response:
    body, encoding = file.encoded(Headers(scope=scope).get("accept-encoding", ""))
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"} | (
        {"Content-Encoding": encoding} if encoding else {}
    )
    # Starlette keeps the length of the body for a HEAD; the server leaves the body itself out.
    return Response(body, status, headers, file.media_type)
