"""No bound for long tables, receipts, drawings and lists of names touches evidence of the size it has had so far."""

from __future__ import annotations

import pytest

from dashboard import i18n
from dashboard.chapters.progress import chapter as progress
from dashboard.chapters.registry import CHAPTERS
from dashboard.chapters.shared import bounded, label_rule
from dashboard.content import bounds
from dashboard.content.values import LANGS
from dashboard.i18n import translator
from dashboard.render.html import pieces
from dashboard.render.pdf import content as printed
from dashboard.render.pdf import receipts as of_print
from dashboard.render.pdf.receipts import Receipts
from dashboard.warehouse.build import Build

BOUNDS = [
    *((bounds, name) for name in ("MOST_ROWS", "MOST_INPUTS", "MOST_MARKS", "MOST_POINTS")),
    *((i18n, "MOST_NAMED"), (progress, "MOST_NAMED"), (progress, "MOST_TRAJECTORIES"), (progress, "MOST_VERDICTS")),
    *((bounded, "MOST_HEARD"), (label_rule, "MOST_NAMES"), (of_print, "MOST_INPUTS")),
]


def drawn(build: Build, name: str) -> list[object]:
    """A chapter in three languages as the screen and print draw it."""
    found: list[object] = []
    for lang in LANGS:
        chapter, t = CHAPTERS[name].build(build, CHAPTERS[name].choices(), lang), translator(lang)
        found += [chapter, pieces.page(chapter, t, "wide"), printed.chapter(chapter, Receipts(t), t)]
    return found


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_without_bounds_is_the_same(counted_build: Build, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted_build.free()
    bounded_as_served = drawn(counted_build, name)
    for module, bound in BOUNDS:
        monkeypatch.setattr(module, bound, 10**9)
    counted_build.free()
    assert drawn(counted_build, name) == bounded_as_served
