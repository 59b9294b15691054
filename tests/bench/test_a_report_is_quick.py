"""The whole report, three languages: as a new process, again as a new process, warm in the server; and its memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.content.values import LANGS
from dashboard.documents import snapshot as press
from dashboard.warehouse.build import open_warehouse
from etl.paths import ROOT
from tests.bench.report import Report

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
COLD_S, WARM_S, EXTRA_MB = 1.0, 0.3, 250
RUNS = 5


def processor_s() -> float:
    """Seconds of processor that ended processes took, and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(warehouse: Path, out: Path, lang: str) -> tuple[float, float]:
    """Seconds of one `siyada snapshot` as a new process, and the seconds of processor it took."""
    started, used = time.perf_counter(), processor_s()
    asked = [sys.executable, "-m", "dashboard.cli.main", "snapshot", "--lang", lang, "--out", str(out)]
    subprocess.run([*asked, "--warehouse", str(warehouse)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started, processor_s() - used


def test_a_whole_report(published: Path, tmp_path: Path) -> None:
    report = Report("Whole report of nine chapters")
    build = open_warehouse(published).current()
    for lang in LANGS:
        out = tmp_path / f"{lang}.pdf"
        first = []
        for _ in range(RUNS):
            for kept in (published / "documents").glob("*.pdf"):
                kept.unlink()
            first.append(command(published, out, lang))
        size = f"{out.stat().st_size / 1e6:.1f} MB"
        report.add(f"{lang}: a new process, made for the first time", [run[0] for run in first], COLD_S, "s", size)
        report.add(f"{lang}: the same, time of processor", [run[1] for run in first], None, "s")
        again = [command(published, out, lang)[0] for _ in range(RUNS)]
        report.add(f"{lang}: a new process, once it was made", again, COLD_S, "s")
        press.snapshot(build, lang)
        warm = []
        for _ in range(RUNS):
            started = time.perf_counter()
            press.snapshot(build, lang)
            warm.append(time.perf_counter() - started)
        report.add(f"{lang}: in a server that has made it", warm, WARM_S, "s")
        view = []
        for step in range(RUNS):
            started = time.perf_counter()
            press.snapshot(build, lang, ["share"], f"growth=0.{20 + step}")
            view.append(time.perf_counter() - started)
        report.add(f"{lang}: one chapter, a view nobody has asked for", view, None, "s")
    extra = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    report.add("memory of the largest process that draws", [extra], EXTRA_MB, "MB", f"{os.cpu_count()} processors")
    report.check()
