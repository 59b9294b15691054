"""What is worked out from what a failure touches is what is worked out from the whole network: for any network, to the digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.resilience.failures import Element, Segment, after, cases, elements
from etl.measures.resilience.impacts import Impacts, shared_points, single_points_of_failure, worst_cases

ALL = 10_000
systems = st.sampled_from([f"s{number}" for number in range(6)])
points = st.sampled_from("abcdefgh")
ends = st.sampled_from(["BEN", "ESP", "FRA", "ITA", "MRT", "PRT"])
networks = st.lists(
    st.builds(
        Segment,
        systems,
        st.sampled_from(["", "n", "s"]),
        st.frozensets(points, max_size=4),  # none: a segment that joins nothing yet
        st.frozensets(ends, max_size=4),
        st.none() | st.floats(0, 100),
    ),
    max_size=9,
    unique_by=lambda s: (s.system_id, s.segment),
)
drawn = st.builds(Element, st.just("system"), systems)
drawn |= st.builds(Element, st.just("landing_point"), points)
drawn |= st.builds(Element, st.just("far_end"), ends)


@given(networks, st.sets(drawn, max_size=4))
def test_a_state_is_that_of_the_segments(network, failed):
    known = failed & set(elements(network))
    assert Impacts(network).state(known) == after(network, known)


@pytest.mark.parametrize("size", [1, 2])
@given(network=networks)
def test_every_case_is_ranked_alike(network, size):
    assert worst_cases(network, size, ALL) == cases(network, size)


@given(networks, st.integers(1, 12))
def test_the_worst_are_the_first_of_all(network, most):
    every, worst = cases(network, 2), worst_cases(network, 2, most)
    assert worst == every[: len(worst)]
    assert len(worst) >= min(most, len(every))
    assert not every[len(worst) :] or len(every[len(worst)].left.systems) > len(worst[-1].left.systems)


@given(networks)
def test_pairs_in_which_each_matters_are_counted(network):
    assert Impacts(network).count_minimal_pairs() == sum(case.is_minimal for case in cases(network, 2))


@given(networks)
def test_points_are_named_as_each_failure_shows_them(network):
    whole = len(after(network, ()).systems)
    lost = {one: whole - len(after(network, [one]).systems) for one in elements(network)}
    alone = tuple(one for one in lost if not after(network, [one]).systems)
    shared = [(one, count) for one, count in lost.items() if one.kind != "system" and count >= 2]
    assert single_points_of_failure(network) == alone
    assert shared_points(network) == tuple(sorted(shared, key=lambda pair: -pair[1]))
