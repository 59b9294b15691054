"""`siyada claims` lists every sentence and caption in three languages, with figures, grades, bands and cautions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.chapters import registry
from dashboard.cli.claims import as_text, claims
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import translator
from dashboard.warehouse.build import Build


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_and_caption_of_every_chapter_is_listed(published_build: Build, lang: Lang) -> None:
    listed = claims(published_build, lang)
    said = {(claim.chapter, claim.text) for claim in listed}
    for name, entry in registry.CHAPTERS.items():
        chapter = registry.build_chapter(published_build, name, entry.choices(), lang)
        assert {(name, sentence.text) for sentence in chapter.sentences} <= said
        for kpi in chapter.kpis:
            assert any(claim.chapter == name and kpi.caption in claim.text for claim in listed)
    text = as_text(listed, translator(lang))
    assert all(claim.text in text for claim in listed)


def test_a_claim_bears_its_figures_grades_bands_and_cautions(published_build: Build) -> None:
    listed = claims(published_build, "en")
    load = next(c for c in listed if c.place == "figure:sites.it_load_operational_mw" and c.chapter == "sites")
    assert load.grades == ("C",)
    assert load.figures[0].as_of_oldest == "2020"
    assert "Stated once, in 2020" in load.cautions


def test_the_command_writes_text_and_json(published: Path) -> None:
    for form in ("text", "json"):
        command = [sys.executable, "-m", "dashboard.cli.main", "claims", "--lang", "fr", "--format", form]
        found = subprocess.run([*command, "--warehouse", str(published)], capture_output=True, check=True, text=True)
        if form == "json":
            objects = json.loads(found.stdout)
            assert {"chapter", "place", "text", "figures", "grades", "cautions"} <= set(objects[0])
        else:
            assert "== overview" in found.stdout
