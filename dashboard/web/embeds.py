"""Charts for other sites: /embed/<chapter>/<chart>, which they may frame, and /oembed, which tells them how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.views import no_chart, view
from dashboard.chapters.registry import CHAPTERS, charts, place_now
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.documents.evidence import sources_of_tables
from dashboard.http.answers import ProblemError, answer, packed, problem, written
from dashboard.http.asset import Asset
from dashboard.http.root import relative, root_path, root_url
from dashboard.i18n import Translator, translator
from dashboard.render.html import embed
from dashboard.render.html.brief import font_faces
from dashboard.warehouse.build import Build, HeldError, NoBuildError, open_warehouse
from dashboard.warehouse.no_build import tell_unavailable
from dashboard.web.assets import font_urls
from dashboard.web.hosts import Hosts
from etl.paths import warehouse_dir

HTML = "text/html; charset=utf-8"
DEPTH = 2  # of /embed/<chapter>/<chart> below the root
MOST_PAGES = 100  # kept for each build, some 30 kB each
FRAME_PX = (200, 2000)  # the least and the most that a frame is wide


@dataclass(frozen=True)
class Asked:
    """A chart asked for: its chapter and id, the language of the answer, the rest of the address."""

    name: str
    chart_id: str
    lang: Lang
    query: dict[str, str]


class Embeds:
    """Answers /embed and /oembed; `hosts` are the names that this server answers for."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._faces = font_faces(font_urls(DEPTH))

    async def page(self, request: Request) -> Response:
        """A chart as a page to be framed, or a problem in the reader's language."""
        given = request.query_params.multi_items()
        return await _answered(request, given, lambda: self._page(request.path_params, given))

    async def oembed(self, request: Request) -> Response:
        """How to frame the chart at `url`, as oEmbed has it."""
        address = request.query_params.get("url", "")
        given = parse_qsl(_parts(address)[1])
        return await _answered(request, given, lambda: self._frame_object(request, address, given))

    def _page(self, path: dict[str, str], given: list[tuple[str, str]]) -> Asset:
        asked = _asked(path["name"], path["chart_id"], given)
        build, chapter, chart = _found(asked)
        key = (chapter.name, chapter.query, chapter.lang, chart.chart_id, root_url())
        made: Asset = build.cache("embeds", MOST_PAGES).get(key, lambda: self._drawn(build, chapter, chart))
        return made

    def _drawn(self, build: Build, chapter: Chapter, chart: Chart) -> Asset:
        sources = build.sources(sources_of_tables(chapter)[chart.table.table_id], chapter.lang)
        asked = "&".join(part for part in (f"lang={chapter.lang}", chapter.query) if part)
        section = next(one.section_id for one in chapter.sections if chart in one.blocks)
        back = f"{CHAPTERS[chapter.name].heading.path}?{asked}#{section}"
        here = f"{root_url()}{embed.embed_path(chapter, chart)}"
        oembed = f"/oembed?url={quote(here, safe='')}"
        framed = embed.EmbeddedChart(chart, chapter, sources, *(relative(one, DEPTH) for one in (back, oembed)))
        return packed(embed.page(framed, self._faces).encode(), HTML)

    def _frame_object(self, request: Request, address: str, given: list[tuple[str, str]]) -> Asset:
        if request.query_params.get("format", "json") != "json":
            raise ProblemError(501, lambda t: t("oEmbed is answered as JSON only: leave format out."))
        origin, _, path = _parts(address)
        parts = path.removeprefix(root_path()).strip("/").split("/")
        if not origin or not self._hosts.answers_for(urlsplit(origin).netloc) or len(parts) != 3 or parts[0] != "embed":
            raise ProblemError(
                404, lambda t: t("The url must be that of a chart of this server, as its embed code has it: /embed/...")
            )
        _, chapter, chart = _found(_asked(parts[1], parts[2], given))
        width = min(max(_limit(request, "maxwidth", embed.WIDTH_PX), FRAME_PX[0]), embed.WIDTH_PX)
        height = min(embed.frame_height_px(chart, chapter.lang, width), max(_limit(request, "maxheight", 2000), 100))
        base = root_url() or origin
        asked = f"{base}/embed/{chapter.name}/{quote(chart.chart_id)}"
        asked += f"?{urlsplit(address).query}" if urlsplit(address).query else ""
        return written(
            {
                "version": "1.0",
                "type": "rich",
                "title": chart.title,
                "provider_name": "Siyada",
                "provider_url": base,
                "html": embed.frame_code(asked, chart.title, width, height),
                "width": width,
                "height": height,
            }
        )


async def _answered(request: Request, given: list[tuple[str, str]], make: Callable[[], Asset]) -> Response:
    """What `make` makes in a thread, or why it can't be, in the language named."""
    t = _translator(given or request.query_params.multi_items())
    more = {"Content-Language": t.lang}
    try:
        found: Asset = await run_in_threadpool(make)
    except ProblemError as error:
        return problem(error.status, error.tell(t), more)
    except NoBuildError as error:
        return problem(503, tell_unavailable(error, t), more | {"Retry-After": "60"})
    return answer(request, found)


def _translator(given: list[tuple[str, str]]) -> Translator:
    named = [value for name, value in given if name == "lang"]
    return translator(next((lang for one in named for lang in LANGS if lang == one), "fr"))


def _asked(name: str, chart_id: str, given: list[tuple[str, str]]) -> Asked:
    named = {value for key, value in given if key == "lang"} or {"fr"}
    lang: Lang | None = next((lang for lang in LANGS if named == {lang}), None)
    if lang is None:
        raise ProblemError(400, lambda t: t("An answer has one language: name one of fr, ar and en."))
    return Asked(name, chart_id, lang, dict(given))


def _found(asked: Asked) -> tuple[Build, Chapter, Chart]:
    """The chart, of the build named or of the latest. Raises ProblemError, and NoBuildError where none is published."""
    warehouse, build_id = open_warehouse(warehouse_dir()), asked.query.get("build")
    try:
        build = warehouse.current() if build_id is None else warehouse.build(build_id)
    except HeldError:
        raise
    except NoBuildError:
        if build_id is None:
            raise
        raise ProblemError(
            404,
            lambda t: t("The build that this chart is of is no longer kept here. Without build= the latest is shown."),
        ) from None
    name, query = place_now(build, asked.name, asked.query, asked.lang, asked.chart_id)
    chapter = view(build, name, query, asked.lang)
    chart = charts(chapter).get(asked.chart_id)
    if chart is None:
        raise no_chart()
    return build, chapter, chart


def _parts(address: str) -> tuple[str, str, str]:
    """The origin of an http(s) address ("" for another), its query and its path."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return "", "", ""
    return (f"{parts.scheme}://{parts.netloc}" if is_web else ""), parts.query, parts.path


def _limit(request: Request, name: str, default: int) -> int:
    """A limit of the asker's in pixels; the default where it says none."""
    given = request.query_params.get(name, "")
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and int(given[:6]) > 0):
        raise ProblemError(400, lambda t: t("{name} must be a whole number of pixels.", name=name))
    return int(given[:6])
