"""The language of a passage in another language, said by its element of the structure, which programs that read aloud ask.

Typst says it on the marks inside the page, and of elements only for whole cells; reflowing readers drop the marks.
"""

from __future__ import annotations

import re

from dashboard.render.pdf.objects import Objects

_CATALOGUE = re.compile(rb"<</Type/Catalog\b.*?/Lang\(([^)]*)\)", re.DOTALL)
_PAGE = re.compile(rb"<</Type/Page\b(?!s)")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_MARK = re.compile(rb"<</MCID (\d+)/Lang\(([^)]*)\)>>")
_ELEMENT = re.compile(rb"(<</Type/StructElem/S/\w+/P \d+ 0 R)(?!/Lang)(.*?)/K\[([\d ]+)\]/Pg (\d+) 0 R", re.DOTALL)


def name_languages(objects: Objects) -> None:
    """Give each element whose texts are all in one language, not the document's, that language."""
    own = next((found[1] for _, body in objects.items() if (found := _CATALOGUE.match(body))), b"")
    said = {number: _languages(objects, body) for number, body in objects.items() if _PAGE.match(body)}
    for number, body in objects.items():
        element = _ELEMENT.match(body)
        if element is None:
            continue
        marks = said.get(int(element[4]), {})
        codes = {marks.get(mark, b"") for mark in element[3].split()}
        if len(codes) == 1 and (language := codes.pop()) not in (b"", own):
            objects[number] = b"%b/Lang(%b)%b" % (element[1], language, body[element.end(1) :])


def _languages(objects: Objects, page: bytes) -> dict[bytes, bytes]:
    """The language of each marked text of a page that says one, by its number."""
    contents = _CONTENTS.search(page)
    return dict(_MARK.findall(objects.stream(int(contents[1])))) if contents else {}
