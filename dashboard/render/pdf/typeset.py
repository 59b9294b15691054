"""Typst in a process of its own, for documents and for images of one chart: it keeps what it has laid out, so its memory goes back only when its process ends.

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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import PDFStandard

SOURCES = Path(__file__).parent / "typst"
STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
MEMORY_BYTES = 2 * 1024**3  # of address space; the longest report takes about 0.5 GB
PIXELS_AN_INCH = 216.0  # of an image: 1 600 pixels wide, for a slide
LIMIT_S = 120.0  # a whole report takes some seconds of one core


def typeset(
    data: str, as_of: str, font_folders: Sequence[str], limit_s: float = LIMIT_S, source: str = "report.typ"
) -> bytes:
    """The PDF of `data` (JSON text as the Typst `source` reads it), dated `as_of` (ISO), drawn with the fonts of the folders.

    Raises BoundedError when the document could not be made: too slow, too large, or refused by Typst.
    """
    from dashboard.support.process import BoundedError, run

    order = json.dumps({"data": data, "as_of": as_of, "fonts": list(font_folders), "source": source})
    made = run(Path(__file__).resolve(), order.encode(), limit_s)
    if not made.startswith(b"%PDF-"):
        raise BoundedError("no document came out")
    return made


def draw_image(data: str, form: str, font_folders: Sequence[str], limit_s: float = LIMIT_S) -> bytes:
    """The image (`svg` or `png`) of `data` (JSON text as image.typ reads it). Raises BoundedError as `typeset`."""
    from dashboard.support.process import BoundedError, run

    order = json.dumps({"data": data, "form": form, "fonts": list(font_folders)})
    made = run(Path(__file__).resolve(), order.encode(), limit_s)
    if not made.startswith(b"<svg" if form == "svg" else b"\x89PNG"):
        raise BoundedError("no image came out")
    return made


def main() -> None:
    """Read an order on standard input, write the PDF or the image on standard output."""
    import typst

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    order = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(order["fonts"]))
    common: Any = {"root": str(SOURCES), "font_paths": fonts, "sys_inputs": {"data": order["data"]}}
    gc.disable()  # nothing of it outlives this process, and collecting takes a fifth of the work
    if form := order.get("form"):
        made = typst.compile(str(SOURCES / "image.typ"), format=form, ppi=PIXELS_AN_INCH, **common)
    else:
        from dashboard.render.pdf.finish import finish

        day = datetime.fromisoformat(order["as_of"]).replace(tzinfo=UTC)
        made = typst.compile(
            str(SOURCES / order["source"]), format="pdf", timestamp=day, pdf_standards=STANDARDS, **common
        )
        made = finish(made) if isinstance(made, bytes) else made
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
