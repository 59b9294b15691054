"""A value that cannot be is refused beside its field, with a code; nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contracts.parameters import LIMITS, PARAMETER_NAMES, Problem, check_triple, read_parameters
from etl.measures.share.levers import LEVER_LIMITS, check_lever


@pytest.mark.parametrize(
    ("name", "values", "problems"),
    [
        ("externalised_share", (0.14, 0.245, 0.35), []),
        ("externalised_share", (0.3, 0.2, 0.35), [("low", "low_above_central")]),
        ("externalised_share", (0.1, 0.4, 0.35), [("high", "central_above_high")]),
        ("externalised_share", (0.1, 0.2, 1.2), [("high", "above_maximum")]),
        ("capacity_it_mw", (-1, 25, 45), [("low", "below_minimum")]),
        ("capacity_it_mw", (12, 1e308, 1e308), [("central", "above_maximum"), ("high", "above_maximum")]),
        ("capacity_it_mw", (12, float("nan"), 45), [("central", "not_finite")]),
        ("capacity_it_mw", (12, 25, float("inf")), [("high", "not_finite")]),
        ("capacity_it_mw", (12, 25, 10**400), [("high", "not_finite")]),
        ("capacity_it_mw", ("12", 25, 45), [("low", "not_a_number")]),
        ("capacity_it_mw", (None, 25, True), [("low", "not_a_number"), ("high", "not_a_number")]),
        ("gpu_price_usd_h", (0, 2, 3), [("low", "below_minimum")]),
        ("no_such", (0, 2, 3), [("", "unknown_parameter")]),
    ],
)
def test_each_impossible_value_has_its_code(name, values, problems):
    assert [(problem.field, problem.code) for problem in check_triple(name, *values)] == problems


def test_a_limit_is_told():
    assert check_triple("pue", 0.9, 1.2, 1.5) == (Problem("pue", "low", "below_minimum", 1.0),)


def test_parameters_are_all_or_nothing():
    parameters, problems = read_parameters({"pue": (1.0, 1.2, 1.1)})
    assert parameters is None
    assert [problem.code for problem in problems if problem.name == "pue"] == ["central_above_high"]
    assert {problem.name for problem in problems if problem.code == "missing_parameter"} == set(PARAMETER_NAMES) - {
        "pue"
    }


def test_every_parameter_has_limits():
    assert set(LIMITS) == set(PARAMETER_NAMES)
    assert len(PARAMETER_NAMES) == 19


anything = st.one_of(st.none(), st.booleans(), st.text(), st.integers(), st.floats(), st.just(10**400))


@given(st.sampled_from(PARAMETER_NAMES), anything, anything, anything)
def test_checking_never_raises_and_passes_only_what_holds(name, low, central, high):
    if not check_triple(name, low, central, high):
        assert LIMITS[name][0] <= low <= central <= high <= LIMITS[name][1]


@given(st.sampled_from([*LEVER_LIMITS, "nonsense"]), anything)
def test_checking_a_lever_never_raises(name, value):
    if check_lever(name, value) is None:
        assert LEVER_LIMITS[name][0] <= value <= LEVER_LIMITS[name][1]
