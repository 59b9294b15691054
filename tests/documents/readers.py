"""The programs that read PDFs for most people: PDFium (Chrome, Edge), poppler (Linux desktops), pdf.js (Firefox)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from etl.paths import ROOT

READERS = ("pdfium", "poppler", "pdfjs")
PDFJS = ROOT / ".venv" / "pdfjs" / "node_modules" / "pdfjs-dist"
SCRIPT = Path(__file__).parent / "pdfjs" / "text.mjs"
# Nothing of what a text says: poppler adds controls of direction, others keep places to break.
CONTROLS = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")


def require(is_there: bool, what: str) -> None:
    """Skip a test for want of a program, or fail where CI says that every program must be there."""
    if is_there:
        return
    if os.environ.get("SIYADA_READERS") == "required":
        pytest.fail(f"{what} is not here")
    pytest.skip(f"{what} is not here")


def text_of(pdf: bytes, reader: str) -> str:
    """The whole text of a PDF as a reader copies it."""
    if reader == "pdfium":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    if reader == "poppler":
        require(shutil.which("pdftotext") is not None, "poppler's pdftotext")
        made = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
        return made.stdout.decode()
    require(shutil.which("node") is not None and PDFJS.is_dir(), "pdf.js")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        made = subprocess.run(["node", SCRIPT, PDFJS, file.name], capture_output=True, check=True)
    return "\n".join(json.loads(made.stdout))


def plain(text: str) -> str:
    """A text as find-in-page compares it: NFKC, no control, one space for any."""
    return re.sub(r"\s+", " ", CONTROLS.sub("", unicodedata.normalize("NFKC", text)))
