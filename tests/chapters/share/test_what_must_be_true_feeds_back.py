"""What must be true, fed back as a scenario, gives the share that was asked for, to a tenth of a point."""

from __future__ import annotations

import pytest

from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.content.charts import BarChart, LineChart
from dashboard.content.values import Chart, Table
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def block(published_build: Build, choices: ShareChoices, name: str) -> Chart | Table:
    blocks = [
        each
        for section in share.build_chapter(Reading.of(published_build, "fr"), choices).sections
        for each in section.blocks
    ]
    return next(each for each in blocks if name in (getattr(each, "chart_id", ""), getattr(each, "table_id", "")))


@pytest.mark.parametrize("query", ["", "growth=0.2", "preset=nexus_and_tenth_of_dakhla", "capacity_it_mw=12,20,45"])
@pytest.mark.parametrize(("target", "year"), [(0.5, 2030), (0.45, 2028), (0.8, 2030), (0.4, 2027)])
def test_the_scenario_it_links_to_gives_the_share_asked_for(
    published_build: Build, query: str, target: float, year: int
) -> None:
    choices, _ = ShareChoices.parse(f"{query}&target={target}&year={year}")
    table = block(published_build, choices, "must_be_true_pipeline")
    assert isinstance(table, Table) and len(table.rows) == 1
    part, mw, _ = table.rows[0]
    is_band = mw.value is None
    assert (part.value == "" or "-" in str(part.value)) if is_band else isinstance(part.value, float)
    link = table.rows[0][2].link
    reached, notices = ShareChoices.parse(link)
    assert notices == () and (reached.target, reached.year) == (target, str(year))
    fan = block(published_build, reached, "fan")
    assert isinstance(fan, LineChart)
    value = next(point.value for point in fan.lines[-1].points if point.x == year)
    assert value == pytest.approx(100 * target, abs=0.1) or (part.value == 0 and value > 100 * target)  # type: ignore[operator]


def test_a_higher_share_needs_more_and_each_project_says_what_it_could_give(published_build: Build) -> None:
    charts = [block(published_build, ShareChoices(target=target), "must_be_true") for target in (0.5, 0.9)]
    assert all(isinstance(chart, BarChart) for chart in charts)
    low, high = (chart.bars[0].value for chart in charts)  # type: ignore[union-attr]
    assert low.high < high.high and low.value is None  # the band is too wide for its centre
    assert len(charts[0].bars) == 10  # type: ignore[union-attr]


def test_what_everything_announced_cannot_give_is_said(published_build: Build) -> None:
    impossible = "phases=" + ",".join(
        f"{row[0].value}~0~0~2030"
        for row in block(published_build, ShareChoices(), "phases").rows  # type: ignore[union-attr]
    )
    table = block(published_build, ShareChoices.parse(impossible)[0], "must_be_true_pipeline")
    assert isinstance(table, Table)
    assert table.rows == () and table.note != ""
