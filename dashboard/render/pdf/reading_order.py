"""The text of a drawn PDF put in the order it is read in, one letter a glyph, before the document is sealed.

Typst's writer cuts a right-to-left run at its spaces and emits the pieces from left to right; and it tells by replacement
texts (ActualText) what a glyph that stands for several things means, direction controls and places to break among them.
Readers differ in what they make of both. Here such a run is one string, said to be in the reverse of the order of reading
(ReversedChars); each glyph's own map (ToUnicode) says its letter or its vowel sign; a replacement text stays only where it
says something else. Nothing that is drawn moves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.render.pdf.objects import Objects, UnknownFormError

_NESTED = 6  # how deep brackets stand in each other inside a string at most


def _string() -> bytes:
    """A string of a content stream: brackets inside it come in pairs, or after a backslash."""
    inner = rb"[^\\()]|\\."
    for _ in range(_NESTED):
        inner = rb"[^\\()]|\\.|\((?:%b)*\)" % inner
    return rb"(?:\((?:%b)*\)|<[0-9A-F]*>)" % inner


def _pattern(form: bytes) -> re.Pattern[bytes]:
    return re.compile(form.replace(b"TEXT", _string()).replace(b"NUM", rb"-?[\d.]+"), re.DOTALL)


_BLOCK = re.compile(rb"BT(.*?)\nET\n", re.DOTALL)
_UNIT = _pattern(
    rb"(?:/Span<</ActualText(TEXT)>>BDC)?(/ReversedChars BMC)?"
    rb"( \d Tr/(f\d+) (NUM) Tf 1 0 0 -1 )(NUM) (NUM) Tm(?:\[((?:TEXT|NUM)*)\]TJ|(TEXT)Tj)((?:\nEMC)*)"
)
_SHOWN = _pattern(rb"(TEXT)|(NUM)")
_LEAST_GAP = 0.1  # thousandths of the size of the text: what the eye never sees
_PAGE = re.compile(rb"<</Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
_DESCENDANT = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R")
_WIDTHS = re.compile(rb"/W\[([\d. -]*)\]")
_MAPPED = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]*)>$", re.MULTILINE)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
# Controls that say how a text is laid out, and places where it may break: they are no part of what it says.
_CONTROLS = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e]")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_VOWELS = re.compile("[\u064b-\u0652\u0670]")


@dataclass
class _Font:
    map_number: int  # of the object that maps glyphs to texts
    widths: dict[int, float]
    texts: dict[int, str]
    clusters: dict[int, set[str]]  # what replacement texts say of a glyph drawn alone
    letters: frozenset[int]  # the glyphs of Arabic
    decoded: dict[bytes, tuple[int, ...]] = field(default_factory=dict)

    def glyphs(self, text: bytes) -> tuple[int, ...]:
        """The glyphs that a string of a content stream shows."""
        known = self.decoded.get(text)
        if known is None:
            codes = _bytes(text)
            known = tuple(int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2))
            self.decoded[text] = known
        return known


@dataclass
class _Unit:
    """Glyphs shown together, with the replacement text that says what they stand for, if there is one."""

    actual: str | None
    is_reversed: bool
    style: bytes
    font: _Font
    size: float
    x: float
    y: bytes
    shown: list[tuple[tuple[int, ...], float]]  # glyphs, and how far back the next ones begin

    def glyphs(self) -> list[int]:
        """The glyphs from left to right."""
        return [glyph for glyphs, _ in self.shown for glyph in glyphs]


def put_in_reading_order(objects: Objects) -> None:
    """Put the text of a document in the order of reading. Raises UnknownFormError for what Typst did not write."""
    fonts: dict[int, _Font] = {}
    pages = []
    for _, body in objects.items():
        page = _PAGE.match(body)
        if page:
            named = {name: int(n) for name, n in _FONTS.findall(objects[int(page[1])])}
            for number in sorted(set(named.values()) - fonts.keys()):
                fonts[number] = _font(objects, number)
            content = objects.stream(int(page[2]))
            pages.append((int(page[2]), content, {name: fonts[number] for name, number in named.items()}))
    for _, content, named_fonts in pages:
        for block in _BLOCK.finditer(content):
            if b"/ActualText" in block[1]:
                _learn(_units(block[1], named_fonts))
    for font in fonts.values():
        _settle(font)
        _write_map(objects, font)
    for number, content, named_fonts in pages:
        objects.set_stream(number, _BLOCK.sub(lambda block, fonts=named_fonts: _mended(block, fonts), content))  # type: ignore[misc]


def _units(block: bytes, fonts: dict[bytes, _Font]) -> list[_Unit]:
    units: list[_Unit] = []
    at = 0
    while at < len(block):
        found = _UNIT.match(block, at)
        if found is None or found[10].count(b"EMC") != (found[1] is not None) + (found[2] is not None):
            raise UnknownFormError
        units.append(_unit(found, fonts[found[4]]))
        at = found.end()
    # A run with vowel signs is not said to be reversed, but it is.
    if any(unit.is_reversed or not unit.font.letters.isdisjoint(unit.glyphs()) for unit in units):
        for unit in units:
            unit.is_reversed = True
    return units


def _unit(found: re.Match[bytes], font: _Font) -> _Unit:
    shown: list[tuple[tuple[int, ...], float]] = []
    for text, number in _SHOWN.findall(found[8]) if found[9] is None else ((found[9], b""),):
        shown.append((font.glyphs(text), 0.0) if text else ((), float(number)))
    actual = None if found[1] is None else _CONTROLS.sub("", _decoded(_bytes(found[1])))
    return _Unit(actual, found[2] is not None, found[3], font, float(found[5]), float(found[6]), found[7], shown)


def _mended(block: re.Match[bytes], fonts: dict[bytes, _Font]) -> bytes:
    """A block of text with replacement texts only where they are needed, and a run in one piece."""
    text = block[1]
    if b"/ActualText" not in text and text.count(b" Tm") == 1:
        return block[0]
    units = _units(text, fonts)
    for unit in units:
        if unit.actual is not None and _says(unit):
            unit.actual = None
    return b"BT%b\nET\n" % b"".join(map(_written, _runs(units)))


def _runs(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Units grouped: those that need no replacement text and follow each other in one style are one run."""
    for (is_alone, *_), group in groupby(units, key=lambda u: (u.actual is not None, u.style, u.y)):
        if is_alone:
            yield from ([unit] for unit in group)
        else:
            yield list(group)


