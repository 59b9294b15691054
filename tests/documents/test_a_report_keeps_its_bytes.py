"""The reports of a small fixed build have the bytes they had: a change of them is made on purpose, by `make golden`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.documents.golden import GOLDEN, hashes, small_build


def test_the_small_build_is_drawn_as_it_was_in_each_language(tmp_path: Path) -> None:
    assert hashes(small_build(tmp_path)) == json.loads(GOLDEN.read_text(encoding="utf-8"))
