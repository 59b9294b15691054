"""The page before the others, where a server is not open to everybody: what it says, and one way on. Without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.content.values import Lang
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.render.html.alone import NOT_INDEXED, languages, stand_alone

_LOOK = (
    "main{padding-block:1.5rem 3rem}main p{max-width:40rem}"
    "a.on{display:inline-block;padding:.625rem 1.25rem;border-radius:.5rem;border:1px solid var(--accent);"
    "font-weight:600;text-decoration:none}a.on:focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
)


@dataclass(frozen=True)
class Notice:
    """What the page says: its title, its sentences, the words and the address of the way on ("" for none), and whom to ask ("" where
    nobody was named)."""

    title: str
    sentences: Sequence[str]
    onward: str = ""
    address: str = ""
    contact: str = ""


def page(notice: Notice, addresses: Sequence[tuple[Lang, str]], t: Translator, faces: str) -> str:
    """The whole page as HTML. `addresses` are those of the same page by language; `faces` is the CSS of the font's faces."""
    said = "".join(f"<p>{_with_link(sentence, notice.contact)}</p>" for sentence in notice.sentences)
    # A chart that is framed elsewhere leads out of its frame: no provider lets itself be framed.
    onward = (
        f'<p><a class="on" target="_top" href="{escape(notice.address)}">{escape(notice.onward)}</a></p>'
        if notice.onward
        else ""
    )
    ways = languages(t, dict(addresses).__getitem__)
    body = f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b></p>{ways}</header>'
    body += f"<main><h1>{escape(notice.title)}</h1>{said}{onward}</main>"
    title = t("{page} · Siyada", page=notice.title)
    return stand_alone(t.lang, title, body, faces, meta=NOT_INDEXED, look=_LOOK)


def signed_in_as(name: str, t: Translator) -> str:
    """Who is signed in, and the way out, for the head of a page."""
    who, out = escape(name), escape(t("Sign out"))
    link = f'<a href="{relative(f"/sign-out?lang={t.lang}")}" target="_self">{out}</a>'
    return f'<p class="taken reader"><bdi>{who}</bdi>{link}</p>'


def _with_link(sentence: str, contact: str) -> str:
    """A sentence as HTML; the contact in it, where it is an address, as a link."""
    target = contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}" if "@" in contact else ""
    text = escape(sentence)
    return text.replace(escape(contact), f'<a href="{escape(target)}">{escape(contact)}</a>') if target else text
