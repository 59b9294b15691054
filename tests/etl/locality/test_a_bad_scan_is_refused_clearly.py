"""What can't be measured is refused with its reason and its line, and nothing of it is kept."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from etl.locality.problems import LocalityError
from etl.locality.scan_import import Frame
from etl.locality.scans import list_scans
from etl.paths import ROOT
from tests.etl.locality import sample
from tests.etl.locality.conftest import Bring

GOOD = sample.zdns_lines()
MANY = [GOOD[0].replace("a01", f"n{number}") for number in range(2_000)]
BAD_LINES = {
    "empty_file": ([], {}),
    "line_no_json": ([*GOOD, GOOD[0][:40]], {"line": 24, "bad": 1, "lines": 24}),  # a truncated line of 24: too many
    "line_no_answer": (["{}", *GOOD], {"line": 1}),
    "wrong_form": (sample.dnsx_lines(), {"form": "zdns", "other": "dnsx"}),
    "mixed_forms": ([*GOOD, *sample.massdns_lines()], {"other": "massdns"}),
    "nothing_asked": (['{"name":"a.ma","results":{"TXT":{"status":"NOERROR"}}}'], {}),
    "line_too_long": ([GOOD[0], GOOD[1][:-1] + f',"x":"{"x" * 40_000_000}"}}', *GOOD], {"line": 2}),
}


@pytest.mark.parametrize("code", BAD_LINES)
def test_lines_that_cannot_be_read(code: str, bring: Bring, ranged: Path) -> None:
    lines, values = BAD_LINES[code]
    with pytest.raises(LocalityError) as refused:
        bring(lines)
    assert refused.value.code == code
    assert {name: refused.value.values[name] for name in values} == values
    assert list_scans(ranged) == []
    assert [left for left in ranged.iterdir() if left.name.startswith(".scan-")] == []


def test_a_file_of_blank_lines_is_empty(bring: Bring) -> None:
    with pytest.raises(LocalityError, match="empty_file"):
        bring(["", "  ", ""])


def test_one_line_in_a_thousand_may_be_cut_short_and_is_counted(bring: Bring) -> None:
    scan = bring([*MANY, MANY[0][:-20], MANY[1][:50]])
    assert (scan.lines, scan.lines_unreadable, scan.names_asked) == (2_002, 2, 2_000)


def test_three_lines_in_two_thousand_stop_it_at_the_first(bring: Bring) -> None:
    with pytest.raises(LocalityError) as refused:
        bring([*MANY[:9], "{", *MANY[9:], "[1", "}"])
    assert (refused.value.code, refused.value.values["line"], refused.value.values["bad"]) == ("line_no_json", 10, 3)


def test_a_line_with_bytes_that_are_no_text_is_counted(bring: Bring, tmp_path: Path) -> None:
    file = tmp_path / "scan.jsonl"
    file.write_bytes("\n".join(MANY).encode() + b'\n{"name":"\xff\xfe.ma","results":{"A":{"status":"NXDOMAIN"}}}\n')
    assert bring(file).lines_unreadable == 1


# What a process tells of itself: what the system tells of a child counts the memory of whoever started it.
_TELLS_ITS_PEAK = """
import atexit, pathlib, sys
atexit.register(lambda: sys.stderr.write(pathlib.Path("/proc/self/status").read_text()))
from dashboard.cli.main import app
app()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads what the system tells of a process")
def test_a_line_of_a_gigabyte_costs_no_gigabyte(ranged: Path, sample_evidence: Path, tmp_path: Path) -> None:
    file = tmp_path / "scan.jsonl"
    with file.open("wb") as stream:
        stream.write(f"{GOOD[0]}\n".encode())
        stream.truncate(1_000_000_000)  # one line of zeros
    asked = ["scan", "import", str(file), "--format", "zdns", "--frame", "x", "--lang", "en"]
    folders = ["--warehouse", str(ranged), "--data", str(sample_evidence)]
    made = subprocess.run(
        [sys.executable, "-c", _TELLS_ITS_PEAK, *asked, *folders], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 1
    assert "line 2" in made.stderr
    peak = re.search(r"VmHWM:\s+(\d+) kB", made.stderr)
    assert peak
    assert int(peak[1]) < 600_000


@pytest.mark.parametrize("packed", [gzip.compress, lambda body: pa.compress(body, "zstd", asbytes=True)])
def test_gzip_and_zstd_are_unpacked_on_the_way(packed: Callable[[bytes], bytes], bring: Bring, tmp_path: Path) -> None:
    file = tmp_path / "scan"
    file.write_bytes(packed("\n".join(GOOD).encode()))
    assert bring(file).names_asked == len(GOOD)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (gzip.compress("\n".join(MANY).encode())[:-300], "damaged_archive"),
        (b"PK\x03\x04 and so on", "packed_otherwise"),
        (b"\xfd7zXZ\x00 and so on", "packed_otherwise"),
        (b"Obj\x01 and so on", "packed_otherwise"),
        (b"PAR1 and so on PAR1", "parquet_lines"),
        (b"domain,ip\na.ma,196.200.1.1\n", "line_no_json"),
        (b"\0" * 4_000, "line_no_json"),
    ],
)
def test_a_file_of_another_kind(body: bytes, code: str, bring: Bring, tmp_path: Path) -> None:
    file = tmp_path / "scan"
    file.write_bytes(body)
    with pytest.raises(LocalityError, match=code):
        bring(file)


