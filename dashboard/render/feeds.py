"""News as a feed for programs that follow sites: Atom (RFC 4287) and JSON Feed 1.1.

An entry's identifier is made of what it tells and of its language: it stays when the server moves, and when the words of a
message are put better.
"""

from __future__ import annotations

import uuid
from html import escape
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from dashboard.content.news import Feed, Moved, News
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import Translator, css_direction, translator

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "siyada.feed")
ATOM_PATH, JSON_PATH = "/feed.xml", "/feed.json"


def feed_path(path: str, lang: Lang, chapter: str = "") -> str:
    """The address of a feed in a language, of one chapter or of all."""
    asked = ({"lang": lang} if lang != LANGS[0] else {}) | ({"chapter": chapter} if chapter else {})
    return f"{path}?{urlencode(asked)}" if asked else path


def atom(feed: Feed, base: str) -> bytes:
    """A feed as Atom; `base` is the address of the server, without a slash at its end."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.lang})
    for name, text in (
        ("id", _identifier(f"feed/{feed.chapter}", feed.lang)),
        ("title", feed.title),
        ("subtitle", feed.subtitle),
        ("updated", feed.updated),
    ):
        _add(root, name, text)
    _add(_add(root, "author"), "name", feed.publisher)
    own = base + feed_path(ATOM_PATH, feed.lang, feed.chapter)
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", hreflang=feed.lang, href=base + feed.page)
    for one in feed.news:
        entry = _add(root, "entry")
        for name, text in (
            ("id", _identifier(one.key, feed.lang)),
            ("title", one.title),
            ("published", one.happened_at),
            ("updated", one.happened_at),
        ):
            _add(entry, name, text)
        _add(entry, "link", rel="alternate", type="text/html", hreflang=feed.lang, href=base + one.link)
        for chapter in one.chapters:
            _add(entry, "category", term=chapter)
        _add(entry, "content", news_html(one, base, translator(feed.lang)), type="html")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def json_feed(feed: Feed, base: str) -> dict[str, Any]:
    """A feed as the object of JSON Feed 1.1."""
    t = translator(feed.lang)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": base + feed.page,
        "feed_url": base + feed_path(JSON_PATH, feed.lang, feed.chapter),
        "language": feed.lang,
        "authors": [{"name": feed.publisher}],
        "items": [
            {
                "id": _identifier(one.key, feed.lang),
                "url": base + one.link,
                "title": one.title,
                "content_html": news_html(one, base, t),
                "content_text": "\n".join(news_lines(one, t)),
                "date_published": one.happened_at,
                "date_modified": one.happened_at,
                "language": feed.lang,
                "tags": list(one.chapters),
            }
            for one in feed.news
        ],
    }


def news_lines(one: News, t: Translator) -> list[str]:
    """What it tells, as lines of text."""
    return [*one.lines, *(f"- {moved_text(moved, t)}" for moved in one.moved), *((one.more,) if one.more else ())]


def news_html(one: News, base: str | None, t: Translator) -> str:
    """What it tells, as HTML that leads to this server by whole addresses; to nowhere where it has none to name (None)."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in one.lines)
    moved = "".join(f"<li>{_link(moved, base, t)}</li>" for moved in one.moved)
    more = f"<p>{escape(one.more)}</p>" if one.more else ""
    listed = f"<ul>{moved}</ul>" if moved else ""
    return f'<div lang="{t.lang}" dir="{css_direction(t.lang)}">{lines}{listed}{more}</div>'


def moved_text(moved: Moved, t: Translator) -> str:
    """A figure that moved in a line: from what to what, where that is known."""
    if not moved.before and not moved.after:
        return moved.label
    return t("{figure}: from {old} to {new}", figure=moved.label, old=moved.before, new=moved.after)


def _link(moved: Moved, base: str | None, t: Translator) -> str:
    text = escape(moved_text(moved, t))
    return f'<a href="{escape(base + moved.link)}">{text}</a>' if moved.link and base is not None else text


def _identifier(key: str, lang: str) -> str:
    return uuid.uuid5(_OURS, f"{key}#{lang}").urn


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = text or None
    return made
