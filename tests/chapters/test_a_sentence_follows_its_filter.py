"""Under every filter a sentence still reads as one, and says of the rows chosen no more than they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from dashboard.chapters import registry
from dashboard.chapters.neighbours.rows import COUNTRIES, item_name, side_by_side
from dashboard.chapters.sites.words import no_figure
from dashboard.content.charts import BarChart
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.i18n import translator
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading

FILTERED = ("progress", "sites", "connectivity", "networks", "investment", "neighbours")


def views(published_build: Build, name: str) -> Iterator[Any]:
    """The chapter without a filter, then with each of its codes alone."""
    entry = registry.CHAPTERS[name]
    default: Any = entry.choices()
    yield default
    for item in fields(default):
        codes: tuple[str, ...] = item.metadata.get("allowed", ())
        for code in codes:
            yield replace(default, **{item.name: (code,) if item.metadata.get("many") else code})


def texts(chapter: Chapter) -> list[str]:
    charts = [block for section in chapter.sections for block in section.blocks if isinstance(block, Chart)]
    return [s.text for s in chapter.sentences] + [text for chart in charts for text in (chart.alt, chart.note) if text]


@pytest.mark.parametrize("name", FILTERED)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sentence_begins_as_one_and_is_singular_of_one(published_build: Build, name: str, lang: Lang) -> None:
    for choices in views(published_build, name):
        for text in texts(registry.build_chapter(published_build, name, choices, lang)):
            assert not text[0].islower(), (choices.query(), text)
            words = text.replace("\u00a0", " ").lower()
            assert " 1 indicators" not in words, (choices.query(), text)
            assert " 1 indicateurs" not in words, (choices.query(), text)
            assert "0 projet sur" not in words, (choices.query(), text)


@pytest.mark.parametrize("lang", LANGS)
def test_no_figure_found_stands_after_its_label_only(published_build: Build, lang: Lang) -> None:
    t = translator(lang)
    blank = no_figure(t)
    for choices in views(published_build, "sites"):
        for text in texts(registry.build_chapter(published_build, "sites", choices, lang)):
            before = [part.rstrip("\u2068\u2066 \u00a0") for part in text.split(blank)[:-1]]
            assert all(part.endswith((":", "\uff1a")) for part in before), (choices.query(), text)


def test_a_part_larger_than_the_whole_says_where_the_rest_is(published_build: Build) -> None:
    larger = 0
    for choices in views(published_build, "sites"):
        chapter = registry.build_chapter(published_build, "sites", choices, "en")
        for section in chapter.sections:
            for chart in section.blocks:
                if isinstance(chart, BarChart) and chart.chart_id == "pipeline":
                    widest, _, ordinary, _ = (bar.value.value or 0.0 for bar in chart.bars)
                    assert ("outside these choices" in chart.note) is (ordinary > widest), choices.query()
                    larger += ordinary > widest
    assert larger


def test_machines_stand_in_a_country_once_the_site_is_in_service(published_build: Build) -> None:
    sites = published_build.rows("select site_id, status, control, is_unconfirmed from out_sites order by site_id")
    choices: Any = registry.CHAPTERS["sites"].choices()
    assert any(row["is_unconfirmed"] for row in sites)
    for row in sites:
        chapter = registry.build_chapter(published_build, "sites", replace(choices, site=row["site_id"]), "en")
        told = " ".join(sentence.text for sentence in chapter.sentences)
        is_open = row["status"] == "operational"
        assert ("Announced operator" in told) is not is_open, row["site_id"]
        if row["control"] in ("joint", "foreign"):
            assert ("would" in told) is not is_open, row["site_id"]
        assert ("to be confirmed" in told) is row["is_unconfirmed"], row["site_id"]


def test_a_count_of_sites_is_known_where_none_passes(published_build: Build) -> None:
    choices: Any = registry.CHAPTERS["sites"].choices()
    nowhere = replace(choices, kind=("edge",), status=("stalled",))
    listed = registry.build_chapter(published_build, "sites", nowhere, "fr").kpis[0].figure
    assert (listed.value, listed.text) == (0.0, "0")


def test_published_totals_conflict_where_there_are_two(published_build: Build) -> None:
    choices: Any = registry.CHAPTERS["sites"].choices()
    totals = published_build.rows(
        "select country, count(distinct operational_mw) as told from out_published_totals group by country order by country"
    )
    for row in totals:
        if row["country"] not in ("MAR", "EGY", "KEN", "NGA", "ZAF"):
            continue
        chapter = registry.build_chapter(published_build, "sites", replace(choices, country=row["country"]), "en")
        leads = " ".join(section.lead for section in chapter.sections)
        assert ("national totals conflict" in leads) is (row["told"] > 1), row["country"]


@pytest.mark.parametrize("lang", LANGS)
def test_two_countries_make_no_ranking(published_build: Build, lang: Lang) -> None:
    t = translator(lang)
    choices: Any = registry.CHAPTERS["neighbours"].choices()
    for peer in ("EGY", "TUN", "RWA"):
        chapter = registry.build_chapter(published_build, "neighbours", replace(choices, countries=(peer,)), lang)
        charts = {b.chart_id: b for s in chapter.sections for b in s.blocks if isinstance(b, Chart)}
        assert charts["neighbours"].alt == t(
            "None of these indicators has figures of three countries: no place is told."
        )
        assert t("no rank between two") not in " ".join(texts(chapter))


def test_the_counts_of_first_and_last_are_the_lists(published_build: Build) -> None:
    """Who reads "last in 5" and counts the names that follow finds five."""
    found = side_by_side(published_build, COUNTRIES)
    chapter = registry.build_chapter(published_build, "neighbours", registry.CHAPTERS["neighbours"].choices(), "fr")
    chart = next(b for s in chapter.sections for b in s.blocks if isinstance(b, Chart) and b.chart_id == "neighbours")
    counts = {kpi.figure.figure_id: kpi.figure.value for kpi in chapter.kpis}
    told = dict(zip(("first", "last"), chart.alt.split(" Il est "), strict=True))
    names = {edition.item: item_name(Reading.of(published_build, "fr"), edition.item) for edition in found}
    for which, text in told.items():
        listed = [
            item
            for item, name in names.items()
            if f" {name}\u00a0;" in text or text.endswith((f" {name}.", f" {name}"))
        ]
        assert len(listed) == counts[f"neighbours.{which}"], (which, text)


@pytest.mark.parametrize("lang", LANGS)
def test_an_approximate_value_is_about(published_build: Build, lang: Lang) -> None:
    """A sentence that quotes a provisional observation says so; the figure's own text stays what was published."""
    chapter = registry.build_chapter(published_build, "networks", registry.CHAPTERS["networks"].choices(), lang)
    figures = {f.figure_id: (f, s.text) for s in chapter.sentences for f in s.figures}
    lines, text = figures["connectivity.ftth_lines"]
    rows = published_build.rows(
        "select provisional from core_observations where row_key = ?", lines.receipt.inputs[0].key
    )
    about = translator(lang)("about {amount}", amount=lines.text)
    assert (about in text) is (rows[0]["provisional"] == "yes")


def test_a_system_is_named_by_its_rows(published_build: Build) -> None:
    """What is under construction is read from the evidence, wherever it is told."""
    building = published_build.rows(
        "select distinct c.name from core_cables c join out_system_segments s on s.system_id = c.cable_id "
        "where s.status = 'under_construction'"
    )
    chapter = registry.build_chapter(published_build, "connectivity", registry.CHAPTERS["connectivity"].choices(), "en")
    leads = " ".join(section.lead for section in chapter.sections)
    assert ("Under construction, and not counted" in leads) is bool(building)
