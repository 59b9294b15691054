"""Our own addresses beside the pages, /api, /brief, /search, /accessibility, the feeds, /embed and /oembed, answered before Streamlit: its compression would undo our hashes."""

from __future__ import annotations

import logging
import threading

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.spoken import asked_translator, problem_answer, refused
from dashboard.chapters.overview import chapter as overview
from dashboard.http.answers import ProblemError, answer
from dashboard.http.root import from_root
from dashboard.i18n import translator
from dashboard.render.feeds import ATOM_PATH, JSON_PATH
from dashboard.render.html.frame import STATEMENT
from dashboard.support.quoting import quoted
from dashboard.warehouse.build import NoBuildError
from dashboard.warehouse.no_build import tell_unavailable
from dashboard.web.briefs import Briefs
from dashboard.web.desk import DESK, Desk
from dashboard.web.embeds import Embeds
from dashboard.web.feeds import make_news, send_feed
from dashboard.web.front import asked_lang
from dashboard.web.hosts import Hosts
from dashboard.web.searches import Searches
from dashboard.web.statements import statement

log = logging.getLogger(__name__)


class Gate:
    """ASGI application for our own addresses; `hosts` are the names that we answer for, `has_desk` where the desk is open. A HEAD is a GET whose body the
    server leaves out."""

    def __init__(self, hosts: Hosts, *, has_desk: bool = False) -> None:
        self.briefs = Briefs()
        self.searches = Searches()
        embeds = Embeds(hosts)
        self._api: ASGIApp | None = None
        self._lock = threading.Lock()
        self._app = Starlette(
            routes=[
                Route("/brief", self._brief),
                Route("/search", self._search),
                Route(STATEMENT, _statement),
                Route(ATOM_PATH, send_feed),
                Route(JSON_PATH, send_feed),
                Route("/embed/{name}/{chart_id}", embeds.page),
                Route("/embed/{rest:path}", _nothing),
                Route("/oembed", embeds.oembed),
                *([Route(DESK, Desk(hosts).answer, methods=["GET", "POST"])] if has_desk else []),
                Route("/api/v1", lambda _: RedirectResponse("v1/", 308)),
                Mount("/api/v1", self._mounted),
                Route("/api", _nothing),
                Route("/api/{rest:path}", _nothing),
            ],
            exception_handlers={ProblemError: refused, NoBuildError: _no_build, Exception: _failed},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_head = scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send)

    def warm(self) -> None:
        """Make the briefs, the index of search and what there is to tell, and import the API, which the first to ask would otherwise wait seconds for."""
        self.briefs.make_all()
        self.searches.make_index()
        make_news()
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
        asked = {name: value for name, value in request.query_params.items() if name != "lang"}
        name = asked.pop("chapter", overview.NAME)
        if "rows" in asked or "receipt" in asked:
            return answer(request, await run_in_threadpool(self.briefs.rows, lang, name, asked))
        if name != overview.NAME or asked:
            return answer(request, await run_in_threadpool(self.briefs.of_chapter, lang, name, asked))
        brief = self.briefs.ready(lang)
        if brief is None:
            brief = await run_in_threadpool(self.briefs.get, lang)
        return answer(request, brief)

    async def _search(self, request: Request) -> Response:
        lang = asked_lang(request.scope["query_string"])
        page, status = await run_in_threadpool(self.searches.page, request.query_params.get("q", "").strip(), lang)
        response = answer(request, page)
        response.status_code = status if response.status_code == 200 else response.status_code
        return response


def _statement(request: Request) -> Response:
    return answer(request, statement(asked_lang(request.scope["query_string"])))


def _nothing(request: Request) -> Response:
    t = asked_translator(request)
    return problem_answer(
        request,
        404,
        t(
            "There is nothing at this address; see {address} for what there is.",
            address=t.formula(from_root("/api/v1/")),
        ),
    )


def _failed(request: Request, error: Exception) -> Response:
    log.error("an answer failed at %s", quoted(request.url.path), exc_info=error)
    return problem_answer(
        request, 500, asked_translator(request)("The answer could not be made; the error was recorded.")
    )


def _no_build(request: Request, error: Exception) -> Response:
    if not isinstance(error, NoBuildError):
        raise error
    lang = asked_lang(request.scope["query_string"])
    said = {"Retry-After": "60", "Content-Language": lang}
    return problem_answer(request, 503, tell_unavailable(error, translator(lang)), said)
