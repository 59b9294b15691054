"""Whatever a reader chooses by widget is in the address, and whatever address is opened shows its choices."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from dashboard.i18n import translator
from dashboard.screen import address as state
from tests.sample.chapter import STAGES, SampleChoices


class Address(dict[str, str]):
    """Streamlit's query parameters as this module uses them."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


@pytest.fixture(autouse=True)
def warnings() -> Any:
    """Streamlit's address, session and warnings, without Streamlit."""
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "query_params", Address())
        patch.setattr(st, "session_state", {})
        patch.setattr(st, "warning", said.append)
        yield said


stages = some.sampled_from(STAGES)
growths = some.floats(0, 20).map(lambda value: float(f"{value:.6g}"))


@given(stages, some.lists(stages, unique=True), growths)
def test_a_moved_widget_is_read_back(stage: str, several: list[str], growth: float) -> None:
    st.query_params.clear()
    st.query_params["other"] = "kept"
    for name, value in {"stage": stage, "stages": several, "growth": growth}.items():
        st.session_state["widget"] = value
        state._moved(SampleChoices(), name, "widget")
    found = state.read(SampleChoices, translator("fr"))
    assert (found.stage, set(found.stages), found.growth) == (stage, set(several), growth)
    assert st.query_params["other"] == "kept"
    assert {name for name in st.query_params if name != "other"} == set(found.parameters())


@given(some.dictionaries(some.sampled_from(["stage", "stages", "growth", "x"]), some.text(max_size=200)))
def test_no_address_breaks_a_page(query: dict[str, str]) -> None:
    st.query_params.clear()
    st.query_params.update(query)
    found = state.read(SampleChoices, translator("ar"))
    assert found == state.read(SampleChoices, translator("ar"))  # what could not be used has left the address
    for name in ("stage", "stages", "growth"):
        assert name not in st.query_params or st.query_params[name] == query[name]


def test_a_notice_names_the_value_and_is_never_markup(warnings: list[str]) -> None:
    st.query_params["stage"] = "[x](javascript:alert(1)) <b>"
    state.read(SampleChoices, translator("en"))
    assert len(warnings) == 1
    assert "\\[x\\]\\(javascript" in warnings[0]
    assert "\\<b\\>" in warnings[0]


def test_a_chapter_link_carries_the_language_and_what_was_chosen_there() -> None:
    st.query_params.update({"lang": "ar", "stage": "works"})
    assert state.link_parameters("sites", is_current=True) == {"stage": "works", "lang": "ar"}
    st.query_params.clear()
    assert state.link_parameters("sites", is_current=False) == {"stage": "works"}
    assert state.link_parameters("connectivity", is_current=False) == {}
