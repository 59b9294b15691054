"""A failure chosen moves what is left; Medusa counts only when asked for; the address reproduces the view."""

from __future__ import annotations

import pytest

from dashboard.chapters.connectivity.chapter import ConnectivityChoices, build_chapter, codes, element_choices
from dashboard.chapters.registry import read_choices
from dashboard.content.values import LANGS, Chapter, Chart, Table, Text
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


@pytest.fixture(scope="module")
def published_build(counted_build: Build) -> Build:
    return counted_build


def told(published_build: Build, query: str) -> Chapter:
    choices, notices = ConnectivityChoices.parse(query)
    assert notices == ()
    assert choices.query() == query.replace(",", "%2C")
    return build_chapter(Reading.of(published_build, "fr"), choices)


def block(chapter: Chapter, name: str) -> Chart | Table:
    blocks = [block for section in chapter.sections for block in section.blocks if not isinstance(block, Text)]
    return {(block.chart_id if isinstance(block, Chart) else block.table_id): block for block in blocks}[name]


def left(chapter: Chapter) -> tuple[float, ...]:
    """What is left, of figures whose ids say the failures chosen behind a question mark."""
    figures = {figure.figure_id.partition("?")[0]: figure.value for figure in chapter.figures}
    return tuple(
        float(figures[f"connectivity.failure.{key}"])
        for key in ("systems_left", "landing_points_left", "far_ends_left")
    )


def test_losing_asilah(published_build):
    chapter = told(published_build, "failed_landings=asilah")
    assert left(chapter) == (2, 3, 7)
    states = {row[0].value: row[1].value for row in block(chapter, "left").rows}
    assert states == {
        "atlas-offshore": "lost",
        "canalink": "lost",
        "estepona-tetouan": "whole",
        "mtwa/north": "whole",
        "mtwa/south": "whole",
    }


def test_losing_spain_and_portugal(published_build):
    chapter = told(published_build, "failed_countries=ESP,PRT")
    assert left(chapter) == (2, 3, 6)
    capacities = {row[0].value: row[4].value for row in block(chapter, "left").rows}
    assert capacities["mtwa/south"] == 20
    assert capacities["mtwa/north"] is None  # gone with Portugal
    assert "Espagne" in chapter.choices_text


def test_an_unknown_capacity_says_so_and_is_no_zero(published_build):
    rows = {row[0].value: row[4] for row in block(told(published_build, ""), "left").rows}
    assert (rows["estepona-tetouan"].value, rows["estepona-tetouan"].text) == (None, "inconnue")


def test_medusa_counts_only_when_asked(published_build):
    without = told(published_build, "failed_landings=asilah")
    with_it = told(published_build, "failed_landings=asilah&with_medusa=yes")
    assert left(with_it) == (3, 4, 8)
    assert len(block(with_it, "left").rows) == len(block(without, "left").rows) + 1
    ignored = told(published_build, "failed_systems=medusa")
    assert left(ignored) == (4, 4, 8)
    assert "ne change rien" in ignored.choices_text


def test_concentration_is_told_before_and_after(published_build):
    chart = block(told(published_build, "failed_landings=asilah"), "concentration")
    pairs = [(round(d.start.value, 4), round(d.end.value, 4)) for d in chart.dumbbells]
    assert pairs == [(0.25, 0.5), (0.3438, 0.375), (0.3229, 0.2917)]


def test_single_points_of_failure_are_named(published_build):
    rows = block(told(published_build, "failed_systems=mtwa&failed_landings=asilah"), "points").rows
    assert {row[0].value for row in rows} == {"estepona-tetouan", "Tétouan", "ESP"}
    assert {row[2].value for row in rows} == {"single"}
    assert {row[0].value for row in block(told(published_build, ""), "points").rows} == {"Asilah", "ESP"}


def test_everything_may_fail(published_build):
    chapter = told(
        published_build, f"failed_systems={','.join(codes(published_build)['failed_systems'])}&with_medusa=yes"
    )
    assert left(chapter) == (0, 0, 0)
    assert [d.end.value for d in block(chapter, "concentration").dumbbells] == [None, None, None]


def test_a_failed_system_is_drawn_as_failed(published_build):
    def failed(query: str) -> set[str]:
        return {
            line.label
            for panel in block(told(published_build, query), "system_map").panels
            for line in panel.lines
            if line.role == "failed"
        }

    assert failed("") == set()
    assert failed("failed_systems=mtwa") == {"Maroc Telecom West Africa"}


def test_the_lists_offer_everything_that_may_fail(published_build):
    rows = published_build.rows("select * from out_system_segments")
    known = codes(published_build)
    assert set(known["failed_systems"]) == {row["system_id"] for row in rows}
    assert len(known["failed_landings"]) == len({point for row in rows for point in row["landing_points"]})
    assert set(known["failed_countries"]) == {code for row in rows for code in row["far_ends"]}
    for lang in LANGS:
        for name, words in element_choices(Reading.of(published_build, lang)).items():
            assert tuple(words) == known[name] and all(words.values())


def test_a_landing_point_keeps_the_code_of_links_made_before(published_build):
    assert codes(published_build)["failed_landings"] == ("asilah", "casablanca", "dakhla", "nador", "tetouan")


def test_the_metric_and_the_neighbours_move_the_table(published_build):
    assert {row[0].value for row in block(told(published_build, "peers=KEN"), "neighbours").rows} == {"MAR", "KEN"}
    counted = block(told(published_build, "metric=cable_count"), "neighbours")
    assert counted.title != block(told(published_build, ""), "neighbours").title


def test_a_system_has_its_sheet(published_build):
    chapter = told(published_build, "system=mtwa")
    assert chapter.sections[0].section_id == "sheet"
    facts = {row[0].value: row[1] for row in block(chapter, "sheet").rows}
    assert facts["design_capacity_tbps"].value == "north=60.0;south=20.0"
    assert len(block(chapter, "ends").rows) == 8
    shown = [section.section_id for section in told(published_build, "system=no-such-cable").sections]
    assert shown == [section.section_id for section in told(published_build, "").sections]
    assert "sheet" not in shown


def test_a_wrong_value_is_told_and_does_not_raise(published_build):
    choices, notices = read_choices(
        published_build, "connectivity", "failed_systems=mtwa,titanic&with_medusa=maybe&failed_landings=a b"
    )
    assert [notice.parameter for notice in notices] == ["failed_landings", "with_medusa", "failed_systems"]
    assert notices[-1].value == "mtwa,titanic"
    assert choices == ConnectivityChoices()
    unasked = ConnectivityChoices(failed_systems=("titanic",))  # a link into a build that has no such system
    assert build_chapter(Reading.of(published_build, "fr"), unasked) == build_chapter(
        Reading.of(published_build, "fr"), ConnectivityChoices()
    )
