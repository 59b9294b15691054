"""What came of promises is read before the map and the register; where no promise is recorded, the register comes first."""

from __future__ import annotations

from dashboard.chapters.sites.chapter import SitesChoices, build_chapter
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


def order(published_build: Build, query: str = "") -> list[str]:
    choices, notices = SitesChoices.parse(query)
    assert notices == ()
    sections = build_chapter(Reading.of(published_build, "fr"), choices).sections
    return [section.section_id for section in sections if not section.is_beside]


def test_from_announcement_to_service_comes_first(published_build: Build) -> None:
    assert order(published_build)[:2] == ["ledger", "register"]


def test_a_filter_that_no_site_passes_says_so_first(published_build: Build) -> None:
    assert order(published_build, "kind=government&status=stalled&control=foreign")[:2] == ["register", "ledger"]
