"""From a lever to the chapter and its drawings: the server's part of a redrawn page, medians of nine positions."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.chapters.share import chapter as share
from dashboard.chapters.share.choices import ShareChoices
from dashboard.content.values import Chart
from dashboard.render.plotly.figure import figure
from dashboard.warehouse.build import open_warehouse
from dashboard.warehouse.reading import Reading

pytestmark = pytest.mark.bench
MOVES: dict[str, Callable[[int], ShareChoices]] = {
    "growth of demand": lambda turn: ShareChoices(preset="nexus_both_phases", growth=0.1 + turn / 100),
    "a project": lambda turn: ShareChoices(phases=(("mar-nexus-nouaceur", 0.1 + turn / 20, 0.3, 2030.0),)),
    "the share asked for": lambda turn: ShareChoices(target=0.3 + turn / 100),
}


@pytest.mark.parametrize("name", MOVES)
def test_the_server_s_part_stays_under_60_ms(published: Path, name: str) -> None:
    published_build = open_warehouse(published).current()
    share.build_chapter(Reading.of(published_build, "fr"), ShareChoices())
    built, drawn = [], []
    for turn in range(9):
        start = time.perf_counter()
        chapter = share.build_chapter(Reading.of(published_build, "fr"), MOVES[name](turn))
        built.append(1000 * (time.perf_counter() - start))
        for section in chapter.sections:
            for block in section.blocks:
                if isinstance(block, Chart):
                    figure(block, is_rtl=False, mode="light", width="wide")
        drawn.append(1000 * (time.perf_counter() - start))
    print(f"{name}: chapter {statistics.median(built):.0f} ms, with drawings {statistics.median(drawn):.0f} ms")
    assert statistics.median(built) < 60
