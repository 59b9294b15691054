"""What stands around the content of a page that runs no script: its head with the colours it draws, and the ways to its languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from dashboard.content.values import LANGS, Lang
from dashboard.http.root import relative
from dashboard.i18n import NAMES, Translator, css_direction
from dashboard.render.html.frame import ICON
from dashboard.render.html.style import colours, style

NOT_INDEXED = '<meta name="robots" content="noindex">'


def stand_alone(
    lang: Lang, title: str, body: str, faces: str, *, meta: str = "", links: str = "", look: str = ""
) -> str:
    """The whole page as HTML. `faces` is the CSS of the font's faces, `look` what the page has of its own; `meta` stands before its
    title and `links` after its icon."""
    return (
        f'<!doctype html><html lang="{lang}" dir="{css_direction(lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{meta}<title>{escape(title)}</title>'
        f'<link rel="icon" href="data:image/svg+xml,{quote(ICON)}">{links}'
        f"<style>{faces}{colours(body)}{style()}{look}</style></head><body>{body}</body></html>"
    )


def languages(t: Translator, address: Callable[[Lang], str]) -> str:
    """The ways to the same page in each language; the one that is read leads nowhere."""
    links = "".join(
        f'<b aria-current="page">{NAMES[lang]}</b>'
        if lang == t.lang
        else f'<a href="{escape(address(lang))}" lang="{lang}" hreflang="{lang}">{NAMES[lang]}</a>'
        for lang in LANGS
    )
    return f'<nav aria-label="{escape(t("Language"))}">{links}</nav>'


def header(t: Translator, address: Callable[[Lang], str]) -> str:
    """The head of a page that is no chapter: the name of the house, the way back, and the languages."""
    back = escape(t("Back to the dashboard"))
    return (
        f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b></p><p><a href="{relative(f"/?lang={t.lang}")}">{back}</a></p>'
        f"{languages(t, address)}</header>"
    )


@cache
def own_look(sheet: Path) -> str:
    """The style sheet of one page, without its comments."""
    lines = sheet.read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.startswith("/*"))
