"""A build as a PDF: chosen chapters, choices and language in, one document out, the same bytes every time."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.book import CHAPTERS, tables, tell
from dashboard.choices import Notice
from dashboard.content import Lang
from dashboard.i18n import translator
from dashboard.render import manifest, pdf
from dashboard.warehouse import Build
from etl.versions import TOOL_VERSION, method_versions

AT_ONCE = 2  # documents made at the same time in one process: each takes a core and about 300 MB
WAIT_S = 30.0
_KEPT = 6  # documents kept for the next reader, about 3 MB each

_presses = threading.BoundedSemaphore(AT_ONCE)
_kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
_lock = threading.Lock()


class PressBusyError(Exception):
    """As many documents as are allowed at once are being made, and none was done in time. Try again."""


class UnknownChapterError(Exception):
    """A chapter was asked for that the book does not have; its text is the name."""


def snapshot(
    build: Build,
    lang: Lang,
    chapters: Sequence[str] = (),
    choices: str | Mapping[str, str] = "",
    wait_s: float = WAIT_S,
) -> tuple[bytes, tuple[Notice, ...]]:
    """The PDF of `chapters` (all when none is named), and what of `choices` could not be used.

    `choices` is URL text or a mapping of parameters; each chapter takes those it knows. Raises UnknownChapterError, and
    PressBusyError when more than `AT_ONCE` documents are being made and `wait_s` seconds did not free a place.
    """
    names = tuple(dict.fromkeys(chapters)) or tuple(CHAPTERS)
    for name in names:
        if name not in CHAPTERS:
            raise UnknownChapterError(name)
    parsed = [CHAPTERS[name].choices.parse(choices) for name in names]
    notices = tuple(dict.fromkeys(notice for _, found in parsed for notice in found))
    key = (build.build_id, lang, *(f"{name}?{chosen.query()}" for name, (chosen, _) in zip(names, parsed, strict=True)))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key], notices
    with _press(wait_s):
        made = _make(build, lang, names, choices)
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return made, notices


def _make(build: Build, lang: Lang, names: Sequence[str], choices: str | Mapping[str, str]) -> bytes:
    t = translator(lang)
    told = [tell(build, name, CHAPTERS[name].choices.parse(choices)[0], lang) for name in names]
    identity = pdf.Identity(
        build.build_id, build.as_of, TOOL_VERSION, tuple(method_versions().items()), _evidence_hashes(build)
    )
    files = [file for chapter in told for file in manifest.data_files(chapter, tables(chapter), t)]
    files.append(manifest.manifest(told, identity, files, t))
    return pdf.report(told, identity, files, lang, is_whole=tuple(names) == tuple(CHAPTERS))


@functools.lru_cache(maxsize=4)
def _evidence_hashes(build: Build) -> tuple[tuple[str, str], ...]:
    """The SHA-256 of every table of evidence of a build: its rows as JSON lines, in order of their text.

    The file of a build differs from one making to the next; the rows do not.
    """
    names = build.rows(
        "select table_name from information_schema.tables where table_name like 'core\\_%' escape '\\' order by 1"
    )
    found = []
    for name in (row["table_name"] for row in names):
        query = f'select * from "{name}"'  # noqa: S608 - the names come from the build's own catalogue
        lines = sorted(json.dumps(row, ensure_ascii=False, default=str) for row in build.rows(query))
        found.append((name, hashlib.sha256("\n".join(lines).encode()).hexdigest()))
    return tuple(found)


@contextmanager
def _press(wait_s: float) -> Iterator[None]:
    if not _presses.acquire(timeout=wait_s):
        raise PressBusyError
    try:
        yield
    finally:
        _presses.release()


def file_name(build: Build, lang: Lang, chapters: Sequence[str] = ()) -> str:
    """A name for the document, without spaces: `siyada-<build>-<lang>.pdf`, with the chapter when there is one."""
    part = f"-{chapters[0]}" if len(chapters) == 1 else ""
    return f"siyada-{build.build_id}{part}-{lang}.pdf"


def write_atomically(path: Path, body: bytes) -> None:
    """Put `body` at `path` whole or not at all; raises OSError when it can't be written."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
