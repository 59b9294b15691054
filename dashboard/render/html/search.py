"""The page of search: a question and what it finds, without a script, readable on a phone and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from dashboard.content.values import Lang
from dashboard.http.root import relative
from dashboard.i18n import Translator
from dashboard.render.html.alone import NOT_INDEXED, header, own_look, stand_alone
from dashboard.render.html.frame import plain_foot

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class Line:
    """A hit as it is drawn: what kind of thing it is in words, its title (and the title's language, "" for the reader's), its
    text and where it stands."""

    kind: str
    title: str
    text: str
    url: str
    language: str = ""


def page(question: str, lines: Sequence[Line], message: str, t: Translator, faces: str) -> str:
    """The whole page as HTML: the box with the question, a message, and the hits. `faces` is the CSS of the font's faces."""
    title = t("Search")

    def here(lang: Lang) -> str:
        return f"{relative('/search')}?{urlencode({'q': question, 'lang': lang})}"

    body = (
        f"{header(t, here)}<main><h1>{escape(title)}</h1>{form(t, question)}"
        f'<p class="message" role="status">{escape(message)}</p>{_list(lines)}</main>{plain_foot(t)}'
    )
    named = t("{page} · Siyada", page=f"{question[:80]} · {title}" if question else title)
    return stand_alone(t.lang, named, body, faces, meta=NOT_INDEXED, look=own_look(STYLE))


def form(t: Translator, question: str = "") -> str:
    """The box and its button; the cursor stands in a box that is still empty."""
    word, focus = t("Search"), "" if question else " autofocus"
    return (
        f'<form class="search" role="search" action="{relative("/search")}">{_box(t, f"required{focus}", question)}'
        f"<button>{escape(word)}</button></form>"
    )


def small_form(t: Translator) -> str:
    """The box of search for the head of every page; page.js leads to it by the key that it names."""
    hint = t("Search ({key})", key="/")
    more = f'placeholder="{escape(hint)}"'
    return f'<form class="find" role="search" action="{relative("/search")}">{_box(t, more)}</form>'


def _box(t: Translator, more: str, question: str = "") -> str:
    label, more = escape(t("Words to search for")), f'{more} dir="auto"' if question else more
    return (
        f'<input type="hidden" name="lang" value="{t.lang}">'
        f'<input type="search" name="q" value="{escape(question)}" aria-label="{label}" {more}>'
    )


def _list(lines: Sequence[Line]) -> str:
    items = "".join(f"<li>{_item(line)}</li>" for line in lines)
    return f'<ol class="hits">{items}</ol>' if lines else ""


def _item(line: Line) -> str:
    language = f' lang="{escape(line.language)}"' if line.language else ""
    text = f"<p>{escape(line.text)}</p>" if line.text else ""
    return (
        f'<p class="kind">{escape(line.kind)}</p>'
        f'<h2><a href="{escape(relative(line.url))}"><bdi dir="auto"{language}>{escape(line.title)}</bdi></a></h2>{text}'
    )