def _written(units: list[_Unit]) -> bytes:
    """Units as one: their glyphs from left to right."""
    first, out = units[0], b""
    at = first.x
    for unit in units:
        gap = round((at - unit.x) / unit.size * 1000, 2)
        if abs(gap) >= _LEAST_GAP:
            out += b"%g" % gap
            at -= gap * unit.size / 1000
        for glyphs, back in unit.shown:
            if glyphs:
                out += b"<%b>" % b"".join(b"%04X" % glyph for glyph in glyphs)
                at += sum(map(unit.font.widths.__getitem__, glyphs)) * unit.size / 1000
            else:
                out += b"%g" % back
                at -= back * unit.size / 1000
    said = b"%b%g %b Tm[%b]TJ" % (first.style, first.x, first.y, out.replace(b"><", b""))
    if first.is_reversed:
        said = b"/ReversedChars BMC%b\nEMC" % said
    if first.actual is not None:
        told = ("\ufeff" + first.actual).encode("utf-16-be").hex().upper().encode()
        said = b"/Span<</ActualText<%b>>>BDC%b\nEMC" % (told, said)
    return said


def _says(unit: _Unit) -> bool:
    """True where the maps of the glyphs say what the replacement text says."""
    glyphs = unit.glyphs()
    return "".join(unit.font.texts[g] for g in (reversed(glyphs) if unit.is_reversed else glyphs)) == unit.actual


def _learn(units: list[_Unit]) -> None:
    for unit in units:
        glyphs = unit.glyphs() if unit.actual else []
        if len(glyphs) == 1:
            unit.font.clusters[glyphs[0]].add(unit.actual or "")


def _settle(font: _Font) -> None:
    """Find what each glyph stands for by itself: a vowel sign has no width, and a letter has no vowel sign in it."""
    for glyph, told in font.texts.items():
        cleaned = _CONTROLS.sub("", told)
        if font.widths[glyph] == 0:
            font.texts[glyph] = "".join(_VOWELS.findall(cleaned)) or cleaned
        else:
            said = {_VOWELS.sub("", text) or text for text in {cleaned, *font.clusters[glyph]} - {""}}
            font.texts[glyph] = min(said) if len(said) == 1 else _VOWELS.sub("", cleaned) or cleaned


def _font(objects: Objects, number: int) -> _Font:
    found = _DESCENDANT.search(objects[number])
    widths = _WIDTHS.search(objects[int(found[1])]) if found else None
    if found is None or widths is None:
        raise UnknownFormError
    numbers = [float(x) for x in widths[1].split()]
    by_glyph: dict[int, float] = defaultdict(float)
    for first, last, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        by_glyph |= dict.fromkeys(range(int(first), int(last) + 1), width)
    mapped = _MAPPED.findall(objects.stream(int(found[2])))
    texts = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in mapped}
    letters = frozenset(glyph for glyph, text in texts.items() if _ARABIC.search(text))
    return _Font(int(found[2]), by_glyph, texts, defaultdict(set), letters)


def _write_map(objects: Objects, font: _Font) -> None:
    def entry(found: re.Match[bytes]) -> bytes:
        text = unicodedata.normalize("NFC", font.texts[int(found[1], 16)])
        return b"<%b> <%b>" % (found[1], text.encode("utf-16-be").hex().upper().encode())

    objects.set_stream(font.map_number, _MAPPED.sub(entry, objects.stream(font.map_number)))


def _bytes(text: bytes) -> bytes:
    """What a string of a content stream holds."""
    if text[:1] == b"<":
        return bytes.fromhex(text[1:-1].decode())
    return _ESCAPED.sub(
        lambda m: bytes([int(m[1], 8) & 255]) if m[1].isdigit() else _ESCAPES.get(m[1], m[1]), text[1:-1]
    )


def _decoded(text: bytes) -> str:
    return text[2:].decode("utf-16-be") if text.startswith(b"\xfe\xff") else text.decode("latin-1")
