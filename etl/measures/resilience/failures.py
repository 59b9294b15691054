"""What stays connected when submarine systems, landing points or far-end countries fail.

The network is a graph of three layers: Moroccan landing points, segments of systems, far-end countries. A segment works
while its system, one of its landing points and one of its far-end countries do; a system works while one of its segments
does. The rule is generous: what is left of a segment is taken to carry traffic between the ends that remain.

Concentration is the Herfindahl-Hirschman index, the sum of squared shares (A. O. Hirschman, *American Economic Review* 54
(5), 1964): 1/n for n equal parts, 1 for a single one. Lit capacity is published for no system, so every working system
weighs the same, and shares its weight evenly among the landing points, or the countries, it still reaches.

Capacities of segments are never added: they lead to different places and date from different years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Kind = Literal["system", "landing_point", "far_end"]
KINDS: tuple[Kind, ...] = ("system", "landing_point", "far_end")


@dataclass(frozen=True)
class Segment:
    """A part of a system: Moroccan landing points and far-end countries (ISO 3166 alpha-3) it joins.

    `design_capacity_tbps` (Tbit/s) is None where no source gives it.
    """

    system_id: str
    segment: str
    landing_points: frozenset[str]
    far_ends: frozenset[str]
    design_capacity_tbps: float | None = None


@dataclass(frozen=True, order=True)
class Element:
    """One thing that may fail: a system's id, a landing point's name or a country's code."""

    kind: Kind
    name: str


@dataclass(frozen=True)
class State:
    """What works. The names are sorted; the indexes are None where nothing is left to be concentrated."""

    segments: tuple[Segment, ...]
    systems: tuple[str, ...]
    landing_points: tuple[str, ...]
    far_ends: tuple[str, ...]
    hhi_systems: float | None
    hhi_landing_points: float | None
    hhi_far_ends: float | None

    @property
    def severity(self) -> tuple[float, ...]:
        """Sorts the worst first: fewer systems, then fewer landing points, fewer countries, then more concentration."""
        indexes = (self.hhi_systems, self.hhi_landing_points, self.hhi_far_ends)
        return (
            len(self.systems),
            len(self.landing_points),
            len(self.far_ends),
            *(-(1.0 if index is None else index) for index in indexes),
        )


@dataclass(frozen=True)
class Case:
    """What `failed` leaves. Equal cases share a `rank` (1 is the worst).

    `is_minimal` is false where one of the elements changes nothing once the others have failed.
    """

    failed: tuple[Element, ...]
    left: State
    rank: int
    is_minimal: bool


def elements(segments: Iterable[Segment]) -> tuple[Element, ...]:
    """Everything that may fail in a network: its systems, then its landing points, then its far-end countries."""
    found = tuple(segments)
    names: dict[Kind, set[str]] = {
        "system": {s.system_id for s in found},
        "landing_point": {name for s in found for name in s.landing_points},
        "far_end": {name for s in found for name in s.far_ends},
    }
    return tuple(Element(kind, name) for kind in KINDS for name in sorted(names[kind]))


def after(segments: Iterable[Segment], failed: Collection[Element]) -> State:
    """The state of a network once `failed` are out; elements that are not part of it change nothing."""
    out = {kind: {element.name for element in failed if element.kind == kind} for kind in KINDS}
    left = []
    for segment in segments:
        points, ends = segment.landing_points - out["landing_point"], segment.far_ends - out["far_end"]
        if segment.system_id not in out["system"] and points and ends:
            left.append(Segment(segment.system_id, segment.segment, points, ends, segment.design_capacity_tbps))
    return _state(tuple(left))


def cases(segments: Sequence[Segment], size: int) -> tuple[Case, ...]:
    """Every failure of `size` elements at once (1: N-1, 2: N-2), worst first; equal ones in the order of the elements."""
    found = []
    for failed in combinations(elements(segments), size):
        left = after(segments, failed)
        is_minimal = all(after(segments, [e for e in failed if e != one]) != left for one in failed)
        found.append((failed, left, is_minimal))
    found.sort(key=lambda case: case[1].severity)  # stable: ties keep the order of the elements
    ranked: list[Case] = []
    for place, (failed, left, is_minimal) in enumerate(found, 1):
        same = ranked and ranked[-1].left.severity == left.severity
        ranked.append(Case(failed, left, ranked[-1].rank if same else place, is_minimal))
    return tuple(ranked)


def herfindahl(weights: Iterable[float]) -> float | None:
    """The index of non-negative weights, from 1/n to 1, to nine decimals; None where they sum to nothing."""
    known = [weight for weight in weights if weight > 0]
    total = sum(known)
    return round(sum((weight / total) ** 2 for weight in known), 9) if total else None


def _state(segments: tuple[Segment, ...]) -> State:
    points: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)
    for segment in segments:
        points[segment.system_id] |= segment.landing_points
        ends[segment.system_id] |= segment.far_ends
    at_points, at_ends = _shared(points), _shared(ends)
    return State(
        segments,
        tuple(sorted(points)),
        tuple(sorted(at_points)),
        tuple(sorted(at_ends)),
        herfindahl([1.0] * len(points)),
        herfindahl(at_points[name] for name in sorted(at_points)),
        herfindahl(at_ends[name] for name in sorted(at_ends)),
    )


def _shared(reached: dict[str, set[str]]) -> dict[str, float]:
    """The weight of each place: every system spreads one over the places it reaches."""
    weights: dict[str, float] = defaultdict(float)
    for system_id in sorted(reached):
        for name in sorted(reached[system_id]):
            weights[name] += 1 / len(reached[system_id])
    return dict(weights)
