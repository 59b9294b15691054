"""Typst in a process of its own: it keeps what it has laid out, so its memory goes back only when its process ends.

So a document that takes too long can be stopped, and one that takes too much memory takes nobody else's.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import PDFStandard

SOURCES = Path(__file__).parent / "typst"
STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
MEMORY_BYTES = 2 * 1024**3  # of address space; the longest report takes about 0.5 GB
LIMIT_S = 120.0  # a whole report takes two seconds of one core
_TOLD = 500  # characters kept of what Typst says of an error


class TypesetError(Exception):
    """The document could not be made: it took too long or too much memory, or Typst refused it; the text says which."""


def typeset(data: str, as_of: str, font_folders: Sequence[str], limit_s: float = LIMIT_S) -> bytes:
    """The PDF of `data` (JSON text as report.typ reads it), dated `as_of` (ISO), drawn with the fonts of the folders."""
    order = json.dumps({"data": data, "as_of": as_of, "fonts": list(font_folders)})
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    try:
        done = subprocess.run(command, input=order.encode(), capture_output=True, timeout=limit_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TypesetError(f"not done within {limit_s:g} s") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise TypesetError(said[-1][:_TOLD] if said else f"ended with code {done.returncode}")
    return done.stdout


def main() -> None:
    """Read an order on standard input, write the PDF on standard output."""
    import typst

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    order = json.load(sys.stdin)
    made = typst.compile(
        str(SOURCES / "report.typ"),
        root=str(SOURCES),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(order["fonts"])
        ),
        sys_inputs={"data": order["data"]},
        timestamp=datetime.fromisoformat(order["as_of"]).replace(tzinfo=UTC),
        pdf_standards=STANDARDS,
        format="pdf",
    )
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
