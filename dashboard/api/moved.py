"""Old addresses of tables and charts that another chapter, or another part of their own, shows today: the way there."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.chapters.registry import CHAPTERS, build_chapter, other_places, read_choices
from dashboard.content.values import LANGS, Chart, Lang, Table
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
        if not block_id or name not in CHAPTERS or not other_places(name, query):
            return
        lang = next((lang for lang in LANGS if lang == query.get("lang")), LANGS[0])
        found = await run_in_threadpool(_place, build, name, query, lang, block_id)
        if found:
            path = request.url.path.replace(f"/chapters/{name}/", f"/chapters/{found[0]}/", 1)
            raise MovedError(f"{path}?{urlencode(found[1])}" if found[1] else path)

    return lead


def lead(_: Request, error: Exception) -> Response:
    """The answer to MovedError."""
    return RedirectResponse(error.address if isinstance(error, MovedError) else "/", 308, {"Cache-Control": "no-cache"})


def _place(
    build: Build, name: str, query: Mapping[str, str], lang: Lang, block_id: str
) -> tuple[str, Mapping[str, str]] | None:
    """The chapter and the query that show a table or chart; None where the address asked does, or none does."""
    if _shows(build, name, query, lang, block_id):
        return None
    return next((place for place in other_places(name, query) if _shows(build, *place, lang, block_id)), None)


def _shows(build: Build, name: str, query: Mapping[str, str], lang: Lang, block_id: str) -> bool:
    choices, notices = read_choices(build, name, query)
    if notices:
        return False
    blocks = [block for section in build_chapter(build, name, choices, lang).sections for block in section.blocks]
    charts = [block for block in blocks if isinstance(block, Chart)]
    tables = [*(chart.table for chart in charts), *(block for block in blocks if isinstance(block, Table))]
    return block_id in {*(chart.chart_id for chart in charts), *(table.table_id for table in tables)}
