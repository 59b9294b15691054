"""The feeds: /feed.xml and /feed.json, in the language of `?lang=` and of the chapter of `?chapter=`."""

from __future__ import annotations

import os

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.views import no_chapter
from dashboard.chapters.shared.contents import CONTENTS
from dashboard.chapters.shared.news import feed, news
from dashboard.content.values import LANGS, Lang
from dashboard.http.answers import ATOM, JSON_FEED, answer, packed, written
from dashboard.http.asset import Asset
from dashboard.http.root import root_url
from dashboard.http.settings import publisher
from dashboard.render import feeds as drawn
from dashboard.warehouse.build import NoBuildError, open_warehouse
from dashboard.warehouse.reading import Reading
from dashboard.web.front import asked_lang
from etl.paths import warehouse_dir

NAME = "Siyada"


async def send_feed(request: Request) -> Response:
    """A feed of the published build. Raises ProblemError (404) for a chapter that there is not, NoBuildError without a build."""
    lang = asked_lang(request.scope["query_string"])
    chapter = request.query_params.get("chapter", "")
    if chapter and chapter not in CONTENTS:
        raise no_chapter()
    made = await run_in_threadpool(_made, lang, chapter, is_json=request.url.path == drawn.JSON_PATH)
    return answer(request, made, more={"Content-Language": lang})


def make_news() -> None:
    """Have what there is to tell ready in every language: builds are compared for it, which takes a moment each."""
    try:
        build = open_warehouse(warehouse_dir()).current()
    except NoBuildError:
        return
    for lang in LANGS:
        news(Reading.of(build, lang))


def _made(lang: Lang, chapter: str, *, is_json: bool) -> Asset:
    build = open_warehouse(warehouse_dir()).current()
    found = feed(Reading.of(build, lang), chapter, publisher(os.environ) or NAME)
    base = root_url()
    return written(drawn.json_feed(found, base), JSON_FEED) if is_json else packed(drawn.atom(found, base), ATOM)
