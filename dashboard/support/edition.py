"""Which edition of the tool draws a document: its version, and a hash of all that decides the bytes."""

from __future__ import annotations

import functools
import hashlib
import zlib
from importlib import metadata
from pathlib import Path

from etl.paths import ROOT
from etl.versions import TOOL_VERSION, file_sha256

_SOURCES = ("*.py", "*.typ", "*.ttf", "*.po", "*.sql")
_PACKAGES = (
    "babel",
    "fontpkg-ibm-plex-sans-arabic",
    "numpy",
    "python-docx",
    "pypdfium2",
    "typst",
)  # they decide words, shapes and numbers


@functools.cache
def edition() -> str:
    """`0.2.0+` and 12 hex digits of the hash of this tool's sources and of the packages that shape a document.

    Two editions may draw the same build differently; one never does.
    """
    digest = hashlib.sha256()
    for package in ("dashboard", "etl"):
        for path in sorted(path for pattern in _SOURCES for path in (ROOT / package).rglob(pattern)):
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0{file_sha256(path)}\n".encode())
    digest.update(zlib.compress(Path(__file__).read_bytes()))  # builds of zlib pack the same text differently
    for name in _PACKAGES:
        digest.update(f"{name}\0{metadata.version(name)}\n".encode())
    return f"{TOOL_VERSION}+{digest.hexdigest()[:12]}"
