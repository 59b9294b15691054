"""Evidence a hundred times as large: a build by its seconds of processor, every page by its bytes and the server's part of it.

A few minutes, most of them to make the evidence. The goal for the build is 10 s; the limit is what was reached.
"""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from dashboard.chapters.registry import CHAPTERS
from dashboard.screen.draw import made_page
from dashboard.warehouse.build import open_warehouse
from etl.build import build
from tests.bench.report import Report
from tests.growth.grown import grown_data

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]
TIMES = 100
BUILD_PROCESSOR_S, PAGE_KB = 60.0, 1000.0


def test_a_hundred_times_the_evidence(tmp_path: Path) -> None:
    report = Report(f"Evidence {TIMES} times as large")
    data, warehouse = grown_data(TIMES, tmp_path / "data"), tmp_path / "warehouse"
    started, used = time.perf_counter(), time.process_time()
    marks: list[tuple[str, float]] = []
    build(data, warehouse, lambda step, *_: marks.append((step, time.process_time())))
    seconds, processor_s = time.perf_counter() - started, time.process_time() - used
    report.add("build, time of processor", [processor_s], BUILD_PROCESSOR_S, "s")
    report.add("build, from start to end", [seconds], None, "s")
    for (step, at), (_, after) in zip(marks, [*marks[1:], ("", used + processor_s)], strict=True):
        report.add(f"of which: {step}", [after - at], None, "s")
    published_build = open_warehouse(warehouse).current()
    for name, entry in CHAPTERS.items():
        used = time.process_time()
        chapter = entry.build(published_build, entry.choices(), "fr")
        told_s, used = time.process_time() - used, time.process_time()
        made = made_page(published_build, chapter, "wide")
        drawn_s = time.process_time() - used
        sent = sum(len(zlib.compress(part.encode(), 6)) for part in (made.contents, made.head, *made.pieces))
        report.add(f"{name}: bytes as they are sent", [sent / 1000], PAGE_KB, "kB")
        report.add(f"{name}: told, once a build and language", [told_s], None, "s")
        report.add(f"{name}: drawn", [drawn_s], None, "s")
    report.check()
