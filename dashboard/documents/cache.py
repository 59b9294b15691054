"""Documents kept beside the builds they were made from, so that the next reader, or the next process, need not wait.

Only documents without choices are kept, the newest ones; one that is damaged is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from dashboard.documents import MANIFEST
from dashboard.documents.seal import SealError, unseal
from dashboard.support.edition import edition
from dashboard.support.files import write_atomically
from etl.evidence.files import open_file

FOLDER = "documents"
KEPT = 30  # documents of about 3 MB


def place(
    warehouse: Path, build_id: str, lang: str, chapters: Sequence[str] = (), public_key: str = "", publisher: str = ""
) -> Path:
    """Where the document of these chapters (none: the whole report) is kept, as this edition of the tool draws it."""
    parts = (edition(), ",".join(chapters), public_key, publisher)
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return warehouse / FOLDER / f"{build_id}-{lang}-{key}.pdf"


def find(path: Path) -> bytes | None:
    """The document kept at `path`; None where there is none, or not the one that was put there."""
    try:
        with open_file(path) as file:
            body = file.read()
        sealed = unseal(body)
        said = json.loads(sealed.files[MANIFEST])["document"]
        is_whole = said["sha256"] == hashlib.sha256(sealed.drawn).hexdigest()
    except (OSError, SealError, ValueError, KeyError, TypeError):
        return None
    return body if is_whole else None


def keep(path: Path, body: bytes) -> None:
    """Keep a document and let the oldest go. A folder that can't be written keeps none: they are made anew each time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, body)
        oldest = sorted(path.parent.glob("*.pdf"), key=lambda one: one.stat().st_mtime)
        for one in oldest[:-KEPT]:
            one.unlink(missing_ok=True)
