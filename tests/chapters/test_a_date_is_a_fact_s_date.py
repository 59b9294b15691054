"""A figure bears the dates of its facts: one, or the oldest and the newest; never the day on which a row was recorded."""

from __future__ import annotations

import csv

import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Lang
from dashboard.figures.figure import all_figures
from dashboard.i18n import translator
from dashboard.render.html.markup import dates_text, newest_text
from dashboard.render.pdf import content as print_content
from dashboard.render.pdf.receipts import Receipts
from dashboard.render.pdf.texts import printable
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT

_DATED = {"period", "as_of", "date", "year", "announced", "measured_on", "seen_on"}  # columns that date a fact


def dates_of_facts() -> dict[str, set[str]]:
    """Every date that some column of a table gives its facts, by table."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "data" / "evidence").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found[path.stem] = {row[column] for row in rows for column in _DATED & set(row) if row[column]}
    return found


def test_no_row_is_dated_by_the_day_it_was_recorded(published_build: Build) -> None:
    dates = dates_of_facts()
    for row in published_build.rows("select table_name, row_key, as_of, recorded_on from out_rows"):
        assert row["as_of"] is None or row["as_of"] in dates[row["table_name"]], row
        assert row["recorded_on"] is not None


@pytest.mark.parametrize("name", list(registry.CHAPTERS))
def test_a_figure_of_a_page_bears_its_rows_dates(published_build: Build, name: str) -> None:
    t = translator("en")
    for figure in registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), "en").figures:
        dated = {row.as_of for row in figure.receipt.inputs if row.as_of}
        assert not figure.as_of or not dated or figure.as_of in dated or figure.as_of[:4] in {d[:4] for d in dated}
        if not dated:
            assert figure.as_of == "", figure.figure_id
            assert dates_text(figure, t) == ""
        for row in figure.receipt.inputs:
            assert row.recorded_on or not row.sources


def test_dates_that_differ_are_both_told(counted_build: Build) -> None:
    load = next(
        f for f in all_figures(Reading.of(counted_build, "en")) if f["figure_id"] == "sites.it_load_operational_mw"
    )
    assert (load["as_of_oldest"], load["as_of"]) == ("2020", "2026")
    assert translator("en").span("2020", "2026") == "2020 to 2026"
    assert translator("en").span("2026-04", "2026-07-31") == "April 2026 to 31 July 2026"
    assert translator("en").span("2026", "2026-04") == "2026"
    assert translator("en").span("", "") == ""


def newest_event(build: Build) -> str:
    found = build.row("select max(date) as date from out_events where is_recent and date <= ?", build.as_of)["date"]
    return str(found)


def test_our_own_count_dates_no_fact(counted_build: Build) -> None:
    """It is dated by the day of counting, and no fact of the rows counted is that new: the newest is a list of places."""
    newest_list = counted_build.row("select max(seen_on)::varchar as date from core_cdn_places")["date"]
    assert counted_build.newest_fact == max(newest_event(counted_build), newest_list)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(registry.CHAPTERS))
def test_the_head_of_a_page_says_how_new_the_newest_fact_is(published_build: Build, name: str, lang: Lang) -> None:
    t = translator(lang)
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
    told = newest_text(chapter, t)
    assert t.period(chapter.newest_fact) in told
    assert chapter.newest_fact <= published_build.as_of
    assert chapter.newest_fact >= newest_event(published_build)
    assert chapter.newest_fact in set().union(*dates_of_facts().values())
    assert print_content.chapter(chapter, Receipts(t), t)["newest"] == printable(told, lang)
