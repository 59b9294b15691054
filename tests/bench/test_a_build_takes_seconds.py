"""A whole build in under 3.5 s and 400 MB, an unchanged one in under 0.6 s: medians of whole processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.paths import ROOT

pytestmark = pytest.mark.bench
RUNS = 5


def run_build(warehouse: Path) -> tuple[float, float]:
    """Seconds and peak MB of one `siyada build` as a new process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.cli.main", "build", "--warehouse", str(warehouse)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},  # as under make
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def test_a_whole_build(tmp_path: Path) -> None:
    runs = [run_build(tmp_path / str(number)) for number in range(RUNS)]
    seconds, megabytes = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    print(
        f"\nwhole build: median {seconds:.2f} s, peak {megabytes:.0f} MB (limits 3.5 s, 400 MB; load {os.getloadavg()[0]:.1f})"
    )
    assert seconds < 3.5
    assert megabytes < 400


def test_an_unchanged_build(tmp_path: Path) -> None:
    run_build(tmp_path)
    seconds = statistics.median(run_build(tmp_path)[0] for _ in range(RUNS))
    print(f"\nunchanged build: median {seconds:.2f} s (limit 0.6 s; load {os.getloadavg()[0]:.1f})")
    assert seconds < 0.6
