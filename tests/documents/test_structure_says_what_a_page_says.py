"""What a program is told of a page: text stands in paragraphs, rows have heads, foreign titles say their language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from dashboard.content.values import LANGS, Lang, Source
from dashboard.i18n import translator
from dashboard.render.html.panels import source_link


@pytest.fixture(scope="module", params=LANGS)
def document(request: pytest.FixtureRequest, whole: dict[Lang, bytes]) -> Iterator[tuple[Lang, pikepdf.Pdf]]:
    with pikepdf.open(io.BytesIO(whole[request.param])) as pdf:
        yield request.param, pdf


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]


def test_no_text_or_link_stands_outside_a_paragraph(document: tuple[Lang, pikepdf.Pdf]) -> None:
    for one in elements(document[1]):
        if one.S in ("/Span", "/Link"):
            assert str(one.P.S) not in ("/Document", "/Div", "/Sect", "/Part"), one


def test_each_row_has_a_head_that_its_cells_name(document: tuple[Lang, pikepdf.Pdf]) -> None:
    pdf = document[1]
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [bytes(n) for n in names[::2]] == sorted(bytes(n) for n in names[::2])
    known = {bytes(name): target.objgen for name, target in zip(names[::2], names[1::2], strict=True)}
    rows = 0
    for table_body in (one for one in elements(pdf) if one.S == "/TBody"):
        for row in table_body.K:
            cells = list(row.K)
            if len(cells) < 2 or not len(cells[0].K):
                continue
            rows += 1
            head = cells[0]
            assert head.S == "/TH"
            assert head.A[0].Scope == "/Row"
            assert known[bytes(head.ID)] == head.objgen
            for cell in cells[1:]:
                assert cell.S == "/TD"
                assert bytes(head.ID) in [bytes(name) for name in cell.A[0].Headers]
    assert rows > 100


def test_foreign_titles_say_their_language(document: tuple[Lang, pikepdf.Pdf]) -> None:
    lang, pdf = document
    said: set[str] = set()
    for page in pdf.pages:
        said |= {m.decode() for m in re.findall(rb"/Lang\(([^)]*)\)", page.Contents.read_bytes())}
    assert {"en", "fr", "ar"} - {lang} <= {code[:2] for code in said}
    assert all(re.fullmatch("[a-z]{2}(-[A-Z]{2})?", code) for code in said)


def test_elements_say_it_too(document: tuple[Lang, pikepdf.Pdf]) -> None:
    lang, pdf = document
    said = {str(one.Lang)[:2] for one in elements(pdf) if one.S in ("/Em", "/Span") and "/Lang" in one}
    assert {"en", "fr", "ar"} - {lang} <= said
    assert lang not in said
    # No passage in another language is left to its marks alone.
    silent = 0
    for page in pdf.pages:
        if "/StructParents" not in page:
            continue
        owners = pdf.Root.StructTreeRoot.ParentTree
        listed = list(owners.Nums)
        parents = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))[int(page.StructParents)]
        for mark, code in re.findall(rb"<</MCID (\d+)/Lang\(([^)]*)\)>>", page.Contents.read_bytes()):
            if code[:2].decode() != lang and not said_of(parents[int(mark)]):
                silent += 1
    assert silent == 0


def test_names_of_sources_in_tables_say_it_too(document: tuple[Lang, pikepdf.Pdf]) -> None:
    """Elements that say a language stand inside cells that hold more than they do, as the names of several publishers."""
    lang, pdf = document
    inside = {
        str(one.Lang)[:2] for one in elements(pdf) if one.S == "/Em" and "/Lang" in one and _stands_in_a_cell(one)
    }
    assert {"en", "fr"} - {lang} <= inside
    assert lang not in inside


def _stands_in_a_cell(element: Any) -> bool:
    while isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
        if element.S in ("/TD", "/TH"):
            return True
        element = element.P
    return False


def said_of(element: Any) -> bool:
    while isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
        if "/Lang" in element:
            return True
        element = element.P
    return False


def test_on_the_web_too() -> None:
    source = Source("s", "The Register", "Cloud", "https://example.org/", "", "", "press", "Press", language="en")
    assert '<bdi dir="auto" lang="en">The Register · Cloud</bdi>' in source_link(source, translator("ar"))


def test_names_drawn_in_a_chart_say_their_language(document: tuple[Lang, pikepdf.Pdf]) -> None:
    """Heads of columns that name a publisher: English and French ones in an Arabic report."""
    lang, pdf = document
    said = {str(one.Lang)[:2] for one in elements(pdf) if one.S == "/Em" and one.P.S == "/Figure" and "/Lang" in one}
    assert {"en", "fr"} - {lang} <= said
    assert lang not in said
