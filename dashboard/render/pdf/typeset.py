"""Typst in a process of its own: it keeps what it has laid out, so its memory goes back only when its process ends.

So a document that takes too long can be stopped, and one that takes too much memory takes nobody else's.
"""

from __future__ import annotations

import gc
import json
import resource
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
LIMIT_S = 120.0  # a whole report takes some seconds of one core


def typeset(data: str, as_of: str, font_folders: Sequence[str], limit_s: float = LIMIT_S) -> bytes:
    """The PDF of `data` (JSON text as report.typ reads it), dated `as_of` (ISO), drawn with the fonts of the folders.

    Raises BoundedError when the document could not be made: too slow, too large, or refused by Typst.
    """
    from dashboard.support.process import BoundedError, run

    order = json.dumps({"data": data, "as_of": as_of, "fonts": list(font_folders)})
    made = run(Path(__file__).resolve(), order.encode(), limit_s)
    if not made.startswith(b"%PDF-"):
        raise BoundedError("no document came out")
    return made


def main() -> None:
    """Read an order on standard input, write the PDF on standard output."""
    import typst

    from dashboard.render.pdf.finish import finish

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
        gc.disable()  # nothing of it outlives this process, and collecting takes a fifth of the work
        sys.stdout.buffer.write(finish(made))


if __name__ == "__main__":
    main()
