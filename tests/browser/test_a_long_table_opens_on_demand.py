"""Of a long table the first rows are seen; the keyboard shows the others, on a wide screen and on a phone."""

from __future__ import annotations

import pytest

from dashboard.render.html.pieces import FIRST_ROWS, FIRST_ROWS_PHONE
from tests.browser.conftest import Reader
from tests.browser.harness import Server

SEEN = "rows => rows.filter(row => row.checkVisibility()).length"


@pytest.mark.parametrize(("width", "first"), [(1440, FIRST_ROWS), (390, FIRST_ROWS_PHONE)])
def test_the_rows_beyond_the_first_are_shown_on_demand(reader: Reader, site: Server, width: int, first: int) -> None:
    page = reader.open(f"{site.url}/evidence?lang=ar&part=words", width=width)
    glossary = page.locator("#table-glossary")
    rows, fold = glossary.locator("tbody tr"), glossary.locator("summary")
    assert rows.evaluate_all(SEEN) == first
    fold.focus()
    page.keyboard.press("Enter")
    glossary.locator("details[open]").wait_for()
    assert rows.evaluate_all(SEEN) == rows.count() > 50
