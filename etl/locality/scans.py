"""Scans as they are kept: one file each, with every count and no name, beside the builds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from etl.locality.counts import Kind, ServiceCount
from etl.locality.place import one_writer, scans_folder
from etl.locality.problems import LocalityError


@dataclass(frozen=True)
class Scan:
    """A scan as measured. Times are UTC; `ranges_*` name the set of ranges it was held against, `evidence_sha256` the
    networks of the evidence. `frame_size` is None where the frame's size is not known.
    """

    scan_id: str
    frame: str
    frame_size: int | None
    is_census: bool
    tool: str
    file_sha256: str
    started_utc: str | None
    ended_utc: str | None
    lines: int
    lines_unreadable: int
    names_asked: int
    ranges_id: str
    ranges_dated: str
    ranges_warnings: tuple[str, ...]
    evidence_sha256: str
    method: str
    services: tuple[ServiceCount, ...]

    def is_comparable(self, other: Scan) -> bool:
        """Whether two scans may be set side by side: the same frame, held against ranges of the same day."""
        return (self.frame, self.ranges_dated, self.ranges_id) == (other.frame, other.ranges_dated, other.ranges_id)


def list_scans(warehouse: Path) -> list[Scan]:
    """Every scan kept, by its date, those without one first."""
    found = [_read(path) for path in sorted(scans_folder(warehouse).glob("[0-9a-f]*.json"))]
    return sorted(found, key=lambda scan: (scan.started_utc or "", scan.scan_id))


def find_scan(warehouse: Path, scan_id: str) -> Scan:
    """The scan of an id, or of the beginning of one. Raises LocalityError where there is none, or more than one."""
    found = [scan for scan in list_scans(warehouse) if scan.scan_id.startswith(scan_id)]
    if len(found) != 1 or not scan_id:
        raise LocalityError("no_scan" if not found else "many_scans", scan=scan_id)
    return found[0]


def remove_scan(warehouse: Path, scan_id: str) -> Scan:
    """Take a scan away; the builds that show it stay as they are, the next one is made without it."""
    with one_writer(warehouse):
        scan = find_scan(warehouse, scan_id)
        scan_path(warehouse, scan.scan_id).unlink()
    return scan


def scan_path(warehouse: Path, scan_id: str) -> Path:
    """Where the scan of an id stands."""
    return scans_folder(warehouse) / f"{scan_id}.json"


def as_json(scan: Scan) -> bytes:
    """The file of a scan: the same scan gives the same bytes."""
    text = asdict(scan) | {"services": [_service_json(service) for service in scan.services]}
    return (json.dumps(text, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _read(path: Path) -> Scan:
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LocalityError("damaged_scan", file=path.name) from error


def from_json(content: Mapping[str, Any]) -> Scan:
    """A scan from what its file says."""
    services = tuple(_service(service) for service in content["services"])
    return Scan(**{**content, "ranges_warnings": tuple(content["ranges_warnings"]), "services": services})


def _service_json(count: ServiceCount) -> dict[str, Any]:
    return asdict(count) | {
        "names": [[kind, control, number] for (kind, control), number in count.names.items()],
        "clusters": [[names, local, many] for (names, local), many in count.clusters.items()],
    }


def _service(content: Mapping[str, Any]) -> ServiceCount:
    names: dict[Kind, int] = {(kind, control): number for kind, control, number in content["names"]}
    clusters = {(held, local): many for held, local, many in content["clusters"]}
    largest = tuple(content["largest"]) if content["largest"] else None
    return ServiceCount(**{**content, "names": names, "clusters": clusters, "largest": largest})
