"""The desk page says what the commands say, takes one file at a time within bounds, keeps nothing, and is off by default."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import socket
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.content.values import LANGS, Lang
from dashboard.i18n import css_direction, translator
from dashboard.web import desk
from etl.desk.problems import DeskError
from etl.desk.read import read_bytes
from etl.paths import ROOT
from tests.browser.harness import Server, serving
from tests.etl.desk.bad_files import BAD
from tests.etl.desk.files import french_workbook
from tests.web.test_serving_knows_neither_frames_nor_shapes import FORBIDDEN

HEAD = ["Indicateur", "Pays", "Année", "Valeur", "Source", "Grade", "Provisoire", "Remarques"]
COMPLETE = ["digital_export_revenue_strategy_basis", "Maroc", 2024, 18.4, "ind-le360-ambitions", "B", "non", None]
ASKING = ["digital_export_revenue_strategy_basis", "Maroc", 2024, 18.4, "ministere-2026", "B", "non", "Chiffre révisé"]
DOUBTFUL = ["digital_export_revenue_strategy_basis", "Maroc", 2024, 17900, "ind-le360-ambitions", "B", "non", None]
FILE = french_workbook([HEAD, COMPLETE])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server and what it starts write what is temporary."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def server(published: Path, place: Path) -> Iterator[Server]:
    with serving(published, settings={"SIYADA_DESK": "1", "TMPDIR": str(place)}) as found:
        yield found


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=240) as found:
        yield found


def drop(
    client: httpx.Client, body: bytes, lang: Lang = "en", table: str = "observations", name: str = "suivi.xlsx"
) -> httpx.Response:
    return client.post("/desk", params={"lang": lang}, data={"table": table}, files={"file": (name, body)})


def words(page: str) -> str:
    """The text of a page as a reader has it, on one line."""
    return flat(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", re.sub(r"</?bdi[^>]*>", "", page))))


def flat(text: str) -> str:
    """A text on one line; a page isolates foreign words by elements, a terminal by characters."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


def commanded(*arguments: object) -> str:
    return CliRunner().invoke(app, [str(one) for one in arguments]).stdout


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("row", [COMPLETE, ASKING, DOUBTFUL], ids=["complete", "asking", "doubtful"])
def test_it_says_what_the_commands_say(
    client: httpx.Client, published: Path, tmp_path: Path, lang: Lang, row: list[object]
) -> None:
    (tmp_path / "suivi.xlsx").write_bytes(french_workbook([HEAD, row]))
    out, places = tmp_path / "proposal", ("--warehouse", published, "--lang", lang)
    said = commanded("propose", tmp_path / "suivi.xlsx", "--table", "observations", "--out", out, "--lang", lang)
    text = commanded("preview", out, *places)
    found = drop(client, (tmp_path / "suivi.xlsx").read_bytes(), lang)
    assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{lang}" dir="{css_direction(lang)}">' in found.text
    shown = words(found.text)
    lines = [line.removeprefix("· ").removeprefix("? ") for line in (said + text).splitlines()]
    assert len(lines) > 5
    for line in lines:
        if not line.startswith("- "):  # figures stand in a table
            assert flat(line.replace(str(out), "proposal")) in shown
    preview = json.loads(commanded("preview", out, *places, "--format", "json"))
    for one in preview["figures"] + preview["states"]:
        before, after = (one[name] or translator(lang)("not there") for name in ("before_text", "after_text"))
        assert flat(f"{one['label']} {before} {after}") in shown
    packed = re.search(r'download="proposal.zip" href="data:application/zip;base64,([^"]+)"', found.text)
    assert packed
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(packed[1])))
    assert {name: archive.read(name) for name in archive.namelist()} == {
        f"proposal/{path.name}": path.read_bytes() for path in out.iterdir()
    }


def test_a_file_that_changes_nothing_has_nothing_to_take_away(client: httpx.Client) -> None:
    known = (ROOT / "data" / "evidence" / "fx.csv").read_bytes()
    found = drop(client, known, "en", "", "fx.csv")
    assert "Nothing to change" in words(found.text)
    assert "download=" not in found.text


