"""Evidence ten times as large passes its checks and is told by every page, brief, file and report, none of them too large."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from dashboard.chapters.registry import CHAPTERS, build_chapter, charts, tables
from dashboard.content.bounds import FIRST_ROWS, MOST_INPUTS, MOST_ROWS, first_marks
from dashboard.content.values import LANGS, Chapter, Lang, Table
from dashboard.i18n import translator
from dashboard.render.html.panels import without_panels
from dashboard.render.html.rows import receipts_of
from dashboard.screen.draw import made_page
from dashboard.warehouse.build import Build
from etl.contracts.tables import TABLES
from etl.paths import ROOT
from tests.drawing import draw_everywhere, print_chapter
from tests.growth.grown import SAMPLE_OF_THE_SHARE, STILL, grow
from tests.rows import read_rows

MOST_BYTES = 1_000_000  # of a page, as it is sent
PAGES = [(name, LANGS[number % 3]) for number, name in enumerate(CHAPTERS)]


def chapter_of(build: Build, name: str, lang: Lang) -> Chapter:
    return build_chapter(build, name, CHAPTERS[name].choices(), lang)


def longest(chapter: Chapter) -> Table:
    return max(tables(chapter).values(), key=lambda table: len(table.rows))


def packed(text: str) -> int:
    """Bytes of a text as a connection sends it."""
    return len(zlib.compress(text.encode(), 6))


def test_every_table_that_can_grow_has_grown(tenfold: Path) -> None:
    before, after = (read_rows(folder / "evidence") for folder in (ROOT / "data", tenfold))
    for table in (table for table in TABLES if table.name not in STILL and before[table.name]):
        kept = [row for row in before[table.name] if row.get("metric") not in SAMPLE_OF_THE_SHARE]
        if table.name != "phrases":
            assert len(after[table.name]) == len(before[table.name]) + 9 * len(kept), table.name
    assert len(after["phrases"]) > 5 * len(before["phrases"])


def test_the_same_rows_grow_the_same_way() -> None:
    rows = read_rows(ROOT / "tests" / "fixtures" / "evidence")
    assert grow(rows, 3) == grow(rows, 3)
    assert grow(rows, 1) == rows


@pytest.mark.parametrize(("name", "lang"), PAGES)
def test_every_page_is_drawn_and_small(large: Build, name: str, lang: Lang) -> None:
    chapter = chapter_of(large, name, lang)
    draw_everywhere(chapter)
    made = made_page(large, chapter, "wide")
    assert sum(map(packed, (made.contents, made.head, *made.pieces))) < MOST_BYTES


@pytest.mark.parametrize(
    ("name", "table_id"), [("sites", "register"), ("progress", "context"), ("connectivity", "trips")]
)
def test_a_report_says_what_it_leaves_out(
    large: Build, name: str, table_id: str, text_of: Callable[[bytes], str]
) -> None:
    chapter, t = chapter_of(large, name, "en"), translator("en")
    count = len(tables(chapter)[table_id].rows)
    assert count > MOST_ROWS
    printed = " ".join(text_of(print_chapter(chapter)).split())
    assert f"Printed: {FIRST_ROWS} of {t.number(count)} rows. All of them:" in printed


def test_a_drawing_says_how_much_it_draws(large: Build) -> None:
    for name in CHAPTERS:
        for chart in charts(chapter_of(large, name, "en")).values():
            assert first_marks(chart)[1] == first_marks(chart)[2], chart.chart_id  # what is drawn is within bounds
    ledger = charts(chapter_of(large, "sites", "en"))["ledger"]
    assert f"Drawn: 40 of {len(ledger.table.rows)};" in ledger.note


@pytest.mark.parametrize("lang", LANGS)
def test_all_rows_are_a_page_or_a_file_away(large: Build, client: httpx.Client, lang: Lang) -> None:
    chapter = chapter_of(large, "sites", lang)
    table, t = longest(chapter), translator(lang)
    page = client.get("/brief", params={"chapter": "sites", "lang": lang}).text
    assert packed(page) < MOST_BYTES
    first, last = t.number(1), t.number(FIRST_ROWS)
    assert t("Rows {first} to {last} of {count}.", first=first, last=last, count=t.number(len(table.rows))) in page
    link, file = (
        re.search(rf'<a href="([^"]*{part}[^"]*)"', page)
        for part in (f"rows={table.table_id}", rf"{table.table_id}\.csv")
    )
    assert link
    assert file
    read = list(csv.reader(io.StringIO(client.get(followed(file[1])).text)))
    assert len(read) == len(table.rows) + 1
    seen = FIRST_ROWS
    address = followed(link[1])
    while address:
        found = client.get(address)
        assert found.status_code == 200
        assert "<script" not in found.text
        seen += found.text.split("<tbody>")[1].split("</tbody>")[0].count("<tr>")
        following = re.search(rf'<a href="([^"]*from={seen + 1})"', found.text)
        address = followed(following[1]) if following else ""
    assert seen == len(table.rows)


def test_all_rows_of_a_receipt_are_pages_away(large: Build, client: httpx.Client) -> None:
    chapter = chapter_of(large, "sites", "en")
    made = made_page(large, chapter, "wide")
    panel, (_, receipt) = max(receipts_of(chapter).items(), key=lambda item: len(item[1][1].inputs))
    assert len(receipt.inputs) > MOST_INPUTS
    whole = "".join((made.head, *made.pieces)).replace("&amp;", "&")
    assert f"receipt={panel}" in whole
    assert f"receipt={panel}" not in without_panels(whole)
    asked = {"chapter": "sites", "lang": "en", "receipt": panel}
    seen = 0
    while seen < len(receipt.inputs):
        rows = client.get("/brief", params=asked | {"from": str(seen + 1)}).text.split("<tbody>")[1]
        assert rows.count("<tr>")
        seen += rows.count("<tr>")
    assert seen == len(receipt.inputs)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"rows": "nothing"}, 404),
        ({"receipt": "nothing"}, 404),
        ({"rows": "register", "from": "-3"}, 200),
        ({"rows": "register", "from": "x"}, 200),
        ({"rows": "register", "from": "99999999999"}, 200),
        ({"rows": "register", "country": "nowhere"}, 400),
    ],
)
def test_any_number_of_a_row_is_answered(client: httpx.Client, asked: dict[str, str], status: int) -> None:
    assert client.get("/brief", params={"chapter": "sites"} | asked).status_code == status


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_api_holds_every_row(large: Build, client: httpx.Client, name: str) -> None:
    chapter = chapter_of(large, name, "fr")
    told = client.get(f"/api/v1/chapters/{name}", params={"lang": "fr"})
    assert told.status_code == 200
    assert len(longest(chapter).rows) <= told.text.count('"value"')
    file = client.get(f"/api/v1/chapters/{name}/tables/{longest(chapter).table_id}.csv", params={"lang": "fr"})
    assert len(list(csv.reader(io.StringIO(file.text)))) == len(longest(chapter).rows) + 1


def followed(link: str) -> str:
    """An address as a page names it, from the root."""
    return urljoin("/brief", link.replace("&amp;", "&"))
