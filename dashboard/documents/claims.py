"""What the manifest of a document says, read with suspicion: it may have been written by anybody."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.chapters.registry import CHAPTERS
from dashboard.content.values import Lang
from dashboard.documents import MANIFEST
from dashboard.documents.manifest import SCHEMA, contents_sha256
from dashboard.documents.reader import Contents, UnreadableError, read
from dashboard.documents.seal import Sealed, SealError, unseal
from dashboard.documents.snapshot import Order, figures
from dashboard.http.settings import PUBLISHER_CHARACTERS
from dashboard.warehouse.build import NoBuildError, Warehouse

_MAX_MANIFEST_BYTES = 2 * 1024**2  # a whole report has 0.13
_MOST_ITEMS = 5000  # figures; a whole report has 300
Hash = Field(pattern=r"^[0-9a-f]{64}$")


class NotOursError(Exception):
    """The file is no document of ours; `reason` is "password", "large", "broken" or "other"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class ClaimedChapter(_Model):
    """A chapter of the document and the choices made in it, as URL text."""

    name: str = Field(max_length=40)
    choices: str = Field(max_length=2000)


class ClaimedFigure(_Model):
    """A figure of the document, as docs/snapshot-manifest.md describes it."""

    chapter: str
    figure_id: str
    label: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    text: str
    kind: str
    grade: str
    as_of: str
    # Documents of the first editions do not say these.
    source_ids: tuple[str, ...] = ()
    is_second_hand: bool = False
    as_of_oldest: str = ""

    @property
    def says(self) -> tuple[float | str | None, float | None, float | None]:
        """What may move: the value or state, and the band."""
        return self.value, self.low, self.high


class ClaimedFile(_Model):
    """A file inside the document."""

    name: str
    sha256: str = Hash
    bytes: int


class ClaimedPage(_Model):
    """A page of the document."""

    page: int
    text_sha256: str = Hash


class ClaimedDocument(_Model):
    """The document as it was drawn: every byte before its seal."""

    bytes: int
    sha256: str = Hash


class Claims(_Model):
    """A whole manifest."""

    schema_: Literal["siyada-snapshot-2"] = Field(alias="schema")
    build_id: str = Field(pattern=r"^[0-9a-f]{12}$")
    as_of: str
    tool_version: str = Field(max_length=60)
    language: Lang
    chapters: tuple[ClaimedChapter, ...] = Field(max_length=20)
    method_versions: dict[str, str] = Field(max_length=100)
    evidence_sha256: dict[str, str] = Field(max_length=500)
    public_key: str = Field(max_length=100)
    publisher: str = Field("", max_length=PUBLISHER_CHARACTERS)  # documents of the first editions name none
    figures: tuple[ClaimedFigure, ...] = Field(max_length=5000)
    attachments: tuple[ClaimedFile, ...] = Field(max_length=500)
    contents_sha256: str = Hash
    pages: tuple[ClaimedPage, ...] = Field(max_length=2000)
    document: ClaimedDocument


class Document:
    """A file that says it is a document of ours: its bytes, what its manifest says and, where its seal holds, its parts."""

    def __init__(self, body: bytes) -> None:
        """Read the manifest. Raises NotOursError for a file without one that can be understood."""
        self.body = body
        self.sealed: Sealed | None = None
        self._contents: Contents | None = None
        if not body.startswith(b"%PDF-"):
            raise NotOursError("other")
        try:
            self.sealed = unseal(body)
            self.manifest = self.sealed.files.get(MANIFEST, b"")
        except SealError:
            self.manifest = self.contents.files.get(MANIFEST, b"")
        self.plain, self.claims = _read_claims(self.manifest)

    @property
    def contents(self) -> Contents:
        """Pages and files, read once. Raises NotOursError for a file that can't be read."""
        if self._contents is None:
            try:
                self._contents = read(self.body)
            except UnreadableError as error:
                raise NotOursError(error.reason) from None
        return self._contents

    @property
    def has_own_manifest(self) -> bool:
        """True when the manifest is the one whose hash the drawn document carries, as far as that can be read."""
        said = self.claims.contents_sha256
        return said == contents_sha256(self.plain) and (self.sealed is None or said.encode() in self.sealed.drawn)

    @property
    def is_intact(self) -> bool:
        """True when every byte of the file is what the manifest says, and the manifest is the document's own."""
        if self.sealed is None or not self.has_own_manifest:
            return False
        drawn, said = self.sealed.drawn, self.claims.document
        return (len(drawn), hashlib.sha256(drawn).hexdigest()) == (said.bytes, said.sha256)


def order_of(contents: Claims) -> Order:
    """The order a document was made by. Raises LookupError for a chapter that the book does not have."""
    chapters = tuple((one.name, CHAPTERS[one.name].choices.parse(one.choices)[0]) for one in contents.chapters)
    return Order(chapters, contents.language, contents.public_key, contents.publisher)


def in_language(contents: Claims, builds: Warehouse | None, lang: Lang) -> Claims:
    """The same document with the words of its figures in `lang`, where its build is at hand; else as it is."""
    if contents.language == lang or builds is None:
        return contents
    try:
        known = figures(builds.build(contents.build_id), replace(order_of(contents), lang=lang))
    except (NoBuildError, LookupError):
        return contents
    words = {(chapter, one.figure_id): one for chapter, one in known}
    spoken = []
    for figure in contents.figures:
        found = words.get((figure.chapter, figure.figure_id))
        is_same = found is not None and (found.value, found.low, found.high) == figure.says
        spoken.append(
            figure.model_copy(update={"label": found.label, "text": found.text}) if found and is_same else figure
        )
    return contents.model_copy(update={"figures": tuple(spoken)})


def _is_long(value: object) -> bool:
    """Whether a member holds more than any of ours: each wrong item of a list would be listed in full."""
    return isinstance(value, list | dict) and len(value) > _MOST_ITEMS


def _read_claims(manifest: bytes) -> tuple[dict[str, Any], Claims]:
    try:
        if not manifest or len(manifest) > _MAX_MANIFEST_BYTES:
            raise NotOursError("other")
        plain = json.loads(manifest)
        if plain.get("schema") != SCHEMA or any(_is_long(value) for value in plain.values()):
            raise NotOursError("other")
        return plain, Claims.model_validate_json(manifest)
    except (ValueError, RecursionError, AttributeError, ValidationError):
        raise NotOursError("other") from None
