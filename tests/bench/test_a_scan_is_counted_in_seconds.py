"""A million lines of zdns read in 5 s; ten million rows classified in 10 s and 2 GB, at most eight times a plain scan of them.

A hundred million rows in eight parts, under 180 s and 4 GB, only with SIYADA_BENCH_LARGE=1: they take minutes to write.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.paths import ROOT
from tests.bench.report import Report
from tests.bench.scan_files import write_openintel, write_ranges, write_zdns

pytestmark = pytest.mark.bench
RUNS = 3

# One import as a new process, as a user starts it: its seconds, those of its processors, and the most memory it had.
_IMPORT = """
import json, resource, sys, time
from pathlib import Path
form, file, data, warehouse = sys.argv[1:]
from etl.locality.scan_import import Frame, import_scan
from etl.locality.scans import remove_scan
marks = {}
started = time.perf_counter()
scan, _ = import_scan(Path(file), form, Frame("bench"), Path(data), Path(warehouse),
                      lambda step, *_: marks.setdefault(step, time.perf_counter()))
ended = time.perf_counter()
remove_scan(Path(warehouse), scan.scan_id)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"all_s": ended - started, "classify_s": ended - marks["place"],
                  "processor_s": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}))
"""

# Every value of the columns that a scan has, read and hashed: what no classification can do without.
_PLAIN = """
import json, sys, time, duckdb
with duckdb.connect(config={"memory_limit": "1500MB"}) as connection:
    connection.execute("set enable_progress_bar = false")
    started = time.perf_counter()
    connection.execute(f'''select max(hash(query_name, query_type, response_type, status_code, ip4_address, cname_name,
                           "timestamp")) from '{sys.argv[1]}/*.parquet' ''').fetchall()
    print(json.dumps({"all_s": time.perf_counter() - started}))
"""


def run(code: str, *words: object) -> dict[str, float]:
    asked = [sys.executable, "-c", code, *map(str, words)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ranges(tmp_path_factory.mktemp("ranges"))


def test_scans_of_one_machine(warehouse: Path, tmp_path: Path) -> None:
    report = Report("Own scans, each import a new process")
    lines = write_zdns(tmp_path / "answers.jsonl", 1_000_000)
    read = [run(_IMPORT, "zdns", lines, ROOT / "data", warehouse) for _ in range(RUNS)]
    report.add("1 M lines of zdns, whole import", [one["all_s"] for one in read], 5, "s")
    rows = write_openintel(tmp_path / "rows", 10_000_000)
    plain = [run(_PLAIN, rows)["all_s"] for _ in range(RUNS)]
    found = [run(_IMPORT, "openintel", rows, ROOT / "data", warehouse) for _ in range(RUNS)]
    report.add("10 M rows, whole import", [one["all_s"] for one in found], 10, "s")
    report.add("10 M rows, its processors", [one["processor_s"] for one in found], None, "s")
    report.add("10 M rows, most memory", [one["mb"] for one in found], 2000, "MB")
    ratios = [one["classify_s"] / scanned for one, scanned in zip(found, plain, strict=True)]
    report.add("10 M rows classified, to a plain scan", ratios, 8, "x")
    report.check()


@pytest.mark.skipif(os.environ.get("SIYADA_BENCH_LARGE") != "1", reason="takes minutes: SIYADA_BENCH_LARGE=1")
@pytest.mark.timeout(1800)
def test_a_hundred_million_rows(warehouse: Path, tmp_path: Path) -> None:
    report = Report("A hundred million rows in eight parts")
    rows = write_openintel(tmp_path / "rows", 100_000_000, parts=8)
    found = run(_IMPORT, "openintel", rows, ROOT / "data", warehouse)
    report.add("100 M rows, whole import", [found["all_s"]], 180, "s")
    report.add("100 M rows, most memory", [found["mb"]], 4000, "MB")
    report.check()
