"""Our own addresses beside the pages, /api, /brief, /embed and /oembed, answered before Streamlit: its compression would undo our hashes."""

from __future__ import annotations

import threading

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.http.answers import answer, problem
from dashboard.i18n import translator
from dashboard.warehouse.build import NoBuildError
from dashboard.warehouse.no_build import tell_unavailable
from dashboard.web.briefs import Briefs
from dashboard.web.embeds import Embeds
from dashboard.web.front import asked_lang
from dashboard.web.hosts import Hosts


class Gate:
    """ASGI application for our own addresses; `hosts` are the names that we answer for. A HEAD is a GET whose body the
    server leaves out."""

    def __init__(self, hosts: Hosts) -> None:
        self.briefs = Briefs()
        embeds = Embeds(hosts)
        self._api: ASGIApp | None = None
        self._lock = threading.Lock()
        self._app = Starlette(
            routes=[
                Route("/brief", self._brief),
                Route("/embed/{name}/{chart_id}", embeds.page),
                Route("/embed/{rest:path}", _nothing),
                Route("/oembed", embeds.oembed),
                Route("/api/v1", lambda _: RedirectResponse("/api/v1/", 308)),
                Mount("/api/v1", self._mounted),
                Route("/api", _nothing),
                Route("/api/{rest:path}", _nothing),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_head = scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send)

    def warm(self) -> None:
        """Make the briefs and import the API, which the first to ask would otherwise wait a second for."""
        self.briefs.make_all()
        self._load()

    def _load(self) -> ASGIApp:
        with self._lock:
            if self._api is None:
                from dashboard.api.app import api_app

                self._api = api_app()
        return self._api

    async def _mounted(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = await run_in_threadpool(self._load) if self._api is None else self._api
        await app(scope, receive, send)

    async def _brief(self, request: Request) -> Response:
        lang = asked_lang(request.scope["query_string"])
        try:
            found = self.briefs.ready(lang)
            if found is None:
                found = await run_in_threadpool(self.briefs.get, lang)
        except NoBuildError as error:
            return problem(
                503, tell_unavailable(error, translator(lang)), {"Retry-After": "60", "Content-Language": lang}
            )
        return answer(request, found)


def _nothing(request: Request) -> Response:
    t = translator(asked_lang(request.scope["query_string"]))
    text = t("There is nothing at this address; see /api/v1/ for what there is.")
    return problem(404, text, {"Content-Language": t.lang})
