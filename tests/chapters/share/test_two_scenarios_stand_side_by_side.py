"""Two links, side by side: what they choose otherwise is said first, and each figure is the one its own page shows."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings

from dashboard.chapters.registry import build_chapter, read_choices
from dashboard.chapters.share.choices import ShareChoices
from dashboard.content.charts import LineChart
from dashboard.content.choices import Notice
from dashboard.content.values import LANGS, Chapter, Lang, Table
from dashboard.warehouse.build import Build
from tests.choosing import Link, keys_of, links
from tests.drawing import draw_everywhere, print_chapter

A = "preset=nexus_both_phases&growth=0.3"
B = "control_new=0.8&capacity_it_mw=20,30,45&target=0.6&year=2029"


def compared(build: Build, query: dict[str, str], lang: Lang = "en") -> Chapter:
    choices, notices = read_choices(build, "share", query)
    assert notices == ()
    return build_chapter(build, "share", choices, lang)


def alone(build: Build, query: str) -> dict[str, tuple[object, ...]]:
    choices, _ = read_choices(build, "share", query)
    shown = build_chapter(build, "share", choices, "en").figures
    return {one.figure_id: (one.value, one.low, one.high) for one in shown}


def table(chapter: Chapter, table_id: str) -> Table:
    blocks = [block for section in chapter.sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Table) and block.table_id == table_id)


@pytest.mark.parametrize("lang", LANGS)
def test_what_differs_is_said_first(published_build: Build, lang: Lang) -> None:
    chapter = compared(published_build, {"a": A, "b": B}, lang)
    assert chapter.sections[0].section_id == "differences"
    chosen = {row[0].value: (row[1].text, row[2].text) for row in table(chapter, "differences").rows}
    assert {"preset", "growth", "control_new", "target", "year", "capacity_it_mw"} <= set(chosen)
    assert not {"dial", "layer", "pue", "externalised_2030"} & set(chosen)
    assert all(first != second for first, second in chosen.values())
    for words in chosen["preset"]:
        assert words in chapter.sentences[0].text
    draw_everywhere(chapter)


def test_each_figure_is_that_of_the_scenario_s_own_page(published_build: Build) -> None:
    chapter = compared(published_build, {"a": A, "b": B})
    own = alone(published_build, A) | alone(published_build, B)
    quoted = [figure for sentence in chapter.sentences for figure in sentence.figures]
    assert len(quoted) == 4
    for figure in quoted:
        assert own[figure.figure_id] == (figure.value, figure.low, figure.high)
        assert figure.receipt.inputs


def test_both_paths_are_drawn_in_one_chart_with_their_bands(published_build: Build) -> None:
    chapter = compared(published_build, {"a": A, "b": B})
    chart = next(block for one in chapter.sections for block in one.blocks if isinstance(block, LineChart))
    assert len(chart.lines) == 2
    assert all(None not in (point.low, point.high) for line in chart.lines for point in line.points)


def test_a_receipt_holds_what_each_of_them_set(published_build: Build) -> None:
    chapter = compared(
        published_build, {"a": "pue=1.2,1.3,1.4&capacity_it_mw=20,30,45", "b": "capacity_it_mw=10,20,30"}
    )
    receipt = table(chapter, "compared").receipt
    assert receipt
    said = {row.value_text for row in receipt.inputs if row.key == "capacity_it_mw"}
    assert len(said) == 2


@pytest.mark.parametrize(
    "link",
    [
        A,
        f"?{A}",
        f"/share?{A}",
        f"https://siyada.example/share?lang=ar&{A}#levers",
        f"https://siyada.example/api/v1/chapters/share?{A}&lang=fr",
    ],
)
def test_a_link_is_read_in_whatever_form_it_is_pasted(published_build: Build, link: str) -> None:
    choices, notices = read_choices(published_build, "share", {"a": link})
    assert notices == ()
    assert choices == read_choices(published_build, "share", {"a": A})[0]
    assert read_choices(published_build, "share", choices.query()) == (choices, ())


def test_the_page_without_a_choice_is_a_scenario_too(published_build: Build) -> None:
    chapter = compared(published_build, {"a": "https://siyada.example/share?lang=fr", "b": "growth=0.3"})
    assert [row[0].value for row in table(chapter, "differences").rows] == ["growth"]


def test_the_same_scenario_twice_is_said_to_be_the_same(published_build: Build) -> None:
    chapter = compared(published_build, {"a": A, "b": A})
    assert "nothing differs" in chapter.sentences[0].text
    assert table(chapter, "differences").rows == ()


@pytest.mark.parametrize(
    "link",
    [
        "hello",
        "https://siyada.example/sites?status=announced",
        "preset=no-such",
        "growth=12",
        "https://siyada.example/share?a=growth%3D0.2&growth=0.3",
        "growth=0.2&x=" + "9" * 5000,
        "https://[bad",
    ],
)
@pytest.mark.parametrize("name", ["a", "b"])
def test_a_link_that_tells_no_scenario_is_refused_and_not_guessed(published_build: Build, name: str, link: str) -> None:
    choices, notices = read_choices(published_build, "share", {name: link, "growth": "0.1"})
    assert [(one.parameter, one.reason) for one in notices] == [(name, "no_scenario")]
    assert choices.query() == "growth=0.1"


@pytest.mark.parametrize("name", ["a", "b"])
def test_scenarios_of_two_builds_are_not_compared(published_build: Build, name: str) -> None:
    other = "0123456789ab"
    for link in (f"{A}&build={other}", f"https://siyada.example/api/v1/builds/{other}/chapters/share?{A}"):
        choices, notices = read_choices(published_build, "share", {name: link})
        assert notices == (Notice(name, other, published_build.build_id, reason="other_build"),)
        assert choices.query() == ""
    same, notices = read_choices(published_build, "share", {name: f"{A}&build={published_build.build_id}"})
    assert notices == ()
    assert "build" not in same.query()


def test_any_two_scenarios_are_told_and_printed(published_build: Build) -> None:
    @settings(max_examples=12, deadline=None, derandomize=True, database=None)
    @given(links(ShareChoices, keys_of(published_build)), links(ShareChoices, keys_of(published_build)))
    def any_two(first: Link, second: Link) -> None:
        pair = [{name: value for name, value in one.items() if name not in ("a", "b")} for one in (first, second)]
        texts = ["&".join(f"{name}={quote(value)}" for name, value in one.items()) or "dial=control" for one in pair]
        draw_everywhere(compared(published_build, dict(zip(("a", "b"), texts, strict=True)), "ar"))

    any_two()
    print_chapter(compared(published_build, {"a": A, "b": B}, "ar"))
