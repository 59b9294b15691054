"""The published build, and its whole report in each language, made once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.content import LANGS, Lang
from dashboard.snapshot import snapshot
from dashboard.warehouse import Build, open_warehouse


@pytest.fixture(scope="session")
def pinned(published: Path) -> Build:
    return open_warehouse(published).current()


@pytest.fixture(scope="session")
def whole(pinned: Build) -> dict[Lang, bytes]:
    return {lang: snapshot(pinned, lang)[0] for lang in LANGS}


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    def read(pdf: bytes) -> str:
        made = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
        return made.stdout.decode()

    return read
