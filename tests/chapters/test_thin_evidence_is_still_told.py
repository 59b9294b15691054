"""Every chapter stands on thin evidence too: few sites, one indicator in five, no round trip from Morocco."""

from __future__ import annotations

import shutil

import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS
from dashboard.warehouse.build import Build, open_warehouse
from etl.build import build
from etl.paths import ROOT


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("thin")
    shutil.copytree(ROOT / "tests" / "fixtures" / "evidence", folder / "data" / "evidence")
    shutil.copytree(ROOT / "data" / "geo", folder / "data" / "geo")
    latency = folder / "data" / "evidence" / "latency.csv"
    lines = latency.read_text(encoding="utf-8").splitlines(keepends=True)
    latency.write_text("".join(line for line in lines if ",MAR," not in line), encoding="utf-8")
    build(folder / "data", folder / "warehouse", lambda *_: None)
    return open_warehouse(folder / "warehouse").current()


@pytest.mark.parametrize("name", registry.CHAPTERS)
def test_a_chapter_says_what_there_is(thin: Build, name: str) -> None:
    for lang in LANGS:
        chapter = registry.build_chapter(thin, name, registry.CHAPTERS[name].choices(), lang)
        assert chapter.sentences
        assert chapter.sections
        assert all(figure.receipt.build_id == thin.build_id for figure in chapter.figures)
