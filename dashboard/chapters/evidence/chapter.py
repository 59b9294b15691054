"""Chapter 9, Evidence: what every figure rests on, how strong it is, what is missing, and how it is computed."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chapters.evidence import changes as evidence_changes
from dashboard.chapters.evidence import contradictions as evidence_contradictions
from dashboard.chapters.evidence import doubts as evidence_doubts
from dashboard.chapters.evidence import gaps as evidence_gaps
from dashboard.chapters.evidence import log as evidence_log
from dashboard.chapters.evidence import methods as evidence_methods
from dashboard.chapters.evidence import releases as evidence_releases
from dashboard.chapters.evidence import sources as evidence_sources
from dashboard.chapters.evidence import strength as evidence_strength
from dashboard.chapters.evidence import tool as evidence_tool
from dashboard.chapters.evidence import words as evidence_words
from dashboard.chapters.evidence.choices import (
    EVERY,
    KINDS,
    PARTS,
    EvidenceChoices,
    field_words,
    kind_words,
    part_words,
    table_words,
)
from dashboard.chapters.evidence.rows import (
    GRADED,
    Row,
    by_table,
    count_figure,
    grounds,
    is_second_hand,
    page_count,
    read_figure,
    sources_of_figures,
)
from dashboard.chapters.share.choices import ShareChoices
from dashboard.chapters.share.model import model
from dashboard.chapters.share.words import layer_words
from dashboard.chapters.shared.geography import borders_note
from dashboard.content.values import Chapter, Figure, Kpi, Section, Sentence
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading, cached_per_build

__all__ = [
    "NAME",
    "EvidenceChoices",
    "build_chapter",
    "field_words",
    "kind_words",
    "pages_of",
    "part_words",
    "table_words",
]

NAME = "evidence"
_COUNTED = ("sources", "strength", "gaps")  # parts that the counts at the head speak of


def build_chapter(reading: Reading, choices: EvidenceChoices) -> Chapter:
    """One part of the chapter, or one source's sheet where the choices name a source that the build knows."""
    t = reading.t
    source = evidence_sources.find(reading.build, choices.source) if choices.source else None
    if source:
        return _sheet(reading, choices, source)
    if choices.source and choices.part == PARTS[0]:
        choices = replace(choices, part="sources")  # where a source that is not here would stand
    figures = _figures(reading) if choices.part in _COUNTED else {}
    captions = {
        "sources": t("Documents that some row or method names, read or not."),
        "read": t("In the original, or in the press that reports what it says."),
        "copies": t("On a code-sharing site, or shown by somebody else than its author."),
        "unread": t("Known by a note, or cited by others and not opened."),
        "rows": _rows_caption(reading),
        "second_hand": t("Grade A, but not read in the original: in the press, on a copy or in a note."),
        "single": t("If that document errs, the figure errs."),
        "not_measured": t("No published observation was found."),
    }
    is_missing_first = choices.part == "gaps"
    order = dict.fromkeys(("not_measured", *captions) if is_missing_first else captions)
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Sources and method"),
        question=reading.prose("evidence_question"),
        sentences=_sentences(reading, figures, is_missing_first=is_missing_first) if figures else (),
        kpis=tuple(Kpi(figures[name], captions[name]) for name in order if name in figures),
        sections=_sections(reading, choices),
        notes=_notes(reading),
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=_choices_text(reading, choices),
    )


def _sections(reading: Reading, choices: EvidenceChoices) -> tuple[Section, ...]:
    parts = {
        "gaps": lambda: (
            *evidence_gaps.sections(reading),
            evidence_releases.section(reading),
            evidence_contradictions.section(reading),
            evidence_doubts.section(reading),
        ),
        "sources": lambda: evidence_sources.sections(reading, choices),
        "strength": lambda: evidence_strength.sections(reading),
        "methods": lambda: evidence_methods.sections(reading),
        "words": lambda: evidence_words.sections(reading, choices),
        "changes": lambda: (*evidence_changes.sections(reading, choices), evidence_log.section(reading)),
        "tool": lambda: evidence_tool.sections(reading),
    }
    return parts[choices.part]()


def pages_of(build: Build, choices: EvidenceChoices) -> int:
    """How many pages the register shown under these choices has; 1 where none is long."""
    if choices.source:
        return page_count(evidence_sources.rows_on(build, choices.source))
    if choices.part == "changes":
        return page_count(evidence_changes.line_count(build, choices))
    return page_count(len(evidence_sources.chosen_sources(build, choices))) if choices.part == "sources" else 1


@cached_per_build(12)
def _figures(reading: Reading) -> dict[str, Figure]:
    """The counts at the head of the chapter, by name; no choice moves them."""
    t = reading.t
    kinds = kind_words(reading)
    by_kind = reading.rows("select kind, count(*) as sources from core_sources group by kind order by kind")
    numbers = {row["kind"]: row["sources"] for row in by_kind}
    of_kind = [("sources", kind, kinds[kind], numbers[kind]) for kind in KINDS if kind in numbers]
    rows = grounds(reading.build)
    single = evidence_strength.single_source(reading.build)
    counted = [("out_figures", name, read_figure(reading, name).label, 1) for name in single]
    return {
        "sources": count_figure(
            reading, "sources", t("Sources cited"), t("Documents of the register, by kind."), of_kind
        ),
        **{name: _read(reading, name, *words) for name, words in _reading_words(t).items()},
        "rows": count_figure(
            reading, "rows", t("Rows of evidence"), t("Rows that name their sources, by table."), by_table(rows, t)
        ),
        "second_hand": count_figure(
            reading,
            "official_second_hand",
            t("Official figures read second-hand"),
            t("Rows of grade A none of whose sources was read in the original, by table."),
            by_table((row for row in rows if is_second_hand(reading.build, row)), t),
        ),
        "single": count_figure(
            reading,
            "single_source_figures",
            t("Figures that one document carries"),
            t("Figures all of whose rows name one and the same document, each counted once."),
            counted,
        ),
        "not_measured": read_figure(reading, "progress.count.not_measured"),
    }


