"""News as a mail: the same in text and in HTML, right to left in Arabic, with nothing to be fetched."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from dashboard.content.news import Digest, News
from dashboard.content.theme import TOKENS
from dashboard.i18n import Translator, css_direction, translator
from dashboard.render.feeds import news_html, news_lines

_RLM = "\u200f"  # before a line: a program that shows plain text takes its direction from the first strong letter
_TOKENS = TOKENS["light"]


def mail_text(digest: Digest, base: str) -> str:
    """The mail as text; `base` is the address of the server, "" where none is known: then nothing is linked."""
    t = translator(digest.lang)
    lines = [digest.title, *digest.lines, ""]
    for one in digest.news:
        lines += [one.title, *news_lines(one, t)]
        lines += [base + one.link] if base else []
        lines.append("")
    lines += [digest.foot, *((base + digest.page,) if base else ())]
    return "\n".join(_set_direction(line, t) for line in lines) + "\n"


def _set_direction(line: str, t: Translator) -> str:
    is_address = line.startswith(("http:", "https:"))
    return f"{_RLM}{line}" if t.is_rtl and line and not is_address else line


def mail_html(digest: Digest, base: str) -> str:
    """The mail as HTML: styles in its elements, for programs that read mails drop all others."""
    t = translator(digest.lang)
    text = f"color:{_TOKENS.text};font-family:sans-serif;line-height:1.5;text-align:start"
    lines = "".join(f"<p>{escape(line)}</p>" for line in digest.lines)
    news = "".join(_news(one, base, t) for one in digest.news)
    link = f' <a href="{escape(base + digest.page)}">{escape(base + digest.page)}</a>' if base else ""
    return (
        f'<!doctype html><html lang="{digest.lang}" dir="{css_direction(digest.lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(digest.title)}</title></head>'
        f'<body dir="{css_direction(digest.lang)}" style="max-width:40em;margin:0 auto;padding:1em;{text}">'
        f"<h1>{escape(digest.title)}</h1>{lines}{news}"
        f'<p style="color:{_TOKENS.muted}">{escape(digest.foot)}{link}</p></body></html>\n'
    )


def _news(one: News, base: str, t: Translator) -> str:
    title = escape(one.title)
    head = f'<a href="{escape(base + one.link)}">{title}</a>' if base else title
    return f"<h2>{head}</h2>{news_html(one, base or None, t)}"


def mail(digest: Digest, base: str, sent_on: date, sender: str, recipients: Sequence[str]) -> bytes:
    """The mail as a file to be sent (RFC 5322): text first, HTML beside it; the same bytes for the same arguments.

    Raises ValueError for an address that is none.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = digest.title
    if sender:
        made["From"] = _address(sender)
    if recipients:
        made["To"] = [_address(one) for one in recipients]
    made["Date"] = format_datetime(datetime(sent_on.year, sent_on.month, sent_on.day, tzinfo=UTC))
    digest_id = uuid.uuid5(uuid.NAMESPACE_OID, "|".join((digest.lang, digest.since, *(one.key for one in digest.news))))
    made["Message-ID"] = f"<{digest_id}.{sent_on:%Y%m%d}@siyada.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail_text(digest, base), cte="base64")
    made.add_alternative(mail_html(digest, base), subtype="html", cte="base64")
    made["Content-Language"] = digest.lang  # of the whole: set before, it would go to the first part
    made.set_boundary(f"siyada-{digest_id}")
    return made.as_bytes()


def _address(text: str) -> Address:
    if "@" not in text.strip("@") or not text.isprintable():
        raise ValueError(text)
    try:
        return Address(addr_spec=text)
    except (MessageError, IndexError):  # what the parser raises for some of what is no address
        raise ValueError(text) from None
