"""Receipts and sources in print: rows are listed once, source numbers as ranges, each link leads to what it names."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from dashboard.content.values import LANGS, Lang, Receipt, ReceiptInput, Source
from dashboard.i18n import translator
from dashboard.render.pdf.receipts import Receipts, ranges, shown_address


def source(n: int) -> Source:
    return Source(
        f"s{n}", f"Publisher {n}", f"Title {n}", f"https://www.example.org/{n}/", "2026", "2026-01-02", "press", "Press"
    )


def rows(values: list[str]) -> tuple[ReceiptInput, ...]:
    return tuple(
        ReceiptInput("targets", f"t{n}", f"Target {n}", value, "A", "2026", (source(n),))
        for n, value in enumerate(values)
    )


def receipt(values: list[str], formula: str = "Sum") -> Receipt:
    return Receipt(formula, rows(values), "build")


def test_a_long_list_of_rows_stands_in_one_receipt() -> None:
    told = Receipts(translator("en"))
    told.number("First", receipt(["1", "0", "1", "0", "0", "1", "0"]), has_rows=True)
    told.number("Same", receipt(["1", "0", "1", "0", "0", "1", "0"], "Mean"), has_rows=True)
    told.number("Other count", receipt(["0", "1", "0", "0", "0.5", "0", "0"]), has_rows=True)
    told.number("Chart", receipt(["1", "0", "1", "0", "0", "1", "0"]), has_rows=False)
    told.number("No zero", receipt(["2", "2", "2", "2", "2", "2", "2"]), has_rows=True)
    first, same, other, chart, full = told.rows
    assert (len(first["inputs"]), first["same"]) == (7, None)
    assert (same["inputs"], same["same"]) == ([], 1)
    assert [row["text"].split(" · ")[0] for row in other["inputs"]] == ["Target 1", "Target 4"]
    assert (other["same"], other["same_text"]) == (1, "The other rows count as zero; they are in:")
    assert (chart["same"], "[" in chart["foot"], "7 rows" in chart["foot"]) == (1, False, True)
    assert (len(full["inputs"]), full["same"]) == (7, None)


def test_a_short_list_is_told_where_it_stands() -> None:
    told = Receipts(translator("en"))
    for subject in ("One", "Two"):
        told.number(subject, receipt(["1", "2", "3", "4", "5"]), has_rows=True)
    assert [(len(row["inputs"]), row["same"]) for row in told.rows] == [(5, None), (5, None)]


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_of_sources_are_ranges(lang: Lang) -> None:
    told = Receipts(translator(lang))
    told.number("All", receipt([str(n) for n in range(1, 8)]), has_rows=False)
    assert "[1-7]" in told.rows[0]["foot"]
    assert ("\u2066[1-7]\u2069" in told.rows[0]["foot"]) == (lang == "ar")
    assert ranges([1, 2, 4, 5, 6, 9]) == ["1", "2", "4-6", "9"]
    assert ranges([]) == []


def test_the_usual_day_of_reading_is_told_once() -> None:
    told = Receipts(translator("en"))
    told.number("All", receipt(["1", "2", "3"]), has_rows=False)
    assert told.read_on == "2026-01-02"
    assert all("read on" not in each["details"] for each in told.listed())


def test_an_address_is_shown_as_it_is_read() -> None:
    assert shown_address("https://www.example.org/a/") == "example.org/a"
    assert shown_address("http://example.org/%d8%a7%d9%84") == "example.org/ال"
    assert shown_address("http://example.org/%20a") == "example.org/%20a"
    assert shown_address("http://example.org/%f0%9f%91%88") == "example.org/%f0%9f%91%88"


def test_every_link_inside_leads_to_a_page(whole: dict[Lang, bytes]) -> None:
    for lang in LANGS:
        with pikepdf.open(io.BytesIO(whole[lang])) as pdf:
            pages = {page.objgen for page in pdf.pages}
            links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"]
            ends = [note.A.D if "/A" in note else note.Dest for note in links if "/URI" not in note.get("/A", {})]
            assert len(ends) > 200
            names = pikepdf.NameTree(pdf.Root.Names.Dests)
            places = [names[str(end)] if isinstance(end, pikepdf.String) else end for end in ends]
            found = [place.D if isinstance(place, pikepdf.Dictionary) else place for place in places]
            assert all(place[0].objgen in pages for place in found)


def test_a_number_beside_a_text_names_a_receipt(whole: dict[Lang, bytes], text_of: Callable[[bytes], str]) -> None:
    text = text_of(whole["fr"])
    quoted = {int(n) for n in re.findall(r"\bR(\d{1,3})\b", text)}
    assert max(quoted) > 100
    assert quoted == set(range(1, max(quoted) + 1))
