"""The hashes of the reports of a small fixed build: `make golden` writes them again when a change is meant to show.

The evidence is a part of the real one, kept under tests/fixtures; the edition is named, so that only what is drawn counts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from dashboard.content.values import LANGS, Lang
from dashboard.documents import snapshot as press
from dashboard.warehouse.build import open_warehouse
from etl.build import build
from etl.paths import ROOT

GOLDEN = Path(__file__).with_name("golden.json")


def small_build(folder: Path) -> Path:
    """A warehouse in `folder` that holds one build of the small evidence; its data stand beside it."""
    data = folder / "data"
    shutil.copytree(ROOT / "tests" / "fixtures" / "evidence", data / "evidence")
    shutil.copytree(ROOT / "data" / "geo", data / "geo")
    build(data, folder / "warehouse", lambda *_: None)
    return folder / "warehouse"


def report(warehouse: Path, lang: Lang) -> bytes:
    """The whole report of the small build, as every edition should draw it until told otherwise."""
    with patch.object(press, "edition", lambda: "golden"):
        return press.snapshot(open_warehouse(warehouse).current(), lang)[0]


def hashes(warehouse: Path) -> dict[str, str]:
    """The SHA-256 of the report in each language."""
    return {lang: hashlib.sha256(report(warehouse, lang)).hexdigest() for lang in LANGS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        told = json.dumps(hashes(small_build(Path(made))), indent=1) + "\n"
    GOLDEN.write_text(told, encoding="utf-8")
