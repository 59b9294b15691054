"""kill -9 at any moment of an import leaves the scans and ranges that stood, whole, and no name or address behind."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.locality.ranges import current_ranges, ranges_file
from etl.locality.scan_import import Frame, import_scan
from etl.locality.scans import list_scans
from etl.paths import ROOT
from tests.etl.locality import sample

MOMENTS = 10
NAMES = [sample.Asked(f"n{number}.ma", (f"196.200.{number >> 8 & 255}.{number & 255}",)) for number in range(60_000)]


def start(*words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dashboard.cli.main", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.timeout(600)
def test_ten_random_moments(ranged: Path, sample_evidence: Path, tmp_path: Path) -> None:
    first = sample.write_lines(tmp_path / "first.jsonl", sample.zdns_lines())
    import_scan(first, "zdns", Frame("first"), sample_evidence, ranged, lambda *_: None)
    scans, ranges = list_scans(ranged), current_ranges(ranged)
    file = sample.write_lines(tmp_path / "long.jsonl", sample.zdns_lines(NAMES))
    words = [
        "scan",
        "import",
        file,
        "--format",
        "zdns",
        "--frame",
        "long",
        "--warehouse",
        ranged,
        "--data",
        sample_evidence,
    ]
    began = time.perf_counter()
    whole = start(*words)
    assert whole.wait(300) == 0
    seconds = time.perf_counter() - began
    (kept,) = [scan for scan in list_scans(ranged) if scan.frame == "long"]
    (ranged / "scans" / f"{kept.scan_id}.json").unlink()
    moments = random.Random(seconds)
    for _ in range(MOMENTS):
        killed = start(*words)
        time.sleep(moments.uniform(0, seconds))
        killed.kill()
        killed.wait(60)
        found = list_scans(ranged)  # raises for what is half-written
        assert [scan for scan in found if scan.frame != "long"] == scans
        assert [scan for scan in found if scan.frame == "long"] in ([], [kept])
        assert current_ranges(ranged) == ranges
        assert ranges
        assert ranges_file(ranged, ranges).is_file()
        (ranged / "scans" / f"{kept.scan_id}.json").unlink(missing_ok=True)
    assert start(*words).wait(300) == 0
    assert kept in list_scans(ranged)
    assert [left.name for left in ranged.iterdir() if left.name.startswith(".scan-")] == []


def test_what_a_killed_import_left_is_cleared_by_the_next_command(
    ranged: Path, sample_evidence: Path, tmp_path: Path
) -> None:
    left = ranged / ".scan-killed"
    left.mkdir()
    (left / "names.parquet").write_bytes(b"names and addresses")
    file = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    import_scan(file, "zdns", Frame("next"), sample_evidence, ranged, lambda *_: None)
    assert not left.exists()


def test_a_scan_s_file_holds_no_name_and_no_address(ranged: Path, sample_evidence: Path, tmp_path: Path) -> None:
    file = sample.write_lines(tmp_path / "scan.jsonl", sample.zdns_lines())
    import_scan(file, "zdns", Frame("counts alone"), sample_evidence, ranged, lambda *_: None)
    (kept,) = (ranged / "scans").iterdir()
    told = kept.read_text(encoding="utf-8")
    for one in sample.NAMES:
        assert one.name not in told
        assert not any(address in told or str(sample.number(address)) in told for address in one.addresses)
