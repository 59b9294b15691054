"""What stands around the content of every page of ours: its icon, and the script that says its language."""

from __future__ import annotations

from html import escape

from dashboard.content.values import LANGS, Lang
from dashboard.http.root import relative
from dashboard.i18n import Translator, css_direction, translator
from dashboard.render.feeds import ATOM_PATH, JSON_PATH, feed_path

STATEMENT = "/accessibility"  # the address of the accessibility statement

# One literal per language: the page's security policy admits a script by the hash of its text.
LANG_SCRIPTS: dict[Lang, str] = {
    lang: f'document.documentElement.lang="{lang}";document.documentElement.dir="{css_direction(lang)}"'
    for lang in LANGS
}


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0B6E4F"/>'
    '<path d="M7 22h18M10 22v-6m6 6V9m6 13v-9" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
)


def brand(t: Translator) -> str:
    """The name of the house and what it does."""
    motto = escape(t("Morocco's digital sovereignty, measured"))
    return f'<p class="brand"><b>Siyada</b> <b lang="ar">سيادة</b> <span>{motto}</span></p>'


def taken_away(t: Translator, at: str = "/api/v1") -> str:
    """Plain links to what can be taken away whole: the note, the report, the data; `at` is where those of a build are."""
    links = (
        (f"{at}/note.pdf?lang={t.lang}", t("Note, 2 p.")),
        (f"{at}/note.docx?lang={t.lang}", t("Word")),
        (f"{at}/snapshot.pdf?lang={t.lang}", t("Report (PDF)")),
        ("/api/v1/", t("Data")),
    )
    listed = "".join(f'<a href="{relative(link)}" target="_self">{escape(word)}</a>' for link, word in links)
    return f'<p class="taken">{listed}</p>'


def plain_foot(t: Translator) -> str:
    """The foot of a page that is no chapter: the way to the accessibility statement."""
    word = t("Accessibility")
    return f'<footer><p><a href="{relative(f"{STATEMENT}?lang={t.lang}")}">{escape(word)}</a></p></footer>'


def feed_links(lang: Lang) -> str:
    """What tells a program that follows sites where the feeds of a page's language are."""
    title = escape(translator(lang)("Siyada: what changed"))
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{title}" hreflang="{lang}" href="{escape(relative(feed_path(path, lang)))}">'
        for path, kind in ((ATOM_PATH, "application/atom+xml"), (JSON_PATH, "application/feed+json"))
    )
