"""The brief: a chapter as one static page. The Overview's is kept ready for each language, and shown in the dashboard's place when it must be."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.api.views import view
from dashboard.chapters import registry
from dashboard.chapters.overview import chapter as overview
from dashboard.chapters.registry import titles
from dashboard.content.values import LANGS, Chapter, Lang
from dashboard.http.answers import HTML, ProblemError, packed
from dashboard.http.asset import Asset
from dashboard.i18n import translator
from dashboard.render.html import brief as drawn
from dashboard.render.html.panels import input_rows
from dashboard.render.html.rows import ROWS_A_PAGE, Rows, receipts_of, rows_of_table
from dashboard.warehouse.build import Build, NoBuildError, open_warehouse
from dashboard.web.assets import font_urls
from etl.paths import warehouse_dir

MOST_BRIEFS = 60  # of chapters and choices, up to 1 MB each
ROWS_ASKED = ("rows", "receipt", "from")  # what asks for the rows of a long table or receipt


class Briefs:
    """Briefs by language, of the build that was published when they were last asked for."""

    def __init__(self) -> None:
        self._faces = drawn.font_faces(font_urls())
        self._kept: dict[Lang, tuple[str, Asset, Asset]] = {}  # build id, the brief, the same as a stand-in

    def ready(self, lang: Lang) -> Asset | None:
        """The brief of the published build where it is made; None where it is still to be. Raises as `get`."""
        kept = self._kept.get(lang)
        try:
            build_id = open_warehouse(warehouse_dir()).current().build_id
        except NoBuildError:
            if kept is None:
                raise
            return kept[2]
        return kept[1] if kept and kept[0] == build_id else None

    def get(self, lang: Lang) -> Asset:
        """The brief of the published build, made when it is not kept yet (0.1 s); the last one where there is no build.

        Raises NoBuildError when there has been none.
        """
        try:
            build = open_warehouse(warehouse_dir()).current()
        except NoBuildError:
            if lang not in self._kept:
                raise
            return self._kept[lang][2]
        kept = self._kept.get(lang)
        if kept is None or kept[0] != build.build_id:
            self._kept[lang] = kept = self._made(build, lang)
        return kept[1]

    def stand_in(self, lang: Lang) -> Asset | None:
        """The brief that says that the dashboard can't be had for the moment; None while none is kept."""
        kept = self._kept.get(lang)
        return kept[2] if kept else None

    def make_all(self) -> None:
        """Make the brief of every language, for the day when there is no time to; without a build, none."""
        for lang in LANGS:
            try:
                self.get(lang)
            except NoBuildError:
                return

    def of_chapter(self, lang: Lang, name: str, query: Mapping[str, str]) -> Asset:
        """The brief of a chapter for the choices of a query. Raises ProblemError for what can't be one, and NoBuildError."""
        build = open_warehouse(warehouse_dir()).current()
        chapter = view(build, name, query, lang)
        key = (name, chapter.query, lang)
        made: Asset = build.cache("briefs", MOST_BRIEFS).get(key, lambda: packed(self._page(chapter), HTML))
        return made

    def rows(self, lang: Lang, name: str, query: Mapping[str, str]) -> Asset:
        """A page of the rows of a table (`rows`) or of a receipt (`receipt`) of a chapter, `from` one of them on. Raises as `of_chapter`."""
        build = open_warehouse(warehouse_dir()).current()
        asked = dict(query)
        table, receipt, start = (asked.pop(key, "") for key in ROWS_ASKED)
        chapter = view(build, name, asked, lang)
        key = (name, chapter.query, lang, table, receipt, start)
        made: Asset = build.cache("rows", MOST_BRIEFS).get(key, lambda: self._rows(chapter, table, receipt, start))
        return made

    def _rows(self, chapter: Chapter, table: str, receipt: str, start: str) -> Asset:
        t = translator(chapter.lang)
        place = max(int(start) - 1, 0) if start.isascii() and start.isdecimal() and len(start) < 9 else 0
        tables, receipts = registry.tables(chapter), receipts_of(chapter)
        if table in tables:
            rows = rows_of_table(tables[table], place, t)
        elif receipt in receipts:
            title, found = receipts[receipt]
            part = input_rows(found.inputs[place : place + ROWS_A_PAGE], t)
            rows = Rows(title, place, len(found.inputs), part, f"receipt={receipt}")
        else:
            raise ProblemError(404, lambda t: t("No such table or receipt in this chapter for these choices."))
        path = registry.CHAPTERS[chapter.name].heading.path
        return packed(drawn.page_of_rows(rows, chapter, self._faces, path).encode(), HTML)

    def _page(self, chapter: Chapter, *, is_stand_in: bool = False) -> bytes:
        t = translator(chapter.lang)
        others = tuple(("" if one == overview.NAME else f"chapter={one}", title) for one, title in titles(t).items())
        named = "" if chapter.name == overview.NAME else f"chapter={chapter.name}"
        query = "&".join(part for part in (named, chapter.query) if part)
        places = drawn.Places(registry.CHAPTERS[chapter.name].heading.path, query, others)
        return drawn.page(chapter, self._faces, is_stand_in=is_stand_in, places=places).encode()

    def _made(self, build: Build, lang: Lang) -> tuple[str, Asset, Asset]:
        chapter = registry.build_chapter(build, overview.NAME, overview.OverviewChoices(), lang)
        plain, busy = (self._page(chapter, is_stand_in=one) for one in (False, True))
        return build.build_id, packed(plain, HTML), packed(busy, HTML)
