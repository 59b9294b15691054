"""What can be found, written in one language: chapters and their parts, figures, and the rows that have an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.chapters.evidence.choices import PARTS, EvidenceChoices, part_words
from dashboard.chapters.progress.rows import latest_text, read_rows, target_text
from dashboard.chapters.registry import CHAPTERS, build_chapter
from dashboard.chapters.shared.contents import CONTENTS, Heading, figure_link
from dashboard.chapters.sites.words import place, status_words
from dashboard.content.choices import Choices
from dashboard.content.values import Box, Chapter, Chart, Section, Table, Text
from dashboard.figures.figure import figures_of
from dashboard.i18n import Translator
from dashboard.render.citation import value_words
from dashboard.render.html.markup import panel_id
from dashboard.warehouse.reading import Reading

_EVIDENCE = "evidence"


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `link` is its address without a language; `also` holds words by which it is found and that
    are not shown with it; `language` is that of a title which is a document's own ("" where it is the reader's)."""

    kind: str
    id: str
    title: str
    text: str
    link: str
    also: str = ""
    language: str = ""


def kind_words(t: Translator) -> dict[str, str]:
    """What each kind of entry is called; among hits that fit equally well, those of the kinds named first come first."""
    return {
        "chapter": t("Chapter"),
        "section": t("Section"),
        "target": t("Target"),
        "indicator": t("Indicator"),
        "figure": t("Figure"),
        "site": t("Site"),
        "system": t("Submarine system"),
        "term": t("Term"),
        "chart": t("Chart"),
        "table": t("Table"),
        "source": t("Source"),
    }


def entries(reading: Reading) -> Iterator[Entry]:
    """Everything, in the order of the book and then of the keys; the same kinds and ids in every language."""
    for heading, choices in _views():
        yield from _chapter(build_chapter(reading.build, heading.name, choices, reading.lang), heading)
    yield from _parts(reading.t)
    yield from _indicators(reading)
    yield from _figures(reading)
    yield from _sites(reading)
    yield from _systems(reading)
    yield from _terms(reading)
    yield from _sources(reading)


def _views() -> Iterator[tuple[Heading, Choices]]:
    """Every chapter as first shown, and every part of the one that shows one part at a time.

    What changed since an older build is left out: it depends on which builds are there.
    """
    for name, entry in CHAPTERS.items():
        yield entry.heading, entry.choices()
        if name == _EVIDENCE:
            yield from ((entry.heading, EvidenceChoices(part=part)) for part in PARTS[1:] if part != "changes")


def _parts(t: Translator) -> Iterator[Entry]:
    """The parts of the chapter that shows one part at a time."""
    for part, title in part_words(t).items():
        yield Entry("section", f"{_EVIDENCE}?{part}", title, "", f"{CONTENTS[_EVIDENCE].path}?part={part}")


def _chapter(chapter: Chapter, heading: Heading) -> Iterator[Entry]:
    page = f"{heading.path}?{chapter.query}"
    if not chapter.query:
        sentences = " ".join(sentence.text for sentence in chapter.sentences)
        yield Entry("chapter", chapter.name, chapter.title, chapter.question, page, sentences)
    for section in chapter.sections:
        link = f"{page}#{section.section_id}"
        yield Entry("section", f"{chapter.name}.{section.section_id}", section.title, *_shown(section, link))
        for block in section.blocks:
            if isinstance(block, Chart):
                yield Entry("chart", f"{chapter.name}.{block.chart_id}", block.title, block.alt, link, block.note)
            elif isinstance(block, Table):
                yield Entry("table", f"{chapter.name}.{block.table_id}", block.title, block.note, link)


def _shown(section: Section, link: str) -> tuple[str, str, str]:
    """What is shown of a section, where it stands, and the rest of its words."""
    prose = [text for block in section.blocks if isinstance(block, Text) for text in (block.title, *block.paragraphs)]
    prose += [line.text for block in section.blocks if isinstance(block, Box) for line in block.lines]
    shown = section.lead or next((text for text in prose if text), "")
    return shown, link, " ".join(prose)


