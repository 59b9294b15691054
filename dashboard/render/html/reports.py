"""How a reader reports an error in a figure, or a barrier: to where the deployment says, with what it is about filled in."""

from __future__ import annotations

import os
from html import escape
from urllib.parse import quote, urlencode

from dashboard.content.values import Figure
from dashboard.http.root import root_url
from dashboard.http.settings import report_to
from dashboard.i18n import Translator


def report_link(figure: Figure, t: Translator) -> str:
    """The link as HTML; "" where the deployment names no address. A mail is written and not sent; a page opens beside this one."""
    to = report_to(os.environ)
    if not to:
        return ""
    word, label = t("Report an error"), t("Report an error in: {label}", label=figure.label)
    opens = "" if "@" in to and "://" not in to else ' target="_blank" rel="noopener"'
    return f'<a href="{escape(_address(to, figure, t))}"{opens} aria-label="{escape(label)}">{escape(word)}</a>'


def barrier_address(t: Translator) -> str:
    """Where a reader says what stands in their way, as a link; "" where the deployment names no address."""
    to = report_to(os.environ)
    if not to:
        return ""
    if "://" in to:
        return f"{to}{'&' if '?' in to else '?'}{urlencode({'about': 'accessibility', 'lang': t.lang})}"
    subject = t("Accessibility of Siyada")
    return f"mailto:{to}?subject={quote(subject, safe='')}"


def _address(to: str, figure: Figure, t: Translator) -> str:
    build = figure.receipt.build_id
    if "://" in to:
        asked = urlencode({"figure": figure.figure_id, "build": build, "lang": t.lang})
        return f"{to}{'&' if '?' in to else '?'}{asked}"
    lines = (
        t.labelled(figure.label, figure.text),
        t.labelled(t("Figure"), figure.figure_id),
        t.labelled(t("Build"), build),
        root_url(),
        "",
        t("What is wrong, and where the right value can be read:"),
        "",
    )
    subject = t("Error in a figure: {figure}, build {build}", figure=figure.figure_id, build=build)
    return f"mailto:{to}?subject={quote(subject, safe='')}&body={quote(chr(10).join(lines), safe='')}"
