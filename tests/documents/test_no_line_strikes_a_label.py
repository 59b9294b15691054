"""On no page of a report does a line cross a text: read from the shapes that the PDF paints, in the order it paints them.

The coasts and borders of maps are edges of areas, pale and under the names by design; the lines of systems and leaders are not.
"""

from __future__ import annotations

import pypdfium2
import pytest

from dashboard.content.values import LANGS, Lang
from tests.render.geometry import Box, Path, Text, crosses, drawn

SLACK = 0.8  # points between the ink of a text and a line that only grazes it


def inside(box: Box, other: Box) -> bool:
    room = 0.6
    return (
        other[0] - room <= box[0]
        and other[1] - room <= box[1]
        and other[2] + room >= box[2]
        and other[3] + room >= box[3]
    )


def strikes(line: Path, text: Text, paths: list[Path]) -> bool:
    """Whether a line is seen through a text: it crosses its ink, and no paper was laid between the two."""
    left, bottom, right, top = text.box
    ink = (left + SLACK, bottom + SLACK, right - SLACK, top - SLACK)
    if line.clip:
        ink = (*map(max, ink[:2], line.clip[:2]), *map(min, ink[2:], line.clip[2:]))
        if ink[0] >= ink[2] or ink[1] >= ink[3]:
            return False
    if not any(crosses(start, end, ink) for start, end in line.segments):
        return False
    paper = [path for path in paths if path.is_filled and path.is_opaque and line.order < path.order < text.order]
    return not any(inside(ink, path.box) for path in paper)


def struck(data: bytes) -> list[tuple[int, str]]:
    """Page and text of every label that a line strikes."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number in range(len(document)):
        texts, paths = drawn(document[number])
        lines = [path for path in paths if path.is_stroked and not path.is_filled]
        for text in texts:
            left, bottom, right, top = text.box
            is_word = text.said.strip() and right - left > 3 and top - bottom > 3
            if is_word and any(strikes(line, text, paths) for line in lines):
                found.append((number + 1, text.said))
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_strikes_a_label_of_a_report(whole: dict[Lang, bytes], lang: Lang) -> None:
    assert struck(whole[lang]) == []