_READINGS = {
    "original": ("original",),
    "read": ("original", "press"),
    "copies": ("mirror",),
    "unread": ("note", "not_opened"),
}


def _rows_caption(reading: Reading) -> str:
    graded = sum(row["table_name"] in GRADED for row in grounds(reading.build))
    return reading.t("Each names its sources; {graded} carry a grade of their own.", graded=reading.t.number(graded))


def _reading_words(t: Translator) -> dict[str, tuple[str, str]]:
    """What each count of sources by how they were read is called, and how it is taken."""
    return {
        "original": (t("Sources read in the original"), t("Documents read where their author published them.")),
        "read": (t("Sources read"), t("Documents read in the original or in the press that reports them.")),
        "copies": (t("Sources read on a copy"), t("Documents read where somebody else shows them.")),
        "unread": (t("Sources not read"), t("Documents known by a note, or cited by others and not opened.")),
    }


def _read(reading: Reading, name: str, label: str, formula: str) -> Figure:
    """How many sources were read in one of some ways."""
    found = reading.rows("select read_via, count(*) as sources from core_sources group by read_via order by read_via")
    parts = [
        ("sources", row["read_via"], reading.label("sources", "read_via", row["read_via"]), row["sources"])
        for row in found
        if row["read_via"] in _READINGS[name]
    ]
    return count_figure(reading, f"sources_{name}", label, formula, parts)


def _sentences(reading: Reading, figures: dict[str, Figure], *, is_missing_first: bool) -> tuple[Sentence, ...]:
    """What the evidence holds and what is missing, which comes first where the reader looks for it."""
    t = reading.t
    sources, first, rows = figures["sources"], figures["original"], figures["rows"]
    copies, unread = figures["copies"], figures["unread"]
    second, single, missing = figures["second_hand"], figures["single"], figures["not_measured"]
    best = sum(row["confidence"] == "A" for row in grounds(reading.build))
    found = [
        Sentence(
            t(
                "{rows} rows of evidence and the methods cite {sources} documents: {first} were read in the original, {copies} on a copy, "
                "{unread} were not read; the others were read in the press.",
                rows=rows.text,
                sources=sources.text,
                first=first.text,
                copies=copies.text,
                unread=unread.text,
            ),
            (rows, sources, first, copies, unread),
        ),
        Sentence(
            t(
                "Of {best} rows with an official figure, {second} were not read in the original, but in the press, on a copy "
                "or in a note.",
                best=t.number(best),
                second=second.text,
            ),
            (second,),
        ),
        Sentence(
            t(
                "Of {total} figures shown, {single} are carried by one document alone.",
                total=t.number(len(sources_of_figures(reading.build))),
                single=single.text,
            ),
            (single,),
        ),
    ]
    model_found = model(reading.build, ShareChoices())
    name, layer, span = evidence_gaps.parameter_spans(model_found)[0]
    found.insert(
        0 if is_missing_first else len(found),
        Sentence(
            t(
                "What is missing most: an observation for {missing} indicators with a target, and {parameter}, which alone moves a share "
                "by {points} points ({layer}).",
                missing=missing.text,
                parameter=model_found.found.rows[name][f"name_{reading.lang}"],
                points=t.significant(span),
                layer=layer_words(t)[layer],
            ),
            (missing,),
        ),
    )
    return tuple(found)


def _notes(reading: Reading) -> tuple[str, ...]:
    t = reading.t
    return (
        t("A blank says that no source gives the figure. It is never a zero."),
        reading.prose("evidence_note_absence"),
        borders_note(reading),
    )


def _choices_text(reading: Reading, choices: EvidenceChoices) -> str:
    t = reading.t
    fields, said = field_words(t), []
    if choices.source:
        said.append(t("No source is called “{source}” in this build.", source=choices.source))
    if choices.since and choices.part == "changes" and evidence_changes.older(reading.build, choices.since) is None:
        said.append(t("No older build is called “{build}” in this warehouse.", build=choices.since))
    said.append(t("{field}: {values}", field=fields["part"], values=part_words(t)[choices.part]))
    if choices.kind and choices.part == "sources":
        kinds = kind_words(reading)
        said.append(t("{field}: {values}", field=fields["kind"], values=t.join([kinds[code] for code in choices.kind])))
    if choices.table != EVERY and choices.part in ("sources", "words", "changes"):
        said.append(t("{field}: {values}", field=fields["table"], values=table_words(t)[choices.table]))
    return t.series(said)


def _sheet(reading: Reading, choices: EvidenceChoices, source: Row) -> Chapter:
    t = reading.t
    (named,) = reading.sources([source["source_id"]])
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=named.title,
        title_language=named.language,
        question=t("What rests on this document?"),
        sentences=evidence_sources.sheet_sentences(reading, source),
        kpis=(),
        sections=evidence_sources.sheet_sections(reading, source, choices),
        notes=_notes(reading)[:1],
        build_id=reading.build.build_id,
        as_of=reading.build.as_of,
        newest_fact=reading.build.newest_fact,
        query=choices.query(),
        choices_text=t("Sheet of one source"),
    )
