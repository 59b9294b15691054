"""Every generated sentence and caption of the product with its figures, grades, bands and cautions, for an editor to read.

What is listed is what a reader meets at default choices: sentences, captions of figures, the lead, finding and note of every
section, chart and table, the notes of a chapter, every part of Evidence, and the sheet of every indicator and site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.chapters import registry
from dashboard.chapters.evidence.choices import PARTS
from dashboard.content.choices import Choices
from dashboard.content.plain import Json, figure_without_receipt
from dashboard.content.values import Box, Chapter, Chart, Figure, Lang, Receipt, Section, Table, Text
from dashboard.i18n import Translator, translator
from dashboard.warehouse.build import Build


@dataclass(frozen=True)
class Claim:
    """A text of the product: where it stands, what it says, the figures it quotes and the cautions of their rows.

    `grades` holds the letters of the figures, or of the rows under a chart or a table, each once, best first.
    """

    chapter: str
    query: str
    place: str
    text: str
    figures: tuple[Figure, ...] = ()
    grades: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    is_second_hand: bool = False


def claims(build: Build, lang: Lang) -> list[Claim]:
    """Every claim of every chapter in one language, in the order of the book; a text that a chapter holds twice stands once."""
    found: dict[tuple[str, str, str], Claim] = {}
    for name, choices in _views(build):
        for claim in _of_chapter(registry.build_chapter(build, name, choices, lang)):
            found.setdefault((claim.chapter, claim.place.partition(":")[0], claim.text), claim)
    return list(found.values())


def _views(build: Build) -> Iterator[tuple[str, Choices]]:
    """Every chapter, every part of Evidence, and the sheet of every indicator and site, with the choices that show them."""
    for name, entry in registry.CHAPTERS.items():
        default = entry.choices()
        if name == "evidence":
            yield from ((name, replace(default, part=part)) for part in PARTS)  # type: ignore[call-arg]
            continue
        yield name, default
        if name == "progress":
            rows = build.rows("select indicator_id from core_indicators order by indicator_id")
            yield from ((name, replace(default, indicator=row["indicator_id"])) for row in rows)  # type: ignore[call-arg]
        if name == "sites":
            rows = build.rows("select site_id from core_sites order by site_id")
            yield from ((name, replace(default, site=row["site_id"])) for row in rows)  # type: ignore[call-arg]


def _of_chapter(chapter: Chapter) -> Iterator[Claim]:
    def claim(place: str, text: str, figures: Iterable[Figure] = (), receipt: Receipt | None = None) -> Claim:
        quoted = tuple(figures)
        receipts = [figure.receipt for figure in quoted] + ([receipt] if receipt else [])
        rows = [row for one in receipts for row in one.inputs]
        letters = [figure.grade for figure in quoted] if quoted else [row.grade for row in rows]
        return Claim(
            chapter.name,
            chapter.query,
            place,
            text,
            quoted,
            tuple(sorted({letter for letter in letters if letter})),
            tuple(dict.fromkeys(note for row in rows for note in row.cautions)),
            any(row.is_second_hand for row in rows),
        )

    t = translator(chapter.lang)
    yield claim("question", chapter.question)
    for sentence in chapter.sentences:
        yield claim("sentence", sentence.text, sentence.figures)
    for kpi in chapter.kpis:
        yield claim(
            f"figure:{kpi.figure.figure_id}",
            f"{t.labelled(kpi.figure.label, kpi.figure.text)}. {kpi.caption}",
            (kpi.figure,),
        )
    for section in chapter.sections:
        for line in (line for block in section.blocks if isinstance(block, Box) for line in block.lines):
            yield claim(f"box:{section.section_id}", _join(line.topic, line.text), line.figures)
        yield from (claim(place, text, receipt=receipt) for place, text, receipt in _of_section(section) if text)
    for note in chapter.notes:
        yield claim("note", note)


def _of_section(section: Section) -> Iterator[tuple[str, str, Receipt | None]]:
    """Place, text and receipt of what a section says; texts may be blank."""
    yield f"section:{section.section_id}", _join(section.title, section.lead), None
    for block in section.blocks:
        if isinstance(block, Text):
            for paragraph in block.paragraphs:
                yield f"text:{section.section_id}", paragraph, None
        elif isinstance(block, Chart):
            place, receipt = f"chart:{block.chart_id}", block.receipt
            yield place, _join(block.title, block.subtitle), receipt
            yield place, block.alt, receipt
            yield place, block.note, receipt
        elif isinstance(block, Table):
            yield f"table:{block.table_id}", _join(block.title, block.note), block.receipt


def _join(title: str, text: str) -> str:
    stop = "" if title.endswith(("?", "؟", ".", "!")) else "."
    return f"{title}{stop} {text}" if title and text else title or text


def claim_object(claim: Claim) -> Json:
    """A claim as a plain object."""
    return {
        "chapter": claim.chapter,
        "query": claim.query,
        "place": claim.place,
        "text": claim.text,
        "figures": [figure_without_receipt(figure) for figure in claim.figures],
        "grades": list(claim.grades),
        "is_second_hand": claim.is_second_hand,
        "cautions": list(claim.cautions),
    }


def as_text(listed: Iterable[Claim], t: Translator) -> str:
    """The claims as a text to read: a paragraph each, its figures and cautions under it."""
    lines: list[str] = []
    at: tuple[str, str] | None = None
    for claim in listed:
        if at != (claim.chapter, claim.query):
            at = (claim.chapter, claim.query)
            lines += ["", f"== {claim.chapter}{'?' if claim.query else ''}{claim.query}"]
        graded = f" [{', '.join(claim.grades)}]" if claim.grades else ""
        second = f" ({t('read second-hand')})" if claim.is_second_hand else ""
        lines += ["", f"{claim.place}{graded}{second}", f"  {claim.text}"]
        lines += [f"    = {_figure_line(figure, t)}" for figure in claim.figures]
        lines += [f"    ! {caution}" for caution in claim.cautions]
    return "\n".join(lines).strip() + "\n"


def _figure_line(figure: Figure, t: Translator) -> str:
    low, high = (t.number(bound, 1) if bound is not None else "" for bound in (figure.low, figure.high))
    band = t("between {low} and {high}", low=low, high=high) if low and high else ""
    dates = t.span(figure.as_of_oldest, figure.as_of)
    return " · ".join(filter(None, (figure.figure_id, figure.text, band, figure.grade, dates)))
