"""A database tool that holds the published file open is named, with what to do, by every command and address that meets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dashboard.warehouse.build import HeldError, Warehouse
from etl.paths import ROOT
from etl.warehouse.publish import Published, read_pointer
from tests.browser.harness import serving

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
NEW = "b01d5b01d5b0"
NEW_FILE = f"siyada-{NEW}.duckdb"
TOLD = {"en": "open for writing", "fr": "ouvert en écriture", "ar": "للكتابة"}


no_reports = shutil.ignore_patterns("*.pdf")  # one made before needs no warehouse


@contextmanager
def holding(file: Path) -> Iterator[None]:
    """Another process holds a file of DuckDB open."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout and other.stdout.readline() == "held\n"
    try:
        yield
    finally:
        other.communicate("")


def pointed(warehouse: Path) -> Published:
    pointer = read_pointer(warehouse)
    assert pointer
    return pointer


@pytest.fixture(scope="module")
def held(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse whose published file another process holds open."""
    warehouse = Path(shutil.copytree(published, tmp_path_factory.mktemp("held") / "warehouse", ignore=no_reports))
    with holding(warehouse / pointed(warehouse).file):
        yield warehouse


@pytest.fixture(scope="module")
def client(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that serves on when a new build is published, whose file another process holds."""
    warehouse = Path(shutil.copytree(published, tmp_path_factory.mktemp("serving") / "warehouse", ignore=no_reports))
    with serving(warehouse) as server, httpx.Client(base_url=server.url, timeout=30) as found:
        assert found.get("/readyz").status_code == 200
        pointer = warehouse / "current.json"
        told = json.loads(pointer.read_text())
        shutil.copy(warehouse / told["file"], warehouse / NEW_FILE)
        with holding(warehouse / NEW_FILE):
            pointer.write_text(json.dumps(told | {"build_id": NEW, "file": NEW_FILE}))
            yield found


def siyada(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("lang", TOLD)
@pytest.mark.parametrize("command", ["figures", "claims", "snapshot", "build", "doctor"])
def test_each_command_says_what_is_the_matter(held: Path, tmp_path: Path, command: str, lang: str) -> None:
    more = ["--out", tmp_path / "snapshot.pdf"] if command == "snapshot" else []
    answer = siyada(command, *more, "--warehouse", held, "--lang", lang)
    told = answer.stdout + answer.stderr
    assert answer.returncode == 1
    assert TOLD[lang] in told
    assert pointed(held).file in told
    assert "siyada build" not in told.replace("python", "")


def test_serve_says_it_too(held: Path) -> None:
    answer = siyada("serve", "--warehouse", held, "--port", 9129)
    assert answer.returncode == 1
    assert any(words in answer.stderr for words in TOLD.values())


def test_the_error_names_the_program(held: Path) -> None:
    with pytest.raises(HeldError) as caught:
        Warehouse(held).current()
    assert "PID" in caught.value.holder


@pytest.mark.parametrize("lang", TOLD)
def test_a_report_is_not_judged_by_a_build_that_cannot_be_read(
    held: Path, published: Path, tmp_path: Path, lang: str
) -> None:
    report = tmp_path / "report.pdf"
    made = siyada("snapshot", "--chapters", "evidence", "--out", report, "--warehouse", published)
    assert made.returncode == 0, made.stderr
    answer = siyada("verify", report, "--warehouse", held, "--lang", lang)
    assert answer.returncode == 4
    assert TOLD[lang] in answer.stderr
    assert not answer.stdout


def test_the_last_build_goes_on_serving_and_readiness_says_why(client: httpx.Client) -> None:
    answer = client.get("/readyz")
    ready = answer.json()
    assert (answer.status_code, ready["ready"]) == (200, True)
    assert ready["build_id"] != NEW
    for words in (TOLD["en"], NEW_FILE, "PID"):
        assert words in ready["reason"]
    for path in ("/brief", "/brief?chapter=share", "/search?q=dakhla", "/api/v1/figures", "/api/v1/tables/sites.csv"):
        assert client.get(path).status_code == 200
    assert client.get("/api/v1/tables").json()["build_id"] == ready["build_id"]
    assert "siyada_published_build_unopened 1.0" in client.get("/metrics").text


@pytest.mark.parametrize("lang", TOLD)
@pytest.mark.parametrize("path", ["figures", "tables/sites.csv", "chapters/share"])
def test_the_api_says_it_of_the_build_that_is_asked_for_by_its_id(client: httpx.Client, path: str, lang: str) -> None:
    answer = client.get(f"/api/v1/builds/{NEW}/{path}", params={"lang": lang})
    problem = answer.json()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == lang
    assert TOLD[lang] in problem["detail"]
    assert NEW_FILE in problem["detail"]


def test_the_api_says_it_in_english_where_no_language_is_named(client: httpx.Client) -> None:
    for query in ("", "?lang=xx"):
        assert TOLD["en"] in client.get(f"/api/v1/builds/{NEW}/figures{query}").json()["detail"]


def test_all_goes_on_once_the_other_program_lets_go(published: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse", ignore=no_reports))
    builds = Warehouse(warehouse)
    with holding(warehouse / pointed(warehouse).file), pytest.raises(HeldError):
        builds.current()
    assert builds.current().build_id == pointed(warehouse).build_id


def test_a_file_that_is_not_whole_does_not_take_the_place_of_the_last_build(published: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse", ignore=no_reports))
    builds, told = Warehouse(warehouse), json.loads((warehouse / "current.json").read_text())
    last = builds.current()
    (warehouse / NEW_FILE).write_bytes((warehouse / told["file"]).read_bytes()[:5000])
    (warehouse / "current.json").write_text(json.dumps(told | {"build_id": NEW, "file": NEW_FILE}))
    assert builds.current() is last
    assert builds.unopened is not None
    (warehouse / "current.json").write_text(json.dumps(told))
    assert builds.current() is last
    assert builds.unopened is None
