"""While twenty sessions read, fifty builds are published: nobody meets an error, and no page is of two builds."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
import threading
from collections import Counter
from pathlib import Path

import duckdb
import httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.content.values import LANGS
from etl.warehouse.publish import Published, publish, read_pointer, temporary_file
from tests.browser.harness import Server, serving
from tests.hostile.wires import STREAM, rerun, run_apart

SESSIONS, BUILDS, EVERY_S = 20, 50, 0.4
PAGES = ("", "networks", "investment", "neighbours")
ID = re.compile(r"\b[0-9a-f]{12}\b")
TOLD = re.compile(r"<li data-at=.*?</li>", re.DOTALL)  # the news of the Overview name the builds that were published


def publish_another(warehouse: Path, number: int) -> Published:
    """A build of the same rows under an id of its own, put in place by what every build is put in place by."""
    before = read_pointer(warehouse)
    assert before
    build_id = hashlib.sha256(str(number).encode()).hexdigest()[:12]
    made = temporary_file(warehouse, build_id)
    shutil.copy(warehouse / before.file, made)
    with duckdb.connect(str(made)) as connection:
        connection.execute("update out_build set build_id = ?", [build_id])
    return publish(warehouse, build_id, made)


class Reader:
    """A session that opens one page after another and notes of which builds each speaks."""

    def __init__(self, number: int, known: set[str]) -> None:
        self.number, self.known = number, known
        self.seen: list[frozenset[str]] = []
        self.wrongs: list[str] = []

    async def read(self, url: str, is_over: threading.Event) -> None:
        address = url.replace("http", "ws", 1) + STREAM
        async with connect(address, subprotocols=["streamlit"], origin=url, max_size=None, open_timeout=60) as wire:  # type: ignore[arg-type, list-item]
            turn = self.number
            while not is_over.is_set() or not self.seen:
                await self._view(wire, PAGES[turn % len(PAGES)], LANGS[turn % len(LANGS)])
                turn += 1

    async def _view(self, wire: ClientConnection, page: str, lang: str) -> None:
        await wire.send(rerun(page, f"lang={lang}"))
        named = set[str]()
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(wire.recv(), 60))  # type: ignore[arg-type]
            element = message.delta.new_element
            if element.WhichOneof("type") in ("exception", "alert"):
                self.wrongs.append(element.exception.message or element.alert.body)
            named.update(ID.findall(TOLD.sub("", element.html.body)))
            if message.WhichOneof("type") == "script_finished":
                self.seen.append(frozenset(named & self.known))
                return


async def read_on(server: Server, readers: list[Reader], is_over: threading.Event) -> None:
    await asyncio.gather(*(reader.read(server.url, is_over) for reader in readers))


@pytest.mark.timeout(600)
def test_no_error_and_no_page_of_two_builds(published: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copytree(published, tmp_path / "warehouse", ignore=shutil.ignore_patterns("documents")))
    first = read_pointer(warehouse)
    assert first
    known, is_over = {first.build_id}, threading.Event()
    readers = [Reader(number, known) for number in range(SESSIONS)]
    answers: Counter[int] = Counter()
    with serving(warehouse) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        reading = threading.Thread(target=run_apart, args=(read_on(server, readers, is_over),))
        reading.start()
        for number in range(BUILDS):
            identity = hashlib.sha256(str(number).encode()).hexdigest()[:12]
            known.add(identity)
            assert publish_another(warehouse, number).build_id == identity
            answers[client.get("/readyz").status_code] += 1
            found = client.get("/api/v1/chapters/networks?lang=en")
            answers[found.status_code] += 1
            assert len(set(ID.findall(found.text)) & known) == 1
            is_over.wait(EVERY_S)
        is_over.set()
        reading.join(180)
        assert not reading.is_alive()
        assert client.get("/readyz").json()["build_id"] == identity
    assert [wrong for reader in readers for wrong in reader.wrongs] == []
    assert answers == {200: 2 * BUILDS}
    seen = [named for reader in readers for named in reader.seen]
    assert all(len(named) == 1 for named in seen), Counter(map(len, seen))
    assert len(frozenset.union(*seen)) > BUILDS / 5  # they did read while builds came
