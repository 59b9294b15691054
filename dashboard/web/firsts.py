"""What a page shows before Streamlit has drawn it: its head, sentences and figures, sent with the page itself.

An empty Streamlit page takes half a second to its first element: scripts, a connection, a run. The same words as HTML
are there with the first bytes; they stay until the page is drawn (first.js), and where no connection can be had.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices
from dashboard.content.values import LANGS, Chapter, Lang
from dashboard.http.asset import Asset
from dashboard.http.root import relative, root_url
from dashboard.i18n import NAMES, translator
from dashboard.render.html.carried import uncarried
from dashboard.render.html.frame import brand, taken_away
from dashboard.render.html.panels import without_panels
from dashboard.render.html.search import small_form
from dashboard.render.plotly.canvas import Width
from dashboard.screen.draw import made_page, title_html
from dashboard.warehouse.build import Build, NoBuildError, open_warehouse
from dashboard.web.assets import ROOT_ELEMENT, asset
from etl.paths import warehouse_dir

MOST_KEPT = 200  # for each build, some 60 kB each
MOST_WAITING, WAIT_S = 4, 0.5  # for views nobody has asked for yet: beyond, the page comes without
Asked = tuple[tuple[str, str], ...]  # the choices of an address
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class View:
    """A page as it is asked for: its chapter and choices, and for whom."""

    name: str
    asked: Asked
    lang: Lang
    width: Width
    root: str


class Firsts:
    """Outer pages with a first view in them; `index` holds the same without, by language."""

    def __init__(self, index: Mapping[Lang, Asset]) -> None:
        self._index = {lang: page.body.decode() for lang, page in index.items()}
        self._names = {entry.heading.path: name for name, entry in CHAPTERS.items()}
        self._pool = ThreadPoolExecutor(1, "first-view")
        self._waiting = 0
        self._frames: dict[tuple[str, Lang], Asset] = {}

    async def page(self, path: str, query: bytes, lang: Lang, width: Width) -> Asset | None:
        """The page at `path` for the choices of a query; the frame alone where more can't be had at once, None elsewhere."""
        asked = tuple(sorted(pair for pair in parse_qsl(query.decode("latin-1")) if pair[0] != "lang"))
        name = self._names.get(path)
        if name is None:
            return None
        try:
            build = open_warehouse(warehouse_dir()).current()
        except NoBuildError:
            return None
        view = View(name, asked, lang, width, root_url())
        kept: Asset | None = build.cache("first views", MOST_KEPT).found(view)
        is_older = any(parameter == "build" for parameter, _ in asked)
        made = kept if kept or is_older else await self._made(build, view)
        return made or self._frame(path, lang)

    def _frame(self, path: str, lang: Lang) -> Asset:
        if (path, lang) not in self._frames:
            self._frames[path, lang] = self._with(framed(path, (), lang, ""), lang)
        return self._frames[path, lang]

    def _with(self, view: str, lang: Lang) -> Asset:
        return asset("index.html", self._index[lang].replace(ROOT_ELEMENT, view + ROOT_ELEMENT).encode())

    async def _made(self, build: Build, view: View) -> Asset | None:
        if self._waiting >= MOST_WAITING:
            return None
        self._waiting += 1
        try:
            run = copy_context().run  # the root of the request
            made = asyncio.get_running_loop().run_in_executor(self._pool, run, self._keep, build, view)
            return await asyncio.wait_for(asyncio.shield(made), WAIT_S)
        except TimeoutError:
            return None
        except Exception:  # the page itself will say what is wrong
            log.exception("a first view failed")
            return None
        finally:
            self._waiting -= 1

    def warm(self) -> None:
        """Make the first view of every page as it is opened without choices, where it is not made yet."""
        build = open_warehouse(warehouse_dir()).current()
        for name, lang in itertools.product(CHAPTERS, LANGS):
            self._keep(build, View(name, (), lang, "wide", root_url()))

    def _keep(self, build: Build, view: View) -> Asset:
        made: Asset = build.cache("first views", MOST_KEPT).get(view, lambda: self._drawn(build, view))
        return made

    def _drawn(self, build: Build, view: View) -> Asset:
        choices, _ = read_choices(build, view.name, dict(view.asked))
        chapter = build_chapter(build, view.name, choices, view.lang)
        return self._with(first_view(build, chapter, view.asked, view.width), view.lang)


def first_view(build: Build, chapter: Chapter, asked: Asked, width: Width) -> str:
    """The frame and the head of a chapter as its page has them, as an element of their own."""
    made = made_page(build, chapter, width)
    contents = f'<div class="first-contents">{_block(made.contents)}</div>' if made.contents else ""
    parts = (title_html(chapter) + made.head, made.pieces[0])
    body = contents + "".join(_block(without_panels(uncarried(part))) for part in parts)
    return framed(CHAPTERS[chapter.name].heading.path, asked, chapter.lang, body)


def framed(here: str, asked: Asked, lang: Lang, body: str) -> str:
    """The head of every page, with the links to the chapters, over a page's own HTML."""
    t = translator(lang)
    language, chapters = html.escape(t("Language")), html.escape(t("Chapters"))
    tabs = "".join(
        f'<a href="{relative(entry.heading.path)}?lang={lang}"{_current(entry.heading.path == here)}>{html.escape(entry.heading.tab(t))}</a>'
        for entry in CHAPTERS.values()
    )
    languages = "".join(
        f'<a href="{relative(here)}?{html.escape(urlencode([("lang", one), *asked]))}" lang="{one}"{_current(one == lang)}>'
        f"{html.escape(NAMES[one])}</a>"
        for one in LANGS
    )
    head = "".join(map(_block, (brand(t), small_form(t), taken_away(t))))
    skip = html.escape(t("Skip to the chapter"))
    return (
        f'<div id="first"><main class="first-page"><a class="skip" href="#chapter">{skip}</a><div class="first-masthead">{head}'
        f'<nav aria-label="{language}">{languages}</nav></div>'
        f'<nav class="first-chapters" aria-label="{chapters}">{tabs}</nav><span id="chapter" tabindex="-1"></span>{body}</main></div>'
    )


def _block(content: str) -> str:
    return f'<div class="stHtml">{content}</div>'


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""
