"""Notes kept beside the builds they were made from, so that the next process need not make them again.

A file's name ends with the hash of what it holds: one that was damaged or changed is not found.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Literal

from dashboard.content.values import Lang
from dashboard.documents.cache import FOLDER
from dashboard.support.edition import edition
from dashboard.support.files import write_atomically
from etl.evidence.files import open_file

NoteForm = Literal["pdf", "docx"]
_KEPT = 12  # files of about 0.1 MB: three languages, two forms, two builds
_DIGITS = 16


def find_file(warehouse: Path, build_id: str, lang: Lang, form: NoteForm) -> bytes | None:
    """The note kept for a build as this edition of the tool draws it; None where there is none that is whole."""
    for path in sorted((warehouse / FOLDER).glob(f"{_stem(build_id, lang)}-*.{form}")):
        with contextlib.suppress(OSError), open_file(path) as file:
            body = file.read()
            if path.stem.endswith(_hash(body)):
                return body
    return None


def keep_file(warehouse: Path, build_id: str, lang: Lang, form: NoteForm, body: bytes) -> None:
    """Keep a note and let the oldest go. A folder that can't be written keeps none: they are made anew each time."""
    folder = warehouse / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        write_atomically(folder / f"{_stem(build_id, lang)}-{_hash(body)}.{form}", body)
        oldest = sorted(folder.glob("note-*"), key=lambda one: one.stat().st_mtime)
        for one in oldest[:-_KEPT]:
            one.unlink(missing_ok=True)


def _stem(build_id: str, lang: Lang) -> str:
    return f"note-{build_id}-{lang}-{hashlib.sha256(edition().encode()).hexdigest()[:_DIGITS]}"


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:_DIGITS]
