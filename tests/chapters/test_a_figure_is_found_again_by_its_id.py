"""A figure that a page shows, whatever was chosen, is the one that its id gives: a citation leads back to it."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.warehouse.build import Build

VIEWS = (
    *((name, "") for name in registry.CHAPTERS),
    *(("sites", query) for query in ("status=operational", "site=mar-toubkal", "country=KEN")),
    *(("progress", query) for query in ("pillar=ai_data", "indicator=ai_jobs")),
    *(("share", "growth=0.07"), ("connectivity", "failed_systems=2africa"), ("neighbours", "country=KEN")),
    *(("share", "dial=control&growth=0.07"), ("share", "dial=control&a=growth%3D0.3&preset=nexus_phase_1")),
    *(("neighbours", "x=un_osi_value&y=internet_users_pct"),),
    *(("evidence", "part=gaps"), ("evidence", "kind=press")),
)


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_each_figure_of_a_view(published_build: Build, name: str, query: str) -> None:
    choices, _ = registry.read_choices(published_build, name, query)
    for figure in registry.build_chapter(published_build, name, choices, "fr").figures:
        again = registry.find_figure(published_build, figure.figure_id, "fr")
        assert (again.value, again.text, again.low, again.high) == (figure.value, figure.text, figure.low, figure.high)


@pytest.mark.parametrize(
    "figure_id", ["", "sites", "sites.nothing", "nothing.at_all", "sites.listed?country=ATL", "?", "a?b"]
)
def test_an_id_that_no_figure_has(published_build: Build, figure_id: str) -> None:
    with pytest.raises(LookupError):
        registry.find_figure(published_build, figure_id, "ar")
