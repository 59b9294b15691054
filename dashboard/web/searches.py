"""The page of search: made for each question, in a millisecond once the build's index is there."""

from __future__ import annotations

from dashboard.content.values import Lang
from dashboard.http.answers import HTML, packed
from dashboard.http.asset import Asset
from dashboard.i18n import translator
from dashboard.render.html import search as drawn
from dashboard.render.html.brief import font_faces
from dashboard.search.ask import MOST_CHARACTERS, MOST_HITS, Hit, QuestionError, search, tell_question
from dashboard.search.entries import kind_words
from dashboard.search.index import index, load_index
from dashboard.warehouse.build import NoBuildError, open_warehouse
from dashboard.web.assets import font_urls
from etl.paths import warehouse_dir


class Searches:
    """Pages of search of the published build."""

    def __init__(self) -> None:
        self._faces = font_faces(font_urls())

    def page(self, question: str, lang: Lang) -> tuple[Asset, int]:
        """The page and its status: 400 where the question can't be searched for. Raises NoBuildError."""
        t, status = translator(lang), 200
        hits: tuple[Hit, ...] = ()
        build = open_warehouse(warehouse_dir()).current()
        message = t("Chapters, figures, targets, sites, systems, terms and sources, in any of the three languages.")
        if question:
            try:
                hits = search(build, question, lang)
                count = t.plural("{count} result", "{count} results", len(hits))
                many = t.plural(
                    "The best result: more words find fewer.",
                    "The best {count} results: more words find fewer.",
                    MOST_HITS,
                )
                none = t("Nothing here holds every one of these words. Try fewer words, or the start of one.")
                message = none if not hits else many if len(hits) == MOST_HITS else count
            except QuestionError as error:
                message, status = tell_question(error, t), 400
        kinds = kind_words(t)
        lines = [drawn.Line(kinds[hit.kind], hit.title, hit.text, hit.url, hit.language) for hit in hits]
        body = drawn.page(question[:MOST_CHARACTERS], lines, message, t, self._faces)
        return packed(body.encode(), HTML), status

    def load_index(self) -> None:
        """Have the index of the published build in memory where it was made before."""
        try:
            load_index(open_warehouse(warehouse_dir()).current())
        except NoBuildError:
            return

    def make_index(self) -> None:
        """Have the index of the published build ready before the first question; without a build, none."""
        try:
            index(open_warehouse(warehouse_dir()).current())
        except NoBuildError:
            return
