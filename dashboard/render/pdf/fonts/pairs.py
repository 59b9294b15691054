"""Every pair of letters drawn as one glyph, drawn by two: the first draws the pair whole, the second draws nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot

from dashboard.render.pdf.fonts.lookups import (
    IN_CONTEXT,
    KERNING,
    MARKS_ON_BASES,
    MARKS_ON_PAIRS,
    SINGLE,
    add_glyph,
    add_seconds,
    context,
    contexts,
    coverage,
    lookup_of,
    moved,
    records,
    single,
)

_PAIRS = "rlig"
Halves = dict[str, tuple[str, str]]  # by the name of a pair, the glyphs of its first and its second letter


def split_pairs(font: TTFont) -> None:
    """Let rules put the two halves of a pair where one glyph stood, and all that was said of a pair hold of its halves."""
    table = font["GSUB"].table
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == _PAIRS]
    (number,) = {n for record in records for n in record.Feature.LookupListIndex}
    lookup = table.LookupList.Lookup[number]
    found = [
        (first, ligature.Component[0], ligature.LigGlyph)
        for one in lookup.SubTable
        for first, ligatures in one.ligatures.items()
        for ligature in ligatures
    ]
    halves = {pair: _halves(font, first, second, pair) for first, second, pair in found}
    for first, second, pair in found:
        halves |= {other: _halves(font, first, second, other) for other in _variants(font, pair)}
    font.getReverseGlyphMap(rebuild=True)
    table.LookupList.Lookup[number] = lookup_of(IN_CONTEXT, lookup.LookupFlag, [_rules(font, lookup, found, halves)])
    _follow_contexts(font, halves)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    _follow_kerning(font, halves)
    _follow_marks(font, halves)


def _singles(font: TTFont, rule: Any) -> dict[str, str]:
    """What a rule for one glyph in its context puts in its place."""
    lookups = font["GSUB"].table.LookupList.Lookup
    numbers = [record.LookupListIndex for record in rule.SubstLookupRecord]
    tables = [one for n in numbers for one in lookups[n].SubTable if lookups[n].LookupType == SINGLE]
    allowed = rule.InputCoverage[0].glyphs
    return {old: new for one in tables for old, new in one.mapping.items() if old in allowed}


def _variants(font: TTFont, pair: str) -> list[str]:
    """The glyphs that rules put in a pair's place before or after certain letters."""
    found = [_singles(font, rule).get(pair) for _, rule in contexts(font)]
    return list(dict.fromkeys(name for name in found if name))


def _rules(font: TTFont, lookup: Any, found: list[tuple[str, str, str]], halves: Halves) -> Any:
    """For each pair, a rule that puts its halves in the place of its letters."""
    by_second: dict[str, dict[str, str]] = defaultdict(dict)
    by_first: dict[str, dict[str, str]] = defaultdict(dict)
    for first, second, pair in found:
        by_second[second][first], by_first[first][second] = halves[pair]
    drawing = {second: single(font, lookup.LookupFlag, mapping) for second, mapping in by_second.items()}
    blank = {first: single(font, lookup.LookupFlag, mapping) for first, mapping in by_first.items()}
    rules = ot.ChainContextSubst()
    rules.Format, rules.Coverage = 1, coverage(font, list(by_first))
    rules.ChainSubRuleSet = []
    for first in rules.Coverage.glyphs:
        those = ot.ChainSubRuleSet()
        those.ChainSubRule = [_rule([second], [drawing[second], blank[first]]) for second in by_first[first]]
        those.ChainSubRuleCount = len(those.ChainSubRule)
        rules.ChainSubRuleSet.append(those)
    rules.ChainSubRuleSetCount = len(rules.ChainSubRuleSet)
    return rules


def _rule(then: list[str], numbers: list[int]) -> Any:
    """A rule for a glyph that is followed by others: the lookups of these numbers apply to each in turn."""
    rule = ot.ChainSubRule()
    rule.Backtrack, rule.Input, rule.LookAhead = [], then, []
    rule.BacktrackGlyphCount, rule.InputGlyphCount, rule.LookAheadGlyphCount = 0, 1 + len(then), 0
    rule.SubstLookupRecord = records(numbers)
    rule.SubstCount = len(numbers)
    return rule


