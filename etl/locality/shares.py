"""From counts to shares with their intervals: what a sample says of its frame, and what the location leaves open."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from etl.locality.counts import ServiceCount
from etl.locality.vocabulary import CONTROLS, KINDS, UNMEASURED
from etl.versions import SCANS

_Z95 = 1.959963984540054  # 97.5th percentile of the standard normal: a two-sided 95 % interval
RESAMPLES = 4_000
DOMINANT = 0.2
"""A network with more than this share of the names measured makes them hang together: names are no independent draws."""

if TYPE_CHECKING:
    from etl.locality.scans import Scan

Interval = tuple[float, float]


@dataclass(frozen=True)
class ShareRow:
    """One line of a scan: shares, interval and bounds are fractions of 1, None where there is none.

    `control` is None for a kind as a whole; the interval is None for a census; bounds stand with `local` alone.
    """

    service: str
    kind: str
    control: str | None
    names: int
    names_measured: int
    share: float | None
    ci_low: float | None
    ci_high: float | None
    bound_low: float | None
    bound_high: float | None


def wilson95(names: int, measured: int, frame_size: int | None = None) -> Interval:
    """Two-sided 95 % Wilson interval of a share; 0 to 1 where nothing was measured.

    The score test is inverted with the variance of a draw without replacement, p(1-p)/n × (N-n)/(N-1), which is that of
    n(N-1)/(N-n) draws with replacement (Cochran, Sampling Techniques, 3rd ed., 3.2); N is `frame_size`, None where it
    is not known. A frame measured whole has no interval but the point.
    """
    if measured <= 0:
        return 0.0, 1.0
    share = names / measured
    if frame_size is not None and measured >= frame_size:
        return share, share
    size = measured if frame_size is None else measured * (frame_size - 1) / (frame_size - measured)
    scale = 1 + _Z95**2 / size
    middle = (share + _Z95**2 / (2 * size)) / scale
    half = _Z95 / scale * math.sqrt(share * (1 - share) / size + (_Z95 / (2 * size)) ** 2)
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def location_bounds(count: ServiceCount) -> Interval | None:
    """Least and greatest share of names in Morocco that the doubts about location leave open."""
    if not count.measured:
        return None
    local = count.of_kind("local")
    open_to_doubt = count.disputed_offshore + count.of_kind("cdn") + count.of_kind("mixed")
    return (local - count.disputed_local) / count.measured, (local + open_to_doubt) / count.measured


def is_dominated(count: ServiceCount) -> bool:
    """Whether one network holds more than a fifth of the names measured."""
    return count.largest is not None and count.largest[1] > DOMINANT * count.measured


def cluster_interval(count: ServiceCount) -> Interval | None:
    """95 % interval of the local share when networks, not names, are drawn (percentile bootstrap, seeded by the method);
    None where no network holds more than a fifth.

    Networks that are alike in both numbers are drawn as one kind: the number of each is multinomial.
    """
    if not is_dominated(count):
        return None
    sizes = np.array([size for size, _ in count.clusters], dtype=np.float64)
    local = np.array([number for _, number in count.clusters], dtype=np.float64)
    many = np.array(list(count.clusters.values()), dtype=np.float64)
    seed = int.from_bytes(hashlib.sha256(SCANS.encode()).digest()[:8], "big")
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = generator.multinomial(int(many.sum()), many / many.sum(), size=RESAMPLES)
    shares = np.sort((drawn @ local) / (drawn @ sizes))
    low, high = (float(shares[round(part * (RESAMPLES - 1))]) for part in (0.025, 0.975))
    share = count.of_kind("local") / count.measured
    return min(low, share), max(high, share)


def share_rows(count: ServiceCount, frame_size: int | None, *, is_census: bool) -> list[ShareRow]:
    """Every kind of a service, the unmeasured last; after `local` its parts by control."""
    bounds = location_bounds(count) or (None, None)
    rows = []
    for kind in KINDS:
        rows.append(_row(count, kind, None, count.of_kind(kind), frame_size, is_census=is_census))
        if kind == "local":
            rows[-1] = _with_bounds(rows[-1], *bounds)
            rows += [
                _row(count, kind, control, count.names.get((kind, control), 0), frame_size, is_census=is_census)
                for control in CONTROLS
            ]
    unmeasured = count.asked - count.measured
    rows.append(ShareRow(count.service, UNMEASURED, None, unmeasured, count.measured, None, None, None, None, None))
    return rows


def scan_rows(scan: Scan) -> list[ShareRow]:
    """Every kind of every service of a scan."""
    return [row for count in scan.services for row in share_rows(count, scan.frame_size, is_census=scan.is_census)]


def _row(
    count: ServiceCount, kind: str, control: str | None, names: int, frame_size: int | None, *, is_census: bool
) -> ShareRow:
    measured = count.measured
    share = names / measured if measured else None
    low, high = (None, None) if is_census or not measured else wilson95(names, measured, frame_size)
    return ShareRow(count.service, kind, control, names, measured, share, low, high, None, None)


def _with_bounds(row: ShareRow, low: float | None, high: float | None) -> ShareRow:
    return ShareRow(
        row.service, row.kind, row.control, row.names, row.names_measured, row.share, row.ci_low, row.ci_high, low, high
    )
