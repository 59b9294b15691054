"""For any counts: shares sum to one, intervals hold their point, bounds hold the share, a frame narrows and never moves it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.locality.counts import ServiceCount, count_services
from etl.locality.shares import cluster_interval, is_dominated, location_bounds, share_rows, wilson95
from etl.locality.vocabulary import CONTROLS, KINDS, UNMEASURED

small = st.integers(0, 40)


@st.composite
def counts(draw: st.DrawFn) -> ServiceCount:
    """A service whose names lie in a few networks, or in none."""
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from([*KINDS, UNMEASURED]),
                    "control": st.sampled_from(CONTROLS),
                    "is_disputed": st.booleans(),
                    "reason": st.integers(1, 8),
                    "asn": st.sampled_from([None, 1, 2, 3, 4]),
                    "names": st.integers(1, 200),
                }
            ),
            max_size=12,
        )
    )
    for row in rows:
        row["service"] = "web"
        row["control"] = row["control"] if row["kind"] == "local" else None
        row["is_disputed"] = row["is_disputed"] and row["kind"] in ("local", "offshore")
        row["reason"] = row["reason"] if row["kind"] == UNMEASURED else None
        row["asn"] = None if row["kind"] == UNMEASURED else row["asn"]
    found = count_services(rows, {"web": (1, 1)})
    return found[0] if found else ServiceCount("web", {}, {}, 0, 0, 0, 0, None, {})


@given(counts(), st.one_of(st.none(), st.integers(0, 5_000)), st.booleans())
def test_every_scan_adds_up(count: ServiceCount, beyond: int | None, is_census: bool) -> None:
    frame_size = None if beyond is None else count.asked + beyond
    rows = share_rows(count, frame_size, is_census=is_census)
    assert [row.kind for row in rows if row.control is None] == [*KINDS, UNMEASURED]
    wholes = [row for row in rows if row.control is None and row.kind != UNMEASURED]
    parts = [row for row in rows if row.control]
    assert [row.control for row in parts] == list(CONTROLS)
    assert sum(row.names for row in wholes) == count.measured
    assert sum(row.names for row in parts) == count.of_kind("local")
    assert rows[-1].names + count.measured == count.asked
    if count.measured:
        shares = [row.share for row in wholes if row.kind != "local"] + [row.share for row in parts]
        assert math.isclose(sum(share or 0 for share in shares), 1)
    for row in rows:
        has_interval = bool(count.measured) and not is_census and row.kind != UNMEASURED
        assert (row.ci_low is not None) == (row.ci_high is not None) == has_interval
        if row.ci_low is not None and row.ci_high is not None and row.share is not None:
            assert 0 <= row.ci_low <= row.share <= row.ci_high <= 1


@given(counts())
def test_bounds_hold_the_share(count: ServiceCount) -> None:
    bounds = location_bounds(count)
    assert (bounds is None) == (count.measured == 0)
    if bounds:
        assert 0 <= bounds[0] <= count.of_kind("local") / count.measured <= bounds[1] <= 1 + 1e-12


@settings(max_examples=40)
@given(counts())
def test_networks_are_drawn_only_where_one_dominates(count: ServiceCount) -> None:
    found = cluster_interval(count)
    assert (found is not None) == is_dominated(count)
    assert sum(held * many for (held, _), many in count.clusters.items()) == count.measured
    if found:
        assert 0 <= found[0] <= count.of_kind("local") / count.measured <= found[1] <= 1
        assert cluster_interval(count) == found  # the draws are seeded


@given(st.integers(1, 400), st.data())
def test_a_frame_narrows_the_interval(measured: int, data: st.DataObject) -> None:
    names = data.draw(st.integers(0, measured))
    frame_size = measured + data.draw(st.integers(0, 10_000))
    wide, narrow = wilson95(names, measured), wilson95(names, measured, frame_size)
    share = names / measured
    assert 0 <= wide[0] <= narrow[0] + 1e-12
    assert narrow[0] <= share <= narrow[1] <= wide[1] + 1e-12
    if frame_size == measured:
        assert narrow == (share, share)


@pytest.mark.parametrize(
    ("names", "measured", "frame_size", "low", "high"),
    [
        (10, 18, None, 0.3372, 0.7544),
        (206, 992, None, 0.1836, 0.2340),  # the popular sites of 17 March 2026: 18.4 to 23.4 %
        (0, 30, None, 0.0, 0.1135),
        (30, 30, None, 0.8865, 1.0),
        (50, 100, 200, 0.4312, 0.5688),  # 199 draws with replacement say as much: 100 × 199 / 100
        (50, 100, 100, 0.5, 0.5),
    ],
)
def test_intervals_as_by_hand(names: int, measured: int, frame_size: int | None, low: float, high: float) -> None:
    assert wilson95(names, measured, frame_size) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_one_network_that_answers_for_half_widens_the_interval() -> None:
    """40 names, 20 of them in one network that is local: drawn by network, far less is known than by name."""
    rows = [
        {
            "service": "web",
            "kind": "local",
            "control": "unknown",
            "is_disputed": False,
            "reason": None,
            "asn": 1,
            "names": 20,
        }
    ]
    rows += [rows[0] | {"kind": "offshore", "control": None, "asn": asn, "names": 1} for asn in range(2, 22)]
    (count,) = count_services(rows, {})
    by_name, by_network = wilson95(20, 40), cluster_interval(count)
    assert by_network
    assert by_network[0] < by_name[0]
    assert by_name[1] < by_network[1]
