"""Drawings of very many rows: what is drawn of them, and the words that say so; the table behind each keeps them all."""

from __future__ import annotations

from dataclasses import replace

from dashboard.content.bounds import first_marks
from dashboard.content.values import Block, Chapter, Chart
from dashboard.i18n import Translator


def bound_charts(chapter: Chapter, t: Translator) -> Chapter:
    """The chapter, its drawings no larger than can be read."""
    sections = tuple(
        replace(section, blocks=tuple(_bounded(block, t) for block in section.blocks)) for section in chapter.sections
    )
    return chapter if sections == chapter.sections else replace(chapter, sections=sections)


def _bounded(block: Block, t: Translator) -> Block:
    if not isinstance(block, Chart):
        return block
    drawn, shown, count = first_marks(block)
    if shown == count:
        return block
    said = t(
        "Drawn: {shown} of {count}; the table of this chart holds them all.",
        shown=t.number(shown),
        count=t.number(count),
    )
    return replace(drawn, note=f"{block.note} {said}".strip())
