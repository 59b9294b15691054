"""Chapters as one PDF, laid out and drawn by Typst: PDF/A-3a and PDF/UA-1, the same bytes for the same content.

Typst is given one JSON value and the fonts of the font package; it reads no clock, no locale and no system font.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.content.values import Chapter, Lang
from dashboard.i18n import LOCALES, NAMES, Translator, translator
from dashboard.render.citation import Citation, as_text
from dashboard.render.html.markup import grade_words
from dashboard.render.pdf import content as print_content
from dashboard.render.pdf.receipts import MARK, Receipts
from dashboard.render.pdf.texts import printable
from dashboard.render.pdf.typeset import typeset

_HEADLINES = 5
FONTS = Path(__file__).parent / "fonts"

Json = dict[str, Any]


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF: its name, its text (UTF-8), its media type and what it is."""

    name: str
    text: str
    mime: str
    description: str


@dataclass(frozen=True)
class Identity:
    """What the report says it is: the build, its date (ISO), the tool's version, what else the last page lists."""

    build_id: str
    as_of: str
    tool_version: str
    method_versions: tuple[tuple[str, str], ...]
    evidence_sha256: tuple[tuple[str, str], ...] = ()
    public_key: str = ""  # of the deployment that signs the document, as `documents.keys` writes it
    contents_sha256: str = ""  # of what the document says, known once that is written
    publisher: str = ""  # of this copy, as the deployment sets it
    licences: tuple[tuple[str, str], ...] = ()  # tables and layers (names joined), and the terms of each


def report(
    chapters: Sequence[Chapter], identity: Identity, attachments: Sequence[Attachment], lang: Lang, *, is_whole: bool
) -> bytes:
    """The PDF of `chapters` (all in `lang`, from the build of `identity`); `is_whole` when every chapter is there.

    Raises BoundedError when the document cannot be made, which a missing alternative text would do.
    """
    data = content(chapters, identity, attachments, lang, is_whole=is_whole)
    return typeset(json.dumps(data, ensure_ascii=False, separators=(",", ":")), identity.as_of, font_folders())


def font_folders() -> list[str]:
    """Where the fonts of print are: they are read, and nothing of the machine's."""
    return [str(FONTS)]


def content(
    chapters: Sequence[Chapter], identity: Identity, attachments: Sequence[Attachment], lang: Lang, *, is_whole: bool
) -> Json:
    """Everything the Typst sources draw, as plain data."""
    t = translator(lang)
    receipts = Receipts(t)
    lines = [print_content.chapter(chapter, receipts, t) for chapter in chapters]
    title = t("Morocco's digital sovereignty, measured") if is_whole else " · ".join(c.title for c in chapters)
    texts: Json = {
        "title": title,
        "brand": "Siyada · سيادة",
        "subtitle": t("Where Morocco's computing runs, and whether Digital Morocco 2030 is on course"),
        "description": t("Data as of {date}, build {build}", date=t.period(identity.as_of), build=identity.build_id),
        "footer": t(
            "Siyada · data as of {date} · build {build}", date=t.period(identity.as_of), build=identity.build_id
        ),
        "page_of": t("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "facts": [
            (t("Data as of"), t.period(identity.as_of)),
            (t("Build"), identity.build_id),
            *([(t("Publisher"), identity.publisher)] if identity.publisher else []),
            (t("Chapters"), " · ".join(c.title for c in chapters)),
            (t("Language"), NAMES[lang]),
        ],
        "headlines": [s.text for c in chapters for s in c.sentences][:_HEADLINES],
        "choices": [f"{c.title} : {c.choices_text}" for c in chapters if c.query and c.choices_text],
        "words": _words(t),
        "verify": _verify(t),
        "identity": _identity_rows(title, identity, attachments, t),
        "licences": identity.licences,
    }
    return {
        "lang": lang,
        "region": LOCALES[lang].partition("_")[2] or None,
        "as_of": identity.as_of,
        "keywords": ["Siyada", identity.build_id, lang, identity.contents_sha256],
        "chapters": lines,
        "grades": [[letter, printable(words, lang)] for letter, words in grade_words(t).items()],
        "receipt_mark": MARK,
        "receipts": receipts.rows,
        "sources": receipts.listed(),
        "sources_lead": t(
            "Read on {date}, unless another day is given. A title may be shortened: the address leads to the document.",
            date=t.period(receipts.read_on),
        ),
        "attachments": [vars(attachment) for attachment in attachments],
        **{name: _print(value, lang) for name, value in texts.items()},
        **print_content.palette(),
    }


def _words(t: Translator) -> Json:
    return {
        "choices": t("Choices made"),
        "contents": t("Contents"),
        "notes": t("Notes"),
        "receipts": t("Receipts"),
        "receipts_lead": t(
            "Each figure, chart and table carries a number; here is how it was computed and on what it rests. Letters grade the evidence; numbers in brackets are those of the sources."
        ),
        "sources": t("Sources"),
        "table_on": t("Table: {title}, page {page}", title="{title}", page="{page}"),
        "figure_on": t("Figure: {title}, page {page}", title="{title}", page="{page}"),
        "turned": t("Tables of this chapter"),
        "verify": t("How to verify this document"),
        "licences": t("Licence of each table and layer"),
        "tables": t("Tables and layers"),
        "licence": t("Licence"),
        "what": t("What"),
        "value": t("Value"),
    }


def _verify(t: Translator) -> list[str]:
    return [
        t(
            "To check this file: siyada verify FILE. The answer says genuine, consistent, altered, from another build or drawn by another version of the tool, and what differs."
        ),
        t(
            "Same build, same choices, same language, same version of the tool: this document comes out again byte for byte."
        ),
        t(
            "The numbers of every chart and table are attached as CSV files; manifest.json lists every figure and the SHA-256 of every attachment, of the text of every page, of every table of evidence and of the whole document."
        ),
        t(
            "Hashes show whether the document is as it was made; who made it is shown only by a signature of a key that you know, or by the build it comes from."
        ),
    ]


def _identity_rows(
    title: str, identity: Identity, attachments: Sequence[Attachment], t: Translator
) -> list[tuple[str, str]]:
    cited = as_text(Citation(title, identity.build_id, identity.as_of, identity.publisher), t)
    methods = " · ".join(f"{name} {version}" for name, version in identity.method_versions)
    signed = [(t("Public key (Ed25519)"), identity.public_key)] if identity.public_key else []
    return [
        (t("Publisher of this copy"), identity.publisher or t("none is named")),
        (t("How to cite"), cited),
        (t("Licence"), t("CC BY 4.0 for our work on the data; facts keep their sources, shapes their makers.")),
        (t("Build"), identity.build_id),
        (t("Data as of"), t.period(identity.as_of)),
        (t("Version of the tool"), identity.tool_version),
        (t("Methods"), methods),
        (t("Files attached"), t.number(len(attachments))),
        (t("Hash of what it says"), identity.contents_sha256),
        *signed,
    ]


def _print(value: Any, lang: Lang) -> Any:
    """The same value with every text made fit for print."""
    if isinstance(value, str):
        return printable(value, lang)
    if isinstance(value, list | tuple):
        return [_print(item, lang) for item in value]
    if isinstance(value, dict):
        return {name: _print(item, lang) for name, item in value.items()}
    return value
