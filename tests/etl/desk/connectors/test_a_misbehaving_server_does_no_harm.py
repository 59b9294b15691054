"""Fetching from a server that is slow, cut, of the wrong length, failing, unchanged, or leads elsewhere."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from etl.desk.connectors.transport import Limits, fetch
from etl.desk.problems import DeskError
from tests.etl.desk.connectors.misbehaving import answering, serving, silent

FEW = Limits(seconds=5, silent_seconds=0.3, max_bytes=1000, pauses=(0.001, 0.002))
GOOD = answering(b"a,b\n1,2\n", ETag='"v1"', Last_Modified="Mon, 01 Jan 2031 00:00:00 GMT")


def refused(address: str, folder: Path) -> DeskError:
    with pytest.raises(DeskError) as found:
        fetch(address, folder, FEW, lambda _: None)
    for language in ("en", "fr", "ar"):
        assert "?" not in found.value.text(language)
    return found.value


def test_what_did_not_change_is_asked_for_by_its_marks_and_not_sent_again(tmp_path: Path) -> None:
    with serving(GOOD, answering(status=304)) as server:
        first = fetch(f"{server.address}/f.csv", tmp_path, FEW)
        assert fetch(f"{server.address}/f.csv", tmp_path, FEW) == first == b"a,b\n1,2\n"
    assert "if-none-match" not in server.asked[0]
    assert server.asked[1]["if-none-match"] == '"v1"'
    assert server.asked[1]["if-modified-since"].startswith("Mon, 01 Jan 2031")


def test_a_spoiled_copy_is_fetched_whole_again(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        fetch(f"{server.address}/f.csv", tmp_path, FEW)
        next(tmp_path.glob("*.body")).write_bytes(b"spoiled")
        assert fetch(f"{server.address}/f.csv", tmp_path, FEW) == b"a,b\n1,2\n"
    assert "if-none-match" not in server.asked[1]


def test_an_error_of_the_server_is_tried_again_and_then_told(tmp_path: Path) -> None:
    pauses: list[float] = []
    with serving(answering(status=500), answering(status=503), GOOD) as server:
        assert fetch(f"{server.address}/f.csv", tmp_path, FEW, pauses.append) == b"a,b\n1,2\n"
    assert pauses == list(FEW.pauses)
    with serving(answering(status=500)) as server:
        error = refused(f"{server.address}/f.csv", tmp_path)
    assert (error.code, error.values["tries"], len(server.asked)) == ("fetch_failed", 3, 3)


def test_a_refusal_is_told_at_once(tmp_path: Path) -> None:
    with serving(answering(b"no", status=403)) as server:
        error = refused(f"{server.address}/f.csv", tmp_path)
    assert (error.code, error.values["status"], len(server.asked)) == ("fetch_refused", 403, 1)


def test_a_body_that_is_cut_is_never_taken(tmp_path: Path) -> None:
    with serving(answering(b"a,b\n1,", length=500)) as server:
        assert refused(f"{server.address}/f.csv", tmp_path).code == "fetch_failed"
    assert list(tmp_path.iterdir()) == []


def test_a_cut_body_leaves_the_copy_of_before_as_it_is(tmp_path: Path) -> None:
    with serving(GOOD, answering(b"a,b\n1,", length=500)) as server:
        fetch(f"{server.address}/f.csv", tmp_path, FEW)
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        refused(f"{server.address}/f.csv", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_silent_server_is_left(tmp_path: Path) -> None:
    done = threading.Event()
    with serving(silent(done)) as server:
        error = refused(f"{server.address}/f.csv", tmp_path)
        done.set()
    assert (error.code, error.values["reason"]) == ("fetch_failed", "timeout")


def test_more_than_the_limit_is_not_taken_whatever_its_length_says(tmp_path: Path) -> None:
    with serving(answering(b"x" * 5000)) as server:
        assert refused(f"{server.address}/f.csv", tmp_path).code == "fetch_large"
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_on_the_same_host_is_followed_and_one_elsewhere_is_not(tmp_path: Path) -> None:
    with serving(answering(status=302, Location="/other.csv"), GOOD) as server:
        assert fetch(f"{server.address}/f.csv", tmp_path, FEW) == b"a,b\n1,2\n"
    assert [asked["path"] for asked in server.asked] == ["/f.csv", "/other.csv"]
    with serving(GOOD) as other, serving(answering(status=302, Location=f"{other.address}/f.csv")) as server:
        assert refused(f"{server.address}/f.csv", tmp_path / "2").code == "other_host"
    assert other.asked == []
    with serving(answering(status=302, Location="http://localhost.example/f.csv")) as server:
        assert refused(f"{server.address}/f.csv", tmp_path / "3").values["host"] == "localhost.example"


def test_redirects_without_end_are_told(tmp_path: Path) -> None:
    with serving(answering(status=302, Location="/f.csv")) as server:
        assert refused(f"{server.address}/f.csv", tmp_path).code == "too_many_redirects"


def test_no_server_at_all_is_told(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        address = f"{server.address}/f.csv"
    assert refused(address, tmp_path).code == "fetch_failed"
