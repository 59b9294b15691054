"""Files brought in: their parts, their hashes, how they are packed, and where a line can't be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal

from etl.evidence.files import open_file
from etl.locality.problems import LocalityError
from etl.versions import file_sha256

Packing = Literal["none", "gzip", "zstd"]
LONGEST_LINE_BYTES = 16 * 1024 * 1024
"""Longest line read: an answer with every step of its resolution has some hundred thousand bytes."""
UNREADABLE_MOST = 0.001
"""Share of lines that may be unreadable, as a killed scan leaves one: more stop the import."""
_CHUNK = 1024 * 1024
_MAGIC: dict[bytes, Packing] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_UNREAD = {b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"Obj\x01": "avro"}


def parts_of(path: Path) -> list[Path]:
    """The file itself, or the files of a folder of parts in the order of their names; hidden ones are let be."""
    if not path.is_dir():
        if not path.exists():
            raise LocalityError("no_file", file=path.name)
        return [path]
    parts = sorted(part for part in path.iterdir() if part.is_file() and not part.name.startswith((".", "_")))
    if not parts:
        raise LocalityError("empty_folder", file=path.name)
    return parts


def hash_parts(parts: list[Path]) -> str:
    """SHA-256 of the file in hex; of several parts, that of their hashes one after the other."""
    hashes = [file_sha256(part) for part in parts]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def is_parquet(path: Path) -> bool:
    """Whether the file is Parquet, by its first bytes."""
    return _first_bytes(path).startswith(b"PAR1")


def packing(path: Path) -> Packing:
    """How the file is packed, by its first bytes; raises LocalityError for an empty one and for what is not read."""
    first = _first_bytes(path)
    if not first:
        raise LocalityError("empty_file", file=path.name)
    for magic, name in _UNREAD.items():
        if first.startswith(magic):
            raise LocalityError("packed_otherwise", file=path.name, form=name)
    return next((name for magic, name in _MAGIC.items() if first.startswith(magic)), "none")


def _first_bytes(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read(16)


def open_unpacked(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked on the way."""
    packed = packing(path)
    if packed == "none":
        return open_file(path)
    import pyarrow as pa

    return pa.CompressedInputStream(pa.OSFile(str(path)), "gzip" if packed == "gzip" else "zstd")  # type: ignore[no-any-return]


def first_unread_line(path: Path, is_read: Callable[[object], bool]) -> tuple[int, str]:
    """Number of the first line that is no JSON object `is_read` accepts, and why: `too_long`, `no_json` or `no_answer`."""
    number = 0
    for number, line in enumerate(_lines(path), 1):
        if line is None:
            return number, "too_long"
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            return number, "no_json"
        if not is_read(value):
            return number, "no_answer"
    return number, "no_json"


def _lines(path: Path) -> Iterator[bytes | None]:
    """Each line; None for one that is too long, of which no more than that is ever held."""
    with open_unpacked(path) as file:
        held = b""
        is_skipping = False
        while chunk := file.read(_CHUNK):
            *whole, rest = (held + chunk).split(b"\n")
            for line in whole:
                yield None if is_skipping or len(line) > LONGEST_LINE_BYTES else line
                is_skipping = False
            held = rest
            if len(held) > LONGEST_LINE_BYTES:
                held, is_skipping = b"", True
        if held or is_skipping:
            yield None if is_skipping else held
