"""Losing a system, a landing point or a country takes what hangs on it and nothing more; checked by hand and for any network."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.resilience.failures import Element, Segment, after, cases, elements, herfindahl
from etl.measures.resilience.impacts import shared_points, single_points_of_failure


def segment(system_id: str, points: str, ends: str, part: str = "", capacity: float | None = None) -> Segment:
    return Segment(system_id, part, frozenset(points.split()), frozenset(ends.split()), capacity)


# Morocco in November 2026, by hand from the landings: Canalink and Loukkos are one leg, Medusa and every branch only
# planned are left out.
MOROCCO = (
    segment("atlas-offshore", "Asilah", "FRA", capacity=0.32),
    segment("canalink", "Asilah", "ESP", capacity=1.28),
    segment("estepona-tetouan", "Tétouan", "ESP"),
    segment("mtwa", "Casablanca", "PRT", "north", 60),
    segment("mtwa", "Casablanca Dakhla", "BEN CIV GAB MRT TGO", "south", 20),
)
MEDUSA = segment("medusa", "Nador", "FRA", "nador-marseille")


def point(name: str) -> Element:
    return Element("landing_point", name)


def country(*codes: str) -> list[Element]:
    return [Element("far_end", code) for code in codes]


def test_the_whole_network():
    whole = after(MOROCCO, ())
    assert whole.systems == ("atlas-offshore", "canalink", "estepona-tetouan", "mtwa")
    assert whole.landing_points == ("Asilah", "Casablanca", "Dakhla", "Tétouan")
    assert whole.far_ends == ("BEN", "CIV", "ESP", "FRA", "GAB", "MRT", "PRT", "TGO")
    assert whole.hhi_systems == pytest.approx(1 / 4)
    # Asilah 1/2, Tétouan 1/4, Casablanca and Dakhla 1/8 each.
    assert whole.hhi_landing_points == pytest.approx(1 / 4 + 1 / 16 + 2 / 64)
    # Spain 1/2, France 1/4, six countries of one system 1/24 each.
    assert whole.hhi_far_ends == pytest.approx(1 / 4 + 1 / 16 + 6 / 576)


def test_losing_asilah_takes_two_systems_and_the_way_to_france():
    left = after(MOROCCO, [point("Asilah")])
    assert left.systems == ("estepona-tetouan", "mtwa")
    assert left.landing_points == ("Casablanca", "Dakhla", "Tétouan")
    assert left.far_ends == ("BEN", "CIV", "ESP", "GAB", "MRT", "PRT", "TGO")
    assert left.hhi_systems == pytest.approx(1 / 2)
    assert left.hhi_landing_points == pytest.approx(1 / 4 + 2 / 16)
    assert left.hhi_far_ends == pytest.approx(1 / 4 + 6 / 144)


def test_losing_spain_and_portugal_as_on_28_april_2025():
    left = after(MOROCCO, country("ESP", "PRT"))
    assert left.systems == ("atlas-offshore", "mtwa")
    assert left.landing_points == ("Asilah", "Casablanca", "Dakhla")
    assert left.far_ends == ("BEN", "CIV", "FRA", "GAB", "MRT", "TGO")
    # The north segment and its 60 Tbps are gone; of the West African system the south alone is left.
    assert {(s.system_id, s.segment): s.design_capacity_tbps for s in left.segments} == {
        ("atlas-offshore", ""): 0.32,
        ("mtwa", "south"): 20,
    }


def test_the_worst_single_failures_are_two_and_equal():
    ranked = cases(MOROCCO, 1)
    assert [case.failed for case in ranked if case.rank == 1] == [(point("Asilah"),), tuple(country("ESP"))]
    assert ranked[2].rank == 3
    assert len(ranked) == 4 + 4 + 8
    assert len(cases(MOROCCO, 2)) == 16 * 15 / 2
    assert len(cases(MOROCCO, 2)[0].left.systems) == 1


def test_medusa_gives_another_way_to_france():
    without, with_it = after(MOROCCO, [point("Asilah")]), after((*MOROCCO, MEDUSA), [point("Asilah")])
    assert "FRA" not in without.far_ends
    assert "FRA" in with_it.far_ends
    assert len(cases((*MOROCCO, MEDUSA), 1)[0].left.systems) == 3


def test_single_points_of_failure_and_shared_points_are_named():
    assert single_points_of_failure(MOROCCO) == ()
    assert shared_points(MOROCCO) == ((point("Asilah"), 2), (Element("far_end", "ESP"), 2))
    left = after(MOROCCO, [point("Asilah"), Element("system", "mtwa")]).segments
    assert single_points_of_failure(left) == (
        Element("system", "estepona-tetouan"),
        point("Tétouan"),
        Element("far_end", "ESP"),
    )
    assert single_points_of_failure(()) == ()


def test_nothing_left_is_no_index_rather_than_a_zero():
    left = after(MOROCCO, [Element("system", name) for name in after(MOROCCO, ()).systems])
    assert (left.systems, left.hhi_systems, left.hhi_landing_points, left.hhi_far_ends) == ((), None, None, None)


def test_a_pair_that_adds_nothing_is_told():
    pairs = {case.failed: case.is_minimal for case in cases(MOROCCO, 2)}
    assert not pairs[Element("system", "atlas-offshore"), point("Asilah")]
    assert pairs[point("Asilah"), point("Tétouan")]


names = st.sampled_from("abcdef")
networks = st.lists(
    st.builds(
        Segment,
        st.sampled_from(["s1", "s2", "s3", "s4"]),
        st.sampled_from(["", "n", "s"]),
        st.frozensets(names, min_size=1, max_size=3),
        st.frozensets(st.sampled_from(["FRA", "ESP", "PRT", "ITA"]), min_size=1, max_size=3),
        st.none() | st.floats(0, 100),
    ),
    max_size=6,
    unique_by=lambda s: (s.system_id, s.segment),
)
drawn = st.builds(Element, st.just("system"), st.sampled_from(["s1", "s2", "s3", "s4"]))
drawn |= st.builds(Element, st.just("landing_point"), names)
drawn |= st.builds(Element, st.just("far_end"), st.sampled_from(["FRA", "ESP", "PRT", "ITA"]))


@given(networks, st.sets(drawn, max_size=3), drawn)
def test_failing_more_never_leaves_more(network, failed, one_more):
    some, fewer = after(network, failed), after(network, {*failed, one_more})
    assert set(fewer.systems) <= set(some.systems)
    assert set(fewer.landing_points) <= set(some.landing_points)
    assert set(fewer.far_ends) <= set(some.far_ends)
    assert not {e.name for e in failed if e.kind == "far_end"} & set(some.far_ends)


@given(networks, st.sets(drawn, max_size=3))
def test_failing_again_or_in_steps_changes_nothing(network, failed):
    once = after(network, failed)
    assert after(once.segments, failed) == once
    step = network
    for element in sorted(failed):
        step = list(after(step, [element]).segments)
    assert after(step, ()) == once


@given(networks, st.sets(drawn, max_size=3))
def test_concentration_lies_between_even_and_one(network, failed):
    left = after(network, failed)
    for found, index in (
        (left.systems, left.hhi_systems),
        (left.landing_points, left.hhi_landing_points),
        (left.far_ends, left.hhi_far_ends),
    ):
        assert (index is None) == (not found)
        if index is not None:
            assert 1 / len(found) - 1e-9 <= index <= 1


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=6), st.floats(0.5, 20))
def test_the_index_does_not_depend_on_the_scale(weights, factor):
    assert herfindahl(weights) == pytest.approx(herfindahl([w * factor for w in weights]), abs=1e-8)


@given(networks)
def test_ranks_follow_severity(network):
    ranked = cases(network, 1)
    assert len(ranked) == len(elements(network))
    severities = [case.left.severity for case in ranked]
    assert severities == sorted(severities)
    assert all((a.rank == b.rank) == (a.left.severity == b.left.severity) for a, b in pairwise(ranked))
