"""The reports of a small fixed build, as hashes and as the text of their pages: `make golden` writes both again when a change is
meant to show.

A hash says that something moved, the texts beside it what. The evidence is a part of the real one, kept under tests/fixtures; the
edition is named, so that only what is drawn counts.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from difflib import unified_diff
from pathlib import Path
from unittest.mock import patch

import pypdfium2

from dashboard.content.values import LANGS, Lang
from dashboard.documents import snapshot as press
from dashboard.warehouse.build import open_warehouse
from etl.build import build
from etl.paths import ROOT

GOLDEN = Path(__file__).with_name("golden")
HASHES = GOLDEN / "sha256.json"
_LEADERS = re.compile(r"(?: ?\.){4,} ?")  # from a title to its page: their number says nothing
_MOST_LINES = 80  # of a difference, shown


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


def page_texts(pdf: bytes) -> str:
    """The text of every page under its number, as PDFium reads it, one line each."""
    pages = pypdfium2.PdfDocument(pdf)
    lines: list[str] = []
    for number, page in enumerate(pages, start=1):
        lines += [f"== page {number}", *page.get_textpage().get_text_range().splitlines()]
    return _LEADERS.sub(" ... ", "\n".join(lines)) + "\n"


def reports(warehouse: Path) -> dict[Lang, bytes]:
    """The report in each language."""
    return {lang: report(warehouse, lang) for lang in LANGS}


def hashes(made: dict[Lang, bytes]) -> dict[str, str]:
    """The SHA-256 of each report."""
    return {lang: hashlib.sha256(pdf).hexdigest() for lang, pdf in made.items()}


def text_file(lang: Lang) -> Path:
    """Where the page texts of a language are kept."""
    return GOLDEN / f"{lang}.txt"


def moved_lines(lang: Lang, pdf: bytes) -> str:
    """What moved in the texts since they were kept; a sentence where nothing did, for then only a drawing can have."""
    kept = text_file(lang).read_text(encoding="utf-8").splitlines()
    lines = list(unified_diff(kept, page_texts(pdf).splitlines(), "kept", "drawn now", n=1, lineterm=""))
    more = [f"... and {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
    return "\n".join([*lines[:_MOST_LINES], *more]) or "The texts are the same: look at the drawings."


def keep(made: dict[Lang, bytes]) -> None:
    """Write hashes and texts."""
    GOLDEN.mkdir(exist_ok=True)
    HASHES.write_text(json.dumps(hashes(made), indent=1) + "\n", encoding="utf-8")
    for lang, pdf in made.items():
        text_file(lang).write_text(page_texts(pdf), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        keep(reports(small_build(Path(folder))))
