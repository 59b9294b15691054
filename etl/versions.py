"""Versions a citation depends on, readable before anything heavy is imported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from etl.evidence.files import open_file

TOOL_VERSION = "0.2.0"
BUILD_THREADS = 2  # of the database while it builds
MODELS = Path(__file__).parent / "models"

# What each measure calls itself in receipts; raised by hand whenever its results for the same input may move.
PROGRESS = "progress-2"
COMPUTE_SHARE = "compute-share-0"
RESILIENCE = "resilience-1"
POPULAR_SITES = "popular-sites-1"
SCANS = "scans-1"  # how scans are classified and their shares computed
LOAD = "load-5"  # how checked rows become typed tables
MEASURES = "measures-3"  # which tables and figures are written from the measures


def method_versions() -> dict[str, str]:
    """Name and version of all that turns evidence into figures. The SQL models count by their text, comments left out."""
    return {
        "models": _models_digest(),
        "load": LOAD,
        "measures": MEASURES,
        "progress": PROGRESS,
        "compute_share": COMPUTE_SHARE,
        "resilience": RESILIENCE,
        "popular_sites": POPULAR_SITES,
        "scans": SCANS,
    }


def build_id(data: Path, scans_sha256: str = "") -> str:
    """The identity of a build: 12 hex digits of the hash of evidence, shapes and method versions, and of what own scans
    show, where there are any (`etl.locality.published.published_sha256`).

    The order of rows in a file of evidence carries no meaning: the same rows in another order are the same build. Reads
    bytes only (about 1 MB), so that an unchanged build is known before any heavy import.
    """
    digest = hashlib.sha256()
    for path in input_files(data):
        said = rows_sha256(_read(path)) if path.suffix == ".csv" else file_sha256(path)
        digest.update(f"{path.relative_to(data).as_posix()}\0{said}\n".encode())
    for name, version in method_versions().items():
        digest.update(f"{name}\0{version}\n".encode())
    if scans_sha256:
        digest.update(f"scans\0{scans_sha256}\n".encode())
    return digest.hexdigest()[:12]


def input_files(data: Path) -> list[Path]:
    """Every file a build is made from, in a fixed order."""
    return sorted((data / "evidence").glob("*.csv")) + sorted((data / "geo").glob("*.*json"))


def rows_sha256(body: bytes) -> str:
    """A hash of a CSV file that holds for every order of its rows: any other change of a byte gives another."""
    header, *records = split_records(body)
    digest = hashlib.sha256()
    for record in (header, *sorted(records)):
        digest.update(b"%d\0%b" % (len(record), record))
    return digest.hexdigest()


def split_records(body: bytes) -> list[bytes]:
    """Header and rows with their line ends; a row goes on over lines while a quote is open (RFC 4180)."""
    records, is_open = [b""], False
    for line in body.splitlines(keepends=True):
        records[-1] += line
        is_open ^= line.count(b'"') % 2 == 1
        if not is_open:
            records.append(b"")
    return records


def _read(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _models_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(MODELS.glob("*.sql")):
        lines = [line.split("--")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
        digest.update(f"{path.name}\0{' '.join(filter(None, lines))}\n".encode())
    return digest.hexdigest()[:12]
