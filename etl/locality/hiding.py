"""Small counts, hidden before anything leaves the machine that measured: fewer than five names could be named one by one.

A count of 1 to 4 is hidden, and so is one count more wherever a subtraction would give it back: until, for each hidden
count, there are other counts that show the same and in which it is another number. A zero names nobody and is shown, but
among the parts of a total that is hidden so: if four parts of a total under five were known to hold somebody, each would be one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMALL = range(1, 5)
"""Counts too small to be shown: "under 5"."""
_PART = "part"  # of a total that is too small itself: under 5 too, and perhaps zero
_MAY_BE = {"under_5": SMALL, _PART: range(5)}
Sum = tuple[str, tuple[str, ...]]
"""A total and its parts, by the names of counts. Sums make a tree: a count is a part of one, and the total of one, at most."""


def hide_counts(counts: Mapping[str, int], sums: Sequence[Sum]) -> dict[str, str]:
    """Which counts are hidden, and why: `under_5`, or `protects` for one that would give another back.

    Where one must protect another, the smallest part is given up first, a zero only where nothing else is left, and of
    totals those that stand last in `counts`.
    """
    hidden = {name: "under_5" for name, count in counts.items() if count in SMALL}
    while tied := [one for one in sums if one[0] in hidden and any(hidden.get(part) != _PART for part in one[1])]:
        hidden |= {part: _PART for one in tied for part in one[1]}
    while (more := _next(counts, sums, hidden)) is not None:
        hidden[more] = "protects"
    return {name: "under_5" if why == _PART else why for name, why in hidden.items()}


def _next(counts: Mapping[str, int], sums: Sequence[Sum], hidden: Mapping[str, str]) -> str | None:
    """The count to hide next, or None where none is given back or nothing is left to hide."""
    totals = [total for total, _ in sums]
    for name in hidden:
        if counts[name] not in SMALL or any(
            _moves(name, by, None, counts, sums, hidden) for by in (1, -1, 2, -2, 3, -3)
        ):
            continue
        beside = _beside(name, sums, hidden)
        shown = sorted((other for other in counts if other not in hidden), key=lambda o: _cost(o, counts, totals))
        if shown:
            return next((other for other in shown if other in beside), shown[0])
    return None


def _beside(name: str, sums: Sequence[Sum], hidden: Mapping[str, str]) -> set[str]:
    """The counts of the sums a hidden count stands in, and of those its hidden neighbours stand in."""
    found, reached = {name}, {name}
    while reached:
        near = {other for total, parts in sums if reached & {total, *parts} for other in (total, *parts)}
        reached = {other for other in near - found if other in hidden}
        found |= near
    return found


def _cost(name: str, counts: Mapping[str, int], totals: Sequence[str]) -> tuple[bool, bool, int]:
    place = -list(counts).index(name) if name in totals else counts[name]
    return counts[name] == 0, name in totals, place


def _moves(
    name: str, by: int, settled: Sum | None, counts: Mapping[str, int], sums: Sequence[Sum], hidden: Mapping[str, str]
) -> bool:
    """Whether a count could be greater `by` so much with nothing shown changed: others give way in each of its sums but `settled`."""
    if name not in hidden or not _may_be(counts[name] + by, hidden[name]):
        return False
    for one in sums:
        total, parts = one
        if one is settled or name not in (total, *parts):
            continue
        gives_way = [(part, by if name == total else -by) for part in parts if part != name]
        gives_way += [(total, by)] if name != total else []
        if not any(_moves(other, change, one, counts, sums, hidden) for other, change in gives_way):
            return False
    return True


def _may_be(value: int, why: str) -> bool:
    """Whether a hidden count may be this number, by what is said of it."""
    return value in _MAY_BE[why] if why in _MAY_BE else value >= 0 and value not in SMALL
