"""How a figure or a document is cited: one citation of one build, written as a sentence, as BibTeX and as RIS.

It names who publishes this copy, what is cited (a figure with its value, whether it is an estimate, its band and grade), the
build and the day of its data, and the address where that very build answers. It bears no date of today: the same build is
cited in the same words for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from dashboard.content.values import Figure
from dashboard.figures.band import band_text
from dashboard.i18n import Translator

CitationForm = Literal["text", "bibtex", "ris"]
_BIBTEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}%&$#_"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_NO_WIDTH = re.compile("[\u2066-\u2069]")  # isolates: programs that hold references show them as boxes


@dataclass(frozen=True)
class Citation:
    """What is cited: `publisher` and `url` are "" where nobody set them, `as_of` is the day of the build's data (ISO text)."""

    title: str
    build_id: str
    as_of: str
    publisher: str = ""
    url: str = ""
    key: str = ""  # of what is cited in the build: a figure's id


def value_words(figure: Figure, t: Translator) -> str:
    """A figure's value and, in brackets, whether it is an estimate, its band, its grade, whether the original was read, and its dates."""
    dates = t.span(figure.as_of_oldest, figure.as_of)
    details = (
        t("estimate") if figure.kind == "estimate" else "",
        band_text(figure, t),
        t.labelled(t("Grade"), figure.grade) if figure.grade else "",
        t("read second-hand") if figure.is_second_hand else "",
        t("as of {date}", date=dates) if dates else "",
    )
    known = t.series(filter(None, details))
    value = figure.text or t("no figure found")
    return f"{value} ({known})" if known else value


def figure_citation(figure: Figure, as_of: str, t: Translator, publisher: str = "", base: str = "") -> Citation:
    """The citation of a figure; `base` is the public address of the server, without a slash at its end ("" where nobody said)."""
    build_id = figure.receipt.build_id
    address = (
        f"{base}/api/v1/builds/{build_id}/figures/{quote(figure.figure_id, safe='')}?lang={t.lang}" if base else ""
    )
    title = t.labelled(figure.label, value_words(figure, t))
    return Citation(title, build_id, as_of, publisher, address, figure.figure_id)


def as_text(citation: Citation, t: Translator) -> str:
    """The citation as a sentence, its address after it."""
    named = {"title": citation.title, "build": citation.build_id, "date": t.period(citation.as_of)}
    sentence = (
        t("{publisher}, Siyada, “{title}”, build {build}, data as of {date}.", publisher=citation.publisher, **named)
        if citation.publisher
        else t("Siyada, “{title}”, build {build}, data as of {date}.", **named)
    )
    return f"{sentence} {citation.url}" if citation.url else sentence


def as_bibtex(citation: Citation, t: Translator) -> str:
    """The citation as a BibTeX entry in UTF-8."""
    year, month = citation.as_of[:4], citation.as_of[5:7]
    fields = {
        "author": citation.publisher,
        "title": citation.title,
        "howpublished": _work(t),
        "version": citation.build_id,
        "year": year,
        "month": month,
        "note": t("Data as of {date}, build {build}", date=t.period(citation.as_of), build=citation.build_id),
        "language": t.lang,
    }
    key = re.sub(r"[^a-z0-9]+", "-", f"siyada-{citation.build_id}-{citation.key}".lower()).strip("-")
    lines = [f"  {name} = {{{{{_clean(text).translate(_BIBTEX)}}}}}," for name, text in fields.items() if text]
    lines += [f"  url = {{{citation.url}}},"] if citation.url else []
    return "\n".join((f"@misc{{{key},", *lines, "}")) + "\n"


def as_ris(citation: Citation, t: Translator) -> str:
    """The citation as a RIS record of a dataset."""
    fields = (
        ("TY", "DATA"),
        ("AU", citation.publisher or "Siyada"),
        ("TI", citation.title),
        ("T2", _work(t)),
        ("PB", citation.publisher),
        ("ET", citation.build_id),
        ("PY", citation.as_of[:4]),
        ("DA", citation.as_of.replace("-", "/")),
        ("LA", t.lang),
        ("UR", citation.url),
        ("N1", t("Data as of {date}, build {build}", date=t.period(citation.as_of), build=citation.build_id)),
    )
    return "".join(f"{tag}  - {_clean(text)}\r\n" for tag, text in fields if text) + "ER  - \r\n"


def _work(t: Translator) -> str:
    return t("Siyada: Morocco's digital sovereignty")


def _clean(text: str) -> str:
    """A text for other programs: plain spaces, and nothing that has no width."""
    return " ".join(_NO_WIDTH.sub("", text).split())
