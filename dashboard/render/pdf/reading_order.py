"""The text of a drawn PDF put in the order it is read in, one letter a glyph, before the document is sealed.

Typst's writer cuts a right-to-left run at its spaces and emits the pieces from left to right; and it tells by replacement
texts (ActualText) what a glyph that stands for several things means, direction controls and places to break among them.
Readers differ in what they make of both. Here such a run is one string, said to be in the reverse of the order of reading
(ReversedChars); each glyph's own map (ToUnicode) says its letter or its vowel sign; a replacement text stays only where it
says something else. Nothing that is drawn moves.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

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


_BEGIN, _END = b"BT", b"\nET\n"  # of a block of text
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
_ESCAPES |= {b"%0*o" % (digits, code): bytes([code & 255]) for digits in (1, 2, 3) for code in range(8**digits)}
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
    codes: dict[bytes, bytes] = field(default_factory=dict)

    def decode(self, text: bytes) -> bytes:
        """The codes of the glyphs that a string of a content stream shows, two bytes each."""
        known = self.codes.get(text)
        if known is None:
            known = self.codes[text] = _bytes(text)
        return known


@dataclass
class _Form:
    """Glyphs shown together, with the replacement text that says what they stand for, if there is one: the same words stand
    in many places of a document, and are read once."""

    actual: str | None
    is_reversed: bool
    style: bytes
    font: _Font
    size: float
    glyphs: tuple[int, ...]  # from left to right
    shown: bytes  # the glyphs and the gaps between them, as they are written
    steps: tuple[float, ...]  # by which each part of it moves on
    said: dict[bool, str | None] = field(default_factory=dict)

    def replacement(self, is_reversed: bool) -> str | None:
        """The replacement text, where the maps of the glyphs don't say it."""
        if is_reversed not in self.said:
            texts = map(self.font.texts.__getitem__, reversed(self.glyphs) if is_reversed else self.glyphs)
            self.said[is_reversed] = None if "".join(texts) == self.actual else self.actual
        return self.said[is_reversed]


class _Unit(NamedTuple):
    """A form at its place."""

    form: _Form
    x: float
    y: bytes


class _Blocks:
    """Blocks of text of pages that name their fonts alike: each is taken apart once, and mended once."""

    def __init__(self, fonts: dict[bytes, _Font]) -> None:
        self._fonts = fonts
        self._forms: dict[tuple[bytes | None, ...], _Form] = {}
        self._units: dict[bytes, list[_Unit]] = {}
        self._mended: dict[bytes, bytes] = {}

    def read(self, content: bytes) -> None:
        """Take a page's blocks apart, and learn what replacement texts say of single glyphs."""
        for part in content.split(_END)[:-1]:
            block = part.partition(_BEGIN)[2]
            if block not in self._units and (b"/ActualText" in block or block.count(b" Tm") != 1):
                self._units[block] = self._taken_apart(block)

    def mend(self, content: bytes) -> bytes:
        """The page with replacement texts only where they are needed, and each run in one piece."""
        if not self._mended:
            self._mended = {block: _mended(units) for block, units in self._units.items()}
        *parts, rest = content.split(_END)
        out = []
        for part in parts:
            before, begin, block = part.partition(_BEGIN)
            out += [before, begin, self._mended.get(block, block), _END]
        return b"".join([*out, rest])

    def _taken_apart(self, block: bytes) -> list[_Unit]:
        units, at = [], 0
        while at < len(block):
            found = _UNIT.match(block, at)
            if found is None:
                raise UnknownFormError
            key = found.group(1, 2, 3, 8, 9, 10)
            form = self._forms.get(key)
            if form is None:
                form = self._forms[key] = _form(found, self._fonts[found[4]])
            units.append(_Unit(form, float(found[6]), found[7]))
            at = found.end()
        return units


