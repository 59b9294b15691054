"""Chapter 1, the Overview: one screen that says the essential, what asks for a decision, and what is new."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.chapters.overview.decisions import decisions
from dashboard.chapters.overview.essential import essential
from dashboard.chapters.overview.recent import every_event, newest_of_each_kind
from dashboard.chapters.overview.strips import strips
from dashboard.content.choices import Choices
from dashboard.content.values import Chapter
from dashboard.warehouse.reading import Reading

NAME = "overview"


@dataclass(frozen=True)
class OverviewChoices(Choices):
    """The Overview has nothing to choose but the language."""


def build_chapter(reading: Reading, choices: OverviewChoices) -> Chapter:
    """The Overview: the first screen, then every event of the last twelve months."""
    t, build = reading.t, reading.build
    return Chapter(
        name=NAME,
        lang=reading.lang,
        title=t("Overview"),
        question=reading.prose("overview_question"),
        sentences=essential(reading),
        kpis=(),
        sections=(decisions(reading), newest_of_each_kind(reading), strips(reading), every_event(reading)),
        notes=(reading.prose("shared_announced_not_delivered"), reading.prose("overview_local_not_sovereign")),
        build_id=build.build_id,
        as_of=build.as_of,
        newest_fact=build.newest_fact,
        query=choices.query(),
    )
