"""What each failure takes, worked out from what it touches alone: many failures of a large network in the time of a few.

A failure leaves every system as it was that it does not touch. So a state is the whole network's with the systems touched
worked out anew, and of pairs that touch no system in common what each takes adds up. `after` says the same from the
segments alone; a test holds the two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from etl.measures.resilience.failures import Case, Element, Kind, Segment, State, elements, herfindahl

Pair = tuple[int, int]  # places of two elements, the earlier first


class Impacts:
    """A network, and what the failure of its elements takes."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.elements = elements(segments)
        self._segments = tuple(s for s in segments if s.landing_points and s.far_ends)
        self._of_system: dict[str, list[int]] = defaultdict(list)
        for place, segment in enumerate(self._segments):
            self._of_system[segment.system_id].append(place)
        self.systems = tuple(sorted(self._of_system))
        whole = {system: self._remains(system, ()) for system in self.systems}
        self._points = _Reach("landing_point", {system: left.points for system, left in whole.items()})
        self._ends = _Reach("far_end", {system: left.ends for system, left in whole.items()})
        self._touched = self._all_touched()
        self._alone = {
            (one, system): self._remains(system, (one,)) for one in self.elements for system in self._touched[one]
        }
        self._idle = frozenset(one for one in self.elements if not self._touched[one])
        self.lost = {one: self._lost((one,), self._touched[one]) for one in self.elements}
        """The systems that each element takes with it when it fails alone."""

    def state(self, failed: Collection[Element]) -> State:
        """What `after` gives for the same failure."""
        remains = self._all_remains(failed)
        segments: list[Segment | None] = list(self._segments)
        for system, left in remains.items():
            for place, segment in zip(self._of_system[system], left.segments, strict=True):
                segments[place] = segment
        points = self._points.after({system: left.points for system, left in remains.items()})
        ends = self._ends.after({system: left.ends for system, left in remains.items()})
        systems = tuple(s for s in self.systems if s not in remains or remains[s].points)
        return State(
            tuple(filter(None, segments)),
            systems,
            tuple(points),
            tuple(ends),
            herfindahl([1.0] * len(systems)),
            herfindahl(points.values()),
            herfindahl(ends.values()),
        )

    def gone(self, one: Element) -> frozenset[Element]:
        """The other elements that nothing is left of once `one` has failed: that they fail too changes nothing."""
        remains = self._all_remains((one,))
        found = {Element("system", system) for system in self.lost[one]}
        for reach in (self._points, self._ends):
            names = reach.emptied({s: left.of(reach.kind) for s, left in remains.items()})
            found |= {Element(reach.kind, name) for name in names}
        return frozenset((found | self._idle) - {one})

    def changes_something(self, one: Element) -> bool:
        """Whether anything that works hangs on an element."""
        return one not in self._idle

    def pairs_worst_first(self, most: int) -> list[Pair]:
        """Pairs of elements that take the most systems: at least `most` of them, and all that take as many as the last."""
        counts = [len(self.lost[one]) for one in self.elements]
        together = self._together()
        groups: dict[int, list[int]] = defaultdict(list)
        for place, count in enumerate(counts):
            groups[count].append(place)
        taken: Counter[int] = Counter()
        for one, other in combinations(sorted(groups), 2):
            taken[one + other] += len(groups[one]) * len(groups[other])
        for count, places in groups.items():
            taken[2 * count] += len(places) * (len(places) - 1) // 2
        for (a, b), count in together.items():
            taken[counts[a] + counts[b]] -= 1
            taken[count] += 1
        least, found = 0, 0
        for least in sorted(taken, reverse=True):
            found += taken[least]
            if found >= most:
                break
        pairs = [pair for pair, count in together.items() if count >= least]
        pairs += [pair for pair in _adding_up(groups, least) if pair not in together]
        return sorted(pairs)

    def count_minimal_pairs(self) -> int:
        """Pairs in which each of the two still changes something once the other has failed."""
        gone = {frozenset((one, other)) for one in self.elements for other in self.gone(one)}
        return len(self.elements) * (len(self.elements) - 1) // 2 - len(gone)

    def _together(self) -> dict[Pair, int]:
        """How many systems each pair takes whose elements touch a system in common."""
        near: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.elements):
            for system in self._touched[one]:
                near[system].append(place)
        pairs = {pair for places in near.values() for pair in combinations(places, 2)}
        return {(a, b): self._count_lost(self.elements[a], self.elements[b]) for a, b in sorted(pairs)}

    def _count_lost(self, one: Element, other: Element) -> int:
        alone = self.lost[one] | self.lost[other]
        shared = (self._touched[one] & self._touched[other]) - alone
        return len(alone) + len(self._lost((one, other), shared))

    def _lost(self, failed: Collection[Element], touched: Iterable[str]) -> frozenset[str]:
        return frozenset(system for system in touched if not self._remains(system, failed).points)

    def _all_remains(self, failed: Collection[Element]) -> dict[str, _Remains]:
        """What is left of each system that a failure touches; of one that it touches once, that was worked out before."""
        touching: dict[str, list[Element]] = defaultdict(list)
        for one in failed:
            for system in self._touched.get(one, ()):
                touching[system].append(one)
        return {
            system: self._alone[found[0], system] if len(found) == 1 else self._remains(system, found)
            for system, found in sorted(touching.items())
        }

    def _remains(self, system: str, failed: Collection[Element]) -> _Remains:
        left = tuple(_without(self._segments[place], failed) for place in self._of_system[system])
        working = [segment for segment in left if segment]
        points = frozenset(name for segment in working for name in segment.landing_points)
        return _Remains(left, points, frozenset(name for segment in working for name in segment.far_ends))

    def _all_touched(self) -> dict[Element, frozenset[str]]:
        found: dict[Element, set[str]] = {one: set() for one in self.elements}
        for segment in self._segments:
            found[Element("system", segment.system_id)].add(segment.system_id)
            for kind in ("landing_point", "far_end"):
                for name in _names(segment, kind):
                    found[Element(kind, name)].add(segment.system_id)
        return {one: frozenset(names) for one, names in found.items()}