def put_in_reading_order(objects: Objects) -> None:
    """Put the text of a document in the order of reading. Raises UnknownFormError for what Typst did not write."""
    fonts: dict[int, _Font] = {}
    kinds: dict[tuple[tuple[bytes, bytes], ...], _Blocks] = {}
    pages = []
    for _, body in objects.items():
        page = _PAGE.match(body)
        if page:
            named = tuple(_FONTS.findall(objects[int(page[1])]))
            for number in sorted({int(number) for _, number in named} - fonts.keys()):
                fonts[number] = _font(objects, number)
            if named not in kinds:
                kinds[named] = _Blocks({name: fonts[int(number)] for name, number in named})
            pages.append((int(page[2]), objects.stream(int(page[2])), kinds[named]))
    for _, content, blocks in pages:
        blocks.read(content)
    for font in fonts.values():
        _settle(font)
        _write_map(objects, font)
    for number, content, blocks in pages:
        objects.set_stream(number, blocks.mend(content))


def _form(found: re.Match[bytes], font: _Font) -> _Form:
    if found[10].count(b"EMC") != (found[1] is not None) + (found[2] is not None):
        raise UnknownFormError
    size = float(found[5])
    glyphs: tuple[int, ...] = ()
    shown, steps = b"", []
    for text, number in _SHOWN.findall(found[8]) if found[9] is None else ((found[9], b""),):
        if text:
            codes = font.decode(text)
            part = struct.unpack(f">{len(codes) // 2}H", codes)
            glyphs += part
            shown += b"<%b>" % codes.hex().upper().encode()
            steps.append(sum(map(font.widths.__getitem__, part)) * size / 1000)
        else:
            shown += b"%g" % float(number)
            steps.append(-float(number) * size / 1000)
    actual = None if found[1] is None else _CONTROLS.sub("", _decode(_bytes(found[1])))
    if actual and len(glyphs) == 1:
        font.clusters[glyphs[0]].add(actual)
    return _Form(actual, found[2] is not None, found[3], font, size, glyphs, shown, tuple(steps))


def _mended(units: list[_Unit]) -> bytes:
    """A block of text with replacement texts only where they are needed, and a run in one piece."""
    # A run with vowel signs is not said to be reversed, but it is.
    is_reversed = any(
        form.is_reversed or not form.font.letters.isdisjoint(form.glyphs)
        for form in {id(u.form): u.form for u in units}.values()
    )
    return b"".join(_written(run, replacement, is_reversed) for run, replacement in _runs(units, is_reversed))


def _runs(units: list[_Unit], is_reversed: bool) -> Iterator[tuple[list[_Unit], str | None]]:
    """Units grouped: those that need no replacement text and follow each other in one style are one run."""
    run: list[_Unit] = []
    for unit in units:
        replacement = unit.form.replacement(is_reversed)
        goes_on = run and replacement is None and (unit.form.style, unit.y) == (run[0].form.style, run[0].y)
        if run and not goes_on:
            yield run, None
            run = []
        if replacement is None:
            run.append(unit)
        else:
            yield [unit], replacement
    if run:
        yield run, None


def _written(units: list[_Unit], replacement: str | None, is_reversed: bool) -> bytes:
    """Units as one: their glyphs from left to right."""
    first, parts = units[0], []
    at, size = first.x, first.form.size
    for form, x, _ in units:
        gap = round((at - x) / size * 1000, 2)
        if abs(gap) >= _LEAST_GAP:
            parts.append(b"%g" % gap)
            at -= gap * size / 1000
        parts.append(form.shown)
        for step in form.steps:
            at += step
    said = b"%b%g %b Tm[%b]TJ" % (first.form.style, first.x, first.y, b"".join(parts).replace(b"><", b""))
    if is_reversed:
        said = b"/ReversedChars BMC%b\nEMC" % said
    if replacement is not None:
        unicode = ("\ufeff" + replacement).encode("utf-16-be").hex().upper().encode()
        said = b"/Span<</ActualText<%b>>>BDC%b\nEMC" % (unicode, said)
    return said


def _settle(font: _Font) -> None:
    """Find what each glyph stands for by itself: a vowel sign has no width, and a letter has no vowel sign in it."""
    for glyph, unicode in font.texts.items():
        cleaned = _CONTROLS.sub("", unicode)
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
    return _ESCAPED.sub(lambda m: _ESCAPES.get(m[1], m[1]), text[1:-1])


def _decode(text: bytes) -> str:
    return text[2:].decode("utf-16-be") if text.startswith(b"\xfe\xff") else text.decode("latin-1")
