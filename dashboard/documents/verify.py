"""Is a document what it says it is? The answer, and what differs; never more than was checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.content.values import Figure
from dashboard.documents import MANIFEST, SIGNATURE, keys
from dashboard.documents.claims import ClaimedFigure, Claims, Document, order_of
from dashboard.documents.reader import read
from dashboard.documents.snapshot import drawn, figures
from dashboard.figures.figure import figure
from dashboard.support.edition import edition
from dashboard.support.process import BoundedError
from dashboard.warehouse.build import Build, HeldError, NoBuildError, Warehouse
from dashboard.warehouse.reading import Reading

State = Literal["genuine", "consistent", "altered", "other_build", "other_tool"]
# How the answer was come by: by a signature, by making the document again, by the document's own hashes alone.
Basis = Literal["signature", "made_again", "own_hashes"]
Part = Literal["figure", "page", "file", "missing_file", "added_file", "pages", "bytes", "signature", "manifest"]


@dataclass(frozen=True)
class Difference:
    """Something that is not as it should be: `name` is a page's number, a file's name or a figure's id ("" for none)."""

    part: Part
    name: str = ""
    found: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer for one document. `is_signed` tells of a signature that fits its own key, whoever holds that key."""

    state: State
    basis: Basis
    claims: Claims
    differences: tuple[Difference, ...] = ()
    is_signed: bool = False
    builds: tuple[str, ...] = ()  # kept in the warehouse, where the document's is not among them


def verify(document: Document, warehouse: Warehouse | None, trusted: str = "") -> Verdict:
    """Judge a document by its own hashes, by its signature and by the build it says it comes from.

    `warehouse` is where that build may be (None: nowhere), `trusted` the public key that the reader knows to be the
    publisher's ("" for none). Raises NotOursError for a damaged file whose pages can't be read, HeldError while another
    program holds the file of that build.
    """
    claims = document.claims
    is_signed, is_forged = _signature(document)
    inside = _inside(document, is_forged)
    if inside or not document.is_intact:
        return Verdict("altered", "own_hashes", claims, inside or (Difference("bytes"),), is_signed)
    if is_signed and trusted == claims.public_key:
        return Verdict("genuine", "signature", claims, is_signed=True)
    kept = () if warehouse is None else warehouse.build_ids()
    if warehouse is None or not kept:
        return Verdict("consistent", "own_hashes", claims, is_signed=is_signed)
    if claims.build_id not in kept:
        return Verdict("other_build", "own_hashes", claims, is_signed=is_signed, builds=kept)
    return _made_again(document, warehouse, is_signed=is_signed)


def _signature(document: Document) -> tuple[bool, bool]:
    """(the manifest is signed by the key it names, a signature is there or promised that does not fit)."""
    public = document.claims.public_key
    files = document.sealed.files if document.sealed else document.contents.files
    if not public and SIGNATURE not in files:
        return False, False
    fits = keys.is_public(public) and keys.is_signed(public, files.get(SIGNATURE, b""), document.manifest)
    return fits, not fits


def _inside(document: Document, is_forged: bool) -> tuple[Difference, ...]:
    """What in a document is not as its own manifest says, as far as its parts tell."""
    claims, contents = document.claims, document.contents
    found = [Difference("signature")] if is_forged else []
    if not document.has_own_manifest:
        found.append(Difference("manifest"))
    said = {one.name: one.sha256 for one in claims.attachments}
    found += _files(said, {name: hashlib.sha256(body).hexdigest() for name, body in contents.files.items()})
    # Another edition may read the text of a page in another way; where every byte is as it was, so is the page.
    if claims.tool_version == edition() or not document.is_intact:
        found += _pages([page.text_sha256 for page in claims.pages], contents.text_hashes)
    return tuple(found)


def _files(said: dict[str, str], found: dict[str, str]) -> Iterable[Difference]:
    for name in sorted(said.keys() | (found.keys() - {MANIFEST, SIGNATURE})):
        if name not in found:
            yield Difference("missing_file", name)
        elif name not in said:
            yield Difference("added_file", name)
        elif said[name] != found[name]:
            yield Difference("file", name)


def _pages(said: Sequence[str], found: Sequence[str]) -> Iterable[Difference]:
    if len(said) != len(found):
        yield Difference("pages", "", str(len(found)), str(len(said)))
    for number, (one, other) in enumerate(zip(said, found, strict=False), 1):
        if one != other:
            yield Difference("page", str(number))


def _made_again(document: Document, warehouse: Warehouse, *, is_signed: bool) -> Verdict:
    """Judge by the build itself: the document drawn again from it, or only its figures where another edition drew it."""
    claims = document.claims
    try:
        build = warehouse.build(claims.build_id)
        if claims.tool_version != edition():
            moved = tuple(_figures_of_another_edition(claims, build))
            return Verdict("altered" if moved else "other_tool", "made_again", claims, moved, is_signed)
        body, says = drawn(build, order_of(claims))
    except HeldError:
        raise  # the build is there: what it gives is not known before it can be read
    except (NoBuildError, BoundedError, LookupError):  # the build, or this edition, no longer gives such a document
        return Verdict("consistent", "own_hashes", claims, is_signed=is_signed)
    again = [ClaimedFigure.model_validate_json(json.dumps(figure)) for figure in says["figures"]]
    moved = tuple(_figures(claims.figures, again))
    if document.sealed is not None and body == document.sealed.drawn:
        return Verdict("genuine", "made_again", claims, is_signed=is_signed)
    expected, found = read(body), document.contents
    files = [
        {
            name: hashlib.sha256(file).hexdigest()
            for name, file in one.files.items()
            if name not in (MANIFEST, SIGNATURE)
        }
        for one in (expected, found)
    ]
    differences = (*moved, *_files(*files), *_pages(expected.text_hashes, found.text_hashes))
    return Verdict("altered", "made_again", claims, differences or (Difference("bytes"),), is_signed)


def _figures_of_another_edition(claims: Claims, build: Build) -> Iterable[Difference]:
    """Figures that the build gives otherwise, or not at all; in which chapter a figure stands may differ between editions."""
    reading = Reading.of(build, claims.language)
    shown = {one.figure_id: one for _, one in figures(build, order_of(claims))}
    for one in claims.figures:
        other = shown.get(one.figure_id) or _known(reading, one.figure_id)
        if other is None or (other.value, other.low, other.high) != one.says:
            yield Difference("figure", one.figure_id, one.text, other.text if other else "")


def _known(reading: Reading, figure_id: str) -> Figure | None:
    try:
        return figure(reading, figure_id)
    except LookupError:
        return None


def _figures(found: Iterable[ClaimedFigure], expected: Iterable[ClaimedFigure]) -> Iterable[Difference]:
    said = {(one.chapter, one.figure_id): one for one in found}
    known = {(one.chapter, one.figure_id): one for one in expected}
    for key in dict.fromkeys([*said, *known]):
        one, other = said.get(key), known.get(key)
        if one is None or other is None or one.says != other.says:
            yield Difference("figure", key[1], one.text if one else "", other.text if other else "")
