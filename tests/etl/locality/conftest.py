"""A warehouse with the ranges of the sample, its evidence, and a way to bring lines in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from etl.locality.ranges_import import import_ranges
from etl.locality.scan_import import Frame, import_scan
from etl.locality.scans import Scan
from tests.etl.locality.sample import write_evidence, write_lines, write_ranges

Bring = Callable[..., Scan]


@pytest.fixture(scope="session")
def sample_ranges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the ranges of the sample and nothing else. Copy it before bringing anything in."""
    folder = tmp_path_factory.mktemp("ranges")
    import_ranges(write_ranges(folder / "ranges.csv"), folder / "warehouse", lambda *_: None)
    return folder / "warehouse"


@pytest.fixture(scope="session")
def sample_evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with what the sample needs of the evidence."""
    return write_evidence(tmp_path_factory.mktemp("evidence") / "data")


@pytest.fixture
def ranged(sample_ranges: Path, tmp_path: Path) -> Path:
    """A warehouse of our own with the ranges of the sample."""
    return Path(shutil.copytree(sample_ranges, tmp_path / "warehouse"))


@pytest.fixture
def bring(ranged: Path, sample_evidence: Path, tmp_path: Path) -> Bring:
    """Bring lines, or a file, into the warehouse `ranged`; gives the scan."""

    def brought(lines: Iterable[str] | Path, form: str = "zdns", frame: Frame | None = None) -> Scan:
        file = lines if isinstance(lines, Path) else write_lines(tmp_path / "scan.jsonl", lines)
        return import_scan(file, form, frame or Frame("sample"), sample_evidence, ranged, lambda *_: None)[0]  # type: ignore[arg-type]

    return brought
