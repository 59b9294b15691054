"""Letters and signs drawn where they stand by glyphs of their own, where their place would break a word for a reader."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot

from dashboard.render.pdf.fonts.lookups import (
    IN_CONTEXT,
    JOINED,
    KERNING,
    MARK_GLYPH,
    MARKS_ON_BASES,
    RIGHT_TO_LEFT,
    add_glyph,
    add_in_place,
    add_seconds,
    context,
    coverage,
    lookup_of,
    moved,
    single,
)

_BRACKETS = "()[]{}<>«»‹›"
_WIDE = 60  # thousandths of the size: programs take a gap of a tenth for a space


def widen(font: TTFont) -> None:
    """Letters that wide kerning sets apart are drawn by wider glyphs, for a gap in the middle of a word reads as a space."""
    wide: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lookup in font["GPOS"].table.LookupList.Lookup:
        if lookup.LookupType != KERNING or not lookup.LookupFlag & RIGHT_TO_LEFT:
            continue
        for (first, second), value in _read_kerning(lookup).items():
            if value >= _WIDE:
                wide[value][first].append(second)
    copies: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for value in sorted(wide):
        for first in sorted(wide[value], key=font.getGlyphID):
            copies[first].append((_add_wider(font, first, value), value))
    font.getReverseGlyphMap(rebuild=True)
    rules = []
    for value in sorted(wide):
        by_seconds: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for first, followed in wide[value].items():
            by_seconds[tuple(sorted(followed))].append(first)
        for seconds, firsts in by_seconds.items():
            number = single(font, JOINED, {glyph: f"{glyph}.wide{value}" for glyph in firsts})
            rules.append(context([coverage(font, firsts)], [number], after=[coverage(font, list(seconds))]))
    add_in_place(font, lookup_of(IN_CONTEXT, JOINED, rules))
    _follow_copies(font, copies)


def _read_kerning(lookup: Any) -> dict[tuple[str, str], int]:
    """The kerning of pairs of glyphs; of several tables, the first that knows the pair decides."""
    found: dict[tuple[str, str], int] = {}
    decided: set[str] = set()
    for table in lookup.SubTable:
        if table.Format == 1:
            for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                for record in pairs.PairValueRecord:
                    if first not in decided:
                        found.setdefault((first, record.SecondGlyph), record.Value1.XAdvance or 0)
            continue
        seconds = defaultdict(list)
        for glyph, number in table.ClassDef2.classDefs.items():
            seconds[number].append(glyph)
        for first in table.Coverage.glyphs:
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            for number, record in enumerate(row):
                value = record.Value1.XAdvance if record.Value1 and hasattr(record.Value1, "XAdvance") else 0
                for second in seconds[number] if value and first not in decided else ():
                    found.setdefault((first, second), value)
        decided |= set(table.Coverage.glyphs)
    return found


def _add_wider(font: TTFont, glyph: str, by: int) -> str:
    """Add a glyph that is wider by so much on the left, and give its name."""
    name = f"{glyph}.wide{by}"
    add_glyph(font, name, glyph, (by, 0), font["hmtx"][glyph][0] + by)
    return name


def _follow_copies(font: TTFont, copies: dict[str, list[tuple[str, int]]]) -> None:
    """A wider glyph is kerned with what is before it, and carries vowel signs, as the one it stands for."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if lookup.LookupType == KERNING and table.Format == 1:
                for pairs in table.PairSet:
                    add_seconds(font, pairs, {glyph: [name for name, _ in made] for glyph, made in copies.items()})
            elif lookup.LookupType == KERNING:
                seconds = table.ClassDef2.classDefs
                seconds |= {name: seconds[g] for g in list(seconds) for name, _ in copies.get(g, ())}
            elif lookup.LookupType == MARKS_ON_BASES:
                bases = dict(zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True))
                for glyph, record in list(bases.items()):
                    for name, by in copies.get(glyph, ()):
                        bases[name] = ot.BaseRecord()
                        bases[name].BaseAnchor = [moved(anchor, by) for anchor in record.BaseAnchor]
                table.BaseCoverage = coverage(font, list(bases))
                table.BaseArray.BaseRecord = [bases[glyph] for glyph in table.BaseCoverage.glyphs]
                table.BaseArray.BaseCount = len(bases)


