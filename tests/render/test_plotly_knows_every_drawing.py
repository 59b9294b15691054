"""Drawings go to the browser as they were laid out; Plotly's own check of them stands here, for every page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plotly.io import to_json

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.render.plotly.figure import figure
from dashboard.warehouse.build import open_warehouse


@pytest.mark.parametrize("lang", LANGS)
def test_checked_it_is_the_same(published: Path, lang: Lang) -> None:
    build = open_warehouse(published).current()
    count = 0
    for name, entry in registry.CHAPTERS.items():
        for section in registry.build_chapter(build, name, entry.choices(), lang).sections:
            for chart in (block for block in section.blocks if isinstance(block, Chart)):
                drawn = figure(chart, is_rtl=lang == "ar")
                sent, checked = (json.loads(to_json(each, validate=False)) for each in (drawn, drawn.checked))
                sent["layout"]["shapes"] = sent["layout"]["shapes"] or None  # Plotly leaves an empty list out
                assert sent["layout"].pop("shapes") == checked["layout"].pop("shapes", None)
                assert sent == checked
                count += 1
    assert count > 20
