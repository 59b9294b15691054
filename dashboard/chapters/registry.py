"""Every chapter by its name: its place in the table of contents, what may be chosen in it, and the function that writes it.

The screen, the API, the brief, the PDF and the commands all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.chapters.connectivity import chapter as connectivity
from dashboard.chapters.evidence import chapter as evidence
from dashboard.chapters.investment import chapter as investment
from dashboard.chapters.neighbours import chapter as neighbours
from dashboard.chapters.networks import chapter as networks
from dashboard.chapters.overview import chapter as overview
from dashboard.chapters.progress import chapter as progress
from dashboard.chapters.share import chapter as share
from dashboard.chapters.shared.bounded import bound_charts
from dashboard.chapters.shared.contents import CONTENTS, FIRST_SHOWN, MOVED_CHOICES, Heading, chapter_of, left_for
from dashboard.chapters.sites import chapter as sites
from dashboard.content.choices import Choices, Notice
from dashboard.content.values import Chapter, Chart, Figure, Lang, Table
from dashboard.figures.figure import figure
from dashboard.i18n import Translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

MOST_CHAPTERS = 300  # kept for each build: every chapter in three languages, and what readers last chose

Write = Callable[[Reading, Any], Chapter]


def _no_codes(_: Build) -> Mapping[str, tuple[str, ...]]:
    return {}


@dataclass(frozen=True)
class Entry:
    """A chapter; `write` makes it for a reading and choices, `codes` gives the codes that a build closes its lists with."""

    heading: Heading
    choices: type[Choices]
    write: Write
    codes: Callable[[Build], Mapping[str, tuple[str, ...]]] = _no_codes

    def build(self, build: Build, choices: Choices, lang: Lang) -> Chapter:
        """The chapter, made anew: `build_chapter` keeps it."""
        reading = Reading.of(build, lang)
        return bound_charts(self.write(reading, choices), reading.t)


CHAPTERS: dict[str, Entry] = {
    entry.heading.name: entry
    for entry in (
        Entry(CONTENTS["overview"], overview.OverviewChoices, overview.build_chapter),
        Entry(CONTENTS["progress"], progress.ProgressChoices, progress.build_chapter),
        Entry(CONTENTS["share"], share.ShareChoices, share.build_chapter, share.codes),
        Entry(CONTENTS["sites"], sites.SitesChoices, sites.build_chapter),
        Entry(
            CONTENTS["connectivity"], connectivity.ConnectivityChoices, connectivity.build_chapter, connectivity.codes
        ),
        Entry(CONTENTS["networks"], networks.NetworksChoices, networks.build_chapter),
        Entry(CONTENTS["investment"], investment.InvestmentChoices, investment.build_chapter),
        Entry(CONTENTS["neighbours"], neighbours.NeighboursChoices, neighbours.build_chapter),
        Entry(CONTENTS["evidence"], evidence.EvidenceChoices, evidence.build_chapter),
    )
}


def read_choices(build: Build, name: str, query: str | Mapping[str, str]) -> tuple[Choices, tuple[Notice, ...]]:
    """The choices of a chapter as this build answers them, and what of `query` can't be used. KeyError for an unknown name."""
    entry = CHAPTERS[name]
    choices, notices = entry.choices.parse(query)
    settled, more = choices.within(entry.codes(build))
    return settled, tuple(_with_chapter(name, notice) for notice in notices + more)


def _with_chapter(name: str, notice: Notice) -> Notice:
    """A notice of a chapter, with the chapter that its value went to."""
    to = MOVED_CHOICES.get((name, notice.parameter), "")
    is_taken = to and not CHAPTERS[to].choices.parse({notice.parameter: notice.value})[1]
    return replace(notice, moved_to=to) if is_taken else notice


def titles(t: Translator) -> dict[str, str]:
    """What each chapter is called, by its name."""
    return {name: entry.heading.title(t) for name, entry in CHAPTERS.items()}


def build_chapter(build: Build, name: str, choices: Choices, lang: Lang) -> Chapter:
    """The chapter called `name`, made once for the same build, choices and language. KeyError for an unknown name."""
    entry = CHAPTERS[name]
    key = (name, choices, lang)
    chapter: Chapter = build.cache("chapters", MOST_CHAPTERS).get(key, lambda: entry.build(build, choices, lang))
    return chapter


def place_now(
    build: Build, name: str, query: Mapping[str, str], lang: Lang, block_id: str
) -> tuple[str, Mapping[str, str]]:
    """The chapter and the query that show a table or chart today; those given where they do, or where none does."""
    others = _other_places(name, query)
    if not others or _shows(build, name, query, lang, block_id):
        return name, query
    return next((place for place in others if _shows(build, *place, lang, block_id)), (name, query))


def _other_places(name: str, query: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    """Where else what an address of a chapter asked for may stand: the part it once opened on, chapters that sections moved to."""
    first = FIRST_SHOWN.get(name, {})
    before = [(name, {**query, **first})] if first and not set(first) & set(query) else []
    return [*before, *((to, query) for to in left_for(name))]


def _shows(build: Build, name: str, query: Mapping[str, str], lang: Lang, block_id: str) -> bool:
    choices, notices = read_choices(build, name, query)
    if notices:
        return False
    shown = build_chapter(build, name, choices, lang)
    return block_id in charts(shown) or block_id in tables(shown)


def charts(chapter: Chapter) -> dict[str, Chart]:
    """Every chart of a chapter by its id, in the order shown."""
    blocks = (block for section in chapter.sections for block in section.blocks)
    return {block.chart_id: block for block in blocks if isinstance(block, Chart)}


def tables(chapter: Chapter) -> dict[str, Table]:
    """Every table of a chapter by its id, those behind its charts included, in the order shown."""
    blocks = [block for section in chapter.sections for block in section.blocks]
    found = [block.table if isinstance(block, Chart) else block for block in blocks if isinstance(block, Chart | Table)]
    return {table.table_id: table for table in found}


def find_figure(build: Build, figure_id: str, lang: Lang) -> Figure:
    """A figure by its id, that of a view by the choices in it (`sites.listed?country=KEN`). Raises LookupError."""
    name, _, query = figure_id.partition("?")
    chapter = chapter_of(name)
    if not query and build.rows("select 1 from out_figures where figure_id = ?", name):
        return figure(Reading.of(build, lang), name)
    if chapter not in CHAPTERS:
        raise LookupError(figure_id)
    choices, notices = read_choices(build, chapter, query)
    shown = () if notices else build_chapter(build, chapter, choices, lang).figures
    return {one.figure_id: one for one in shown}[figure_id]
