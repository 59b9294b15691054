"""Small parts of OpenType tables as fontTools keeps them, and glyphs made of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

SINGLE, IN_CONTEXT = 1, 6  # kinds of lookup that put glyphs in the place of others
KERNING, MARKS_ON_BASES, MARKS_ON_PAIRS = 2, 4, 5  # kinds of lookup that place glyphs
RIGHT_TO_LEFT, JOINED = 1, 9  # flags of lookups; the second passes over vowel signs too
BASE_GLYPH, MARK_GLYPH = 1, 3
_IN_PLACE = "calt"  # the feature that applies once letters have their forms
_OFFSETS = 0x0004  # of a component: it is moved by whole units


def lookup_of(kind: int, flag: int, tables: list[Any]) -> Any:
    """A lookup of these tables."""
    lookup = ot.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = kind, flag, tables, len(tables)
    return lookup


def coverage(font: TTFont, glyphs: list[str]) -> Any:
    """A coverage of these glyphs."""
    covered = ot.Coverage()
    covered.glyphs = sorted(glyphs, key=font.getGlyphID)
    return covered


def records(numbers: list[int]) -> list[Any]:
    """For each glyph of a rule's input, the number of the lookup that applies to it."""
    made = []
    for place, number in enumerate(numbers):
        record = ot.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = place, number
        made.append(record)
    return made


def context(
    glyphs: list[Any], numbers: list[int], before: list[Any] | None = None, after: list[Any] | None = None
) -> Any:
    """A rule: to glyphs of these coverages, after those `before` and before those `after`, lookups of these numbers apply."""
    rule = ot.ChainContextSubst()
    rule.Format, rule.InputCoverage, rule.SubstLookupRecord = 3, glyphs, records(numbers)
    rule.BacktrackCoverage, rule.LookAheadCoverage = before or [], after or []
    return rule


def contexts(font: TTFont) -> Iterator[tuple[Any, Any]]:
    """Every lookup by context with each of its rules."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for rule in lookup.SubTable if lookup.LookupType == IN_CONTEXT else ():
            if rule.Format == 3:
                yield lookup, rule


def single(font: TTFont, flag: int, mapping: dict[str, str]) -> int:
    """Add a lookup that puts glyphs in the place of others, and give its number."""
    lookups = font["GSUB"].table.LookupList.Lookup
    table = ot.SingleSubst()
    table.mapping = mapping
    lookups.append(lookup_of(SINGLE, flag, [table]))
    return len(lookups) - 1


def add_in_place(font: TTFont, lookup: Any) -> None:
    """Add a lookup that applies once letters have their forms."""
    table = font["GSUB"].table
    table.LookupList.Lookup.append(lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == _IN_PLACE:
            record.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)


def moved(anchor: Any, by: int) -> Any:
    """An anchor moved to the right."""
    if anchor is None:
        return None
    other = ot.Anchor()
    other.Format, other.XCoordinate, other.YCoordinate = 1, anchor.XCoordinate + by, anchor.YCoordinate
    return other


def add_glyph(font: TTFont, name: str, drawn: str, at: tuple[int, int], width: int, kind: int = BASE_GLYPH) -> None:
    """Add a glyph that draws another one moved by so much, or nothing where `drawn` is empty or blank."""
    glyphs, glyph = font["glyf"], Glyph()
    has_ink = bool(drawn) and glyphs[drawn].numberOfContours != 0
    if has_ink:
        component = GlyphComponent()
        component.glyphName, component.flags, (component.x, component.y) = drawn, _OFFSETS, at
        glyph.numberOfContours, glyph.components = -1, [component]
    glyphs[name] = glyph
    if has_ink:
        glyph.recalcBounds(glyphs)
    font["hmtx"][name] = (width, glyph.xMin if has_ink else 0)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = kind


def add_seconds(font: TTFont, pairs: Any, others: dict[str, list[str]]) -> None:
    """Kern other glyphs as those whose place they take."""
    for record in list(pairs.PairValueRecord):
        for name in others.get(record.SecondGlyph, ()):
            more = ot.PairValueRecord()
            more.SecondGlyph, more.Value1, more.Value2 = name, record.Value1, record.Value2
            pairs.PairValueRecord.append(more)
    pairs.PairValueRecord.sort(key=lambda record: font.getGlyphID(record.SecondGlyph))
    pairs.PairValueCount = len(pairs.PairValueRecord)