def place_vowels(font: TTFont) -> None:
    """A vowel sign on a letter is drawn by a glyph that has its place in it: one set higher would break its word."""
    usual = _usual_glyphs(font)
    rules = []
    stacked: set[str] = set()
    for lookup in list(font["GPOS"].table.LookupList.Lookup):
        for table in lookup.SubTable if lookup.LookupType == MARKS_ON_BASES else ():
            marks = dict(zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True))
            signs = [glyph for glyph in marks if glyph in usual]
            stacked |= set(signs)
            places: dict[tuple[int, int, int], list[str]] = defaultdict(list)
            for base, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
                for kind, anchor in enumerate(record.BaseAnchor) if base in usual else ():
                    if anchor is not None:
                        places[kind, anchor.XCoordinate, anchor.YCoordinate].append(base)
            for (kind, x, y), bases in sorted(places.items()):
                placed = {
                    sign: _add_moved(
                        font, sign, x - marks[sign].MarkAnchor.XCoordinate, y - marks[sign].MarkAnchor.YCoordinate
                    )
                    for sign in signs
                    if marks[sign].Class == kind
                }
                if placed:
                    rules.append((bases, placed))
    font.getReverseGlyphMap(rebuild=True)
    both = coverage(font, sorted(stacked))
    tables = [context([both], [], after=[both])]  # two signs on a letter keep to each other: they are left as they are
    for bases, placed in rules:
        number = single(font, RIGHT_TO_LEFT, placed)
        tables.append(context([coverage(font, list(placed))], [number], before=[coverage(font, bases)]))
    add_in_place(font, lookup_of(IN_CONTEXT, RIGHT_TO_LEFT, tables))


def _usual_glyphs(font: TTFont) -> set[str]:
    """The glyphs that draw the letters and vowel signs of Arabic."""
    options = subset.Options(layout_features=["ccmp", "init", "medi", "fina", "rlig", "calt"])
    finder = subset.Subsetter(options)
    finder.populate(unicodes=[*range(0x621, 0x653), 0x670, 0x671])
    finder._closure_glyphs(font)
    return set(finder.glyphs_gsubed)


def _add_moved(font: TTFont, sign: str, x: int, y: int) -> str:
    """Add a sign moved by so much, and give its name."""
    name = f"{sign}.at{x}.{y}"
    if name not in font["glyf"].glyphs:
        add_glyph(font, name, sign, (x, y), 0, MARK_GLYPH)
    return name


def turn_brackets(font: TTFont) -> None:
    """In Arabic an opening bracket looks like a closing one: each has a glyph of its own there, so that it can say which."""
    shapes = font.getBestCmap()
    turned = {shapes[ord(sign)]: _add_wider(font, shapes[ord(sign)], 0) for sign in _BRACKETS if ord(sign) in shapes}
    font.getReverseGlyphMap(rebuild=True)
    number = single(font, 0, turned)
    table = font["GSUB"].table
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    feature = ot.FeatureRecord()
    feature.FeatureTag, feature.Feature = "rtla", ot.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex, feature.Feature.LookupCount = None, [number], 1
    records = table.FeatureList.FeatureRecord
    records.append(feature)  # last, where no number of another feature changes
    table.FeatureList.FeatureCount = len(records)
    for script in table.ScriptList.ScriptRecord:
        for system in (script.Script.DefaultLangSys, *(one.LangSys for one in script.Script.LangSysRecord)):
            if system is not None:
                system.FeatureIndex.append(len(records) - 1)
                system.FeatureCount = len(system.FeatureIndex)
    _follow_copies(font, {glyph: [(name, 0)] for glyph, name in turned.items()})