def _halves(font: TTFont, first: str, second: str, pair: str) -> tuple[str, str]:
    """Add two glyphs for a pair: one that draws it whole and one that draws nothing, and give their names."""
    widths = font["hmtx"]
    whole = widths[pair][0]
    left = round(whole * widths[second][0] / (widths[first][0] + widths[second][0]))  # the second letter stands left
    drawing, blank = f"{pair}.first", f"{pair}.second"
    add_glyph(font, drawing, pair, (-left, 0), whole - left)
    add_glyph(font, blank, "", (0, 0), left)
    return drawing, blank


def _follow_contexts(font: TTFont, halves: Halves) -> None:
    """What a rule says of a pair or of a glyph beside one, it says of the halves."""
    for lookup, one in list(contexts(font)):
        for covers, half in ((one.BacktrackCoverage[-1:], 1), (one.LookAheadCoverage[-1:], 0)):
            for cover in covers:
                more = [halves[glyph][half] for glyph in cover.glyphs if glyph in halves]
                cover.glyphs = coverage(font, [*cover.glyphs, *more]).glyphs
        if len(one.InputCoverage) != 1:
            continue
        pairs = {old: new for old, new in _singles(font, one).items() if old in halves}
        if pairs:
            firsts, seconds = ({halves[old][i]: halves[new][i] for old, new in pairs.items()} for i in (0, 1))
            glyphs = [coverage(font, list(each)) for each in (firsts, seconds)]
            numbers = [single(font, lookup.LookupFlag, each) for each in (firsts, seconds)]
            rule = context(glyphs, numbers, one.BacktrackCoverage, one.LookAheadCoverage)
            lookup.SubTable.append(rule)
            lookup.SubTableCount = len(lookup.SubTable)


def _follow_kerning(font: TTFont, halves: Halves) -> None:
    """Each half is kerned with its neighbour as the pair was."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == KERNING else ():
            if table.Format == 1:
                for pairs in table.PairSet:
                    add_seconds(font, pairs, {pair: [first] for pair, (first, _) in halves.items()})
                sets = dict(zip(table.Coverage.glyphs, table.PairSet, strict=True))
                sets |= {halves[glyph][1]: pairs for glyph, pairs in sets.items() if glyph in halves}
                table.Coverage = coverage(font, list(sets))
                table.PairSet = [sets[glyph] for glyph in table.Coverage.glyphs]
                table.PairSetCount = len(sets)
            else:
                firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
                more = [halves[g][1] for g in table.Coverage.glyphs if g in halves]
                table.Coverage = coverage(font, [*table.Coverage.glyphs, *more])
                firsts |= {halves[g][1]: firsts[g] for g in list(firsts) if g in halves}
                seconds |= {halves[g][0]: seconds[g] for g in list(seconds) if g in halves}


def _follow_marks(font: TTFont, halves: Halves) -> None:
    """A vowel sign over a letter of a pair stands where it stood."""
    table = font["GPOS"].table
    lookups = table.LookupList
    added: dict[int, int] = {}
    for number, lookup in list(enumerate(lookups.Lookup)):
        if lookup.LookupType != MARKS_ON_PAIRS:
            continue
        made = [_marks_on_halves(font, marks, halves) for marks in lookup.SubTable]
        added[number] = len(lookups.Lookup)
        lookups.Lookup.append(lookup_of(MARKS_ON_BASES, lookup.LookupFlag & ~4, made))
    lookups.LookupCount = len(lookups.Lookup)
    for record in table.FeatureList.FeatureRecord:
        numbers = record.Feature.LookupListIndex
        numbers += [added[n] for n in list(numbers) if n in added]
        record.Feature.LookupCount = len(numbers)


def _marks_on_halves(font: TTFont, marks: Any, halves: Halves) -> Any:
    records = {}
    for pair, ligature in zip(marks.LigatureCoverage.glyphs, marks.LigatureArray.LigatureAttach, strict=True):
        if pair not in halves:
            continue
        left = font["hmtx"][halves[pair][1]][0]
        for half, component, shift in zip(halves[pair], ligature.ComponentRecord, (-left, 0), strict=True):
            base = ot.BaseRecord()
            base.BaseAnchor = [moved(anchor, shift) for anchor in component.LigatureAnchor]
            records[half] = base
    made = ot.MarkBasePos()
    made.Format, made.ClassCount = 1, marks.ClassCount
    made.MarkCoverage, made.MarkArray = marks.MarkCoverage, marks.MarkArray
    made.BaseCoverage = coverage(font, list(records))
    made.BaseArray = ot.BaseArray()
    made.BaseArray.BaseRecord = [records[glyph] for glyph in made.BaseCoverage.glyphs]
    made.BaseArray.BaseCount = len(records)
    return made
