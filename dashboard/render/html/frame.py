"""What stands around the content of every page of ours: its icon, and the script that says its language."""

from __future__ import annotations

from html import escape

from dashboard.content.values import LANGS, Lang
from dashboard.http.root import relative
from dashboard.i18n import css_direction, translator
from dashboard.render.feeds import ATOM_PATH, JSON_PATH, feed_path

# One literal per language: the page's security policy admits a script by the hash of its text.
LANG_SCRIPTS: dict[Lang, str] = {
    lang: f'document.documentElement.lang="{lang}";document.documentElement.dir="{css_direction(lang)}"'
    for lang in LANGS
}


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0B6E4F"/>'
    '<path d="M7 22h18M10 22v-6m6 6V9m6 13v-9" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
)


def feed_links(lang: Lang) -> str:
    """What tells a program that follows sites where the feeds of a page's language are."""
    title = escape(translator(lang)("Siyada: what changed"))
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{title}" hreflang="{lang}" href="{escape(relative(feed_path(path, lang)))}">'
        for path, kind in ((ATOM_PATH, "application/atom+xml"), (JSON_PATH, "application/feed+json"))
    )
