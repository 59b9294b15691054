"""Every kind of chart, drawn for print, holds exactly the numbers of its specification, mirrored or not, as the screen does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
import typst

from dashboard.content.charts import CHART_KINDS, Bar, BarChart, Value, drawn_numbers
from dashboard.content.maps import MapArea, MapChart, MapLabel, MapPanel
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.render.pdf import report as pdf
from dashboard.render.pdf import typeset
from dashboard.render.pdf.content import palette, specification
from tests.render.gallery import BASE, gallery

FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=pdf.font_folders())  # type: ignore[arg-type]
PAGE = b"""
#import "kit.typ": data, rtl
#import "charts.typ": draw
#set document(title: "t")
#set page(width: 520pt, height: 800pt, margin: 19pt)
#set text(font: "Siyada Sans Arabic", lang: data.lang, dir: if rtl { std.rtl } else { ltr })
#for c in data.charts { figure(alt: "a", draw(c)) }
"""


def inputs(charts: list[Chart], lang: Lang) -> dict[str, str]:
    told = {"lang": lang, "charts": [specification(chart, lang) for chart in charts], **palette()}
    return {"data": json.dumps(told), "trace": "yes"}


def numbers_in_print(chart: Chart, lang: Lang) -> list[float]:
    given = inputs([chart], lang)
    found = typst.query(PAGE, "<drawn>", field="value", root=str(typeset.SOURCES), font_paths=FONTS, sys_inputs=given)
    return sorted(json.loads(found))


def printed(charts: list[Chart], lang: Lang) -> bytes:
    made = typst.compile(
        PAGE,
        root=str(typeset.SOURCES),
        font_paths=FONTS,
        sys_inputs=inputs(charts, lang),
        timestamp=0,
        pdf_standards=typeset.STANDARDS,
        format="pdf",
    )
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_draws_its_numbers_and_nothing_else(lang: Lang) -> None:
    charts = gallery(lang)
    assert {type(chart) for chart in charts.values()} == set(CHART_KINDS)
    for name, chart in charts.items():
        assert numbers_in_print(chart, lang) == pytest.approx(sorted(drawn_numbers(chart))), name


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_with_nothing_in_it_is_still_drawn(lang: Lang) -> None:
    empty = (
        ("bars", "bars"),
        ("stack", "rows"),
        ("lines", "lines"),
        ("bullets", "bullets"),
        ("dumbbells", "dumbbells"),
        ("heat", "rows"),
        ("timeline", "lanes"),
        ("tornado", "bars"),
        ("ledger", "rows"),
        ("scattered", "points"),
    )
    charts = gallery(lang)
    made = [replace(charts[name], **{field: ()}) for name, field in empty]  # type: ignore[arg-type]
    assert printed(made, lang).startswith(b"%PDF-1.7")


HOSTILE = (
    '#panic("x")',
    "$x$ *bold* _em_ @ref <label>",
    '#import "report.typ": *',
    "\\#h(1em) `raw` // gone",
    "L" * 90,
    "a/" * 40,
)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not here")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hostile_words_are_printed_as_themselves(lang: Lang, text_of: Callable[[bytes], str]) -> None:
    axis = gallery(lang)["bars"].axis  # type: ignore[attr-defined]
    bars = tuple(Bar(word, Value(1.0, word[:30])) for word in HOSTILE)
    text = "".join(text_of(printed([BarChart("c", **BASE, bars=bars, axis=axis)], lang)).split())
    for word in HOSTILE:
        assert "".join(word.split()) in text.replace("\u200b", "")


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_font_lacks_never_stops_a_report(lang: Lang) -> None:
    axis = gallery(lang)["bars"].axis  # type: ignore[attr-defined]
    words = ("▲ 3", "\u202f", "\x00\x07", "中文", "\U0001f600", "ⴰⵎⴰⵣⵉⵖ", "\u202eabc", "\ufffd●", "a\nb\tc")
    bars = tuple(Bar(word, Value(1.0, word)) for word in words)
    assert printed([BarChart("c", **BASE, bars=bars, axis=axis)], lang)


def test_a_map_in_print_keeps_its_lines_of_words_and_the_shape_of_its_lands() -> None:
    ring = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 0.0))
    label = MapLabel("Béni Mellal-\nKhénifra", 50, 50)
    panel = MapPanel("p", "Panel", 0, 0, 280, 280, areas=(MapArea((ring,), "land"),), labels_wide=(label,))
    chart = next(each for each in gallery("fr").values() if isinstance(each, MapChart))
    told = specification(replace(chart, panels=(panel,)), "fr")["panels"][0]
    assert told["labels_wide"][0]["text"] == ["Béni Mellal-", "Khénifra"]
    assert told["areas"][0]["rings"] == [[list(point) for point in ring]]
    assert told["areas"][0]["fill"] == "land"
