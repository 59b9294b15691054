"""Any two indicators: a point is a country with both figures of one year, each with its source, and nothing is weighted."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.chapters.neighbours.chapter import NAME
from dashboard.chapters.neighbours.pairs import pair_items
from dashboard.chapters.registry import build_chapter, read_choices
from dashboard.content.charts import ScatterChart
from dashboard.content.values import LANGS, Chapter, Lang, Section, Text
from dashboard.screen import address, shell
from dashboard.warehouse.build import Build
from tests.drawing import draw_everywhere, print_chapter

X, Y = "un_osi_value", "internet_users_pct"
SCRIPT = 'from dashboard.screen.page import draw_chapter\n\ndraw_chapter("neighbours")\n'


def chapter(build: Build, query: str, lang: Lang = "en") -> Chapter:
    choices, notices = read_choices(build, NAME, query)
    assert notices == ()
    return build_chapter(build, NAME, choices, lang)


def section(found: Chapter) -> Section | None:
    return next((one for one in found.sections if one.section_id == "pair"), None)


def pair(build: Build, query: str, lang: Lang = "en") -> Any:
    found = section(chapter(build, query, lang))
    assert found
    return found.blocks[0]


def figures(build: Build, item: str, period: str) -> dict[str, float]:
    rows = build.rows("select country, value from out_comparables where item = ? and period = ?", item, period)
    return {row["country"]: row["value"] for row in rows}


def test_each_point_is_a_country_with_both_figures_of_one_year(published_build: Build) -> None:
    chart = pair(published_build, f"x={X}&y={Y}")
    assert isinstance(chart, ScatterChart)
    period = str(chart.table.rows[0][1].value)
    across, up = figures(published_build, X, period), figures(published_build, Y, period)
    drawn = sorted((point.x, point.y) for point in chart.points)
    countries = [str(row[0].value) for row in chart.table.rows]
    assert drawn == sorted((across[code], up[code]) for code in countries if code in across and code in up)
    assert all(period in axis.title for axis in (chart.x_axis, chart.y_axis))


def test_each_point_has_its_rows_and_sources(published_build: Build) -> None:
    chart = pair(published_build, f"x={X}&y={Y}")
    assert len(chart.receipt.inputs) == 2 * len(chart.points)
    assert all(row.sources for row in chart.receipt.inputs)
    keys = [column.key for column in chart.table.columns]
    for row in chart.table.rows:
        said = dict(zip(keys, row, strict=True))
        for name in ("x", "y"):
            if said[name].value is not None:
                assert said[f"{name}_grade"].value
                assert said[f"{name}_sources"].value


def test_a_country_without_one_of_them_is_named_and_not_drawn(published_build: Build) -> None:
    chart = pair(published_build, f"x={X}&y=gci_score&countries=TUN,RWA,NGA")
    drawn = {point.label for point in chart.points}
    listed = {row[0].text for row in chart.table.rows}
    for name in listed - drawn:
        assert name in chart.note
    assert "no relation" in chart.note


@pytest.mark.parametrize("lang", LANGS)
def test_every_pair_is_drawn_or_says_why_not(published_build: Build, lang: Lang) -> None:
    items = [*pair_items(published_build), "no-such-row"]
    for at, x in enumerate(items):
        block = pair(published_build, f"x={x}&y={items[at - 1]}", lang)
        assert isinstance(block, ScatterChart) or (isinstance(block, Text) and block.paragraphs)
    found = chapter(published_build, f"x={X}&y={Y}", lang)
    draw_everywhere(found)
    if lang == "ar":
        print_chapter(found)


def test_two_indicators_without_a_common_year_name_the_years_of_each(published_build: Build) -> None:
    block = pair(published_build, "x=gtld_local_share&y=un_osi_value")
    assert isinstance(block, Text)
    assert "nothing is drawn" in block.paragraphs[0]
    assert any("2024" in text for text in block.paragraphs[1:])


def test_nothing_is_shown_before_two_are_chosen(published_build: Build) -> None:
    assert section(chapter(published_build, "")) is None
    one = chapter(published_build, f"x={X}")
    assert section(one) is None
    assert any("choose the other" in note for note in one.notes)


def test_the_page_s_lists_put_both_in_the_address(published_build: Build) -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.session_state[address.VIEW] = shell.View("en", published_build, "wide")
    page.run()
    page.selectbox(key="NeighboursChoices.x").select(X).run()
    page.selectbox(key="NeighboursChoices.y").select(Y).run()
    assert not page.exception
    assert {name: page.query_params[name] for name in ("x", "y")} == {"x": X, "y": Y}
    assert "Two indicators, country by country" in "".join(str(piece.proto) for piece in page.get("html"))
