"""Sources and method opens on what is missing, and addresses made while it opened on the register still lead there."""

from __future__ import annotations

import pytest

from dashboard.chapters.evidence.choices import EvidenceChoices
from dashboard.chapters.registry import build_chapter
from dashboard.warehouse.build import Build


def opened(published_build: Build, query: str) -> list[str]:
    choices, notices = EvidenceChoices.parse(query)
    assert notices == ()
    return [section.section_id for section in build_chapter(published_build, "evidence", choices, "fr").sections]


def test_what_is_missing_comes_first(published_build: Build) -> None:
    assert opened(published_build, "")[0] == "gaps-targets"


def test_its_first_sentence_and_figure_say_what_is_missing(published_build: Build) -> None:
    missing = "progress.count.not_measured"
    chapter = build_chapter(published_build, "evidence", EvidenceChoices(), "en")
    assert [figure.figure_id for figure in chapter.sentences[0].figures] == [missing]
    assert chapter.kpis[0].figure.figure_id == missing
    others = build_chapter(published_build, "evidence", EvidenceChoices(part="sources"), "en")
    assert {kpi.figure.figure_id for kpi in others.kpis} == {kpi.figure.figure_id for kpi in chapter.kpis}
    assert others.kpis[0].figure.figure_id != missing


@pytest.mark.parametrize("query", ["part=sources", "kind=press", "table=sites", "page=2", "kind=press,operator&page=2"])
def test_what_narrows_the_register_leads_to_it(published_build: Build, query: str) -> None:
    assert "register" in opened(published_build, query)


@pytest.mark.parametrize("query", ["part=gaps&kind=press", "kind=press", "part=sources", "", "part=words&table=sites"])
def test_an_address_gives_back_its_choices(query: str) -> None:
    choices, _ = EvidenceChoices.parse(query)
    assert EvidenceChoices.parse(choices.query()) == (choices, ())


def test_a_reader_of_the_register_can_leave_it(published_build: Build) -> None:
    """The filters stay in the address when the part changes: it names the part then."""
    choices = EvidenceChoices(part="gaps", kind=("press",))
    assert choices.parameters() == {"part": "gaps", "kind": "press"}
    assert opened(published_build, choices.query())[0] == "gaps-targets"
