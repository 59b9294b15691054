"""The fonts of print are those of the package to the eye, and are made again byte for byte."""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as fontpkg
import numpy
import pytest
import typst
from fontTools.ttLib import TTFont
from PIL import Image

from dashboard.render.pdf.fonts.derive import FAMILY, HERE, WEIGHTS, derived
from etl.paths import ROOT

PACKAGE = Path(fontpkg.__file__).parent / "files"
SAMPLES = (
    "لا لأ لإ لآ بلا الأهداف الإنفاق الآن السلام ملأ",  # lam-alef
    "في بر تر نر ير شر صر سر ضر بي تي ني لي شي صي حي كي ين نن هي في المغرب",  # other pairs drawn as one
    "أكثر أكبر أكادير سيناريوهات عنصرين مسرع صرح مصرح تشرح الأكثر",  # wide kerning, letters that give way
    "تُنشر يُقاس احتُسبت عمومًا كلًّا إلّا قوّة مدّة لُوحظ ثَمّ لاّ",  # vowel signs
    "(مثال) [آخر] «قول» 60 % و36 وNvidia (بين 3 و5)",  # brackets and mixed text
    "Ça coûte 12,5 % — l’œuvre (Œ) “quoted” fi fl Å",
)


def picture(
    folder: Path, family: str, weight: int, dir_: str, text: str
) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.uint8]]:
    source = (
        "#set page(width: 420pt, height: auto, margin: 6pt)\n"
        f'#set text(font: "{family}", weight: {weight}, size: 24pt, lang: "ar", dir: {dir_})\n#text("{text}")'
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    made = typst.compile(source.encode(), font_paths=fonts, format="png", ppi=144)
    assert isinstance(made, bytes)
    return numpy.asarray(Image.open(io.BytesIO(made)).convert("L"))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_they_are_made_again_byte_for_byte(weight: str) -> None:
    assert derived(weight) == (HERE / f"SiyadaSansArabic-{weight}.ttf").read_bytes()


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("weight", [400, 500, 700])
def test_the_eye_sees_no_difference(text: str, weight: int) -> None:
    direction = "ltr" if text.isascii() or text[0] == "Ç" else "rtl"
    package = picture(PACKAGE, "IBM Plex Sans Arabic", weight, direction, text).astype(int)
    ours = picture(HERE, FAMILY, weight, direction, text).astype(int)
    assert package.shape == ours.shape
    assert package.min() < 50
    assert numpy.abs(package - ours).max() <= 8  # of 255: rounding at the edge of a stroke


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_licence_is_kept(weight: str) -> None:
    font = TTFont(HERE / f"SiyadaSansArabic-{weight}.ttf")
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert not any("Plex" in names[number] for number in (1, 3, 4, 6))  # a reserved name
    assert "SIL Open Font License" in names[13]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (HERE / "OFL.txt").read_text(encoding="utf-8")
    assert FAMILY in (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
