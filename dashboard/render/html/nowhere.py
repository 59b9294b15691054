"""What stands where nothing is: a page that says so and leads on, without a script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from dashboard.i18n import Translator, css_direction
from dashboard.render.html.frame import ICON
from dashboard.render.html.style import colours, style


def page(links: Iterable[tuple[str, str]], t: Translator, faces: str) -> str:
    """The whole page as HTML. `links` are addresses, as this page names them, and their words; `faces` is the CSS of the font's faces."""
    title, lead = t("There is nothing at this address"), t("Perhaps it was mistyped. What there is:")
    listed = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in links)
    body = (
        f'<header><p><b>Siyada</b> <b lang="ar">سيادة</b></p></header><main><h1>{escape(title)}</h1>'
        f"<p>{escape(lead)}</p><ul>{listed}</ul></main>"
    )
    return (
        f'<!doctype html><html lang="{t.lang}" dir="{css_direction(t.lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(t('{page} · Siyada', page=title))}</title>"
        f'<link rel="icon" href="data:image/svg+xml,{quote(ICON)}"><style>{faces}{colours(body)}{style()}</style></head>'
        f"<body>{body}</body></html>"
    )
