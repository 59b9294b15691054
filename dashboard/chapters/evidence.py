"""Chapter 8, Evidence: what every figure rests on, how strong it is, what is missing, and how it is computed."""

from __future__ import annotations

import functools

from dashboard.chapters import (
    evidence_changes,
    evidence_contradictions,
    evidence_doubts,
    evidence_gaps,
    evidence_methods,
    evidence_sources,
    evidence_strength,
    evidence_tool,
    evidence_words,
)
from dashboard.chapters.evidence_choices import (
    EVERY,
    KINDS,
    EvidenceChoices,
    field_words,
    kind_words,
    part_words,
    table_words,
)
from dashboard.chapters.evidence_rows import (
    Row,
    by_table,
    count_figure,
    grounds,
    is_second_hand,
    page_count,
    sources_of_figures,
    told_figure,
)
from dashboard.chapters.share_choices import ShareChoices
from dashboard.chapters.share_model import model
from dashboard.chapters.share_words import layer_words
from dashboard.content import Chapter, Figure, Kpi, Lang, Section, Sentence
from dashboard.i18n import Translator, translator
from dashboard.warehouse import FIRST_HAND, Build

__all__ = ["NAME", "EvidenceChoices", "build", "field_words", "kind_words", "pages_of", "part_words", "table_words"]

NAME = "evidence"
_COUNTED = ("sources", "strength", "gaps")  # parts that the counts at the head speak of


def build(pinned: Build, choices: EvidenceChoices, lang: Lang) -> Chapter:
    """One part of the chapter, or one source's sheet where the choices name a source that the build knows."""
    t = translator(lang)
    source = evidence_sources.find(pinned, choices.source) if choices.source else None
    if source:
        return _sheet(pinned, choices, source, t)
    figures = _figures(pinned, lang) if choices.part in _COUNTED else {}
    captions = {
        "sources": t("Documents read, each with its address where it has one."),
        "rows": t("Each names its sources; all but a few carry a grade."),
        "second_hand": t("Grade A, but read in the press or a mirror."),
        "single": t("If that document errs, the figure errs."),
        "recheck": t("Notes whose primary page was not read."),
        "not_measured": t("No observation was ever published."),
    }
    return Chapter(
        name=NAME,
        lang=lang,
        title=t("Evidence"),
        question=t("What does each figure rest on, how strong is it, and what would have to be measured?"),
        sentences=_sentences(pinned, figures, t) if figures else (),
        kpis=tuple(Kpi(figures[name], caption) for name, caption in captions.items() if name in figures),
        sections=_sections(pinned, choices, t),
        notes=_notes(t),
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        query=choices.query(),
        choices_text=_choices_text(pinned, choices, t),
    )


def _sections(pinned: Build, choices: EvidenceChoices, t: Translator) -> tuple[Section, ...]:
    parts = {
        "sources": lambda: evidence_sources.sections(pinned, choices, t),
        "strength": lambda: evidence_strength.sections(pinned, t),
        "gaps": lambda: (
            *evidence_gaps.sections(pinned, t),
            evidence_contradictions.section(pinned, t),
            evidence_doubts.section(pinned, t),
        ),
        "methods": lambda: evidence_methods.sections(pinned, t),
        "words": lambda: evidence_words.sections(pinned, choices, t),
        "changes": lambda: evidence_changes.sections(pinned, choices, t),
        "tool": lambda: evidence_tool.sections(t),
    }
    return parts[choices.part]()


def pages_of(pinned: Build, choices: EvidenceChoices) -> int:
    """How many pages the register shown under these choices has; 1 where none is long."""
    if choices.source:
        return page_count(evidence_sources.rows_on(pinned, choices.source))
    if choices.part == "changes":
        return page_count(evidence_changes.line_count(pinned, choices))
    return page_count(len(evidence_sources.chosen_sources(pinned, choices))) if choices.part == "sources" else 1


