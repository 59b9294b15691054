"""What a reader gets, as frozen values: the screen, the print, the JSON and the tests all read these same objects.

Texts are already in the reader's language; numbers travel twice, as a value (for drawing, sorting and tests) and as the
text a reader sees, so that no renderer formats a figure on its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["fr", "ar", "en"]
LANGS: tuple[Lang, ...] = ("fr", "ar", "en")

_METHODS = {  # sections of Evidence by the name of a method
    "progress": "method-progress",
    "compute-share": "method-share",
    "resilience": "method-failures",
    "popular-sites": "method-popular-sites",
    "scans": "method-scans",
}

FigureKind = Literal["measured", "sum", "estimate", "state"]
Align = Literal["start", "end"]


@dataclass(frozen=True)
class Passage:
    """Words that stand in a text as they are written elsewhere, with their language: ISO 639-1, "" for the reader's own."""

    words: str
    language: str


@dataclass(frozen=True)
class Source:
    """A document read: one row of the evidence table `sources`.

    `url` is an http(s) address, or None for a note whose primary page was not read (`kind` is then "secondary").
    """

    source_id: str
    publisher: str
    title: str
    url: str | None
    published_on: str
    accessed_on: str
    kind: str
    kind_label: str
    read_via: str = "original"  # original, mirror, press, note or not_opened
    read_via_label: str = ""
    language: str = ""  # of publisher and title, ISO 639-1; "" where they are in the reader's

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its publisher and its title, for a text that names one or both, in this order."""
        return Passage(self.publisher, self.language), Passage(self.title, self.language)


@dataclass(frozen=True)
class Elsewhere:
    """Another row that tells the same fact: where it stands, and its caution ("" for none)."""

    table: str
    key: str
    label: str
    note: str


@dataclass(frozen=True)
class FormerValue:
    """What a row said until another value took its place on `replaced_on` (ISO day); `value` in the unit of the row."""

    value: float
    replaced_on: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReceiptInput:
    """One row of evidence that a figure rests on.

    `table` and `key` find the row again; `as_of` is the date of the fact ("" where the row bears none) and `recorded_on`
    the day the row was entered or last checked; `is_second_hand` is true for a grade-A row none of whose sources was read in
    the original. `elsewhere` holds the other rows that tell the same fact, for their cautions are its own. `status` is the code of
    what is not simply observed (estimate, forecast), "" otherwise; `marks` say it in words, with a break in the series and what the
    value was before (`former`, the newest first).
    """

    table: str
    key: str
    label: str
    value_text: str
    grade: str
    as_of: str
    sources: tuple[Source, ...]
    note: str = ""
    is_second_hand: bool = False
    recorded_on: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()
    status: str = ""
    marks: tuple[str, ...] = ()
    former: tuple[FormerValue, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """Every caution of the fact: the row's own, its marks, and those of the rows that tell the same fact."""
        notes = (self.note, *self.marks, *(one.note for one in self.elsewhere))
        return tuple(note for note in dict.fromkeys(notes) if note)


@dataclass(frozen=True)
class Step:
    """An intermediate amount of a formula: what it is, and its value with its unit, as a reader sees them."""

    label: str
    value_text: str


