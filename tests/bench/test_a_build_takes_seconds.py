"""A whole build in under 3.5 s and 400 MB, an unchanged one in under 0.6 s: medians of whole processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.paths import ROOT

pytestmark = pytest.mark.bench
RUNS = 5


@dataclass(frozen=True)
class Run:
    """One build: seconds from start to end, seconds of processor it took, and the most memory it had."""

    seconds: float
    processor_s: float
    megabytes: float


def run_build(warehouse: Path) -> Run:
    """One `siyada build` as a new process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.cli.main", "build", "--warehouse", str(warehouse)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},  # as under make
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tell(name: str, runs: list[Run]) -> str:
    seconds = statistics.median(run.seconds for run in runs)
    processor_s = statistics.median(run.processor_s for run in runs)
    most = max(run.megabytes for run in runs)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    return f"\n{name}: median {seconds:.2f} s, {processor_s:.2f} s of processor, peak {most:.0f} MB ({load})"


def test_a_whole_build(tmp_path: Path) -> None:
    run_build(tmp_path / "first")  # compiles what was not compiled yet
    runs = [run_build(tmp_path / str(number)) for number in range(RUNS)]
    print(tell("whole build", runs), "limits 3.5 s, 400 MB")
    assert statistics.median(run.seconds for run in runs) < 3.5
    assert max(run.megabytes for run in runs) < 400


def test_an_unchanged_build(tmp_path: Path) -> None:
    run_build(tmp_path)
    runs = [run_build(tmp_path) for _ in range(RUNS)]
    print(tell("unchanged build", runs), "limit 0.6 s")
    assert statistics.median(run.seconds for run in runs) < 0.6