@functools.lru_cache(maxsize=12)
def _figures(pinned: Build, lang: Lang) -> dict[str, Figure]:
    """The counts at the head of the chapter, by name; no choice moves them."""
    t = translator(lang)
    kinds, tables = kind_words(pinned, t), table_words(t)
    by_kind = pinned.rows("select kind, count(*) as sources from core_sources group by kind")
    numbers = {row["kind"]: row["sources"] for row in by_kind}
    of_kind = {kind: ("sources", kind, kinds[kind], numbers[kind]) for kind in KINDS if kind in numbers}
    rows = grounds(pinned)
    single = evidence_strength.single_source(pinned)
    counted = [("out_figures", name, told_figure(pinned, name, t).label, 1) for name in single]
    unread = pinned.rows("select count(*) as sources from core_sources where url is null")
    return {
        "sources": count_figure(
            pinned, "sources", t("Sources read"), t("Documents of the register, by kind."), of_kind.values(), t
        ),
        "first_hand": count_figure(
            pinned,
            "first_hand_sources",
            t("Sources of the first hand"),
            t("Official, multilateral, operators' and academic documents, and data sets."),
            (part for kind, part in of_kind.items() if kind in FIRST_HAND),
            t,
        ),
        "rows": count_figure(
            pinned, "rows", t("Rows of evidence"), t("Rows that name their sources, by table."), by_table(rows, t), t
        ),
        "second_hand": count_figure(
            pinned,
            "official_second_hand",
            t("Official figures read second-hand"),
            t("Rows of grade A none of whose sources is of the first hand, by table."),
            by_table((row for row in rows if is_second_hand(pinned, row)), t),
            t,
        ),
        "single": count_figure(
            pinned,
            "single_source_figures",
            t("Figures that one document carries"),
            t("Figures all of whose rows name one and the same document, each counted once."),
            counted,
            t,
        ),
        "recheck": count_figure(
            pinned,
            "sources_to_recheck",
            t("Sources to be re-checked"),
            t("Sources of the register without an address."),
            [("sources", "secondary", tables["sources"], row["sources"]) for row in unread],
            t,
        ),
        "not_measured": told_figure(pinned, "progress.count.not_measured", t),
    }


def _sentences(pinned: Build, figures: dict[str, Figure], t: Translator) -> tuple[Sentence, ...]:
    sources, first, rows = figures["sources"], figures["first_hand"], figures["rows"]
    second, single, missing = figures["second_hand"], figures["single"], figures["not_measured"]
    best = sum(row["confidence"] == "A" for row in grounds(pinned))
    found = [
        Sentence(
            t(
                "{rows} rows of evidence rest on {sources} documents, of which {first} speak first-hand; most of the "
                "others are press.",
                rows=rows.text,
                sources=sources.text,
                first=first.text,
            ),
            (rows, sources, first),
        ),
        Sentence(
            t(
                "Of {best} rows with an official figure, {second} were read second-hand, in the press or a mirror.",
                best=t.number(best),
                second=second.text,
            ),
            (second,),
        ),
        Sentence(
            t(
                "Of {total} figures shown, {single} are carried by one document alone.",
                total=t.number(len(sources_of_figures(pinned))),
                single=single.text,
            ),
            (single,),
        ),
    ]
    model_found = model(pinned, ShareChoices())
    name, layer, span = evidence_gaps.parameter_spans(model_found)[0]
    found.append(
        Sentence(
            t(
                "What is missing most: a measurement for {missing} targets, and {parameter}, which alone moves a share "
                "by {points} points ({layer}).",
                missing=missing.text,
                parameter=model_found.found.rows[name][f"name_{t.lang}"],
                points=t.significant(span),
                layer=layer_words(t)[layer],
            ),
            (missing,),
        )
    )
    return tuple(found)


def _notes(t: Translator) -> tuple[str, ...]:
    return (
        t("A blank says that no source gives the figure. It is never a zero."),
        t("Absence of a row is not absence of the thing: the lists hold what was found, and cannot be complete."),
        t(
            "Morocco is shown as its 12 regions (ISO 3166-2), for this is a tool of Moroccan policy; the United Nations "
            "lists Western Sahara as a non-self-governing territory."
        ),
    )


def _choices_text(pinned: Build, choices: EvidenceChoices, t: Translator) -> str:
    fields, said = field_words(t), []
    if choices.source:
        said.append(t("No source is called “{source}” in this build.", source=choices.source))
    if choices.since and choices.part == "changes" and evidence_changes.older(pinned, choices.since) is None:
        said.append(t("No older build is called “{build}” in this warehouse.", build=choices.since))
    said.append(t("{field}: {values}", field=fields["part"], values=part_words(t)[choices.part]))
    if choices.kind and choices.part == "sources":
        kinds = kind_words(pinned, t)
        said.append(t("{field}: {values}", field=fields["kind"], values=t.join([kinds[code] for code in choices.kind])))
    if choices.table != EVERY and choices.part in ("sources", "words", "changes"):
        said.append(t("{field}: {values}", field=fields["table"], values=table_words(t)[choices.table]))
    return t.series(said)


def _sheet(pinned: Build, choices: EvidenceChoices, source: Row, t: Translator) -> Chapter:
    return Chapter(
        name=NAME,
        lang=t.lang,
        title=pinned.sources([source["source_id"]], t.lang)[0].title,
        question=t("What rests on this document?"),
        sentences=evidence_sources.sheet_sentences(pinned, source, t),
        kpis=(),
        sections=evidence_sources.sheet_sections(pinned, source, choices, t),
        notes=_notes(t)[:1],
        build_id=pinned.build_id,
        as_of=pinned.as_of,
        query=choices.query(),
        choices_text=t("Sheet of one source"),
    )
