"""What is rewritten between drawing and seal: the text of a page, never its ink, and nothing that is not understood."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.chapters import registry
from dashboard.content.values import Lang
from dashboard.render.pdf import report as pdf
from dashboard.render.pdf.finish import finish
from dashboard.render.pdf.objects import Objects, UnknownFormError
from dashboard.render.pdf.typeset import SOURCES, STANDARDS
from dashboard.warehouse.build import Build
from tests.documents.readers import require

FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=pdf.font_folders())  # type: ignore[arg-type]


def drawn(build: Build, lang: Lang, chapter: str) -> bytes:
    told = [registry.build_chapter(build, chapter, registry.CHAPTERS[chapter].choices(), lang)]
    identity = pdf.Identity(build.build_id, build.as_of, "test", ())
    data = pdf.content(
        told, identity, [pdf.Attachment("manifest.json", "", "application/json", "m")], lang, is_whole=False
    )
    made = typst.compile(
        str(SOURCES / "report.typ"),
        root=str(SOURCES),
        font_paths=FONTS,
        sys_inputs={"data": json.dumps(data)},
        timestamp=datetime(2026, 1, 1, tzinfo=UTC),
        pdf_standards=STANDARDS,
    )
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module", params=["ar", "fr"])
def both(request: pytest.FixtureRequest, published_build: Build) -> tuple[bytes, bytes]:
    before = drawn(published_build, request.param, "share")
    return before, finish(before)


def test_not_a_pixel_changes(both: tuple[bytes, bytes], tmp_path: Path) -> None:
    require(shutil.which("pdftoppm") is not None, "poppler's pdftoppm")
    for name, document in zip(("before", "after"), both, strict=True):
        (tmp_path / name).mkdir()
        command = ["pdftoppm", "-r", "110", "-gray", "-", str(tmp_path / name / "page")]
        subprocess.run(command, input=document, capture_output=True, check=True)
    pages = sorted((tmp_path / "before").iterdir())
    assert len(pages) > 5
    for page in pages:
        assert page.read_bytes() == (tmp_path / "after" / page.name).read_bytes(), page.name


def marks(page: pikepdf.Page) -> list[Any]:
    """The marked contents of a page in order; they open and close as the standard says."""
    found, depth, in_text = [], [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BT":
            assert not in_text
            in_text, opened = True, len(depth)
        elif name == "ET":
            assert in_text
            assert len(depth) == opened  # what opens in a text closes in it
            in_text = False
        elif name in ("BDC", "BMC"):
            depth.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                assert depth.count("/Span") == 1
                found.append(int(operands[1]["/MCID"]))
        elif name == "EMC":
            depth.pop()
    assert not depth
    return found


def test_marked_contents_stay_as_they_were(both: tuple[bytes, bytes]) -> None:
    with pikepdf.open(io.BytesIO(both[0])) as before, pikepdf.open(io.BytesIO(both[1])) as after:
        assert [marks(page) for page in before.pages] == [marks(page) for page in after.pages]
        assert not after.check_pdf_syntax()


def test_a_glyph_says_one_letter_and_no_control(both: tuple[bytes, bytes]) -> None:
    with pikepdf.open(io.BytesIO(both[1])) as after:
        fonts = {str(font.BaseFont): font for page in after.pages for font in page.Resources.Font.values()}
        for font in fonts.values():
            mapped = re.findall(rb"^<[0-9A-F]{4}> <([0-9A-F]*)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
            texts = [bytes.fromhex(text.decode()).decode("utf-16-be") for text in mapped]
            assert texts
            assert all(texts)
            signs = re.compile("[\u064b-\u0652]{2}")  # a doubling sign and a vowel are equal in either order
            assert not [t for t in texts if len(t) > 1 and "\u0600" <= t[0] <= "\u06ff" and not signs.fullmatch(t)]
            assert not any(re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufb50-\ufeff]", text) for text in texts)


def test_a_run_is_one_string_that_reads_backwards(both: tuple[bytes, bytes]) -> None:
    """Words of a right-to-left run never stand apart in the order of the eye: the run says that it is reversed, whole."""
    with pikepdf.open(io.BytesIO(both[1])) as after:
        for page in after.pages:
            for block in re.findall(rb"BT(.*?)\nET\n", page.Contents.read_bytes(), re.DOTALL):
                assert block.count(b"/ReversedChars") <= 1


def test_taken_apart_and_put_together_it_is_the_same(both: tuple[bytes, bytes]) -> None:
    assert Objects(both[0]).written() == both[0]
    assert finish(both[0]) == both[1]


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300))
def test_what_typst_did_not_write_is_refused(document: bytes) -> None:
    for one in (document, b"%PDF-1.7\n" + document, document + b"trailer\n<<>>\nstartxref\n5\n%%EOF"):
        with pytest.raises(UnknownFormError):
            finish(one)
