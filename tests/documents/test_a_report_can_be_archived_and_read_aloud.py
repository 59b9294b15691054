"""A report is PDF/A-3a and PDF/UA-1 by its own word and by the checks at hand: tagged, in its language, fonts inside."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from dashboard.chapters import registry
from dashboard.chapters.shared.contents import chapter_of
from dashboard.content.values import LANGS, Chart, Lang
from dashboard.render.csv import table_csv
from dashboard.warehouse.build import Build

LANG_OF = {"fr": "fr-MA", "ar": "ar-MA", "en": "en"}
_CONTROLS = re.compile("[\u200b\u200e\u2066-\u2069\u202a-\u202e\u200f]")


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    found: Lang = request.param
    return found


def tags(node: Any) -> Iterator[Any]:
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, pikepdf.Array):
            stack.extend(each)
        elif isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                yield each
            if "/K" in each:
                stack.append(each["/K"])


def test_it_says_what_it_is(whole: dict[Lang, bytes], lang: Lang) -> None:
    with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == LANG_OF[lang]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        if lang == "ar":
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:2026")
        assert not pdf.check_pdf_syntax()


def test_every_chart_has_its_words_and_every_table_its_heads(
    whole: dict[Lang, bytes], lang: Lang, published_build: Build
) -> None:
    chapters = [
        registry.build_chapter(published_build, name, entry.choices(), lang)
        for name, entry in registry.CHAPTERS.items()
    ]
    charts = [b for c in chapters for s in c.sections for b in s.blocks if isinstance(b, Chart)]
    with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
        found = list(tags(pdf.Root.StructTreeRoot.K))
        names = [str(tag["/S"]) for tag in found]
        alts = [str(tag["/Alt"]) for tag in found if tag["/S"] == "/Figure"]
        assert len(alts) == len(charts)
        assert all(alts)
        assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/TOC", "/Caption"} <= set(names)
        assert names.count("/THead") == names.count("/Table")


def test_every_font_is_inside(whole: dict[Lang, bytes], lang: Lang) -> None:
    with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("SiyadaSansArabic" in str(font.FontName) for font in fonts)
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_the_numbers_of_every_chart_and_table_are_attached(
    whole: dict[Lang, bytes], lang: Lang, published_build: Build
) -> None:
    with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert len(pdf.Root.AF) == len(files)
        pages = len(pdf.pages)
        assert {str(spec.AFRelationship) for spec in pdf.Root.AF} == {"/Data"}
    told = json.loads(files.pop("manifest.json"))
    assert {a["name"]: a["sha256"] for a in told["attachments"]} == {
        name: hashlib.sha256(body).hexdigest() for name, body in files.items()
    }
    assert (told["build_id"], told["language"]) == (published_build.build_id, lang)
    assert {c["name"] for c in told["chapters"]} == set(registry.CHAPTERS)
    for name, entry in registry.CHAPTERS.items():
        chapter = registry.build_chapter(published_build, name, entry.choices(), lang)
        behind = {row["figure_id"] for row in published_build.rows("select figure_id from out_figures")}
        assert {f["figure_id"] for f in told["figures"] if f["chapter"] == name} == {
            *(f.figure_id for f in chapter.figures),
            *(figure_id for figure_id in behind if chapter_of(figure_id) == name),
        }
        for table_id, table in registry.tables(chapter).items():
            text = files[f"{name}-{table_id}.csv"].decode("utf-8-sig")
            assert text == table_csv(table)
            assert len(list(csv.reader(io.StringIO(text)))) == len(table.rows) + 1
    described = Path("docs/snapshot-manifest.md").read_text(encoding="utf-8")
    members = [*told, *told["figures"][0], *told["attachments"][0], *told["pages"][0], *told["document"]]
    assert all(f"`{name}`" in described for name in members)
    assert len(told["pages"]) == pages


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not here")
def test_every_figure_stands_in_the_text(
    whole: dict[Lang, bytes], lang: Lang, published_build: Build, text_of: Callable[[bytes], str]
) -> None:
    text = _plain(text_of(whole[lang]))
    for name, entry in registry.CHAPTERS.items():
        for kpi in registry.build_chapter(published_build, name, entry.choices(), lang).kpis:
            wanted = _plain(kpi.figure.text)
            # Readers put a line that mixes directions in an order of their own: there, its parts are looked for.
            parts = re.findall(r"[\d.,]*\d|[\u0621-\u064a]+", wanted) if lang == "ar" else [wanted.replace(" ", "")]
            assert all(part in (text if lang == "ar" else text.replace(" ", "")) for part in parts), (
                kpi.figure.figure_id
            )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _CONTROLS.sub("", text).replace("\u00a0", " ").replace("\u202f", " "))


def test_a_screen_reader_s_checker_finds_nothing(whole: dict[Lang, bytes], lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(whole[lang])
    report = pdfua.validate(path)
    assert not report.findings
