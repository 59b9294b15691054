"""A pipe, a device, a socket or a folder in the place of a file is refused at once; so is a key that others can read."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from dashboard.documents import KeyFileError, keys
from dashboard.documents import cache as shelf
from dashboard.warehouse.build import NoBuildError, Warehouse
from etl.evidence.extract import read_table
from etl.evidence.files import open_file
from etl.paths import ROOT
from etl.warehouse.publish import read_pointer
from tests.browser.harness import Server, serving

KINDS = ("pipe", "device", "socket", "folder", "pipe by link")


def put(kind: str, path: Path) -> None:
    """Something that is no file, at `path`."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as wire:
            wire.bind(os.path.relpath(path) if len(str(path)) > 100 else str(path))
    else:
        os.mkfifo(path.with_name("elsewhere"))
        path.symlink_to(path.with_name("elsewhere"))


def siyada(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard.cli.main", *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.timeout(10)
@pytest.mark.parametrize("kind", KINDS)
def test_wherever_a_file_is_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "current.json"
    put(kind, path)
    with pytest.raises(OSError, match=r"."):
        open_file(path)
    assert [fault.rule for fault in read_table(path, ("a",)).faults] == ["file_unreadable"]
    assert read_pointer(tmp_path) is None
    assert shelf.find(path) is None
    with pytest.raises(KeyFileError):
        keys.load(path)
    with pytest.raises(KeyFileError):
        keys.public_key(str(path))


def test_at_the_command_line(evidence_copy: Path, tmp_path: Path) -> None:
    put("pipe", evidence_copy / "evidence" / "sites.csv")
    put("pipe", tmp_path / "report.pdf")
    checked = siyada("check", "--data", evidence_copy)
    assert checked.returncode == 1
    assert "sites.csv" in checked.stderr
    built = siyada("build", "--data", evidence_copy, "--warehouse", tmp_path / "warehouse")
    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    verified = siyada("verify", tmp_path / "report.pdf", "--warehouse", tmp_path)
    assert verified.returncode != 0
    assert "not a regular file" in verified.stderr


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602])
def test_a_key_that_others_can_open_is_not_used_and_the_cure_is_told(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "deployment.pem"
    made = keys.new(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError) as refused:
        keys.load(path)
    assert refused.value.is_open
    path.chmod(0o600)
    assert keys.load(path).public == made.public
    if mode == 0o644:
        path.chmod(mode)
        assert "chmod 600 deployment.pem" in siyada("doctor", "--warehouse", tmp_path, SIYADA_KEY=str(path)).stdout


def test_a_truncated_warehouse_is_noticed_and_no_half_of_it_is_given_away(published: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse"))
    pointer = json.loads((warehouse / "current.json").read_text())
    file = warehouse / pointer["file"]
    whole = file.read_bytes()
    addresses = ("/readyz", "/api/v1/warehouse.duckdb", f"/api/v1/builds/{pointer['build_id']}/warehouse.duckdb")
    with serving(warehouse) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        assert client.get(addresses[0]).status_code == 200
        os.truncate(file, len(whole) // 2)
        assert [client.get(path).status_code for path in addresses] == [503, 503, 404]
        assert len(client.get(addresses[1]).content) < 1000
        mended = warehouse / "mended"
        mended.write_bytes(whole)
        mended.replace(file)
        assert [client.get(path).status_code for path in addresses] == [200, 200, 200]
        assert client.get(addresses[1]).content == whole
        assert client.get("/api/v1/tables/sources.csv").status_code == 200


@pytest.mark.parametrize("left", [0, 100, 20_000, -16_384, -1])
def test_a_build_shorter_than_it_says_is_not_opened(published: Path, tmp_path: Path, left: int) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse"))
    pointer = json.loads((warehouse / "current.json").read_text())
    file = warehouse / pointer["file"]
    os.truncate(file, left if left >= 0 else file.stat().st_size + left)
    for opening in (Warehouse(warehouse).current, lambda: Warehouse(warehouse).build(pointer["build_id"])):
        with pytest.raises(NoBuildError):
            opening()


def test_a_problem_never_repeats_what_was_given(besieged: Server) -> None:
    given = "zz%1b%5b2J%e2%80%aezz<b>"
    with httpx.Client(base_url=f"{besieged.url}/api/v1/", timeout=30) as client:
        for path in (
            *(f"chapters/share/tables/levers.csv?growth={given}", f"chapters/share/tables/levers.csv?phases={given}"),
            *(f"chapters/{given}", "chapters/zzz", f"tables/{given}.csv", "tables/zzz.csv", "geo/zzz.geojson"),
            *(f"figures?lang={given}", "builds/zzzzzzzzzzzz/figures", f"snapshot.pdf?chapters={given}"),
            *("snapshot.pdf?chapters=zzz", "chapters/share/tables/zzz.csv", f"{given}", f"builds/{given}"),
        ):
            answer = client.get(path)
            assert answer.status_code >= 400, path
            assert "zz" not in answer.text, path
