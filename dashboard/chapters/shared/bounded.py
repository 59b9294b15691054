"""Drawings of very many rows: what is drawn of them, and the words that say so; the table behind each keeps them all."""

from __future__ import annotations

from dataclasses import replace

from dashboard.content.bounds import first_marks
from dashboard.content.values import Block, Chapter, Chart
from dashboard.i18n import Translator

MOST_HEARD = 1500  # characters of a chart in words


def bound_charts(chapter: Chapter, t: Translator) -> Chapter:
    """The chapter, its drawings no larger than can be read."""
    sections = tuple(
        replace(section, blocks=tuple(_bounded(block, t) for block in section.blocks)) for section in chapter.sections
    )
    return chapter if sections == chapter.sections else replace(chapter, sections=sections)


def _bounded(block: Block, t: Translator) -> Block:
    if not isinstance(block, Chart):
        return block
    drawn, shown, count = first_marks(replace(block, alt=_first_sentences(block.alt, t)))
    if shown == count:
        return drawn
    said = t(
        "Drawn: {shown} of {count}; the table of this chart holds them all.",
        shown=t.number(shown),
        count=t.number(count),
    )
    return replace(drawn, note=f"{block.note} {said}".strip())


def _first_sentences(alt: str, t: Translator) -> str:
    """What a chart says in words, as far as anybody would listen; then where the rest is said."""
    if len(alt) <= MOST_HEARD:
        return alt
    first, rest = alt[:MOST_HEARD].rpartition(". ")[0], t("The table of this chart says the rest.")
    return f"{first}. {rest}"
