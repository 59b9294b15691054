"""The API over plain HTTP: hashes, parts, problems, fixed builds, and the same values as the screen."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import duckdb
import httpx
import pytest

from dashboard.chapters import registry
from dashboard.content.values import LANGS
from dashboard.warehouse.build import Build
from tests.browser.harness import serving

PATHS = (
    *("builds", "chapters", "chapters/overview", "figures", "figures.csv", "tables", "tables/sites.csv"),
    *("tables/sites.json", "tables/sites.parquet", "tables/out_figures.csv", "geo/regions.geojson", "datapackage.json"),
    *("chapters/sites.xlsx", "chapters/sites/tables/register.csv?for=excel", "chapters/sites/charts/ledger.svg"),
    *("chapters/overview/tables/strip_mw.csv", "catalog.jsonld", "warehouse.duckdb", "openapi.json", ""),
    *("note.pdf?lang=fr", "note.docx?lang=ar"),
)


@pytest.fixture(scope="module")
def warehouse(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of our own to spoil."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("own") / "warehouse"))


@pytest.fixture(scope="module")
def client(warehouse: Path) -> Iterator[httpx.Client]:
    with serving(warehouse) as server, httpx.Client(base_url=f"{server.url}/api/v1/", timeout=30) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_the_etag_is_the_hash_of_the_bytes_sent(client: httpx.Client, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", path, headers={"Accept-Encoding": "br"}) as packed:
        sent = b"".join(packed.iter_raw())
    assert plain.status_code == packed.status_code == 200
    assert plain.headers["etag"] == f'"{hashlib.sha256(plain.content).hexdigest()}"'
    assert packed.headers["etag"] == f'"{hashlib.sha256(sent).hexdigest()}"'
    if packed.headers.get("content-encoding") == "br":
        assert brotli.decompress(sent) == plain.content
    known = client.get(path, headers={"If-None-Match": plain.headers["etag"], "Accept-Encoding": "identity"})
    assert (known.status_code, known.content) == (304, b"")
    head = client.head(path, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", plain.headers["etag"])
    assert int(head.headers["content-length"]) == len(plain.content)


def test_a_part_may_be_asked_for(client: httpx.Client) -> None:
    whole = client.get("warehouse.duckdb").content
    size = len(whole)
    for asked, part in (
        ("0-99", whole[:100]),
        ("100-", whole[100:]),
        ("-10", whole[-10:]),
        (f"5-{size + 9}", whole[5:]),
    ):
        found = client.get("warehouse.duckdb", headers={"Range": f"bytes={asked}"})
        assert (found.status_code, found.content) == (206, part)
        assert found.headers["content-range"].endswith(f"/{size}")
    beyond = client.get("warehouse.duckdb", headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert beyond.headers["content-type"] == "application/problem+json"
    for passed_over in ("bytes=9-5", "bytes=-", "lines=1-2", "bytes=0-1,3-4"):
        assert client.get("warehouse.duckdb", headers={"Range": passed_over}).content == whole
    other = {"Range": "bytes=0-9", "If-Range": '"of-another-build"'}
    assert client.get("warehouse.duckdb", headers=other).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("tables/nothing.csv", 404),
        ("tables/core_sites.csv", 404),
        ("tables/sites.xls", 422),
        ("tables/..%2f..%2fetc%2fpasswd.csv", 404),
        ("geo/nothing.geojson", 404),
        ("chapters/nothing", 404),
        ("chapters/overview?lang=de", 422),
        ("chapters/overview/tables/nothing.csv", 404),
        ("chapters/sites/tables/site_map.csv?status=elsewhere", 400),
        ("builds/000000000000", 404),
        ("builds/nothing", 422),
        ("builds/000000000000/figures", 404),
        ("../v2/figures", 404),
        ("../../api", 404),
    ],
)
def test_what_is_not_there_is_a_problem_and_never_a_page(client: httpx.Client, path: str, status: int) -> None:
    found = client.get(path)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    told = found.json()
    assert told["status"] == status
    assert told["detail"]
    assert {"type", "title"} <= told.keys()
    assert not re.search(r"Traceback|/work|site-packages|\.py", found.text)


def test_only_reading_is_answered(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE"):
        found = client.request(method, "figures")
        assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD")
        assert found.headers["content-type"] == "application/problem+json"


def test_a_fixed_build_stays_when_another_is_published(client: httpx.Client, warehouse: Path) -> None:
    latest = client.get("builds").json()["latest"]
    assert client.get(f"builds/{latest}").json()["build_id"] == latest
    for path in ("figures", "tables/sites.csv", "geo/sites.geojson", "chapters/share", "datapackage.json"):
        assert client.get(f"builds/{latest}/{path}").content == client.get(path).content
    pointer = warehouse / "current.json"
    told = pointer.read_text()
    pointer.unlink()
    try:
        none = client.get("figures")
        assert (none.status_code, none.headers["content-type"]) == (503, "application/problem+json")
        assert client.get(f"builds/{latest}/figures").status_code == 200
    finally:
        pointer.write_text(told)


@pytest.mark.parametrize("name", registry.CHAPTERS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_chapter_is_the_one_on_the_screen(client: httpx.Client, published_build: Build, name: str, lang: Any) -> None:
    chapter = registry.build_chapter(published_build, name, registry.CHAPTERS[name].choices(), lang)
    found = client.get(f"chapters/{name}?lang={lang}").json()
    assert (found["title"], found["lang"], found["notices"]) == (chapter.title, lang, [])
    assert [one["text"] for one in found["sentences"]] == [one.text for one in chapter.sentences]
    shown = {kpi.figure.figure_id: kpi.figure.value for kpi in chapter.kpis}
    assert {one["figure"]["figure_id"]: one["figure"]["value"] for one in found["kpis"]} == shown
    if name != "evidence":  # it counts the sources themselves
        assert all(one["figure"]["source_ids"] for one in found["kpis"] if one["figure"]["receipt"]["inputs"])
    kinds = {block["kind"] for section in found["sections"] for block in section["blocks"]}
    assert kinds <= {"table", "text", "box"} | {kind for kind in kinds if kind.endswith("_chart")}
    for table_id, table in registry.tables(chapter).items():
        text = client.get(f"chapters/{name}/tables/{table_id}.csv?lang={lang}").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert rows[0] == [column.key for column in table.columns]
        assert len(rows) == 1 + len(table.rows)


def test_choices_move_a_chapter_and_a_wrong_one_is_told(client: httpx.Client) -> None:
    every = client.get("chapters/sites").json()
    some = client.get("chapters/sites?status=operational").json()
    assert some["query"] == "status=operational"
    assert every["kpis"] != some["kpis"] or every["sections"] != some["sections"]
    wrong = client.get("chapters/sites?status=elsewhere").json()
    assert [(one["parameter"], one["value"]) for one in wrong["notices"]] == [("status", "elsewhere")]
    listed = {one["name"]: one["choices"] for one in client.get("chapters").json()["chapters"]}
    assert "operational" in next(one for one in listed["sites"] if one["name"] == "status")["allowed"]


def test_a_csv_is_safe_in_a_spreadsheet(client: httpx.Client) -> None:
    for name in client.get("tables").json()["tables"]:
        body = client.get(f"tables/{name}.csv").content
        assert body.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert not cell.startswith(("=", "@", "\t", "\r"))
                assert not cell.startswith(("+", "-")) or re.fullmatch(r"[+-]?\d[\d.e+-]*", cell), cell


def test_the_warehouse_opens_and_is_the_build(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "taken.duckdb"
    path.write_bytes(client.get("warehouse.duckdb").content)
    with duckdb.connect(str(path), read_only=True) as taken:
        assert taken.execute("select build_id from out_build").fetchone() == (client.get("builds").json()["latest"],)


def test_the_page_of_the_api_asks_for_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("").text
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    for path in client.get("openapi.json").json()["paths"]:
        assert "{build_id}" in path or f"/api/v1{path}" in page
    assert client.get("../v1", follow_redirects=False).headers["location"] == "v1/"