@dataclass(frozen=True)
class Receipt:
    """Where a shown figure comes from: its formula in words, its input rows, the method's version and the build.

    `steps` are what was computed on the way, in order.
    """

    formula: str
    inputs: tuple[ReceiptInput, ...]
    build_id: str
    method_version: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def method_query(self) -> str:
        """Where the method is described in full: parameters and anchor of the chapter Evidence; "" where there is none."""
        section = _METHODS.get(self.method_version.rpartition("-")[0])
        return f"part=methods#{section}" if section else ""

    @property
    def oldest(self) -> str:
        """The date of the oldest fact among the inputs (ISO text, as exactly as it is known); "" where none is dated."""
        return min((row.as_of for row in self.inputs if row.as_of), default="")

    @property
    def newest(self) -> str:
        """The date of the newest fact among the inputs; "" where none is dated."""
        return max((row.as_of for row in self.inputs if row.as_of), default="")

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Ids of every source of every input, each once, in order of appearance."""
        return tuple(dict.fromkeys(s.source_id for row in self.inputs for s in row.sources))


@dataclass(frozen=True)
class Figure:
    """One number or state with its receipt.

    `figure_id` is stable and the same in every language. `value` is a number in `unit`, a code for a state, or None
    where only the band `low`..`high` (5th and 95th percentiles, same unit) may be shown. `text` is what a reader sees.
    `grade` is the worst grade (A best, D worst) among the inputs; `as_of` the date of the newest fact it rests on, ISO
    text, "" where none is dated (the day of recording is no date of a fact).
    """

    figure_id: str
    label: str
    value: float | str | None
    text: str
    unit: str
    kind: FigureKind
    grade: str
    as_of: str
    receipt: Receipt
    low: float | None = None
    high: float | None = None

    @property
    def number(self) -> float | None:
        """The value where it is a number; None where only the band is known, and for a state."""
        return None if isinstance(self.value, str) else self.value

    @property
    def as_of_oldest(self) -> str:
        """The date of the oldest fact the figure rests on, "" where the figure has no date."""
        return min(self.receipt.oldest or self.as_of, self.as_of)

    @property
    def is_second_hand(self) -> bool:
        """Whether the figure has the best grade and rests on a row that was not read in the original."""
        return self.grade == "A" and any(row.is_second_hand for row in self.receipt.inputs)


@dataclass(frozen=True)
class Kpi:
    """A figure set large, with one line that says what it does and does not mean."""

    figure: Figure
    caption: str
    tone: str = "neutral"  # a role of dashboard.content.theme


@dataclass(frozen=True)
class Column:
    """A column of a table: `key` is its language-free name (the CSV header), `label` what the reader sees."""

    key: str
    label: str
    align: Align = "start"
    passages: tuple[Passage, ...] = ()  # of the label, in order


@dataclass(frozen=True)
class Cell:
    """A table cell: the value that goes to CSV and JSON, and the text shown. A blank value shows a blank, never a zero."""

    value: float | int | str | bool | None
    text: str
    link: str = (
        ""  # a query of our own pages ("?site=mar-toubkal"), a file of our API ("/api/v1/...") or an http(s) source
    )
    role: str = ""  # a role of dashboard.content.theme: its mark stands before the text, so that a state does not rest on a word alone
    passages: tuple[Passage, ...] = ()  # of the text, in order


@dataclass(frozen=True)
class Table:
    """Rows as shown, in order; every row has one cell per column.

    A table `is_folded` where it is long and what it shows first matters most: a screen shows its first rows and the
    others on demand; print, CSV and JSON hold all.
    """

    table_id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    receipt: Receipt | None = None
    is_folded: bool = False


@dataclass(frozen=True)
class Chart:
    """What every chart has; the kinds in `dashboard.content.charts` add their series.

    `alt` states the finding in one or two sentences; `table` holds exactly what is drawn (the table view and the CSV).
    """

    chart_id: str
    title: str
    subtitle: str  # unit and period, in words
    alt: str
    table: Table
    receipt: Receipt
    note: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Text:
    """Prose of a section: paragraphs in order, under a title of their own ("" for none)."""

    title: str
    paragraphs: tuple[str, ...]
    passages: tuple[Passage, ...] = ()  # of each paragraph, in order
    link: str = ""  # another page of ours with its language ("/networks?lang=ar"), to which the last paragraph leads on the screen


@dataclass(frozen=True)
class Sentence:
    """A generated headline sentence and the figures it quotes (each opens its receipt).

    `rounded` holds, by the id of a figure, the words that the sentence says in place of the figure's text: "about 1,470 MW".
    `topic` names in a word or two what it is about, and `link` is the section that tells more ("/sites#pipeline"); both may
    be blank.
    """

    text: str
    figures: tuple[Figure, ...]
    rounded: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()  # of the text, in order
    topic: str = ""
    link: str = ""

    @property
    def grade(self) -> str:
        """The worst grade of what it quotes; "" where nothing it quotes has one."""
        return max((figure.grade for figure in self.figures), default="")

    @property
    def is_second_hand(self) -> bool:
        """Whether its grade is the best one and a figure it quotes rests on a row that was not read in the original."""
        return self.grade == "A" and any(figure.is_second_hand for figure in self.figures)

    def said(self, figure: Figure) -> str:
        """How the sentence writes a figure that it quotes."""
        return dict(self.rounded).get(figure.figure_id, figure.text)


@dataclass(frozen=True)
class Box:
    """A few short lines, each with the figures it quotes and where it leads."""

    lines: tuple[Sentence, ...]


Block = Chart | Table | Text | Box


@dataclass(frozen=True)
class Section:
    """A titled part of a chapter, drawn in order: charts, tables, boxes and prose with a short lead.

    One that `is_beside` the sentences belongs to the first screen: its boxes stand at their side, its charts below as strips.
    """

    section_id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    is_beside: bool = False


@dataclass(frozen=True)
class Chapter:
    """A whole chapter in one language, from one build, for one set of choices.

    `choices_text` says in words what the reader chose; `query` is the same as language-free URL text. `newest_fact` is
    the date of the newest fact of the build (ISO text), for what happened since then is not in it. `title_language` is
    that of a title which is a document's own ("" where it is the reader's).
    """

    name: str
    lang: Lang
    title: str
    question: str
    sentences: tuple[Sentence, ...]
    kpis: tuple[Kpi, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    build_id: str
    as_of: str
    query: str = ""
    choices_text: str = ""
    newest_fact: str = ""
    title_language: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the chapter, each id once: those of the KPIs first, then those only a sentence or a box quotes."""
        boxes = [block for section in self.sections for block in section.blocks if isinstance(block, Box)]
        quoting = [*self.sentences, *(line for box in boxes for line in box.lines)]
        found = [kpi.figure for kpi in self.kpis] + [figure for one in quoting for figure in one.figures]
        return tuple({figure.figure_id: figure for figure in reversed(found)}.values())[::-1]


def by_language(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """A text taken apart where its language changes; passages that it does not hold whole, in order, are passed over."""
    parts: list[Passage] = []
    done = at = 0  # what is in `parts` already, and where the next passage is looked for
    for passage in passages:
        found = re.compile(rf"(?<!\w){re.escape(passage.words)}(?!\w)").search(text, at) if passage.words else None
        if found is None:
            continue
        at = found.end()
        if passage.language:
            parts += [Passage(text[done : found.start()], ""), passage]
            done = at
    return tuple(part for part in (*parts, Passage(text[done:], "")) if part.words)
