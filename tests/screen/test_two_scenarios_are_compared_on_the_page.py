"""A reader keeps a scenario or pastes a link, moves on, and sees both: by the widgets of the page, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screen import address, shell
from dashboard.warehouse.build import Build

SCRIPT = 'from dashboard.screen.page import draw_chapter\n\ndraw_chapter("share")\n'


@pytest.fixture
def page(published_build: Build) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.session_state[address.VIEW] = shell.View("en", published_build, "wide")
    return page


def asked(page: AppTest) -> dict[str, Any]:
    """The parameters of the address."""
    return {name: value[0] if isinstance(value, list) else value for name, value in page.query_params.items()}


def html(page: AppTest) -> str:
    return "".join(str(piece.proto) for piece in page.get("html"))


def test_this_scenario_is_kept_and_the_levers_move_the_other(page: AppTest) -> None:
    page.query_params["growth"] = "0.3"
    page.run()
    page.button(key="share.keep").click().run()
    assert asked(page) == {"growth": "0.3", "a": "growth=0.3"}
    page.selectbox(key="share.preset").select("all_announced").run()
    assert asked(page) == {"preset": "all_announced", "a": "growth=0.3"}
    assert "What differs" in html(page)
    assert not page.exception


def test_a_pasted_link_is_the_other_scenario(page: AppTest) -> None:
    page.run()
    page.text_input(key="share.link").input("https://siyada.example/share?lang=ar&preset=nexus_phase_1").run()
    assert "What differs" in html(page)
    assert not page.warning
    page.button(key="share.swap").click().run()
    assert asked(page) == {"preset": "nexus_phase_1", "a": "preset=drift"}
    page.button(key="share.alone").click().run()
    assert asked(page) == {"preset": "nexus_phase_1"}
    assert "What differs" not in html(page)


def test_a_pasted_text_that_is_no_scenario_is_told_and_leaves_the_address(page: AppTest) -> None:
    page.run()
    page.text_input(key="share.link").input("my best scenario").run()
    assert "scenario A" in page.warning[0].value
    assert asked(page) == {}


def test_two_links_are_opened_and_the_second_can_be_moved(page: AppTest) -> None:
    page.query_params["a"] = "growth=0.3"
    page.query_params["b"] = "preset=nexus_phase_1&target=0.6"
    page.run()
    assert asked(page) == {"a": "growth=0.3", "preset": "nexus_phase_1", "target": "0.6"}
    page.slider(key="share.target").set_value(0.7).run()
    assert asked(page) == {"a": "growth=0.3", "preset": "nexus_phase_1", "target": "0.7"}
    assert not page.exception


def test_a_scenario_of_another_build_is_told_in_words(page: AppTest, published_build: Build) -> None:
    page.query_params["a"] = "growth=0.3&build=0123456789ab"
    page.run()
    assert "0123456789ab" in page.warning[0].value
    assert published_build.build_id in page.warning[0].value
    assert "What differs" not in html(page)
