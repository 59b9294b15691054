"""Popular sites answered in a country: a share measured run by run, not an estimate.

A run asks for the some thousand sites most visited from a country and notes where each answer comes from. Its share is
`L = local / (local + regional + external)`: each site counts once. It says neither how many bytes are read, nor where a
site's origin stands, nor who controls what answers. A site left unanswered is in none of the three counts.

The last run carries the Wilson interval at 95 % (Wilson 1927) of a share of that many sites. One network that answers for
many sites and moves shifts a country's share by up to 40 points from one month to the next, which no such interval
tells: the median and the range of the last twelve runs always stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from etl.measures.share.draws import Z95, wilson_interval
from etl.versions import POPULAR_SITES as METHOD_VERSION

__all__ = ["LAST_RUNS", "METHOD_VERSION", "PopularSites", "Run", "measure_runs"]

LAST_RUNS = 12  # a year, where there is one run a month


@dataclass(frozen=True)
class Run:
    """One run of one country: sites answered in it, in its region and further away; `day` is ISO text."""

    row_key: str
    day: str
    local: int
    regional: int
    external: int

    @property
    def measured(self) -> int:
        """How many sites the run measured."""
        return self.local + self.regional + self.external

    @property
    def local_share(self) -> float:
        """The part answered in the country, 0 to 1."""
        return self.local / self.measured

    @property
    def regional_share(self) -> float:
        """The part answered outside the country, in its region, 0 to 1."""
        return self.regional / self.measured


@dataclass(frozen=True)
class PopularSites:
    """The last run of a country with its interval, and the runs of which median and range are given; shares are 0 to 1."""

    runs: tuple[Run, ...]  # the last ones, oldest first: as many as there are, LAST_RUNS at most
    low: float
    high: float
    median: float
    least: float
    greatest: float

    @property
    def last(self) -> Run:
        """The newest run."""
        return self.runs[-1]


def measure_runs(runs: Iterable[Run]) -> PopularSites:
    """The last run of a country, its interval, and the median and range of its last runs. Needs one run at least."""
    kept = tuple(sorted(runs, key=lambda run: run.day)[-LAST_RUNS:])
    shares = [run.local_share for run in kept]
    low, high = wilson_interval(kept[-1].local_share, kept[-1].measured, Z95)
    return PopularSites(kept, low, high, median(shares), min(shares), max(shares))
