"""SVG in HTML that is cleaned of it on its way: it travels as an attribute, and page.js puts it in its place."""

from __future__ import annotations

import re

_CARRIED = re.compile(r" data-svg='([^']*)'>")


def carried(svg: str) -> str:
    """An element that carries SVG."""
    return f'<span class="drawn"{carried_in(svg)}></span>'


def carried_in(svg: str) -> str:
    """The attribute in which an empty element carries the SVG that is to stand in it."""
    kept = svg.replace("&", "&amp;").replace("'", "&#39;")
    return f" data-svg='{kept}'"


def uncarried(html: str) -> str:
    """The same HTML with every drawing in its place, for a page that is read as it is sent."""
    return _CARRIED.sub(lambda found: ">" + found[1].replace("&#39;", "'").replace("&amp;", "&"), html)
