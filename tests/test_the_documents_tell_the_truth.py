"""docs/architecture.md and docs/naming.md name rooms, files and figures that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.figures.figure import all_figures
from dashboard.warehouse.build import open_warehouse
from dashboard.warehouse.reading import Reading
from etl.paths import ROOT

DOCS = ("docs/architecture.md", "docs/naming.md")
_PATH = re.compile(r"`((?:dashboard|etl|data|docs|tests)/[\w./*-]*)`")
_FIGURE = re.compile(r"`((?:sites|share|progress|investment|connectivity|neighbours)\.[a-z0-9_.]+)(?:\?[^`]*)?`")


@pytest.mark.parametrize("name", DOCS)
def test_every_place_it_names_is_there(name: str) -> None:
    named = _PATH.findall((ROOT / name).read_text(encoding="utf-8"))
    assert named
    assert [place for place in named if not list(ROOT.glob(place.rstrip("/")))] == []


def test_every_room_of_the_dashboard_stands_in_the_table() -> None:
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "dashboard").iterdir() if (path / "__init__.py").is_file()]
    assert [room for room in rooms if f"`dashboard/{room}/`" not in told] == []


def test_every_figure_it_names_is_made(published: Path) -> None:
    known = {str(one["figure_id"]) for one in all_figures(Reading.of(open_warehouse(published).current(), "en"))}
    named = [figure for name in DOCS for figure in _FIGURE.findall((ROOT / name).read_text(encoding="utf-8"))]
    assert named
    assert [figure for figure in named if figure not in known] == []
