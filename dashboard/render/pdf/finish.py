"""What a drawn PDF lacks for those who read it with a program, added before it is sealed; nothing that is drawn moves."""

from __future__ import annotations

from dashboard.render.pdf.languages import name_languages
from dashboard.render.pdf.objects import Objects
from dashboard.render.pdf.reading_order import put_in_reading_order
from dashboard.render.pdf.row_heads import drop_holders, head_rows


def finish(document: bytes) -> bytes:
    """The same drawing, its text in the order of reading and its tables with row heads. Raises UnknownFormError."""
    objects = Objects(document)
    put_in_reading_order(objects)
    drop_holders(objects)
    head_rows(objects)
    name_languages(objects)
    return objects.written()
