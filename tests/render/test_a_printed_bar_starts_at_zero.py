"""A printed bar is as long as its value and starts where the scale says zero: measured on the PDF, not asked of the drawing."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest

from dashboard.chapters import registry
from dashboard.content.charts import BarChart, BulletChart, StackedBarChart
from dashboard.content.values import Chart, Lang
from dashboard.warehouse.build import Build
from tests.render.geometry import Path, drawn
from tests.render.test_print_draws_the_numbers_of_the_chart import printed

THICK = {BarChart: 11.0, StackedBarChart: 13.0, BulletChart: 6.0}  # of a bar, in points
LINE = 0.7  # points by which a measure may be off: the width of an outline


def bar_charts(published_build: Build, lang: Lang) -> Iterator[BarChart | StackedBarChart | BulletChart]:
    for name, entry in registry.CHAPTERS.items():
        chapter = registry.build_chapter(published_build, name, entry.choices(), lang)
        blocks = [block for section in chapter.sections for block in section.blocks if isinstance(block, Chart)]
        yield from (block for block in blocks if isinstance(block, BarChart | StackedBarChart | BulletChart))


def lengths(chart: BarChart | StackedBarChart | BulletChart) -> list[float]:
    """The value of each row that has a bar, from the top; none is zero."""
    if isinstance(chart, StackedBarChart):
        rows = range(len(chart.rows))
        sums = [sum(part.values[row].value or 0.0 for part in chart.parts) for row in rows]
        return [value for value in sums if value]
    rows_of = chart.bars if isinstance(chart, BarChart) else chart.bullets
    return [row.value.value for row in rows_of if row.value.value]


def measured(paths: list[Path], thick: float) -> list[tuple[float, float]]:
    """The ends of each bar, left and right, from the top: shapes of its thickness in one row are one bar."""
    rows: dict[float, list[Path]] = {}
    for path in paths:
        left, bottom, right, top = path.box
        if path.is_filled and abs(top - bottom - thick) < 0.2 and right > left:
            rows.setdefault(round((bottom + top) / 2), []).append(path)
    return [
        (min(path.box[0] for path in rows[row]), max(path.box[2] for path in rows[row]))
        for row in sorted(rows, reverse=True)
    ]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_printed_bar_starts_at_zero_and_is_as_long_as_its_value(published_build: Build, lang: Lang) -> None:
    seen = 0
    for chart in bar_charts(published_build, lang):
        values = lengths(chart)
        if not values:
            continue
        texts, paths = drawn(pypdfium2.PdfDocument(printed([chart], lang))[0])
        bars = measured(paths, THICK[type(chart)])
        assert len(bars) == len(values), chart.chart_id
        away = -1 if lang == "ar" else 1  # a positive value lies this way of zero
        # Of the two ends of a bar, the one at zero and the one at its value.
        ends = [(bar if value * away > 0 else bar[::-1]) for value, bar in zip(values, bars, strict=True)]
        starts = [start for start, _ in ends]
        assert max(starts) - min(starts) < LINE, chart.chart_id
        widest = max(range(len(values)), key=lambda row: abs(values[row]))
        scale = (ends[widest][1] - ends[widest][0]) / values[widest]
        for value, (start, end) in zip(values, ends, strict=True):
            assert abs(end - start - scale * value) < LINE, (chart.chart_id, value)
        zeros = [sum(text.box[::2]) / 2 for text in texts if text.said.strip("\u2066\u2069 \u00a0%") == "0"]
        assert any(abs(zero - starts[0]) < 2 * LINE for zero in zeros), chart.chart_id
        seen += 1
    assert seen > 8
