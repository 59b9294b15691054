"""The reports of a small fixed build have the bytes they had: a change of them is made on purpose, by `make golden`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.golden import HASHES, hashes, moved_lines, page_texts, reports, small_build, text_file


def test_the_small_build_is_drawn_as_it_was_in_each_language(tmp_path: Path) -> None:
    made = reports(small_build(tmp_path))
    kept = json.loads(HASHES.read_text(encoding="utf-8"))
    moved = {lang: moved_lines(lang, pdf) for lang, pdf in made.items() if hashes(made)[lang] != kept[lang]}
    if moved:
        pytest.fail("\n\n".join(f"{lang}: the report moved.\n{lines}" for lang, lines in moved.items()))
    assert all(page_texts(pdf) == text_file(lang).read_text(encoding="utf-8") for lang, pdf in made.items())
