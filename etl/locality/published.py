"""What leaves the machine that measured: a scan's counts with the small ones hidden, as builds, the API, pages and PDFs hold them.

Shares and intervals are in percent. A cell that is hidden has neither count nor share nor interval, and says why; what
would give it back (a bound, the frame of a census) is left out too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from etl.locality.counts import ServiceCount
from etl.locality.hiding import SMALL, Sum, hide_counts
from etl.locality.scans import Scan
from etl.locality.shares import ShareRow, cluster_interval, location_bounds, share_rows
from etl.locality.vocabulary import CONTROLS, KINDS, UNMEASURED

_SUMS: tuple[Sum, ...] = (
    ("local", tuple(f"local.{control}" for control in CONTROLS)),
    ("measured", KINDS),
    ("asked", ("measured", UNMEASURED)),
)


@dataclass(frozen=True)
class PublishedScan:
    """A scan in words that any reader may have. Days are ISO texts, "" where the file tells none."""

    scan_id: str
    frame: str
    frame_size: int | None
    is_census: bool
    tool: str
    first_day: str
    last_day: str
    ranges_dated: str
    ranges_id: str
    is_ranges_doubtful: bool
    method_version: str
    place: int  # in the order of scans, the newest first


@dataclass(frozen=True)
class PublishedService:
    """What a scan asked of one service; numbers are None where they would tell a small count."""

    scan_id: str
    service: str
    names_asked: int | None
    names_measured: int | None
    names_unmeasured: int | None
    asked_hidden: str
    measured_hidden: str
    unmeasured_hidden: str
    addresses: int
    networks: int
    bound_low_pct: float | None
    bound_high_pct: float | None
    largest_asn: int | None
    largest_pct: float | None
    cluster_low_pct: float | None
    cluster_high_pct: float | None


@dataclass(frozen=True)
class PublishedShare:
    """One kind of answer of a service; `control` is "" for the kind as a whole, `hidden` "" where it is shown."""

    row_key: str
    scan_id: str
    service: str
    kind: str
    control: str
    names: int | None
    names_measured: int | None
    share_pct: float | None
    low_pct: float | None
    high_pct: float | None
    hidden: str
    place: int  # in the order of kinds


Published = tuple[PublishedScan, list[PublishedService], list[PublishedShare]]


def published_scans(scans: Sequence[Scan]) -> list[Published]:
    """Every scan as it may be shown, the newest first; those without a date last."""
    ordered = sorted(scans, key=lambda scan: (scan.started_utc or "", scan.scan_id), reverse=True)
    return [_publish(scan, place) for place, scan in enumerate(ordered)]


def published_sha256(scans: Sequence[Scan]) -> str:
    """A hash of all that may be shown, for the id of a build: "" where there is no scan."""
    lines = [
        [asdict(one), list(map(asdict, services)), list(map(asdict, shares))]
        for one, services, shares in published_scans(scans)
    ]
    return hashlib.sha256(json.dumps(lines, sort_keys=True).encode()).hexdigest() if lines else ""


def _publish(scan: Scan, place: int) -> Published:
    parts = [_service(scan, count) for count in scan.services]
    services = [service for service, _ in parts]
    has_size_word = scan.is_census and any(service.names_asked is None for service in services)
    published = PublishedScan(
        scan.scan_id,
        scan.frame,
        None if has_size_word else scan.frame_size,
        scan.is_census,
        scan.tool,
        (scan.started_utc or "")[:10],
        (scan.ended_utc or "")[:10],
        scan.ranges_dated,
        scan.ranges_id[:12],
        bool(scan.ranges_warnings),
        scan.method,
        place,
    )
    return published, services, [share for _, shares in parts for share in shares]


def _service(scan: Scan, count: ServiceCount) -> tuple[PublishedService, list[PublishedShare]]:
    rows = share_rows(count, scan.frame_size, is_census=scan.is_census)
    counts = {"measured": count.measured, "local": count.of_kind("local"), "asked": count.asked}
    counts |= {_name(row): row.names for row in rows}
    hidden = hide_counts(counts, _SUMS)
    shown = {name: None if name in hidden else number for name, number in counts.items()}
    low, high = _bounds(count, hidden)
    largest, cluster = _network(count, hidden)
    service = PublishedService(
        scan_id=scan.scan_id,
        service=count.service,
        names_asked=shown["asked"],
        names_measured=shown["measured"],
        names_unmeasured=shown[UNMEASURED],
        asked_hidden=hidden.get("asked", ""),
        measured_hidden=hidden.get("measured", ""),
        unmeasured_hidden=hidden.get(UNMEASURED, ""),
        addresses=count.addresses,
        networks=count.networks,
        bound_low_pct=low,
        bound_high_pct=high,
        largest_asn=largest[0],
        largest_pct=largest[1],
        cluster_low_pct=None if scan.is_census else cluster[0],
        cluster_high_pct=None if scan.is_census else cluster[1],
    )
    return service, [_share(scan, row, hidden, place) for place, row in enumerate(rows)]


def _name(row: ShareRow) -> str:
    return f"{row.kind}.{row.control}" if row.control else row.kind


def _share(scan: Scan, row: ShareRow, hidden: dict[str, str], place: int) -> PublishedShare:
    why = hidden.get(_name(row), "")
    is_shown = not why and "measured" not in hidden
    return PublishedShare(
        row_key=f"{scan.scan_id}/{row.service}/{_name(row)}",
        scan_id=scan.scan_id,
        service=row.service,
        kind=row.kind,
        control=row.control or "",
        names=None if why else row.names,
        names_measured=None if "measured" in hidden else row.names_measured,
        share_pct=_percent(row.share) if is_shown else None,
        low_pct=_percent(row.ci_low) if is_shown else None,
        high_pct=_percent(row.ci_high) if is_shown else None,
        hidden=why,
        place=place,
    )


def _bounds(count: ServiceCount, hidden: dict[str, str]) -> tuple[float | None, float | None]:
    """The bounds of location, each only where it tells no small count: not of what is disputed, not of what is hidden."""
    bounds = location_bounds(count)
    if bounds is None or {"measured", "local"} & hidden.keys():
        return None, None
    sure, abroad = count.of_kind("local") - count.disputed_local, count.of_kind("offshore") - count.disputed_offshore
    is_low_small = count.disputed_local in SMALL or sure in SMALL
    is_high_small = (
        count.disputed_offshore in SMALL or abroad in SMALL or bool({"cdn", "mixed", "offshore"} & hidden.keys())
    )
    return None if is_low_small else _percent(bounds[0]), None if is_high_small else _percent(bounds[1])


def _network(
    count: ServiceCount, hidden: dict[str, str]
) -> tuple[tuple[int | None, float | None], tuple[float | None, float | None]]:
    """The network with more than a fifth of the names and the interval drawn by network, where no small count is published."""
    found = cluster_interval(count)
    if not found or count.largest is None or {"measured", "local"} & hidden.keys():
        return (None, None), (None, None)
    asn, held = count.largest
    if held in SMALL or count.measured - held in SMALL:
        return (None, None), (None, None)
    return (asn, _percent(held / count.measured)), (_percent(found[0]), _percent(found[1]))


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
