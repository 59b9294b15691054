"""`?site=...` opens one site's sheet; a site nobody knows gives a notice and the register."""

from __future__ import annotations

import pytest

from dashboard.chapters.sites import chapter as sites
from dashboard.content.charts import TimelineChart
from dashboard.content.values import LANGS, Chapter, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


def sheet(published_build: Build, site_id: str, lang: str = "en") -> Chapter:
    choices, notices = sites.SitesChoices.parse(f"site={site_id}&kind=edge")
    assert notices == ()
    return sites.build_chapter(Reading.of(published_build, lang), choices)  # type: ignore[arg-type]


def facts(chapter: Chapter) -> dict[object, str]:
    (table,) = next(part for part in chapter.sections if part.section_id == "identity").blocks
    assert isinstance(table, Table)
    return {row[0].value: row[1].text for row in table.rows}


def test_toubkal_has_its_sheet(counted_build: Build) -> None:
    chapter = sheet(counted_build, "mar-toubkal")
    assert chapter.title.startswith("Toubkal")
    assert [part.section_id for part in chapter.sections] == ["identity", "stages", "timeline", "sources", "back"]
    assert facts(chapter)["gpus"] == "20"
    assert facts(chapter)["gpu_model"] == "NVIDIA A100"
    assert "proves no qualification" in facts(chapter)["sovereign_hosting"]
    assert chapter.kpis[0].figure.text == "no figure found"


def test_a_foreign_site_is_called_local_not_sovereign(counted_build: Build) -> None:
    assert any("it is not sovereign" in s.text for s in sheet(counted_build, "mar-oracle-casablanca").sentences)


def test_a_phase_points_at_its_programme(counted_build: Build) -> None:
    chapter = sheet(counted_build, "mar-nexus-north")
    table = chapter.sections[0].blocks[0]
    assert isinstance(table, Table)
    assert [row[1].link for row in table.rows if row[0].value == "programme"] == ["?site=mar-nexus-nouaceur"]


def test_the_timeline_holds_every_event_and_the_date_expected(counted_build: Build) -> None:
    (chart,) = next(p for p in sheet(counted_build, "mar-nexus-nouaceur").sections if p.section_id == "timeline").blocks
    assert isinstance(chart, TimelineChart)
    marks = [event for lane in chart.lanes for event in lane.events]
    assert len(marks) == 4
    assert [event.is_provisional for event in marks] == [False, False, False, True]
    assert len(chart.table.rows) == 4


def test_an_unknown_site_gives_a_notice_and_the_register(published_build: Build) -> None:
    chapter = sheet(published_build, "mar-nowhere")
    assert "mar-nowhere" in chapter.choices_text
    assert chapter.sections[0].section_id == "register"
    choices, notices = sites.SitesChoices.parse("site=<script>")
    assert choices == sites.SitesChoices() and len(notices) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_every_site_of_the_build_has_one(published_build: Build, lang: str) -> None:
    ids = [row["site_id"] for row in published_build.rows("select site_id from core_sites order by site_id")]
    assert ids
    for site_id in ids:
        chapter = sheet(published_build, site_id, lang)
        assert chapter.title and len(chapter.sections) == 5
        sources = chapter.sections[3].blocks[0]
        assert isinstance(sources, Table) and sources.rows
