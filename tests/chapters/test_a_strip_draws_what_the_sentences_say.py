"""Beside the sentences of a chapter stands a strip of their own figures: none is new, none is added to another of its kind."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.chapters.investment.chapter import SECTORS
from dashboard.content.charts import StackedBarChart
from dashboard.content.values import LANGS, Chapter, Lang
from dashboard.figures.money import no_amount
from dashboard.i18n import translator
from dashboard.render.html.first_screen import Writers, first_screen
from dashboard.warehouse.build import Build

ROW_BY_ROW = ("connectivity", "networks", "investment", "neighbours")
SUMS = ("announced", "committed", "disbursed")


def tell(published_build: Build, name: str, lang: Lang = "en", query: str = "") -> Chapter:
    return registry.build_chapter(published_build, name, registry.read_choices(published_build, name, query)[0], lang)


def strips(chapter: Chapter) -> list[StackedBarChart]:
    blocks = [block for section in chapter.sections if section.is_beside for block in section.blocks]
    return [block for block in blocks if isinstance(block, StackedBarChart)]


def strip(chapter: Chapter) -> StackedBarChart:
    (found,) = strips(chapter)
    return found


def page(chapter: Chapter) -> str:
    write = Writers(lambda sentence: sentence.text, lambda _: "", lambda drawn: drawn)
    return first_screen(chapter, translator(chapter.lang), write, "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ROW_BY_ROW)
def test_each_row_is_a_figure_that_a_sentence_quotes(published_build: Build, name: str, lang: Lang) -> None:
    chapter = tell(published_build, name, lang)
    quoted = {figure.figure_id: figure for sentence in chapter.sentences for figure in sentence.figures}
    chart = strip(chapter)
    for row, (total, ids) in enumerate(zip(chart.totals, chart.totals_of, strict=True)):
        assert all(quoted[figure_id].text in total for figure_id in ids)
        first = quoted[ids[0]]
        assert (chart.table.rows[row][0].value, chart.table.rows[row][1].value) == (first.figure_id, first.value)


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_answered_in_morocco_and_abroad_is_a_whole(published_build: Build, lang: Lang) -> None:
    chart = strip(tell(published_build, "networks", lang))
    for row in range(len(chart.rows)):
        drawn = [part.values[row].value for part in chart.parts]
        assert sum(value or 0 for value in drawn) == pytest.approx(100)
        assert [cell.value for cell in chart.table.rows[row][1:3]] == drawn
    assert [cell.value is None for cell in chart.table.rows[0][3:]] == [True, True], "one run has no range"


@pytest.mark.parametrize("currency", ["MAD", "USD", "EUR"])
def test_what_is_announced_decided_and_paid_shares_neither_bar_nor_tone(published_build: Build, currency: str) -> None:
    chapter = tell(published_build, "investment", query=f"currency={currency}" if currency != "MAD" else "")
    chart = strip(chapter)
    assert len({part.role for part in chart.parts}) == len(chart.parts) == len(chart.rows)
    values = {figure.figure_id.partition("?")[0]: figure.value for figure in chapter.figures}
    for row, kind in enumerate(SUMS):
        drawn = [part.values[row].value for part in chart.parts]
        amount = values[f"investment.spending.{kind}_{currency.lower()}"]
        assert isinstance(amount, float)
        assert drawn[row] == pytest.approx(amount / 1e9)
        assert [value for at, value in enumerate(drawn) if at != row] == [None, None]
        assert chart.table.rows[row][1].value == amount


def test_a_sum_of_nothing_has_no_bar_and_says_so(counted_build: Build) -> None:
    told = set()
    for sector in SECTORS:
        chapter = tell(counted_build, "investment", query=f"sector={sector}")
        values = {figure.figure_id.partition("?")[0]: figure.value for figure in chapter.figures}
        sums = [values[f"investment.spending.{kind}_mad"] for kind in SUMS]
        found = strips(chapter)
        assert bool(found) is any(amount is not None for amount in sums)
        told.add(len([amount for amount in sums if amount is None]))
        for chart in found:
            for row, amount in enumerate(sums):
                assert (chart.parts[row].values[row].value is None) is (amount is None)
                assert (chart.totals[row] == no_amount(translator("en"))) is (amount is None)
    assert len(SUMS) in told, "a sector without any amount has no strip"


def test_where_two_countries_make_no_ranking_no_place_is_drawn(counted_build: Build) -> None:
    assert strips(tell(counted_build, "neighbours", query="countries=EGY")) == []
    chart = strip(tell(counted_build, "neighbours"))
    compared, first, last = (part.values[row].value for row, part in enumerate(chart.parts))
    assert compared is not None and first is not None and last is not None
    assert compared >= max(first, last)


def test_a_failure_chosen_has_a_row_of_its_own_in_the_same_tone(counted_build: Build) -> None:
    chart = strip(tell(counted_build, "connectivity", query="failed_landings=asilah"))
    (part,) = chart.parts
    assert [value.value for value in part.values] == [4, 2, 2]
    assert len(chart.rows) == 3


@pytest.mark.parametrize("name", ROW_BY_ROW)
def test_a_legend_says_nothing_that_the_rows_already_say(published_build: Build, name: str) -> None:
    chapter = tell(published_build, name)
    chart = strip(chapter)
    is_named_by_rows = name in ("investment", "neighbours")
    assert (chart.keyed == ()) is is_named_by_rows
    assert ('class="legend"' in page(chapter)) is (not is_named_by_rows)
