"""Every chapter by its name: what may be chosen in it, and the function that tells it. The API and the brief read this."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.chapters.connectivity import chapter as connectivity
from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.investment import chapter as investment
from dashboard.chapters.neighbours import chapter as neighbours
from dashboard.chapters.overview import chapter as overview
from dashboard.chapters.progress import chapter as progress
from dashboard.chapters.share import chapter as share
from dashboard.chapters.sites import chapter as sites
from dashboard.content.choices import Choices, Notice
from dashboard.content.values import Chapter, Chart, Lang, Table, Text
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build


def _no_codes(_: Build) -> Mapping[str, tuple[str, ...]]:
    return {}


@dataclass(frozen=True)
class Entry:
    """A chapter of the book; `codes` gives by parameter the codes that a build closes its lists with."""

    choices: type[Choices]
    build: Callable[[Build, Any, Lang], Chapter]
    codes: Callable[[Build], Mapping[str, tuple[str, ...]]] = _no_codes


CHAPTERS: dict[str, Entry] = {
    overview.NAME: Entry(overview.OverviewChoices, overview.build),
    progress.NAME: Entry(progress.ProgressChoices, progress.build),
    share.NAME: Entry(share.ShareChoices, share.build, share.codes),
    sites.NAME: Entry(sites.SitesChoices, sites.build),
    connectivity.NAME: Entry(connectivity.ConnectivityChoices, connectivity.build, connectivity.codes),
    investment.NAME: Entry(investment.InvestmentChoices, investment.build),
    neighbours.NAME: Entry(neighbours.NeighboursChoices, neighbours.build),
    evidence.NAME: Entry(evidence.EvidenceChoices, evidence.build),
}


def chosen(pinned: Build, name: str, query: str | Mapping[str, str]) -> tuple[Choices, tuple[Notice, ...]]:
    """The choices of a chapter as this build answers them, and what of `query` can't be used. KeyError for an unknown name."""
    choices, notices = CHAPTERS[name].choices.parse(query)
    settled, more = choices.within(CHAPTERS[name].codes(pinned))
    return settled, notices + more


def titles(t: Translator) -> dict[str, str]:
    """What each chapter is called, by its name."""
    return {
        overview.NAME: t("Overview"),
        progress.NAME: t("Digital Morocco 2030"),
        share.NAME: t("Local or offshore"),
        sites.NAME: t("Sites"),
        connectivity.NAME: t("Connectivity"),
        investment.NAME: t("Investment"),
        neighbours.NAME: t("Comparisons"),
        evidence.NAME: t("Sources and method"),
    }


@functools.lru_cache(maxsize=64)
def tell(pinned: Build, name: str, choices: Choices, lang: Lang) -> Chapter:
    """The chapter called `name`, told once for the same build, choices and language. KeyError for an unknown name."""
    return CHAPTERS[name].build(pinned, choices, lang)


def tables(chapter: Chapter) -> dict[str, Table]:
    """Every table of a chapter by its id, those behind its charts included, in the order shown."""
    blocks = [block for section in chapter.sections for block in section.blocks]
    found = [block.table if isinstance(block, Chart) else block for block in blocks if not isinstance(block, Text)]
    return {table.table_id: table for table in found}
