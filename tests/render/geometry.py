"""What a PDF draws, as shapes: every text with its box and every path with its segments, in the order of painting.

Points and boxes are in points (1/72 inch) from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Text:
    """A run of text and the box of its ink."""

    order: int
    said: str
    box: Box


@dataclass(frozen=True)
class Path:
    """A path as its points, subpath by subpath; a curve by the ends and handles that hold it."""

    order: int
    lines: tuple[tuple[Point, ...], ...]
    is_filled: bool
    is_opaque: bool
    is_stroked: bool
    clip: Box | None = None  # what lies outside is not seen

    @property
    def box(self) -> Box:
        """The box of its points, without the width of its stroke."""
        xs, ys = ([p[axis] for line in self.lines for p in line] for axis in (0, 1))
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def segments(self) -> Iterator[tuple[Point, Point]]:
        """Every straight piece."""
        for line in self.lines:
            yield from pairwise(line)


def drawn(page: pypdfium2.PdfPage) -> tuple[list[Text], list[Path]]:
    """Every text and path of a page."""
    texts: list[Text] = []
    paths: list[Path] = []
    words = page.get_textpage()
    for order, each in enumerate(page.get_objects(max_depth=10)):
        if each.type == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(Text(order, _said(each, words), tuple(each.get_bounds())))
        elif each.type == raw.FPDF_PAGEOBJ_PATH and (path := _path(order, each)):
            paths.append(path)
    return texts, paths


def _said(each: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(each, words, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(each, words, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _path(order: int, each: pypdfium2.PdfObject) -> Path | None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(each, mode, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(each, *colour)
    lines: list[list[Point]] = []
    matrix = each.get_matrix()
    for number in range(raw.FPDFPath_CountSegments(each)):
        segment = raw.FPDFPath_GetPathSegment(each, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([])
        lines[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            lines[-1].append(lines[-1][0])
    if not lines:
        return None
    shown = bool(mode.value), colour[3].value == 255, bool(stroke.value)
    return Path(order, tuple(tuple(line) for line in lines), *shown, _clip(each))


def _clip(each: pypdfium2.PdfObject) -> Box | None:
    """The box that every clip of a path leaves."""
    clip = raw.FPDFPageObj_GetClipPath(each)
    boxes: list[Box] = []
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        points = []
        for place in range(raw.FPDFClipPath_CountPathSegments(clip, number)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, number, place), x, y)
            points.append((x.value, y.value))
        xs, ys = ([point[axis] for point in points] for axis in (0, 1))
        if points:
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return max(left), max(bottom), min(right), min(top)


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight piece enters a box (Liang and Barsky's clipping)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    left, bottom, right, top = box
    low, high = 0.0, 1.0
    for towards, room in ((-dx, x - left), (dx, right - x), (-dy, y - bottom), (dy, top - y)):
        if towards == 0:
            if room < 0:
                return False
        elif towards < 0:
            low = max(low, room / towards)
        else:
            high = min(high, room / towards)
    return low <= high
