"""The desk page: a form for one file, and what the file would change, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from dashboard.content.desk import Lines, ShownPreview, ShownProposal
from dashboard.i18n import Translator, css_direction
from dashboard.render.html.alone import NOT_INDEXED, header, own_look, stand_alone
from dashboard.render.html.frame import plain_foot

STYLE = Path(__file__).with_suffix(".css")
ARCHIVE = "proposal.zip"
_WORD = r"/?[A-Za-zÀ-ɏ0-9_][A-Za-zÀ-ɏ0-9_./:’'-]*"
_LATIN = re.compile(rf"(?=[^ ]*[A-Za-zÀ-ɏ]){_WORD}(?: {_WORD})*(?<![:.])")  # names and commands in a sentence
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Dropped:
    """A file that was dropped: its name, the table that was chosen ("" for none), why it is not taken ("" where it is), what it says."""

    name: str = ""
    table: str = ""
    problem: str = ""
    shown: ShownProposal | None = None


def page(t: Translator, faces: str, tables: Sequence[tuple[str, str]], dropped: Dropped, limit_mb: int) -> str:
    """The whole page as HTML. `tables` are (name, what one row of it is); `faces` is the CSS of the font's faces."""
    title = t("Propose a file")
    body = f"{header(t, lambda lang: f'?lang={lang}')}<main><h1>{escape(title)}</h1>{_lead(t, limit_mb)}{_answer(dropped, t)}{_form(t, tables, dropped)}</main>{plain_foot(t)}"
    named = t("{page} · Siyada", page=f"{dropped.name} · {title}" if dropped.name else title)
    # Without a referrer a browser says of a form only that it comes from "null": of our own it may say where from.
    meta = f'{NOT_INDEXED}<meta name="referrer" content="same-origin">'
    return stand_alone(t.lang, named, body, faces, meta=meta, look=own_look(STYLE))


def _lead(t: Translator, limit_mb: int) -> str:
    text = t(
        "A workbook (XLSX), CSV or JSON of at most {limit} MB is held against the evidence: how it was read, what it asks, what would move. Nothing is changed, and the file is not kept.",
        limit=limit_mb,
    )
    return f'<p class="question">{escape(text)}</p>'


def _form(t: Translator, tables: Sequence[tuple[str, str]], dropped: Dropped) -> str:
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == dropped.table else ""}>{escape(name)} · {escape(meaning)}</option>'
        for name, meaning in tables
    )
    another, guess = t("Another file"), t("As the file's own heads say")
    table, file, read = t("Table"), t("File"), t("Read the file")
    title = f"<h2>{escape(another)}</h2>" if dropped.shown and not dropped.problem else ""
    return (
        f'{title}<form class="drop" method="post" enctype="multipart/form-data">'
        f'<label>{escape(table)}<select name="table"><option value="">{escape(guess)}</option>{options}</select></label>'
        f'<label>{escape(file)}<input type="file" name="file" accept=".xlsx,.xlsm,.csv,.txt,.tsv,.json" required></label>'
        f"<button>{escape(read)}</button></form>"
    )


def _answer(dropped: Dropped, t: Translator) -> str:
    if dropped.problem:
        return f'<p class="busy" role="alert">{_text(dropped.problem, t)}</p>'
    if dropped.shown is None:
        return ""
    return f"{_proposal(dropped, dropped.shown, t)}{_preview(dropped.shown.preview, t)}{_archive(dropped.shown, t)}"


def _proposal(dropped: Dropped, shown: ShownProposal, t: Translator) -> str:
    how, open_ones = t("How the file was read"), t("Questions without an answer")
    questions = _titled(open_ones, _lines(shown.questions, t))
    return (
        f'<section id="read"><h2><bdi>{escape(dropped.name)}</bdi></h2><p class="result" role="status">{_text(shown.counts, t)}</p>'
        f"<h3>{escape(how)}</h3>{_list(shown.notes, t)}"
        f"{questions}{_step(shown.next_step, t)}</section>"
    )


def _preview(preview: ShownPreview | None, t: Translator) -> str:
    if preview is None:
        return ""
    title, doubts = t("What it would move"), t("Doubts without an answer")
    if preview.problem:
        body = f'<p class="busy">{_text(preview.problem, t)}</p>'
    else:
        body = (
            f'<p class="result">{_text(preview.counts, t)}</p>'
            f"{_titled(preview.violation_count, _lines(preview.violations, t))}{_moved(preview, t)}{_lines(preview.others, t)}"
            f"{_titled(doubts, _lines(preview.doubts, t))}{_step(preview.next_step, t)}"
        )
    return f'<section id="moves"><h2>{escape(title)}</h2>{body}</section>'


def _moved(preview: ShownPreview, t: Translator) -> str:
    if not preview.moved:
        return f"<p>{escape(preview.moved_count)}</p>" if preview.moved_count else ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (t("Figure"), t("Before"), t("After")))
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td><bdi>{escape(before)}</bdi></td><td><bdi>{escape(after)}</bdi></td></tr>'
        for label, before, after in preview.moved
    )
    return (
        f'<h3 id="moved">{escape(preview.moved_count)}</h3><div class="scroll" role="region" aria-labelledby="moved" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _archive(shown: ShownProposal, t: Translator) -> str:
    if not shown.archive:
        return ""
    text = t("Take the proposal away ({file})", file=ARCHIVE)
    after = t("Unpack it beside the evidence; the commands named above are given there.")
    link = f'<a download="{ARCHIVE}" href="data:application/zip;base64,{shown.archive}">{escape(text)}</a>'
    return f'<p class="take">{link}</p><p class="note">{escape(after)}</p>'


def _lines(lines: Lines, t: Translator) -> str:
    left_out = lines.left_out
    more = (
        t.plural("and {count} more, in the proposal", "and {count} more, in the proposal", left_out) if left_out else ""
    )
    return _list((*lines.first, *filter(None, (more,))), t)


def _titled(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}" if body else ""


def _text(text: str, t: Translator) -> str:
    """A sentence of the commands; in Arabic what is Latin in it is isolated run by run, where a terminal isolates word by word."""
    if css_direction(t.lang) == "ltr":
        return escape(text)
    plain, parts, end = text.translate(_ISOLATES), [], 0
    for found in _LATIN.finditer(plain):
        parts += [escape(plain[end : found.start()]), f'<bdi dir="ltr">{escape(found[0])}</bdi>']
        end = found.end()
    return "".join([*parts, escape(plain[end:])])


def _list(texts: Iterable[str], t: Translator) -> str:
    items = "".join(f"<li>{_text(text, t)}</li>" for text in texts)
    return f'<ul class="lines">{items}</ul>' if items else ""


def _step(text: str, t: Translator) -> str:
    return f'<p class="step">{_text(text, t)}</p>' if text else ""
