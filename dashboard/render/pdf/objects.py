"""A PDF as Typst writes it, taken apart into its numbered objects and put together again, byte for byte.

Typst writes one plain table of objects at the end and every object but streams in the clear. Anything else is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

_TRAILER = re.compile(rb"trailer\n(<<.{1,800}>>)\nstartxref\n(\d{1,10})\n%%EOF", re.DOTALL)
_TABLE = re.compile(rb"xref\n0 (\d{1,7})\n0000000000 65535 f\r\n")
_ENTRY_BYTES = 20
_STREAM = re.compile(rb"<<(.*?)>>\nstream\n(.*)\nendstream", re.DOTALL)
_PACKED = b"/Filter/FlateDecode"
_LEVEL = 6
_PACKERS = 4  # threads; each takes 70 MB of the address space that a process that draws may have


class UnknownFormError(ValueError):
    """The bytes are not a PDF as Typst writes it."""


class Objects:
    """The objects of a document by number, each as the text between `obj` and `endobj`; changed in place.

    A stream that is given other content is packed when the document is written, and is found by `stream` until then.
    """

    def __init__(self, document: bytes) -> None:
        end = _TRAILER.fullmatch(document, max(document.rfind(b"trailer\n"), 0))
        table = _TABLE.match(document, int(end[2])) if end else None
        if end is None or table is None:
            raise UnknownFormError
        count, start = int(table[1]), table.end()
        offsets = (start + (n - 1) * _ENTRY_BYTES for n in range(1, count))
        places = {n: int(document[offset : offset + 10]) for n, offset in enumerate(offsets, 1)}
        self.order = sorted(places, key=lambda n: places[n])
        self.head = document[: places[self.order[0]]]
        self.trailer = end[1]
        ends = [*(places[n] for n in self.order[1:]), int(end[2])]
        self._bodies: dict[int, bytes] = {}
        self._unpacked: dict[int, bytes] = {}
        self._given: set[int] = set()  # streams that were given other content
        for n, stop in zip(self.order, ends, strict=True):
            opening, closing = b"%d 0 obj\n" % n, b"\nendobj\n"
            whole = document[places[n] : stop]
            if not (whole.startswith(opening) and whole.rstrip(b"\n").endswith(closing.rstrip(b"\n"))):
                raise UnknownFormError
            self._bodies[n] = whole[len(opening) :]

    def __getitem__(self, number: int) -> bytes:
        return self._bodies[number]

    def __setitem__(self, number: int, body: bytes) -> None:
        self._bodies[number] = body
        self._unpacked.pop(number, None)
        self._given.discard(number)

    def items(self) -> Iterator[tuple[int, bytes]]:
        """Every object with its number, in the order of the file."""
        return ((n, self._bodies[n]) for n in self.order)

    def stream(self, number: int) -> bytes:
        """What a stream holds, unpacked."""
        if number not in self._unpacked:
            found = _STREAM.match(self._bodies[number])
            if found is None:
                raise UnknownFormError
            self._unpacked[number] = zlib.decompress(found[2]) if _PACKED in found[1] else found[2]
        return self._unpacked[number]

    def set_stream(self, number: int, content: bytes) -> None:
        """Give a stream other content."""
        self._unpacked[number] = content
        self._given.add(number)

    def _pack(self, number: int) -> None:
        found = _STREAM.match(self._bodies[number])
        if found is None:
            raise UnknownFormError
        content = self._unpacked[number]
        body = zlib.compress(content, _LEVEL) if _PACKED in found[1] else content
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(body), found[1], count=1)
        self._bodies[number] = b"<<%b>>\nstream\n%b\nendstream\nendobj\n" % (head, body)

    def written(self) -> bytes:
        """The document again, with its table of objects."""
        with ThreadPoolExecutor(_PACKERS) as pool:  # packing lets go of the interpreter, so that several cores pack
            list(pool.map(self._pack, sorted(self._given)))
        self._given.clear()
        parts, at, places = [self.head], len(self.head), {}
        for n in self.order:
            places[n] = at
            parts.append(b"%d 0 obj\n%b" % (n, self._bodies[n]))
            at += len(parts[-1])
        parts.append(b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1))
        parts += [b"%010d 00000 n\r\n" % places[n] for n in range(1, len(places) + 1)]
        parts.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF" % (self.trailer, at))
        return b"".join(parts)
