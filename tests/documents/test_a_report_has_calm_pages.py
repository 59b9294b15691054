"""Pages of the whole report: turned only at a chapter's end, none with a heading alone, no word cut where it should not be."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import pairwise

import pikepdf
import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS, Cell, Column, Lang, Table
from dashboard.i18n import translator
from dashboard.render.pdf import columns as print_tables
from dashboard.render.pdf import content as print_content
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not here")


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    found: Lang = request.param
    return found


def pages_of(pdf: bytes) -> list[str]:
    made = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return made.stdout.decode().split("\f")[:-1]


def is_turned(page: pikepdf.Page) -> bool:
    left, low, right, high = (float(x) for x in page.mediabox)
    return right - left > high - low


def table(texts: list[list[str]]) -> Table:
    heads = tuple(Column(f"c{i}", f"Column {i}") for i in range(len(texts[0])))
    return Table("t", "Title", heads, tuple(tuple(Cell(text, text) for text in row) for row in texts))


@poppler
@pytest.mark.parametrize("read", ["fr", "en"])  # Arabic comes out in the order of the eye
def test_a_page_is_turned_only_at_the_end_of_a_chapter(
    whole: dict[Lang, bytes], read: Lang, published_build: Build
) -> None:
    t, texts = translator(read), pages_of(whole[read])
    with pikepdf.open(io.BytesIO(whole[read])) as pdf:
        turned = [is_turned(page) for page in pdf.pages]
    titles = [
        registry.build_chapter(published_build, name, entry.choices(), read).title
        for name, entry in registry.CHAPTERS.items()
    ]
    starts = [n for n, (before, now) in enumerate(pairwise(turned), 1) if now and not before]
    ends = [n for n, (before, now) in enumerate(pairwise(turned), 1) if before and not now]
    assert 0 < len(starts) <= len(titles)
    assert all(t("Tables of this chapter") in texts[n] for n in starts)
    assert all(any(f"{title}\n" in texts[n] for title in [*titles, t("Receipts")]) for n in ends)
    assert sum(turned) <= 12


@poppler
def test_no_page_says_almost_nothing(whole: dict[Lang, bytes], lang: Lang) -> None:
    for number, text in enumerate(pages_of(whole[lang])[2:], 3):
        assert len(text.split()) > 35, f"page {number}: {text}"


def rows_by_page(table: pikepdf.Object, pages: dict[tuple[int, int], int]) -> list[int]:
    """For each row of a table's body, the page of its first text."""
    found = []
    for part in (part for part in table.K if part.S == "/TBody"):
        for row in part.K:
            found += [page for page in (page_of(cell, pages) for cell in row.K) if page is not None][:1]
    return found


def page_of(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> int | None:
    if not isinstance(element, pikepdf.Dictionary):
        return None
    if "/Pg" in element:
        return pages[element.Pg.objgen]
    kids = element.get("/K", pikepdf.Array())
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return next((page for page in (page_of(kid, pages) for kid in listed) if page is not None), None)


def test_no_table_leaves_one_row_alone(whole: dict[Lang, bytes], lang: Lang) -> None:
    cut = 0
    with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/S") != "/Table":
                continue
            rows = rows_by_page(one, pages)
            if len(set(rows)) > 1:
                cut += 1
                assert rows.count(rows[0]) > 1, f"a table begins with one row on page {rows[0]}"
                assert rows.count(rows[-1]) > 1, f"a table ends with one row on page {rows[-1]}"
    assert cut > 5, "the report has tables longer than a page"


@poppler
def test_no_page_is_nearly_empty(whole: dict[Lang, bytes], lang: Lang) -> None:
    made = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=whole[lang], capture_output=True, check=True)
    for number, page in enumerate(made.stdout.decode().split("<page ")[1:], 1):
        height = float(re.search(r'height="([\d.]+)"', page)[1])  # type: ignore[index]
        lowest = max(float(y) for y in re.findall(r'yMax="([\d.]+)"', page) if float(y) < height - 60)
        assert number == 1 or lowest > height * 0.2, f"page {number} ends at {lowest:.0f} of {height:.0f} points"


@poppler
def test_only_cells_of_tables_are_hyphenated(whole: dict[Lang, bytes]) -> None:
    first = pages_of(whole["fr"])[2]
    assert not re.search(r"[a-zéè]-\n[a-zéè]", first)


def test_what_stands_where_a_turned_table_would(published_build: Build, lang: Lang) -> None:
    t = translator(lang)
    entry = registry.CHAPTERS["share"]
    told = print_content.chapter(
        registry.build_chapter(published_build, "share", entry.choices(), lang), Receipts(t), t
    )
    assert [item["name"] for item in told["turned"]] == ["table-share-1"]
    assert all(item["turned"] for item in told["turned"])
    assert [item["name"] for item in told["flow"] if item["item"] == "pointer"] == ["table-share-1"]
    assert not any(item.get("turned") for item in told["flow"])


def test_small_charts_stand_two_by_two(published_build: Build) -> None:
    t = translator("fr")
    told = print_content.chapter(
        registry.build_chapter(published_build, "progress", registry.CHAPTERS["progress"].choices(), "fr"),
        Receipts(t),
        t,
    )
    pairs = [item for item in told["flow"] if item["item"] == "pair"]
    assert pairs
    assert all(len(pair["items"]) == 2 for pair in pairs)


def test_a_table_takes_its_width_and_no_more() -> None:
    short = print_tables.layout(table([["a", "bb"], ["ccc", "1"]]))
    assert (short.is_turned, short.is_kept, short.size) == (False, True, 7.5)
    assert sum(short.widths) == pytest.approx(print_tables.UPRIGHT, abs=1)
    prose = "what is said here takes many words and goes on for long " * 3
    mixed = print_tables.layout(table([["2026", prose, "A"]] * 30))
    assert not mixed.is_turned
    assert not mixed.is_kept
    assert mixed.widths[1] > 5 * mixed.widths[0]
    assert not any(mixed.hyphenates)
    wide = print_tables.layout(table([[prose] * 8] * 30))
    assert wide.is_turned
    assert sum(wide.widths) == pytest.approx(print_tables.TURNED, abs=1)


def test_a_column_blank_in_every_row_is_left_out() -> None:
    assert print_tables.layout(table([["a", "", "b"], ["c", " ", ""]])).columns == (0, 2)
    assert print_tables.layout(Table("t", "Title", (Column("a", "A"), Column("b", "B")), ())).columns == (0, 1)


def test_a_word_longer_than_its_column_may_break() -> None:
    long = print_tables.layout(table([["anticonstitutionnellement" * 2] * 9] * 3))
    assert all(long.hyphenates)
    assert sum(long.widths) <= print_tables.TURNED + 1
