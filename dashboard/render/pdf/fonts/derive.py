"""The fonts of print, derived from the font package so that a program reads what the eye reads.

IBM Plex Sans Arabic draws 241 pairs of letters (lam-alef, ra after ba...) by one glyph each. A PDF then has one glyph for
two letters, and most programs that read Arabic turn the two round: words are neither found nor copied right. Here the
first letter's glyph draws the whole pair and the second's draws nothing, each as wide as its share. Wide kerning, which
programs take for a space, high vowel signs, which break a word, and brackets, which look like their opposites, have
glyphs of their own. The page is the same to the eye. The licence (OFL 1.1) reserves the name Plex: the family has another.

`make fonts` writes them again, byte for byte; to run Siyada, fontTools is not needed.
"""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as fontpkg
from fontTools.ttLib import TTFont

from dashboard.render.pdf.fonts.pairs import split_pairs
from dashboard.render.pdf.fonts.places import place_vowels, turn_brackets, widen

FAMILY = "Siyada Sans Arabic"
WEIGHTS = ("Regular", "Medium", "Bold")
HERE = Path(__file__).parent


def derived(weight: str) -> bytes:
    """The derived font of a weight of the package, the same bytes every time."""
    font = TTFont(Path(fontpkg.__file__).parent / "files" / f"IBMPlexSansArabic-{weight}.ttf", recalcTimestamp=False)
    split_pairs(font)
    widen(font)
    place_vowels(font)
    turn_brackets(font)
    _rename(font, weight)
    font["post"].formatType = 3.0  # nobody reads the names of glyphs
    if "DSIG" in font:
        del font["DSIG"]  # a signature of the bytes that were
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _rename(font: TTFont, weight: str) -> None:
    names = font["name"]
    for record in list(names.names):
        text = record.toUnicode()
        if record.nameID in (1, 3, 4, 6, 16, 18, 21, 25):
            compact = record.nameID == 6
            renamed = text.replace("IBM Plex Sans Arabic", FAMILY).replace("IBMPlexSansArabic", FAMILY.replace(" ", ""))
            names.setName(
                renamed.replace(" ", "") if compact else renamed,
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )
        elif record.nameID == 7:  # the trademark goes with the name
            names.removeNames(nameID=7)


def main() -> None:
    """Write the fonts beside this file."""
    for weight in WEIGHTS:
        (HERE / f"SiyadaSansArabic-{weight}.ttf").write_bytes(derived(weight))


if __name__ == "__main__":
    main()
