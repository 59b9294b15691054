"""With a disk that is full, or a folder that can't be written, readers read on, and who needs room is told so in his language."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dashboard.content.values import LANGS, Lang
from etl.paths import ROOT
from tests.browser.harness import REAL, Server, serving
from tests.disks import EVERYWHERE, HOW_TO_GET_NAMESPACES, full, has_namespaces, read_only
from tests.hostile.wires import draw, session
from tests.web.test_a_file_is_dropped_at_the_desk import FILE, drop, words

pytestmark = pytest.mark.skipif(not has_namespaces(), reason=HOW_TO_GET_NAMESPACES)
BECOME = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
DESK = {"SIYADA_DESK": "1"}
NO_ROOM = {"en": "its disk is full or can't be written", "fr": "son disque est plein", "ar": "قرصه ممتلئ"}
FAILED = {
    "full": {"en": "the disk is full", "fr": "le disque est plein", "ar": "القرص ممتلئ"},
    "read_only": {
        "en": "the folder cannot be written",
        "fr": "le dossier n’est pas accessible en écriture",
        "ar": "لا يمكن الكتابة في المجلد",
    },
}
GOES_ON = {"en": "goes on serving", "fr": "reste en service", "ar": "يبقى الإصدار المنشور سابقا قيد الخدمة"}


def fresh(published: Path, place: Path) -> Path:
    """A warehouse with its build alone: nothing that was made of it."""
    made = shutil.ignore_patterns("documents", "search")
    return Path(shutil.copytree(published, place, ignore=made))


@contextmanager
def serving_behind(before: Sequence[str], warehouse: Path) -> Iterator[Server]:
    """A server that runs behind words of `tests.disks`."""
    escaped = (word.replace("{", "{{").replace("}", "}}") for word in (*before, sys.executable))
    with serving(warehouse, ("-c", BECOME, *escaped, *REAL), DESK) as found:
        yield found


@pytest.fixture(scope="module", params=["full", "read_only"])
def server(
    request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("disk")
    filled = fresh(published, folder / "filled")
    if request.param == "read_only":
        with serving_behind(read_only(filled), filled) as found:
            yield found
    elif ROOT.is_relative_to(EVERYWHERE):
        pytest.skip(f"this checkout lies in {EVERYWHERE}, which the test fills")
    else:
        (folder / "place").mkdir()
        with serving_behind(full(folder / "place", filled, is_everywhere=True), EVERYWHERE) as found:
            yield found


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_read(server: Server, lang: Lang) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for path in (
            "/readyz",
            "/",
            "/brief",
            "/search?q=nexus",
            "/api/v1/figures",
            "/feed.xml",
            "/api/v1/tables/sites.xlsx",
        ):
            joint = "&" if "?" in path else "?"
            assert client.get(f"{path}{joint}lang={lang}").status_code == 200, path
    with session(server.url) as reader:
        for page in ("overview", "share", "sites", "evidence"):
            assert draw(reader, "" if page == "overview" else page, f"lang={lang}") == []


def test_documents_are_made(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=120) as client:
        for _ in range(2):  # made anew, where none can be kept
            answer = client.get("/api/v1/snapshot.pdf?chapters=evidence&lang=fr")
            assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        note = client.get("/api/v1/note.docx?lang=en")
        assert note.status_code == 200


def test_the_desk_reads_a_file_or_says_that_it_has_no_room(server: Server, request: pytest.FixtureRequest) -> None:
    is_full = "[full" in request.node.name
    with httpx.Client(base_url=server.url, timeout=240) as client:
        for lang in LANGS:
            answer = drop(client, FILE, lang)
            if is_full:
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
                assert NO_ROOM[lang] in words(answer.text)
                assert answer.text.count('role="alert"') == 1
            else:
                assert answer.status_code == 200
        assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fault", FAILED)
def test_a_build_says_it_and_the_last_one_goes_on_serving(
    fault: str, lang: Lang, published: Path, evidence_copy: Path, tmp_path: Path
) -> None:
    regions = evidence_copy / "evidence" / "regions.csv"
    regions.write_text(regions.read_text(encoding="utf-8").replace("2026-11-22", "2026-11-21"), encoding="utf-8")
    filled, place = fresh(published, tmp_path / "filled"), tmp_path / "place"
    place.mkdir()
    warehouse = place if fault == "full" else filled
    before = full(place, filled) if fault == "full" else read_only(filled)
    siyada = f"{sys.executable} -m dashboard.cli.main"
    built = f"{siyada} build --data {evidence_copy} --warehouse {warehouse} --lang {lang}"
    read = f"{siyada} figures --warehouse {warehouse} --format csv"
    script = f"{built} >&2; echo $?; ls -A {warehouse} | grep -c duckdb; {read} | head -1"
    done = subprocess.run(
        [*before, "sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    code, files, head = done.stdout.splitlines()
    assert (code, files) == ("1", "1"), done.stderr  # what was begun is taken away
    assert head.startswith("figure_id")
    assert FAILED[fault][lang] in done.stderr
    assert GOES_ON[lang] in done.stderr
    assert "Traceback" not in done.stderr
