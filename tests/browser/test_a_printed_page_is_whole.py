"""A page printed from the browser: nothing cut at an edge, no empty frame, light paper, nothing to press, and where its PDF is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.browser.conftest import Reader
from tests.browser.harness import Server

A4_PT, A4_PX = 595.3, 1123


def words_on(pdf: Path) -> list[tuple[float, float, str]]:
    """Every word of a PDF with where it begins and ends across its page, in points."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not here")
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">(.*?)</word>', said)
    return [(float(start), float(end), word) for start, end, word in found]


@pytest.mark.parametrize("path", ["/share?lang=ar", "/sites?lang=fr", "/sites?lang=ar"])
def test_nothing_is_cut_and_nothing_is_left_to_press(reader: Reader, site: Server, tmp_path: Path, path: str) -> None:
    page = reader.open(f"{site.url}{path}", as_arrived=True)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    words = words_on(tmp_path / "page.pdf")
    assert len(words) > 500
    assert [word for start, end, word in words if start < -1 or end > A4_PT + 1] == []
    assert max(end for _, end, _ in words) - min(start for start, _, _ in words) > 0.9 * A4_PT  # as wide as the paper
    text = " ".join(word for _, _, word in words)
    assert "snapshot.pdf" in text
    assert not {"Justificatif", "Télécharger", "Rechercher"} & {word for _, _, word in words}


LINES = """() => [...document.querySelectorAll('.plotted text, .strip-drawing text')].flatMap(e => e.childElementCount
    ? [...e.children].map(line => line.textContent) : [e.textContent])"""


@pytest.mark.parametrize("path", ["/sites?lang=fr", "/connectivity?lang=en", "/?lang=fr"])
def test_every_drawing_is_whole_on_light_paper_though_the_screen_was_dark(
    reader: Reader, site: Server, tmp_path: Path, path: str
) -> None:
    page = reader.open(f"{site.url}{path}", mode="dark")
    drawn = page.evaluate(LINES)
    page.pdf(path=tmp_path / "page.pdf", format="A4", print_background=True)
    words = {word for _, _, word in words_on(tmp_path / "page.pdf")}
    wanted = {word for text in drawn for word in re.findall(r"[^\W\d_]{4,}", text)}
    assert len(wanted) > 5
    said = " ".join(words)
    assert sorted(word for word in wanted if word not in said) == []
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    for sheet in document:
        assert sheet.get_textpage().count_chars() > 40  # no page holds an empty frame alone
        shown = sheet.render(scale=0.2, grayscale=True).to_numpy()
        assert (shown > 200).mean() > 0.6  # a map covers half a page


def test_a_drawing_higher_than_a_page_is_made_to_fit_one(reader: Reader, site: Server, tmp_path: Path) -> None:
    page = reader.open(f"{site.url}/sites?lang=fr")
    drawing = page.locator("#chart-ledger .plotted")
    assert drawing.evaluate("e => e.getBoundingClientRect().height") > A4_PX
    labels = drawing.locator("text").all_text_contents()
    first, last = (re.findall(r"[^\W\d_]{4,}", labels[place])[0] for place in (0, -1))
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(tmp_path / "page.pdf")]
    assert any(first in sheet and last in sheet for sheet in sheets)
