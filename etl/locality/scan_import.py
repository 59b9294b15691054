"""A file of DNS answers brought in: read, classified offline, counted, and only its counts kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl.evidence.text import text_ok
from etl.locality.engine import MEMORY_LIMIT, connect
from etl.locality.inputs import hash_parts, parts_of
from etl.locality.measure import judge, measure
from etl.locality.networks import read_networks
from etl.locality.place import one_writer, write_whole
from etl.locality.problems import LocalityError
from etl.locality.ranges import RangeSet, current_ranges, ranges_file
from etl.locality.scan_answers import ReadScan, read_answers
from etl.locality.scans import Scan, as_json, find_scan, scan_path
from etl.locality.spark import connect_spark, require_spark
from etl.versions import SCANS

if TYPE_CHECKING:
    from etl.locality.counts import ServiceCount
    from etl.locality.engine import DuckEngine, Engine
    from etl.locality.networks import NetworkEvidence
    from etl.locality.vocabulary import EngineName, FormName, Progress

LONGEST_FRAME = 80  # characters of a frame's name
_ID_LETTERS = 12


@dataclass(frozen=True)
class Frame:
    """What was asked: the frame's name, how many names it holds where that is known, and whether all were asked."""

    name: str
    size: int | None = None
    is_census: bool = False


@dataclass(frozen=True)
class _Measured:
    """What the answers say beside their counts: when, and how many names were asked."""

    started_utc: str | None
    ended_utc: str | None
    names_asked: int


def import_scan(
    file: Path,
    form: FormName,
    frame: Frame,
    data: Path,
    warehouse: Path,
    progress: Progress,
    *,
    engine: EngineName = "duckdb",
) -> tuple[Scan, bool]:
    """Measure the scan in `file` and keep it; gives the scan, and whether it was there already.

    A scan is known by the SHA-256 of its file: the same file again is not measured again. Raises LocalityError for what
    can't be measured; nothing of it is then kept, and never a name or an address.
    """
    _check_frame(frame)
    if engine == "spark":
        require_spark()
    parts = parts_of(file)
    with one_writer(warehouse) as scratch:
        progress("hash", 0, 0)
        sha256 = hash_parts(parts)
        if scan_path(warehouse, sha256[:_ID_LETTERS]).exists():
            return _same_scan(find_scan(warehouse, sha256[:_ID_LETTERS]), frame, form), True
        known = current_ranges(warehouse)
        if known is None:
            raise LocalityError("no_ranges")
        networks = read_networks(data)
        suffixes = networks.suffix_pattern(known.cdn_suffixes)
        with connect(scratch, MEMORY_LIMIT, progress) as duck, _counting(engine, duck, scratch) as counter:
            read = read_answers(duck, counter, parts, form, scratch, suffixes, progress)
            counts, measured = _measure(counter, read, ranges_file(warehouse, known), networks, progress)
        _check_size(frame, measured.names_asked)
        scan = _scan(sha256, form, frame, read, measured, known, networks, counts)
        progress("keep", 0, 0)
        write_whole(scan_path(warehouse, scan.scan_id), as_json(scan), scratch)
    return scan, False


@contextmanager
def _counting(engine: EngineName, duck: DuckEngine, scratch: Path) -> Iterator[Engine]:
    """The engine that classifies and counts."""
    if engine == "spark":
        with connect_spark(scratch) as spark:
            yield spark
    else:
        yield duck


def _measure(
    engine: Engine, read: ReadScan, ranges: Path, networks: NetworkEvidence, progress: Progress
) -> tuple[list[ServiceCount], _Measured]:
    judged = judge(engine, engine.parquet(ranges), networks)
    parts = -(-read.rows // engine.rows_at_once) if engine.rows_at_once else 1
    counts = measure(engine, read.answers, judged, progress, parts=parts)
    if not counts:
        raise LocalityError("nothing_asked", form=read.form)
    answers = read.answers
    row = engine.rows(answers.aggregate(first=answers.seen_at.min(), last=answers.seen_at.max()))[0]
    asked = counts[0].asked if len(counts) == 1 else engine.count_distinct(answers.name)
    return counts, _Measured(_utc(row["first"]), _utc(row["last"]), asked)


def _scan(
    sha256: str,
    form: FormName,
    frame: Frame,
    read: ReadScan,
    measured: _Measured,
    known: RangeSet,
    networks: NetworkEvidence,
    counts: list[ServiceCount],
) -> Scan:
    return Scan(
        scan_id=sha256[:_ID_LETTERS],
        frame=frame.name,
        frame_size=measured.names_asked if frame.is_census else frame.size,
        is_census=frame.is_census,
        tool=form,
        file_sha256=sha256,
        started_utc=measured.started_utc,
        ended_utc=measured.ended_utc,
        lines=read.lines,
        lines_unreadable=read.unreadable,
        names_asked=measured.names_asked,
        ranges_id=known.ranges_id,
        ranges_dated=known.dated,
        ranges_warnings=known.warnings,
        evidence_sha256=networks.sha256(),
        method=SCANS,
        services=tuple(counts),
    )


def _check_frame(frame: Frame) -> None:
    name = frame.name.strip()
    if not name or len(name) > LONGEST_FRAME or name != frame.name or text_ok(name):
        raise LocalityError("bad_frame", frame=frame.name[:LONGEST_FRAME], most=LONGEST_FRAME)


def _check_size(frame: Frame, names_asked: int) -> None:
    if frame.size is None:
        return
    if frame.size < names_asked:
        raise LocalityError("frame_too_small", size=frame.size, asked=names_asked)
    if frame.is_census and frame.size != names_asked:
        raise LocalityError("no_census", size=frame.size, asked=names_asked)


def _same_scan(scan: Scan, frame: Frame, form: FormName) -> Scan:
    """The scan of this very file, if it was brought in under the same words; else what was asked for is not there."""
    is_same = (scan.frame, scan.is_census, scan.tool) == (frame.name, frame.is_census, form)
    if not is_same or (frame.size != scan.frame_size and not frame.is_census):
        raise LocalityError("kept_otherwise", scan=scan.scan_id, frame=scan.frame)
    return scan


def _utc(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
