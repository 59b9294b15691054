"""The gate lets through what the packaged font draws, and nothing that would stop a report, mislead a reader or run."""

import csv
import io
import struct
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as plex
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.evidence.text import MAX_CELL_CHARACTERS, csv_plain, csv_safe, drawable_code_points, faulty_characters, text_ok

FONTS = sorted((Path(plex.__file__).parent / "files").glob("*.ttf"))
ALLOWED_BESIDES = {0x200E, 0x202F}


def code_points(font: Path) -> set[int]:
    """Code points of a TrueType font's Unicode table (cmap, platform 3, format 4)."""
    raw = font.read_bytes()
    (tables,) = struct.unpack(">H", raw[4:6])
    records = (struct.unpack(">4sIII", raw[12 + 16 * i : 28 + 16 * i]) for i in range(tables))
    cmap = next(raw[offset : offset + length] for tag, _, offset, length in records if tag == b"cmap")
    (subtables,) = struct.unpack(">H", cmap[2:4])
    entries = (struct.unpack(">HHI", cmap[4 + 8 * i : 12 + 8 * i]) for i in range(subtables))
    table = cmap[next(offset for platform, encoding, offset in entries if (platform, encoding) == (3, 1)) :]
    assert struct.unpack(">H", table[:2]) == (4,)
    segments = struct.unpack(">H", table[6:8])[0] // 2
    words = struct.unpack(f">{len(table) // 2}H", table[: len(table) // 2 * 2])
    ends, starts = words[7 : 7 + segments], words[8 + segments : 8 + 2 * segments]
    deltas, at = words[8 + 2 * segments : 8 + 3 * segments], 8 + 3 * segments
    found = set()
    for i, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, last + 1):
            offset = words[at + i]
            glyph = words[at + i + offset // 2 + point - first] if offset else point
            if point != 0xFFFF and (glyph or not offset) and (glyph + deltas[i]) & 0xFFFF:
                found.add(point)
    return found


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_every_allowed_character_is_drawn_by_every_weight(font: Path):
    assert drawable_code_points() - code_points(font) == ALLOWED_BESIDES


def test_what_the_font_draws_and_the_gate_refuses_is_known():
    refused = code_points(FONTS[0]) - drawable_code_points()
    presentation_forms = {point for point in refused if 0xFB00 <= point <= 0xFEFF}
    # NUL, carriage return, soft hyphen, cross mark (an emoji) and two private-use signs.
    assert refused - presentation_forms == {0x0, 0xD, 0xAD, 0x274C, 0xECE0, 0xEFCC}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Taux : 12\u202f345,6 % « ancien »",
        "تغطية السكان بالجيل الخامس (5G) ‎.ma",
        "+14% on 2022",
        "-6% on a year",
        "<1.2 ms",
        "a < b",
    ],
)
def test_ordinary_texts_pass(text: str):
    assert text_ok(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\U0001f600", "not_drawable"),
        ("❌", "not_drawable"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "not_drawable"),
        ("\ufffd", "not_drawable"),
        ("\ud800", "not_drawable"),
        ("zero\u200bwidth", "not_drawable"),
        *((f"a{chr(point)}b", "bidi_control") for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200F)),
        *((f"a{chr(point)}b", "control_character") for point in (0, 7, 9, 10, 13, 27, 0x7F, 0x85)),
        ("<script>", "markup"),
        ("</p>", "markup"),
        ("<!-- -->", "markup"),
        ("<?php", "markup"),
        ("=cmd()", "formula"),
        ("@name", "formula"),
        ("x" * (MAX_CELL_CHARACTERS + 1), "text_too_long"),
    ],
)
def test_dangerous_texts_are_refused(text: str, rule: str):
    assert text_ok(text) == rule


@given(st.text())
def test_a_text_passes_only_if_each_of_its_characters_is_drawn(text: str):
    drawn = all(ord(character) in drawable_code_points() for character in text)
    assert drawn or text_ok(text) is not None
    assert drawn == (faulty_characters(text) == "")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_an_exported_text_runs_nowhere_and_comes_back(text: str):
    safe = csv_safe(text)
    assert csv_plain(safe) == text
    assert len(safe) - len(text) == safe.count("'") - text.count("'")  # apostrophes are all that is added
    if safe[:1] in ("=", "@", "\t", "\r"):
        raise AssertionError(safe)
    if safe[:1] in ("+", "-"):
        assert [float(part) for part in safe.split(";") if part.strip()]
    if text_ok(text) is None:
        written = io.StringIO(newline="")
        csv.writer(written).writerow([safe])
        assert next(csv.reader(io.StringIO(written.getvalue(), newline=""))) == [safe]


@pytest.mark.parametrize(
    ("text", "safe"), [("+14% on 2022", "'+14% on 2022"), ("-7.61", "-7.61"), ("=1", "'=1"), ("plain", "plain")]
)
def test_a_formula_is_escaped_and_a_number_is_not(text: str, safe: str):
    assert csv_safe(text) == safe
