"""The page for addresses at which nothing is, whatever folder they name."""

from __future__ import annotations

from functools import lru_cache

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import Lang
from dashboard.http.answers import HTML, packed
from dashboard.http.asset import Asset
from dashboard.http.root import relative
from dashboard.i18n import translator
from dashboard.render.html import nowhere as drawn
from dashboard.render.html.brief import font_faces
from dashboard.render.html.frame import STATEMENT
from dashboard.web.assets import font_urls


@lru_cache(32)
def nowhere(lang: Lang, depth: int) -> Asset:
    """The page in a language, as it stands `depth` folders below the root."""
    t = translator(lang)
    pages = [(f"{entry.heading.path}?lang={lang}", entry.heading.title(t)) for entry in CHAPTERS.values()]
    pages += [(f"/brief?lang={lang}", t("The brief, without a script")), (f"/search?lang={lang}", t("Search"))]
    pages += [(f"{STATEMENT}?lang={lang}", t("Accessibility"))]
    links = [(relative(address, depth), words) for address, words in pages]
    return packed(drawn.page(links, t, font_faces(font_urls(depth))).encode(), HTML)
