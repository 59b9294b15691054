"""What stands before Streamlit: security headers on every answer, compressed files, and the page in its language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.content.values import Lang
from dashboard.http.addresses import Places, key_of
from dashboard.http.answers import accepted, problem
from dashboard.http.asset import Asset
from dashboard.i18n import translator
from dashboard.i18n.asked import named_lang
from dashboard.render.feeds import ATOM_PATH, JSON_PATH
from dashboard.render.html.frame import STATEMENT
from dashboard.render.plotly.canvas import Width
from dashboard.support.metrics import TURNED_AWAY
from dashboard.web.arrivals import WITHIN_S, Arrivals
from dashboard.web.door import Door
from dashboard.web.hosts import Hosts, as_same_origin, header

if TYPE_CHECKING:
    from dashboard.web.sign_in.guard import Guard

STREAM = "/_stcore/stream"
OWN, EMBEDS = ("/api", "/brief", "/search", STATEMENT, "/oembed", ATOM_PATH, JSON_PATH), "/embed/"
OPEN = "/api/v1/"
# Public data: a script of any site may read it, with nothing by which a browser would tell who its reader is.
ANYONE_MAY_READ = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Content-Range, ETag, Link, Retry-After",
}
FOR_EVER = "public, immutable, max-age=31536000"
FOR_A_YEAR = "max-age=31536000"
FirstView = Callable[[str, bytes, Lang, Width], Awaitable[Asset | None]]
MOST_DEPTH = 9  # of an address where nothing is


class Front:
    """ASGI middleware. `files` are served by URL path, `index` is the outer page by language, `own` answers /api, /brief,
    /search, /accessibility, the feeds, /embed, /oembed and the `further` addresses that are switched on. What stands under /embed/ has a policy
    of its own, by which other sites may frame it. `guard`, where there is one, is asked before anything is answered.

    Of Streamlit's addresses only those in `passed` are answered. Any other outside `pages` ("/", "/sites"...) gets the
    page `nowhere` makes for a language and a depth, with status 404. When too many readers arrive at once, or nothing is published, a page is answered by what
    `stand_in` gives for the language (None: the page after all) and status 503; readers who are in stay in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        files: Mapping[str, Asset],
        index: Mapping[Lang, Asset],
        nowhere: Callable[[Lang, int], Asset],
        pages: Collection[str],
        passed: Collection[str],
        policy: str,
        embed_policy: str,
        hosts: Hosts,
        is_https: bool,
        own: ASGIApp,
        stand_in: Callable[[Lang], Asset | None],
        is_ready: Callable[[], bool],
        arrivals: Arrivals,
        sessions: Places,
        first_view: FirstView,
        further: Collection[str] = (),
        guard: Guard | None = None,
    ) -> None:
        self.app = app
        self.own = own
        self.own_paths = frozenset((*OWN, *further))
        self.hosts = hosts
        self.stand_in = stand_in
        self.is_ready = is_ready
        self.door = Door()
        self.arrivals = arrivals
        self.sessions = sessions
        self.first_view = first_view
        self.guard = guard
        self.files = files
        self.index = index
        self.nowhere = nowhere
        self.pages = frozenset(pages)
        self.passed = frozenset(passed)
        self.headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        } | ({"Strict-Transport-Security": FOR_A_YEAR} if is_https else {})
        may_be_framed = "frame-ancestors 'none'" not in embed_policy
        self.embed_headers = {
            name: text for name, text in self.headers.items() if name != "X-Frame-Options" or not may_be_framed
        } | {"Content-Security-Policy": embed_policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is ours and hand the rest down."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        more = self.embed_headers if scope["path"].startswith(EMBEDS) else self.headers
        if is_open := scope["path"].startswith(OPEN):
            more = more | ANYONE_MAY_READ
        if header(scope, b"content-length") not in (None, "0") or header(scope, b"transfer-encoding"):
            more = more | {"Connection": "close"}  # hardly anything here takes a body, and what is refused is not read

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(more)
                if self.guard:
                    self.guard.mend(scope["path"], headers)
            await send(message)

        asks_first = (
            is_open
            and self.guard is None
            and scope["method"] == "OPTIONS"
            and header(scope, b"access-control-request-method")
        )
        await (_may_be_asked() if asks_first else self._ours(scope) or self.app)(scope, receive, secured)

    def _ours(self, scope: Scope) -> ASGIApp | None:
        """What answers a request without Streamlit, in the event loop: for a file, Streamlit would take a thread."""
        path = scope["path"]
        if header(scope, b"content-length") is not None and header(scope, b"transfer-encoding") is not None:
            return problem(400, "A request has one length.")
        if not self.hosts.answers_for(header(scope, b"host")):
            return _misdirected(scope)
        if self.guard and (instead := self.guard.answer(scope, self.app)):
            return instead
        if path in self.own_paths or path.startswith(("/api/", EMBEDS)):
            return self.own
        return None if path in self.passed and path not in self.files else self._file(scope)

    def _file(self, scope: Scope) -> ASGIApp:
        """A file or a page; at any other address a page which says that nothing is there."""
        path = scope["path"]
        if path not in self.files and path not in self.pages:
            if path.rstrip("/") in self.pages:
                return _one_folder_up(scope)
            depth = min(scope.get("raw_path", path.encode()).count(b"/") - 1, MOST_DEPTH)
            return _sent(self.nowhere(asked_lang(scope["query_string"]), depth), scope, "no-cache", 404)
        if scope["method"] not in ("GET", "HEAD"):
            return problem(405, "Only GET and HEAD are answered.", {"Allow": "GET, HEAD"})
        return _sent(self.files[path], scope, FOR_EVER) if path in self.files else self._page(scope)

    def _page(self, scope: Scope) -> ASGIApp:
        lang, address = asked_lang(scope["query_string"]), address_of(scope)
        may_come = self.arrivals.may_come(address) and self.sessions.has_room(address) and self.is_ready()
        brief = None if may_come else self.stand_in(lang)
        if brief is None:
            if scope["method"] == "GET":
                self.arrivals.page(address)
            return self._with_first_view(lang)
        TURNED_AWAY.labels("page").inc()
        answer = _sent(brief, scope, "no-store", 503)
        answer.headers["Retry-After"] = str(round(WITHIN_S))
        return answer

    def _with_first_view(self, lang: Lang) -> ASGIApp:
        """The outer page with what can be read of it at once, where that can be had."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            width: Width = "phone" if "Mobi" in (header(scope, b"user-agent") or "") else "wide"
            found = await self.first_view(scope["path"], scope["query_string"], lang, width)
            await _sent(found or self.index[lang], scope, "no-cache")(scope, receive, send)

        return answering

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        host, address = header(scope, b"host"), address_of(scope)
        if scope["path"] != STREAM:
            await refused(404, "There is nothing at this address.")(scope, receive, send)
        elif not self.hosts.answers_for(host) or not self.hosts.admits(header(scope, b"origin"), host):
            await refused(403, "A page of another site opens nothing here.")(scope, receive, send)
        elif self.guard and (instead := self.guard.refusal(scope)):
            await instead(scope, receive, send)
        elif not self.sessions.has_room(address):
            TURNED_AWAY.labels("session").inc()
            await refused(503, "As many sessions are open as can be.", WITHIN_S)(scope, receive, send)
        else:
            self.arrivals.session(address)
            self.sessions.take(address)
            try:
                app = self.guard.watched(scope, self.app) if self.guard else self.app
                await self.door.through(app, as_same_origin(scope), receive, send)
            finally:
                self.sessions.give_back(address)


def _may_be_asked() -> Response:
    """The answer to a browser that asks whether a page of another site may read (CORS)."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Range, Range",
        "Access-Control-Max-Age": "86400",
    }
    return Response(None, 204, allowed)


