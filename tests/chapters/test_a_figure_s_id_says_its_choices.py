"""One id has one value in a build: a figure that a choice moves says that choice in its id, in every chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.chapters.registry import CHAPTERS, build_chapter
from dashboard.content.choices import Choices
from dashboard.documents.snapshot import Order, figures
from dashboard.figures.figure import all_figures
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading
from tests.everywhere.outputs import single_choices

Says = tuple[object, ...]


def says(figure: Any) -> Says:
    return figure.value, figure.low, figure.high, figure.unit


@pytest.fixture(scope="module")
def whole(published_build: Build) -> dict[str, Says]:
    """What each figure says where nothing is chosen."""
    listed = {
        one["figure_id"]: tuple(one[n] for n in ("value", "low", "high", "unit"))
        for one in all_figures(Reading.of(published_build, "en"))
    }
    shown = (
        f
        for name, entry in CHAPTERS.items()
        for f in build_chapter(published_build, name, entry.choices(), "en").figures
    )
    return {figure.figure_id: says(figure) for figure in shown} | listed


def value_of(item: Field[Any], number: float) -> str:
    """A value that the field allows, another for each `number` between 0 and 1."""
    rules = item.metadata
    if "allowed" in rules:
        codes = rules["allowed"]
        return str(codes[min(int(number * len(codes)), len(codes) - 1)])
    if "low" in rules:
        low, high = rules["low"], rules["high"]
        middle = low + (high - low) * (0.05 + 0.9 * number)
        return (
            f"{low + (middle - low) / 2:.10f},{middle:.10f},{middle + (high - middle) / 2:.10f}"
            if rules.get("triple")
            else f"{middle:.10f}"
        )
    return "mar-nexus-nouaceur~0.5~0.4~2028" if "limits" in rules else ""


def triples(kind: type[Choices]) -> Iterator[str]:
    return (
        f"{item.name}={value_of(item, 0.5)}"
        for item in fields(kind)
        if item.metadata.get("triple") or "limits" in item.metadata
    )


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_choice_gives_an_id_another_value(name: str, published_build: Build, whole: dict[str, Says]) -> None:
    found = dict(whole)
    kind = CHAPTERS[name].choices
    for query in (*single_choices(published_build, name), *triples(kind)):
        chosen, notices = kind.parse(query)
        assert notices == (), query
        for figure in build_chapter(published_build, name, chosen, "en").figures:
            assert found.setdefault(figure.figure_id, says(figure)) == says(figure), (query, figure.figure_id)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_nor_do_several_choices_at_once(published_build: Build, whole: dict[str, Says], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CHAPTERS)))
    kind = CHAPTERS[name].choices
    known = [item for item in fields(kind) if "key" not in item.metadata]
    chosen = data.draw(st.lists(st.sampled_from(known), max_size=4, unique_by=lambda f: f.name)) if known else []
    given_ = {item.name: value_of(item, data.draw(st.floats(0, 1))) for item in chosen}
    choices, _ = kind.parse(given_)
    for figure in build_chapter(published_build, name, choices, "en").figures:
        stands = whole.get(figure.figure_id, says(figure))
        assert stands == says(figure), (given_, figure.figure_id)


def test_a_report_with_choices_holds_no_id_twice_with_two_values(published_build: Build) -> None:
    query = "pillar=talent&growth=0.4&failed_landings=asilah&countries=EGY,TUN&status=announced&sector=cloud"
    chapters = tuple((name, entry.choices.parse(query)[0]) for name, entry in CHAPTERS.items())
    found: dict[str, Says] = {}
    marked = set()
    for chapter, figure in figures(published_build, Order(chapters, "fr")):
        assert found.setdefault(figure.figure_id, says(figure)) == says(figure), (chapter, figure.figure_id)
        marked |= {chapter} if "?" in figure.figure_id else set()
    assert {"progress", "share", "connectivity", "neighbours", "sites"} <= marked


def test_a_figure_that_no_choice_moves_keeps_its_id(published_build: Build) -> None:
    shown = build_chapter(
        published_build, "share", CHAPTERS["share"].choices.parse("growth=0.4&layer=all")[0], "fr"
    ).figures
    ids = [figure.figure_id for figure in shown]
    assert "share.spend.local" in ids
    assert "share.capacity.local.2030?growth=0.4" in ids
