"""The accessibility statement in each language, made once."""

from __future__ import annotations

from functools import cache

from dashboard.content.values import Lang
from dashboard.http.answers import HTML, packed
from dashboard.http.asset import Asset
from dashboard.i18n import translator
from dashboard.render.html import statement as drawn
from dashboard.render.html.brief import font_faces
from dashboard.web.assets import font_urls


@cache
def statement(lang: Lang) -> Asset:
    """The page in a language; it needs no build."""
    return packed(drawn.page(translator(lang), font_faces(font_urls())).encode(), HTML)
