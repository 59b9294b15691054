"""A build as a PDF: chosen chapters, choices and language in, one document out, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.chapters.registry import CHAPTERS, build_chapter, read_choices, tables
from dashboard.chapters.shared.contents import figures_in
from dashboard.content.choices import Choices, Notice
from dashboard.content.values import Chapter, Figure, Lang
from dashboard.documents import MANIFEST, SIGNATURE, deployment_key, manifest
from dashboard.documents import cache as shelf
from dashboard.documents import reader as reading
from dashboard.documents.seal import seal
from dashboard.http import settings
from dashboard.i18n import translator
from dashboard.render.pdf import report as pdf
from dashboard.support.edition import edition
from dashboard.support.process import BoundedError
from dashboard.warehouse.build import Build
from dashboard.warehouse.licences import licences_in_words
from dashboard.warehouse.reading import Reading, cached_per_build

if TYPE_CHECKING:
    from dashboard.documents.keys import SigningKey

AT_ONCE = 2  # documents made at the same time in one process: each takes a core and about 300 MB
WAIT_S = 30.0
_KEPT = 6  # documents kept for the next reader, about 3 MB each

_presses = threading.BoundedSemaphore(AT_ONCE)
_kept: OrderedDict[tuple[str, Order], bytes] = OrderedDict()
_lock = threading.Lock()


class PressBusyError(Exception):
    """As many documents as are allowed at once are being made, and none was done in time. Try again."""


class UnknownChapterError(Exception):
    """A chapter was asked for that the book does not have; its text is the name."""


@dataclass(frozen=True)
class Order:
    """Which document: chapters in order with the choices of each, a language, the key printed as its signer's, and the
    publisher that its imprint names ("" for none)."""

    chapters: tuple[tuple[str, Choices], ...]
    lang: Lang
    public_key: str = ""
    publisher: str = ""

    @property
    def is_whole(self) -> bool:
        """True for the whole report."""
        return tuple(name for name, _ in self.chapters) == tuple(CHAPTERS)

    @property
    def has_choices(self) -> bool:
        """True where a reader chose anything."""
        return any(chosen.query() for _, chosen in self.chapters)

    @property
    def shelf_mark(self) -> tuple[str, ...]:
        """The names of the chapters, none for the whole report."""
        return () if self.is_whole else tuple(name for name, _ in self.chapters)


def snapshot(
    build: Build,
    lang: Lang,
    chapters: Sequence[str] = (),
    choices: str | Mapping[str, str] = "",
    wait_s: float = WAIT_S,
    publisher: str | None = None,
) -> tuple[bytes, tuple[Notice, ...]]:
    """The PDF of `chapters` (all when none is named), and what of `choices` could not be used.

    `choices` is URL text or a mapping of parameters; each chapter takes those it knows. The deployment's key, where it
    has one, signs, and the publisher it sets is named where `publisher` is None. Raises UnknownChapterError, KeyFileError for a key that can't be used, BoundedError where the document
    can't be made, and PressBusyError when more than `AT_ONCE` are being made and `wait_s` seconds did not free a place.
    """
    order, notices = ordered(build, lang, chapters, choices, publisher)
    found = kept(build, order)
    if found is None:
        with _press(wait_s):
            found = made(build, order)
    return found, notices


def ordered(
    build: Build,
    lang: Lang,
    chapters: Sequence[str] = (),
    choices: str | Mapping[str, str] = "",
    publisher: str | None = None,
) -> tuple[Order, tuple[Notice, ...]]:
    """Which document that is, unsigned, and what of `choices` could not be used. Raises UnknownChapterError, and
    SettingError for a publisher of the deployment that can't be printed."""
    names = tuple(dict.fromkeys(chapters)) or tuple(CHAPTERS)
    for name in names:
        if name not in CHAPTERS:
            raise UnknownChapterError(name)
    parsed = [(name, *read_choices(build, name, choices)) for name in names]
    found = dict.fromkeys(notice for _, _, notices in parsed for notice in notices)
    notices = tuple(notice for notice in found if notice.moved_to not in names)  # the chapter that it went to took it
    named = settings.publisher(os.environ) if publisher is None else publisher
    return Order(tuple((name, chosen) for name, chosen, _ in parsed), lang, publisher=named), notices


def kept(build: Build, order: Order) -> bytes | None:
    """The document where it was made before, by this process or, without choices, by another. Raises KeyFileError."""
    order, _ = _signed(order)
    key = (build.build_id, order)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = None if order.has_choices else shelf.find(_place(build, order))
    return None if found is None else _keep(key, found)


def made(build: Build, order: Order) -> bytes:
    """The document, made now and kept. Raises KeyFileError, and BoundedError where it can't be made."""
    order, signer = _signed(order)
    document = finished(*drawn(build, order), signer)
    if not order.has_choices:
        shelf.keep(_place(build, order), document)
    return _keep((build.build_id, order), document)


def _signed(order: Order) -> tuple[Order, SigningKey | None]:
    signer = deployment_key()
    return (replace(order, public_key=signer.public) if signer else order), signer


def _place(build: Build, order: Order) -> Path:
    directory, said = build.warehouse.directory, (order.public_key, order.publisher)
    return shelf.place(directory, build.build_id, order.lang, order.shelf_mark, *said)


def _keep(key: tuple[str, Order], document: bytes) -> bytes:
    with _lock:
        _kept[key] = document
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return document


def drawn(build: Build, order: Order) -> tuple[bytes, manifest.Json]:
    """The document as it is drawn, its sealed files still empty, and what its manifest says of it."""
    t = translator(order.lang)
    chapters = _chapters(build, order)
    methods = build.rows("select method, version from out_methods order by rowid")
    identity = pdf.Identity(
        build.build_id,
        build.as_of,
        edition(),
        tuple((row["method"], row["version"]) for row in methods),
        _evidence_hashes(build),
        order.public_key,
        publisher=order.publisher,
        licences=licences_in_words(Reading(build, t)),
    )
    files = [file for chapter in chapters for file in manifest.data_files(chapter, tables(chapter), t)]
    says = manifest.contents(chapters, figures(build, order), identity, files, order.lang)
    identity = replace(identity, contents_sha256=manifest.contents_sha256(says))
    files += manifest.sealed_files(identity, t)
    return pdf.report(chapters, identity, files, order.lang, is_whole=order.is_whole), says


def figures(build: Build, order: Order) -> list[tuple[str, Figure]]:
    """Every figure of the document with the name of its chapter: those shown, then those behind tables.

    With choices made, the figures behind a chapter's tables are others than the warehouse holds, and left out.
    """
    found = []
    for chapter in _chapters(build, order):
        shown = {figure.figure_id: figure for figure in chapter.figures}
        behind = () if chapter.query else figures_in(Reading.of(build, order.lang), chapter.name)
        listed = [*shown.values(), *(figure for figure in behind if figure.figure_id not in shown)]
        found += [(chapter.name, figure) for figure in listed]
    return found


def _chapters(build: Build, order: Order) -> list[Chapter]:
    return [build_chapter(build, name, chosen, order.lang) for name, chosen in order.chapters]


def finished(document: bytes, says: manifest.Json, signer: SigningKey | None) -> bytes:
    """The drawn document with its manifest, signed where there is a key. BoundedError where its text can't be read back."""
    try:
        text = manifest.complete(says, document, reading.read(document).text_hashes)
    except reading.UnreadableError as error:
        raise BoundedError(f"its text could not be read back: {error.reason}") from error
    return seal(document, {MANIFEST: text} | ({SIGNATURE: signer.sign(text)} if signer else {}))


@cached_per_build(4)
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
