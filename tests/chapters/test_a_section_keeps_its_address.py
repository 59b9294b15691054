"""The address of a section is a promise: its id never changes, and where it moves, its old address leads there.

A new section is added here; none is ever taken away.
"""

from __future__ import annotations

import re

import pytest

from dashboard.chapters.evidence.choices import PARTS
from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices
from dashboard.chapters.shared.contents import MOVED
from dashboard.content.values import LANGS, Lang
from dashboard.warehouse.build import Build

SHORT = re.compile(r"[a-z][a-z0-9_-]{1,29}")  # plain letters, which no browser and no mail program writes otherwise
ADDRESSES = {
    "/": "decisions recent-kinds strips recent",
    "/progress": "strips way pillars measured not-measured trajectories context",
    "/progress?indicator=un_osi_rank": "targets trajectory observations",
    "/share": "strips layers popular popular_networks scans documented tornado levers must_be_true parameters",
    "/sites": "strips ledger register pipeline ai-factories capacity neighbours",
    "/sites?site=mar-oracle-casablanca": "identity stages timeline back",
    "/connectivity": "strips systems failures cases bandwidth bypass latency outages neighbours networks",
    "/connectivity?system=medusa": "sheet",
    "/networks": "strips fibre mobile exchanges backbone neighbours",
    "/investment": "strips spending financing investors envelope startups rows",
    "/neighbours": "strips compared close popular capacity networks demand",
    "/evidence?part=gaps": "gaps-targets gaps-close gaps-layers gaps-parameters releases contradictions doubts",
    "/evidence?part=sources": "by-kind register",
    "/evidence?part=strength": "grades ages single recheck",
    "/evidence?part=methods": "method-progress method-share method-popular-sites method-scans method-failures followed borders",
    "/evidence?part=words": "downloads dictionary glossary",
    "/evidence?part=changes": "builds log",
    "/evidence?part=tool": "alone packages",
    "/evidence?source=fib-tg-2022": "document figures rows",
}
NAMES = {entry.heading.path: name for name, entry in CHAPTERS.items()}


def sections(published_build: Build, address: str, lang: Lang) -> list[str]:
    path, _, query = address.partition("?")
    choices, notices = read_choices(published_build, NAMES[path], query)
    assert notices == ()
    return [section.section_id for section in build_chapter(published_build, NAMES[path], choices, lang).sections]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_section_has_its_address(published_build: Build, address: str, lang: Lang) -> None:
    shown = sections(published_build, address, lang)
    listed = ADDRESSES[address].split()
    assert len(set(shown)) == len(shown)
    assert [one for one in shown if not SHORT.fullmatch(one)] == []
    assert [one for one in listed if one not in shown] == [], "this address would lead nowhere"
    if "?" not in address or "part=" in address:
        assert [one for one in shown if one not in listed] == [], "a new section: its id is kept from now on"


def test_every_chapter_and_every_part_is_listed() -> None:
    assert {address.partition("?")[0] for address in ADDRESSES} == set(NAMES)
    assert {address.partition("part=")[2] for address in ADDRESSES if "part=" in address} == set(PARTS)


def test_a_section_that_moved_stands_where_its_old_address_leads(published_build: Build) -> None:
    assert MOVED
    for (name, section), to in MOVED.items():
        assert section in ADDRESSES[CHAPTERS[to].heading.path].split()
        assert section not in sections(published_build, CHAPTERS[name].heading.path, "fr")