def _indicators(reading: Reading) -> Iterator[Entry]:
    """A target for each indicator that has one (its years side by side), an indicator for each of the others."""
    t = reading.t
    by_indicator: dict[str, list[dict[str, object]]] = {}
    for row in read_rows(reading):
        by_indicator.setdefault(row["indicator_id"], []).append(row)
    for name in sorted(by_indicator):
        rows = by_indicator[name]
        front, aimed = rows[0], [row for row in rows if row["target_key"]]
        targets = t.join([target_text(reading, row) for row in aimed])
        latest = latest_text(reading, front)
        parts = [t.labelled(t("Target"), targets)] if aimed else []
        parts += [t.labelled(t("Latest value"), latest)] if latest else []
        if grade := front["latest_grade"] or front["target_grade"]:
            parts.append(t.labelled(t("Grade"), str(grade)))
        also = f"{name} {reading.phrase(str(front['definition'] or ''))} {front['pillar_name']}"
        kind = "target" if aimed else "indicator"
        yield Entry(kind, name, str(front["name"]), " · ".join(parts), CONTENTS["progress"].link(name), also)


def _figures(reading: Reading) -> Iterator[Entry]:
    """Every figure at default choices, with its value as it is cited: an estimate says so."""
    for name in CONTENTS:
        for figure in figures_of(reading, name):
            link = f"{figure_link(figure.figure_id)}#{panel_id(figure.figure_id)}"
            also = f"{figure.figure_id} {figure.receipt.formula}"
            yield Entry("figure", figure.figure_id, figure.label, value_words(figure, reading.t), link, also)


def _sites(reading: Reading) -> Iterator[Entry]:
    for row in reading.rows("select * from out_sites order by site_id"):
        parts = (
            reading.label("sites", "kind", row["kind"]),
            reading.phrase(row["operator"]),
            place(reading, row),
            reading.country(row["country"]),
            status_words(reading, row),
        )
        also = f"{row['site_id']} {row['ultimate_owner'] or ''} {row['gpu_model'] or ''}"
        link = CONTENTS["sites"].link(row["site_id"])
        yield Entry("site", row["site_id"], reading.name(row), " · ".join(filter(None, parts)), link, also)


def _systems(reading: Reading) -> Iterator[Entry]:
    landings: dict[str, list[str]] = {}
    for row in reading.rows("select * from core_landings order by cable_id, country <> 'MAR', country, landing_point"):
        landings.setdefault(row["cable_id"], []).append(reading.name(row, "landing_point"))
    for row in reading.rows("select * from core_cables order by cable_id"):
        points = reading.t.listed(landings.get(row["cable_id"], ()))
        parts = (reading.label("cables", "status", row["status"]), points)
        also = f"{row['cable_id']} {row['owners'] or ''} {row['supplier'] or ''}"
        link = CONTENTS["connectivity"].link(row["cable_id"])
        yield Entry("system", row["cable_id"], reading.name(row), " · ".join(filter(None, parts)), link, also)


def _terms(reading: Reading) -> Iterator[Entry]:
    link = f"{CONTENTS[_EVIDENCE].path}?part=words#glossary"
    for row in reading.rows("select * from core_glossary order by term_en"):
        yield Entry("term", row["term_en"], reading.name(row, "term"), reading.name(row, "definition"), link)


def _sources(reading: Reading) -> Iterator[Entry]:
    rows = reading.rows("select source_id from core_sources order by source_id")
    for source in reading.sources(row["source_id"] for row in rows):
        parts = " · ".join(filter(None, (source.publisher, source.kind_label, reading.t.period(source.published_on))))
        link = CONTENTS[_EVIDENCE].link(source.source_id)
        yield Entry(
            "source",
            source.source_id,
            source.title,
            parts,
            link,
            f"{source.source_id} {source.url or ''}",
            source.language,
        )
