"""What stands where nothing is: a page that says so and leads on, without a script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dashboard.i18n import Translator
from dashboard.render.html.alone import NOT_INDEXED, stand_alone


def page(links: Iterable[tuple[str, str]], t: Translator, faces: str) -> str:
    """The whole page as HTML. `links` are addresses, as this page names them, and their words; `faces` is the CSS of the font's faces."""
    title, lead = t("There is nothing at this address"), t("Perhaps it was mistyped. What there is:")
    listed = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in links)
    body = (
        f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b></p></header><main><h1>{escape(title)}</h1>'
        f"<p>{escape(lead)}</p><ul>{listed}</ul></main>"
    )
    return stand_alone(t.lang, t("{page} · Siyada", page=title), body, faces, meta=NOT_INDEXED)