@dataclass(frozen=True)
class _Remains:
    """What is left of a system: its segments in order (None: lost), and the places that those join."""

    segments: tuple[Segment | None, ...]
    points: frozenset[str]
    ends: frozenset[str]

    def of(self, kind: Kind) -> frozenset[str]:
        """The places of one kind."""
        return self.points if kind == "landing_point" else self.ends


class _Reach:
    """The places of one kind that systems reach, and what each weighs: a system spreads one over those it reaches."""

    def __init__(self, kind: Kind, reached: dict[str, frozenset[str]]) -> None:
        self.kind: Kind = kind
        self._reached = reached
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for system in sorted(reached):
            for name in reached[system]:
                self._by_name[name].append(system)
        self._names = sorted(self._by_name)
        self._weights = {name: self._weight(name, {}) for name in self._names}

    def after(self, changed: dict[str, frozenset[str]]) -> dict[str, float]:
        """What each place weighs, by name, once `changed` systems reach what is said there."""
        moved = {name for system in changed for name in self._reached[system]}
        anew = {name: self._weight(name, changed) for name in sorted(moved)}
        return {name: weight for name in self._names if (weight := anew.get(name, self._weights[name]))}

    def emptied(self, changed: dict[str, frozenset[str]]) -> set[str]:
        """The places that no system reaches any more."""
        moved = {name for system, left in changed.items() for name in self._reached[system] - left}
        return {
            name
            for name in moved
            if all(system in changed and name not in changed[system] for system in self._by_name[name])
        }

    def _weight(self, name: str, changed: dict[str, frozenset[str]]) -> float:
        weight = 0.0  # added in the order of the systems, as `failures` does: the same sum to the last digit
        for system in self._by_name[name]:
            reached = changed.get(system, self._reached[system])
            if name in reached:
                weight += 1 / len(reached)
        return weight


def worst_cases(segments: Sequence[Segment], size: int, most: int) -> tuple[Case, ...]:
    """The worst failures of one or two elements at once, as `failures.cases` ranks them.

    All where they are no more than `most`; else at least as many, and every one that leaves no more systems than the last.
    """
    net = Impacts(segments)
    gone = {place: net.gone(one) for place, one in enumerate(net.elements)} if size == 2 else {}
    places: Iterable[tuple[int, ...]] = (
        net.pairs_worst_first(most) if size == 2 else ((place,) for place in range(len(net.elements)))
    )
    found = []
    for chosen in places:
        failed = tuple(net.elements[place] for place in chosen)
        is_minimal = all(net.changes_something(one) for one in failed)
        is_minimal &= not any(net.elements[b] in gone[a] for a in gone.keys() & chosen for b in chosen)
        found.append((failed, net.state(failed), is_minimal))
    found.sort(key=lambda case: case[1].severity)  # stable: ties keep the order of the elements
    ranked: list[Case] = []
    for place, (failed, left, is_minimal) in enumerate(found, 1):
        same = ranked and ranked[-1].left.severity == left.severity
        ranked.append(Case(failed, left, ranked[-1].rank if same else place, is_minimal))
    return tuple(ranked)


def single_points_of_failure(segments: Sequence[Segment]) -> tuple[Element, ...]:
    """Elements whose failure alone leaves no system at all; none in an empty network."""
    net = Impacts(segments)
    return tuple(one for one in net.elements if len(net.lost[one]) == len(net.systems))


def shared_points(segments: Sequence[Segment]) -> tuple[tuple[Element, int], ...]:
    """Landing points and countries whose failure alone takes two systems or more, with how many; most first."""
    net = Impacts(segments)
    lost = [(one, len(net.lost[one])) for one in net.elements if one.kind != "system"]
    return tuple(sorted(((one, count) for one, count in lost if count >= 2), key=lambda pair: -pair[1]))


def _adding_up(groups: dict[int, list[int]], least: int) -> Iterable[Pair]:
    """Pairs whose elements take `least` systems or more, each counted alone."""
    counts = sorted(groups)
    for at, one in enumerate(counts):
        if 2 * one >= least:
            yield from combinations(groups[one], 2)
        for other in counts[at + 1 :]:
            if one + other >= least:
                yield from ((min(pair), max(pair)) for pair in product(groups[one], groups[other]))


def _without(segment: Segment, failed: Collection[Element]) -> Segment | None:
    """What `failed` leaves of a segment; None where nothing works any more."""
    points, ends = segment.landing_points, segment.far_ends
    for one in failed:
        if one.kind == "system" and one.name == segment.system_id:
            return None
        if one.kind == "landing_point" and one.name in points:
            points = points - {one.name}
        elif one.kind == "far_end" and one.name in ends:
            ends = ends - {one.name}
    if not points or not ends:
        return None
    if points is segment.landing_points and ends is segment.far_ends:
        return segment
    return Segment(segment.system_id, segment.segment, points, ends, segment.design_capacity_tbps)


def _names(segment: Segment, kind: Kind) -> frozenset[str]:
    return segment.landing_points if kind == "landing_point" else segment.far_ends
