"""An official figure that was not read in the original says so beside its letter: in tables, in boxes, where it is cited."""

from __future__ import annotations

import pytest

from dashboard.chapters import registry
from dashboard.chapters.overview.note import build_note
from dashboard.chapters.progress.rows import fronts, read_rows
from dashboard.content.values import LANGS, Box, Lang
from dashboard.i18n import translator
from dashboard.render.citation import value_words
from dashboard.warehouse.build import Build
from dashboard.warehouse.reading import Reading


def second_hand_targets(reading: Reading) -> dict[str, bool]:
    """Indicators whose letter is A, and whether a row behind it was read second-hand."""
    found = {}
    for row in fronts(read_rows(reading)):
        keys = (("observations", row["latest_key"]), ("targets", row["target_key"]))
        inputs = [reading.input(table, key, "") for table, key in keys if key]
        if max(one.grade for one in inputs) == "A":
            found[str(row["indicator_id"])] = any(one.is_second_hand for one in inputs)
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_tables_of_targets_say_it(published_build: Build, lang: Lang) -> None:
    reading = Reading.of(published_build, lang)
    wanted = second_hand_targets(reading)
    assert any(wanted.values())
    chapter = registry.build_chapter(
        published_build, "progress", registry.read_choices(published_build, "progress", "")[0], lang
    )
    tables = [build_note(reading).targets]
    tables += [table for name, table in registry.tables(chapter).items() if name in ("measured", "not-measured")]
    for table in tables:
        keys = [column.key for column in table.columns]
        for row in table.rows:
            cell = row[keys.index("grade")]
            is_second_hand = wanted.get(str(row[keys.index("indicator")].value)) if cell.value == "A" else None
            if is_second_hand is not None:
                assert (cell.text != "A") == is_second_hand


@pytest.mark.parametrize("lang", LANGS)
def test_a_citation_and_a_line_say_it(published_build: Build, lang: Lang) -> None:
    chapter = registry.build_chapter(
        published_build, "overview", registry.read_choices(published_build, "overview", "")[0], lang
    )
    boxes = [block for section in chapter.sections for block in section.blocks if isinstance(block, Box)]
    told = [line for box in boxes for line in box.lines if line.is_second_hand]
    assert told
    for line in told:
        figures = [figure for figure in line.figures if figure.is_second_hand]
        assert figures
        for figure in figures:
            assert translator(lang)("read second-hand") in value_words(figure, translator(lang))