def test_what_is_no_file_is_told(bring: Bring, tmp_path: Path) -> None:
    with pytest.raises(LocalityError, match="no_file"):
        bring(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(LocalityError, match="empty_folder"):
        bring(tmp_path / "empty")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        bring(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (Frame(""), "bad_frame"),
        (Frame(" spaced "), "bad_frame"),
        (Frame("x" * 81), "bad_frame"),
        (Frame("turned \u202e round"), "bad_frame"),
        (Frame("two\nlines"), "bad_frame"),
        (Frame("small", 22), "frame_too_small"),
        (Frame("not whole", 24, is_census=True), "no_census"),
    ],
)
def test_a_frame_that_cannot_be(frame: Frame, code: str, bring: Bring, ranged: Path) -> None:
    with pytest.raises(LocalityError, match=code):
        bring(GOOD, frame=frame)
    assert list_scans(ranged) == []


def test_a_file_is_measured_once(bring: Bring, ranged: Path) -> None:
    first = bring(GOOD)
    (file,) = (ranged / "scans").iterdir()
    was = file.stat()
    assert bring(GOOD) == first
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (was.st_mtime_ns, was.st_ino)
    with pytest.raises(LocalityError, match="kept_otherwise"):
        bring(GOOD, frame=Frame("another frame"))
    assert list_scans(ranged) == [first]


def test_without_ranges_or_networks_nothing_is_measured(bring: Bring, ranged: Path, sample_evidence: Path) -> None:
    control = sample_evidence / "evidence" / "as_control.csv"
    whole = control.read_text()
    try:
        control.write_text(whole.replace("moroccan", "ours"))
        with pytest.raises(LocalityError, match="bad_evidence"):
            bring(GOOD)
        control.unlink()
        with pytest.raises(LocalityError, match="no_evidence"):
            bring(GOOD)
    finally:
        control.write_text(whole)
    (ranged / "ranges" / "current.json").unlink()
    with pytest.raises(LocalityError, match="no_ranges"):
        bring(GOOD)


def test_rows_that_are_no_openintel(bring: Bring, tmp_path: Path) -> None:
    rows = sample.openintel_rows()
    for row in rows:
        del row["cname_name"]
    for write, suffix in ((sample.write_openintel_csv, "csv"), (sample.write_openintel_parquet, "parquet")):
        with pytest.raises(LocalityError, match=r"columns_missing.*cname_name"):
            bring(write(tmp_path / f"rows.{suffix}", rows), "openintel")
    with pytest.raises(LocalityError, match=r"no_csv|columns_missing"):
        bring(GOOD, "openintel")
    cut = tmp_path / "cut.csv"
    sample.write_openintel_csv(cut, sample.openintel_rows())
    cut.write_text(cut.read_text().rstrip()[:-20] + "\n")
    with pytest.raises(LocalityError, match="row_does_not_fit"):
        bring(cut, "openintel")


def test_parts_of_two_kinds_are_no_scan(bring: Bring, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    sample.write_openintel_csv(folder / "a.csv", sample.openintel_rows())
    sample.write_openintel_parquet(folder / "b.parquet", sample.openintel_rows())
    with pytest.raises(LocalityError, match="mixed_parts"):
        bring(folder, "openintel")
