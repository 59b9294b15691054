"""What a drawn PDF lacks for those who read it with a program, added before it is sealed; nothing that is drawn moves."""

from __future__ import annotations

from dashboard.render.pdf_languages import name_languages
from dashboard.render.pdf_objects import Objects
from dashboard.render.pdf_tables import drop_holders, head_rows
from dashboard.render.pdf_text import put_in_reading_order


def finish(document: bytes) -> bytes:
    """The same drawing, its text in the order of reading and its tables with row heads. Raises UnknownFormError."""
    objects = Objects(document)
    put_in_reading_order(objects)
    drop_holders(objects)
    head_rows(objects)
    name_languages(objects)
    return objects.written()
