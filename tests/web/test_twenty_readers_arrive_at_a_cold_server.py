"""Twenty readers who arrive at once at a server that has just started all get their page, without an error."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from dashboard.content.values import LANGS
from tests.browser.harness import REAL, SAMPLE, serving

READERS = 20


async def read_page(url: str, query: str) -> tuple[list[str], str]:
    """Open one session as Streamlit's own page does; return errors and all HTML drawn."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    errors, drawn = [], []
    async with connect(address, subprotocols=["streamlit"], origin=url, max_size=None) as socket:
        ask = BackMsg()
        ask.rerun_script.query_string = query
        await socket.send(ask.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(await socket.recv())
            kind = message.WhichOneof("type")
            if kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "exception":
                    errors.append(element.exception.message)
                if element.WhichOneof("type") == "alert":
                    errors.append(element.alert.body)
                drawn.append(element.html.body)
            if kind == "script_finished":
                return errors, "".join(drawn)


async def arrive_together(url: str) -> list[tuple[list[str], str]]:
    queries = [f"lang={LANGS[number % len(LANGS)]}" for number in range(READERS)]
    return await asyncio.wait_for(asyncio.gather(*(read_page(url, query) for query in queries)), 90)


def arrivals(url: str) -> list[tuple[list[str], str]]:
    """In a thread of its own: the browser tests leave an event loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(arrive_together(url))).result()


def test_of_the_overview(published: Path) -> None:
    with serving(published, REAL) as server:
        answers = arrivals(server.url)
    assert [errors for errors, _ in answers if errors] == []
    assert all('data-figure="sites.it_load_operational_mw"' in drawn for _, drawn in answers)
    assert all("<footer" in drawn for _, drawn in answers)


def test_of_a_page_with_every_kind_of_content(published: Path) -> None:
    with serving(published, SAMPLE) as server:
        answers = arrivals(server.url)
    assert [errors for errors, _ in answers if errors] == []
    assert all("<footer" in drawn for _, drawn in answers)
