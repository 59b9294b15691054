"""A page printed from the browser: nothing cut at an edge, nothing to press, and where its PDF with every drawing is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import Reader
from tests.browser.harness import Server

A4_PT = 595.3


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