@pytest.mark.parametrize("what", BAD)
def test_what_can_not_be_read_is_told_in_one_sentence(client: httpx.Client, what: str) -> None:
    body = BAD[what][0]()
    with pytest.raises(DeskError) as refused:
        read_bytes(body, "suivi.xlsx")
    for lang in LANGS if what == "a password" else ("ar",):
        found = drop(client, body, lang)
        assert (found.status_code, found.text.count('role="alert"')) == (422, 1)
        assert words(html.escape(refused.value.text(lang))) in words(found.text)


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_that_is_not_right_is_told(client: httpx.Client, lang: Lang) -> None:
    address, file = f"/desk?lang={lang}", {"file": ("a.csv", b"x")}
    other = {"Content-Type": "application/x-www-form-urlencoded"}
    broken = {"Content-Type": "multipart/form-data"}
    for sent, status in (
        (client.post(address, files={"table": (None, "fx")}), 400),
        (client.post(address, files={"file": ("", b"")}), 400),
        (client.post(address, files=[("file", ("a.csv", b"x")), ("file", ("b.csv", b"x"))]), 400),
        (client.post(address, data={"table": "changes"}, files=file), 400),
        (client.post(address, data={"table": "x" * 5000}, files=file), 400),
        (client.post(address, content=b"file=a", headers=other), 415),
        (client.post(address, content=b"no boundary", headers=broken), 400),
        (client.post(address, files={"file": ("a.csv", b"x" * (33 * 1024**2))}), 413),
        (client.post(address, content=(b"x" * 1024**2 for _ in range(34)), headers=broken | {"x": "y"}), 400),
    ):
        assert (sent.status_code, sent.text.count('role="alert"')) == (status, 1)
        assert f'<html lang="{lang}"' in sent.text
    assert client.put("/desk").status_code == 405
    assert client.post("/search", files=file).status_code == 405


def test_the_page_of_another_site_sends_nothing(client: httpx.Client, server: Server) -> None:
    file = {"file": ("a.csv", FILE)}
    for headers, status in (
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 422),
        ({"Origin": server.url}, 422),
    ):
        assert client.post("/desk", files=file, headers=headers).status_code == status


def test_a_second_file_is_asked_to_wait(client: httpx.Client, server: Server) -> None:
    address = httpx.URL(server.url)
    head = b"POST /desk HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection((address.host, address.port or 0)) as slow:
        slow.sendall(head + b"--b")
        until = time.monotonic() + 20
        while (found := drop(client, FILE)).status_code != 503:
            assert time.monotonic() < until
        assert found.headers["retry-after"] == str(desk.AGAIN_S)
        assert "Try again in a minute" in words(found.text)
    while drop(client, FILE).status_code == 503:  # who leaves makes room
        assert time.monotonic() < until + 20


def test_nothing_is_kept_and_the_server_knows_no_frames(client: httpx.Client, server: Server, place: Path) -> None:
    evidence = {path: path.read_bytes() for path in (ROOT / "data" / "evidence").iterdir()}
    assert drop(client, FILE).status_code == 200
    assert drop(client, BAD["a bomb"][0]()).status_code == 422
    assert list(place.iterdir()) == []
    assert {path: path.read_bytes() for path in (ROOT / "data" / "evidence").iterdir()} == evidence
    process = psutil.Process(server.process.pid)
    assert process.children(recursive=True) == []
    if sys.platform == "linux":
        loaded = {file.path for file in process.memory_maps()}
        assert [path for path in loaded if any(mark in path for mark in FORBIDDEN)] == []


def test_markup_in_a_file_and_in_its_name_stays_text(client: httpx.Client) -> None:
    body = b"indicator_id;country;period;value\n<script>alert(1)</script>;MAR;2031;1,5\n"
    found = drop(client, body, "en", "observations", "<script>x</script>\u202e.csv")
    assert found.status_code == 200
    assert "<script" not in found.text
    assert "\u202e" not in found.text


def test_what_takes_too_long_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(desk, "WORK_S", 0.3)
    monkeypatch.setattr(desk.tempfile, "tempdir", str(tmp_path))
    before = set(psutil.Process().children(recursive=True))
    shown = desk._read(FILE, "suivi.xlsx", "observations", "fr")
    assert "trop de temps" in shown.problem
    assert set(psutil.Process().children(recursive=True)) <= before
    assert list(tmp_path.iterdir()) == []


def test_it_is_off_by_default(published: Path) -> None:
    with serving(published) as off, httpx.Client(base_url=off.url, timeout=60) as client:
        unknown, found = client.get("/nothing-here?lang=en"), client.get("/desk?lang=en")
        assert (found.status_code, found.content) == (404, unknown.content)
        assert client.post("/desk", files={"file": ("a.csv", FILE)}).status_code == 404