def refused(status: int, detail: str, again_s: float | None = None) -> ASGIApp:
    """A handshake's refusal, before it is accepted, as a plain answer."""

    async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        response = problem(status, detail, {"Retry-After": str(round(again_s))} if again_s else None)
        await response(scope, receive, send)

    return refusing


def address_of(scope: Scope) -> str:
    """What a request's sender is counted as."""
    client = scope.get("client")
    return key_of(client[0]) if client else ""


def asked_lang(query: bytes) -> Lang:
    """The language named by `?lang=`, French where none or an unknown one is."""
    return named_lang(query) or "fr"


def _misdirected(scope: Scope) -> Response:
    t = translator(asked_lang(scope["query_string"]))
    text = t(
        "This server does not answer for the name by which you asked for it. Its operator can name it: see {file}.",
        file="docs/operate.md",
    )
    return PlainTextResponse(text, 421, {"Cache-Control": "no-store"})


def _one_folder_up(scope: Scope) -> Response:
    """A page asked for as a folder ("/sites/"), from where its relative links would lead astray."""
    path, query = scope["path"].rstrip("/"), scope["query_string"].decode("latin-1")
    return RedirectResponse(f"..{path}" + (f"?{query}" if query else ""), 308)


def _sent(file: Asset, scope: Scope, caching: str, status: int = 200) -> Response:
    body, encoding = file.encoded(accepted(Headers(scope=scope)))
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"} | (
        {"Content-Encoding": encoding} if encoding else {}
    )
    # Starlette keeps the length of the body for a HEAD; the server leaves the body itself out.
    return Response(body, status, headers, file.media_type)
