"""What changed since a reader's last visit: everything is sent to everyone alike, and the browser shows what is new to it.

When somebody was here last is kept by the browser alone (visit.js): nothing of it leaves there.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.content.news import News
from dashboard.content.values import LANGS
from dashboard.http.root import relative
from dashboard.i18n import Translator

_MOST = 6  # the page of changes has all


def visit(news: Sequence[News], t: Translator) -> str:
    """The newest things to tell, hidden until the browser knows which are new; "" where there is nothing to tell at all."""
    if not news:
        return ""
    listed = "".join(
        f'<li data-at="{escape(one.happened_at)}"><a href="{escape(relative(one.link))}" target="_self">{escape(one.title)}</a></li>'
        for one in news[:_MOST]
    )
    since = escape(t("Since your last visit, on {day}:", day="{day}"))
    nothing = escape(t("Nothing changed since your last visit, on {day}.", day="{day}"))
    kept = escape(t("The day of your visit is kept in this browser only."))
    forget = escape(t("Forget it"))
    changes = escape(relative("/evidence?part=changes" + ("" if t.lang == LANGS[0] else f"&lang={t.lang}")))
    every = escape(t("All changes"))
    return (
        f'<div class="visit" hidden data-newest="{escape(news[0].happened_at)}" data-since="{since}" data-nothing="{nothing}">'
        f'<p class="told"></p><ul>{listed}</ul><p class="note"><a href="{changes}" target="_self">{every}</a> · {kept} <button type="button" class="open" data-forget>{forget}</button></p></div>'
    )
