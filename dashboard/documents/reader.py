"""What a PDF holds, read in a bounded process of its own: the text of each page, and the files inside it.

The file may come from anyone, so it is given little time and memory; PDFium reads it, as it does in a browser.
"""

from __future__ import annotations

import base64
import hashlib
import json
import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MEMORY_BYTES = 256 * 1024**2  # of address space, the libraries' part of it included
LIMIT_S = 60.0  # a whole report takes half a second
MAX_BYTES = 16 * 1024**2  # of a document; a whole report has 3 MB
MAX_PAGES, MAX_FILES = 2000, 500
MAX_FILES_BYTES, MAX_LETTERS = 16 * 1024**2, 4 * 1024**2  # of all its files and pages; a whole report has 0.2 and 0.3


class UnreadableError(Exception):
    """The file can't be read as a PDF; `reason` is "password", "large" or "broken"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Contents:
    """The text of each page, in order, and the files inside a document by name (the first of a name)."""

    texts: tuple[str, ...]
    files: dict[str, bytes]

    @property
    def text_hashes(self) -> tuple[str, ...]:
        """The SHA-256 of the text of each page, in hex."""
        return tuple(hashlib.sha256(text.encode(errors="replace")).hexdigest() for text in self.texts)


def read(document: bytes, limit_s: float = LIMIT_S) -> Contents:
    """Read a document. Raises UnreadableError for one that is too large, locked or broken, or takes too long."""
    from dashboard.support.process import BoundedError, run

    if len(document) > MAX_BYTES:
        raise UnreadableError("large")
    try:
        found = json.loads(run(Path(__file__).resolve(), document, limit_s))
    except (BoundedError, ValueError):
        raise UnreadableError("broken") from None
    if "reason" in found:
        raise UnreadableError(found["reason"])
    return Contents(tuple(found["texts"]), {name: base64.b64decode(body) for name, body in found["files"].items()})


def main() -> None:
    """Read a document on standard input, write its contents on standard output as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    import pypdfium2
    from pypdfium2 import raw

    try:
        opened = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        content: dict[str, object] = {"reason": "password" if is_locked else "broken"}
    else:
        count = opened.count_attachments()
        try:
            if len(opened) > MAX_PAGES or count > MAX_FILES:
                raise _TooLargeError
            content = {"texts": _texts(opened), "files": _files(opened, count)}
        except _TooLargeError:
            content = {"reason": "large"}
    json.dump(content, sys.stdout)


class _TooLargeError(Exception):
    pass


def _texts(opened: Iterable[object]) -> list[str]:
    found, letters = [], 0
    for page in opened:
        found.append(_text(page))
        letters += len(found[-1])
        if letters > MAX_LETTERS:
            raise _TooLargeError
    return found


def _text(page: object) -> str:
    text = page.get_textpage()  # type: ignore[attr-defined]
    found = text.get_text_range()
    text.close()
    page.close()  # type: ignore[attr-defined]
    return str(found)


def _files(opened: object, count: int) -> dict[str, str]:
    """The files by name; each counts, for two of one name take the room of two."""
    found: dict[str, str] = {}
    total = 0
    for number in range(count):
        attached = opened.get_attachment(number)  # type: ignore[attr-defined]
        body = bytes(attached.get_data())
        total += len(body)
        if total > MAX_FILES_BYTES:
            raise _TooLargeError
        found.setdefault(attached.get_name(), base64.b64encode(body).decode())
    return found


if __name__ == "__main__":
    main()
