"""What a build holds of a scan never tells a count of one to four names, not even by subtraction."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.locality.hiding import SMALL, Sum, hide_counts

SUMS: tuple[Sum, ...] = (
    ("local", ("moroccan", "foreign", "unknown")),
    ("measured", ("local", "cdn", "mixed")),
    ("asked", ("measured", "unmeasured")),
)


def counts_of(moroccan: int, foreign: int, unknown: int, cdn: int, mixed: int, unmeasured: int) -> dict[str, int]:
    local = moroccan + foreign + unknown
    measured = local + cdn + mixed
    totals = {"measured": measured, "local": local, "asked": measured + unmeasured}
    parts = {"moroccan": moroccan, "foreign": foreign, "unknown": unknown, "cdn": cdn, "mixed": mixed}
    return totals | parts | {"unmeasured": unmeasured}


CASES = {
    "nothing small": (counts_of(10, 20, 30, 40, 0, 6), {}),
    "one small part: the next smallest protects it": (
        counts_of(10, 20, 30, 40, 3, 6),
        {"mixed": "under_5", "cdn": "protects"},
    ),
    "few unanswered: what was asked protects them": (
        counts_of(10, 20, 30, 40, 0, 2),
        {"unmeasured": "under_5", "asked": "protects"},
    ),
    "two small parts that sum to two are one each": (
        counts_of(1, 1, 30, 40, 0, 6),
        {"moroccan": "under_5", "foreign": "under_5", "unknown": "protects"},
    ),
    "two small parts that sum to five could be many": (
        counts_of(2, 3, 30, 40, 0, 6),
        {"moroccan": "under_5", "foreign": "under_5"},
    ),
    "parts of a small total may be zero: four of one each would give each other back": (
        counts_of(0, 0, 1, 1, 1, 1),
        dict.fromkeys(counts_of(0, 0, 0, 0, 0, 0), "under_5"),
    ),
    "a total that protects is not given back by its own parts": (
        counts_of(10, 20, 30, 0, 3, 6),
        {"mixed": "under_5", "local": "protects", "moroccan": "protects"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_as_by_hand(case: str) -> None:
    counts, hidden = CASES[case]
    assert hide_counts(counts, SUMS) == hidden


few = st.one_of(st.integers(0, 6), st.integers(0, 20))
LEAVES = ("moroccan", "foreign", "unknown", "cdn", "mixed", "unmeasured")
PROTECTING = (0, *range(5, 40))


@settings(max_examples=150, deadline=None)
@given(st.tuples(few, few, few, few, few, few))
def test_no_subtraction_gives_a_hidden_count_back(numbers: tuple[int, ...]) -> None:
    """All counts that show the same are searched: each count hidden as small is another number in one of them."""
    counts = counts_of(*numbers)
    hidden = hide_counts(counts, SUMS)
    assert all(name in hidden for name, count in counts.items() if count in SMALL)
    blurred: set[str] = set()
    for total, parts in reversed(SUMS):
        blurred |= set(parts) if counts[total] in SMALL or total in blurred else set()
    assert all((counts[name] in SMALL or name in blurred) == (why == "under_5") for name, why in hidden.items())
    free = [name for name in LEAVES if name in hidden]
    assume(sum(hidden[name] == "protects" for name in free) <= 2)
    small = {name: range(5) if name in blurred else SMALL for name in hidden}
    may_be = {name: small[name] if hidden[name] == "under_5" else PROTECTING for name in free}
    found: dict[str, set[int]] = {name: set() for name in hidden if counts[name] in SMALL}
    for values in product(*(may_be[name] for name in free)):
        leaves = {name: counts[name] for name in LEAVES} | dict(zip(free, values, strict=True))
        told = counts_of(*leaves.values())
        if all(told[name] == counts[name] for name in counts if name not in hidden) and all(
            told[name] in small[name] if why == "under_5" else told[name] not in SMALL for name, why in hidden.items()
        ):
            for name, seen in found.items():
                seen.add(told[name])
    assert all(len(values) > 1 for values in found.values()), (counts, hidden, found)


def test_zeros_are_shown() -> None:
    hidden = hide_counts(counts_of(0, 50, 0, 20, 0, 0), SUMS)
    assert hidden == {}
