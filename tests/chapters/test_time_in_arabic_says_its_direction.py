"""In Arabic a scale of time runs from the right, as everything there does: each says so, for no reader knows it beforehand."""

from __future__ import annotations

import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter, charts
from dashboard.content.charts import LineChart, TimelineChart, TrajectoryChart
from dashboard.i18n import translator
from dashboard.warehouse.build import Build

LINKS = {"share": "a=growth%3D0.3", "progress": "indicator=un_osi_value"}


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_scale_of_time_says_where_it_begins(published_build: Build, name: str) -> None:
    wanted = translator("ar")("from right to left")
    for query in ("", LINKS.get(name, "")):
        choices, _ = CHAPTERS[name].choices.parse(query)
        shown = charts(build_chapter(published_build, name, choices, "ar")).values()
        timed = [chart for chart in shown if isinstance(chart, LineChart | TrajectoryChart | TimelineChart)]
        assert [chart.chart_id for chart in timed if wanted not in chart.x_axis.title] == []
