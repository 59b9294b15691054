"""The seal of a document: files inside it whose content is set last, in an update after every byte that was drawn.

A manifest that holds the hash of the whole document cannot stand in what it hashes. So the document is drawn with an
empty file of that name, and the update that PDF allows after the end of a file (ISO 32000-1, 7.5.6) gives it its content.
The update holds nothing else and follows from the drawn bytes and the files alone: `unseal` refuses any other ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_END_BYTES = 1000  # a trailer of ours is far shorter
_FILE = re.compile(rb"/Type/Filespec/F\(([a-z.]{1,40})\)/UF\(\1\)/EF<</F (\d{1,7}) 0 R/UF \2 0 R>>")
_KEPT = re.compile(rb"/Subtype/[A-Za-z0-9#+.-]+|/ModDate\([^)]*\)")
_TRAILER = re.compile(
    rb"trailer\n<<(/Size \d+/Root \d+ 0 R/Info \d+ 0 R/ID\[[^\]\[]*\])>>\nstartxref\n(\d{1,10})\n%%EOF"
)
_UPDATE = re.compile(
    rb"xref\n((?:\d{1,7} 1\n\d{10} 00000 n\r\n){1,9})trailer\n<<[^<>]{1,500}/Prev \d{1,10}>>\nstartxref\n(\d{1,10})\n%%EOF"
)
_ENTRY = re.compile(rb"(\d{1,7}) 1\n(\d{10}) 00000 n\r\n")
_OBJECT = re.compile(rb"(\d{1,7}) 0 obj\n<</Length (\d{1,9})/Type/EmbeddedFile[^<>]{0,200}<<[^<>]{0,200}>>>>\nstream\n")


class SealError(ValueError):
    """The bytes are not a document drawn here, or not sealed as this module seals."""


@dataclass(frozen=True)
class Sealed:
    """A sealed document taken apart: the bytes that were drawn, and the content of each sealed file by its name."""

    drawn: bytes
    files: dict[str, bytes]


def seal(drawn: bytes, files: Mapping[str, bytes]) -> bytes:
    """The document with `files` as the content of the files of these names, which `drawn` holds already.

    Raises SealError when `drawn` does not end as Typst ends a PDF, or holds no file of a name.
    """
    end = _TRAILER.fullmatch(drawn, drawn.rfind(b"trailer\n", -_END_BYTES))
    numbers = {name.decode(): int(number) for name, number in _FILE.findall(drawn)}
    if end is None or not files or not files.keys() <= numbers.keys():
        raise SealError
    update, table = b"\n", b""
    for number, content in sorted((numbers[name], content) for name, content in files.items()):
        table += b"%d 1\n%010d 00000 n\r\n" % (number, len(drawn) + len(update))
        update += _object(drawn, number, content)
    start = len(drawn) + len(update)
    trailer = b"trailer\n<<%b/Prev %b>>\nstartxref\n%d\n%%%%EOF" % (end[1], end[2], start)
    return drawn + update + b"xref\n" + table + trailer


def _object(drawn: bytes, number: int, content: bytes) -> bytes:
    """The file as an object of the same number, type and date as in `drawn`, uncompressed: it can be read by eye."""
    found = re.search(rb"\n%d 0 obj\n<<(.{0,300}?)>>\nstream\n" % number, drawn, re.DOTALL)
    kept = _KEPT.findall(found[1]) if found else []
    if len(kept) != 2:
        raise SealError
    subtype, date = kept
    lines = (number, len(content), subtype, len(content), date)
    head = b"%d 0 obj\n<</Length %d/Type/EmbeddedFile%b/Params<</Size %d%b>>>>\nstream\n" % lines
    return head + content + b"\nendstream\nendobj\n"


def unseal(document: bytes) -> Sealed:
    """Take a sealed document apart. Raises SealError for every other file, one byte more or less included."""
    found = _UPDATE.fullmatch(document, document.rfind(b"xref\n", 0, document.rfind(b"trailer\n")))
    entries = _ENTRY.findall(found[1]) if found else []
    if not entries:
        raise SealError
    contents = {int(number): _content(document, int(number), int(offset)) for number, offset in entries}
    drawn = document[: int(entries[0][1]) - 1]
    names = {int(number): name.decode() for name, number in _FILE.findall(drawn)}
    if not contents.keys() <= names.keys():
        raise SealError
    files = {names[number]: content for number, content in contents.items()}
    if seal(drawn, files) != document:
        raise SealError
    return Sealed(drawn, files)


def _content(document: bytes, number: int, offset: int) -> bytes:
    found = _OBJECT.match(document, offset)
    if found is None or int(found[1]) != number:
        raise SealError
    return document[found.end() : found.end() + int(found[2])]
