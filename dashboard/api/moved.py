"""Old addresses of tables and charts that another chapter, or another part of their own, shows today: the way there."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.chapters.registry import place_now
from dashboard.content.values import LANGS
from dashboard.http.root import relative
from dashboard.warehouse.build import Build

_BLOCKS = ("table_id", "chart_id")  # parameters of paths that name a table or a chart of the chapter `name`


class MovedError(Exception):
    """What was asked for has another address today: a path and its query."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def lead_on(pin: Callable[..., Awaitable[Build]]) -> Callable[..., Awaitable[None]]:
    """A dependency of routes that raises MovedError for a table or chart that stands elsewhere; `pin` says in which build."""

    async def lead(request: Request, build: Build = Depends(pin)) -> None:  # noqa: B008 - as FastAPI wants it
        name = request.path_params.get("name", "")
        block_id = next((request.path_params[one] for one in _BLOCKS if one in request.path_params), "")
        query = dict(request.query_params)
        if not block_id:
            return
        lang = next((lang for lang in LANGS if lang == query.get("lang")), LANGS[0])
        to, asked = await run_in_threadpool(place_now, build, name, query, lang, block_id)
        if (to, asked) != (name, query):
            path = request.url.path.replace(f"/chapters/{name}/", f"/chapters/{to}/", 1)
            raise MovedError(f"{path}?{urlencode(asked)}" if asked else path)

    return lead


def answer_moved(request: Request, error: Exception) -> Response:
    """The answer to MovedError: where it leads depends on where it was asked for."""
    address = error.address if isinstance(error, MovedError) else "/"
    return RedirectResponse(relative(address, request.url.path.count("/") - 1), 308, {"Cache-Control": "no-cache"})
