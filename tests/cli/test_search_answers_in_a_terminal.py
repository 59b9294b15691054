"""`siyada search` finds what the dashboard finds, as text and as JSON, and says in the reader's language what it can't do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from dashboard.search.ask import search
from dashboard.warehouse.build import Build


def run(published: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["search", *words, "--warehouse", str(published)])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_hits_as_json_and_as_text(published: Path, published_build: Build, lang: Lang) -> None:
    hits = search(published_build, "cloud souverain", lang)
    code, out, _ = run(published, "cloud", "souverain", "--lang", lang, "--format", "json")
    assert (code, json.loads(out)) == (0, [hit.plain for hit in hits])
    code, out, _ = run(published, "cloud souverain", "--lang", lang)
    assert code == 0
    assert [line.strip() for line in out.splitlines() if line.startswith("  /")] == [hit.url for hit in hits]


def test_nothing_no_word_and_too_many_are_told(published: Path, tmp_path: Path) -> None:
    assert run(published, "zzzzqqqq", "--lang", "fr", "--format", "json")[:2] == (0, "[]\n")
    assert "Rien ici" in run(published, "zzzzqqqq", "--lang", "fr")[1]
    code, _, wrong = run(published, "?!", "--lang", "fr")
    assert (code, "rien à rechercher" in wrong) == (1, True)
    code, _, wrong = run(published, "a" * 10_000, "--lang", "ar")
    assert (code, "200" in wrong) == (1, True)
    assert run(tmp_path, "asilah")[0] == 1
