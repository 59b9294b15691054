"""Parameters, levers and projects travel in the address as plain text; what cannot be used shows the default and says so."""

from __future__ import annotations

import string
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.chapters.share.choices import DIALS, EDITABLE, PRESETS, YEARS_AHEAD, ShareChoices
from etl.contracts.parameters import LIMITS, PARAMETER_NAMES
from etl.measures.share.compute import LAYERS

DEFAULT = ShareChoices()


def ratios(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[float]:
    """Numbers of a range that twelve digits write exactly."""
    return st.floats(low, high).map(lambda value: float(f"{value:.9g}")).filter(lambda value: low <= value <= high)


names = st.text(string.ascii_lowercase + string.digits + "-_:", min_size=1, max_size=30).filter(
    lambda text: text.strip("-_:") != ""
)
phases = st.lists(
    st.tuples(names, ratios(), ratios(), st.integers(2026, 2030).map(float)), max_size=4, unique_by=lambda row: row[0]
).map(tuple)
triples = {
    name: st.none() | st.tuples(*[ratios(*LIMITS[name])] * 3).map(lambda v: tuple(sorted(v))) for name in EDITABLE
}


@given(
    st.builds(
        ShareChoices,
        dial=st.sampled_from(DIALS),
        layer=st.sampled_from(LAYERS),
        preset=st.sampled_from(PRESETS),
        phases=phases,
        growth=st.none() | ratios(0.0, 0.5),
        control_new=st.none() | ratios(),
        externalised_2030=st.none() | ratios(0.001, 1.0),
        offshore_2030=st.none() | ratios(),
        target=ratios(),
        year=st.sampled_from(YEARS_AHEAD),
        **triples,
    )
)
def test_choices_come_back_from_the_address_as_they_were(choices: ShareChoices) -> None:
    assert ShareChoices.parse(choices.query()) == (choices, ())
    assert choices.query().isascii()


@given(st.sampled_from([item.name for item in fields(ShareChoices)]), st.text(max_size=60))
def test_no_text_in_the_address_raises(name: str, text: str) -> None:
    choices, notices = ShareChoices.parse({name: text})
    assert len(notices) <= 1
    assert notices == () or choices == DEFAULT


@pytest.mark.parametrize(
    "value",
    [
        "0.9,0.2,0.3",
        "0.1,0.2,1.5",
        "-1,0.2,0.3",
        "a,b,c",
        "0.1,0.2",
        "1e308,1e308,1e308",
        "nan,nan,nan",
        "",
        "0.1,inf,1",
    ],
)
def test_an_impossible_parameter_in_a_link_shows_the_default_and_says_so(value: str) -> None:
    choices, notices = ShareChoices.parse({"externalised_share": value, "preset": "nexus_phase_1"})
    assert choices == ShareChoices(preset="nexus_phase_1")
    assert [(notice.parameter, notice.default) for notice in notices] == [("externalised_share", "")]


@pytest.mark.parametrize(
    "value", ["x~2~0~2030", "x~0.5~0.5", "x~0.5~0.5~2031", "x~0~0~2030,x~1~1~2030", "~1~1~2030", "x~nan~0~2030"]
)
def test_an_impossible_project_in_a_link_is_refused(value: str) -> None:
    assert ShareChoices.parse({"phases": value})[0] == DEFAULT
    assert len(ShareChoices.parse({"phases": value})[1]) == 1


def test_every_assumption_can_be_edited_but_the_measured_one() -> None:
    assert set(EDITABLE) == set(PARAMETER_NAMES) - {"gov_sites_local"}
