"""Arrivals, sessions and connections: refused ones take no place, each address has a share, and a no is told clearly."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest

from dashboard.http.addresses import Networks, Places, key_of
from dashboard.support.runs import FirstWords, Runs
from dashboard.web import connections
from dashboard.web.arrivals import AT_MOST, FOR_OTHERS, OF_ONE, WITHIN_S, Arrivals
from dashboard.web.connections import DESCRIPTORS_A_SESSION, LINE_BYTES, room
from tests.browser.harness import Server, serving
from tests.hostile.conftest import feeling
from tests.hostile.wires import ask, draw, handshake, place, run_apart, session, status

SESSIONS = 40
PAGE = b"GET /?lang=en HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def small(published: Path) -> Iterator[Server]:
    """A server with few places, behind a proxy at 127.0.0.9."""
    settings = {"SIYADA_SESSIONS": str(SESSIONS), "SIYADA_TRUSTED_PROXIES": "127.0.0.9"}
    with serving(published, settings=settings) as found:
        assert httpx.get(f"{found.url}/brief?lang=en", timeout=30).status_code == 200  # the stand-in is made
        yield found


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def come(arrivals: Arrivals, address: str) -> bool:
    """A page, and the session that it opens."""
    if not arrivals.may_come(address):
        return False
    arrivals.page(address)
    arrivals.session(address)
    return True


def test_each_address_has_a_share_and_others_find_room() -> None:
    clock = Clock()
    arrivals = Arrivals(clock)
    assert sum(come(arrivals, "one") for _ in range(500)) == OF_ONE
    assert sum(come(arrivals, "two") for _ in range(500)) == AT_MOST - OF_ONE
    assert sum(come(arrivals, f"address {n}") for n in range(500)) == FOR_OTHERS
    clock.now += WITHIN_S + 0.1
    assert come(arrivals, "one")
    assert come(arrivals, "address 499")


def test_nobody_is_let_in_while_the_event_loop_lags() -> None:
    async def lagging() -> list[bool]:
        arrivals = Arrivals()
        watch = asyncio.create_task(arrivals.lag.watch())
        found = [arrivals.may_come("one")]
        await asyncio.sleep(0.15)
        time.sleep(3)
        await asyncio.sleep(0.15)
        found.append(arrivals.may_come("one"))
        await asyncio.sleep(2)
        found.append(arrivals.may_come("one"))
        watch.cancel()
        return found

    assert run_apart(lagging()) == [True, False, True]


@pytest.mark.parametrize(
    ("runs", "stall_s", "is_let_in"), [(3, 0.0, True), (8, 0.0, False), (2, 0.4, False), (1, 0.4, True)]
)
def test_nobody_is_let_in_while_pages_wait_to_be_drawn(runs: int, stall_s: float, is_let_in: bool) -> None:
    async def drawing() -> list[bool]:
        waiting = runs
        arrivals = Arrivals(count_runs=lambda: waiting)
        watch = asyncio.create_task(arrivals.lag.watch())
        until = time.monotonic() + 6
        while time.monotonic() < until:
            time.sleep(stall_s)
            await asyncio.sleep(0.11)
        found = [arrivals.may_come("one")]
        waiting = 0
        await asyncio.sleep(6)
        found.append(arrivals.may_come("one"))
        watch.cancel()
        return found

    assert run_apart(drawing()) == [is_let_in, True]


@pytest.mark.parametrize(("part", "runs", "is_let_in"), [(0.3, 1, True), (0.9, 1, False), (0.9, 0, True)])
def test_nobody_is_let_in_while_those_who_are_in_take_most_of_a_processor(
    part: float, runs: int, is_let_in: bool
) -> None:
    async def working() -> bool:
        arrivals = Arrivals(count_runs=lambda: runs, spent_s=lambda: part * time.monotonic())
        watch = asyncio.create_task(arrivals.lag.watch())
        assert arrivals.may_come("one")  # nothing is known yet
        await asyncio.sleep(11)
        found = arrivals.may_come("one")
        watch.cancel()
        return found

    assert run_apart(working()) == is_let_in


def test_nobody_is_let_in_while_readers_wait_for_their_first_word() -> None:
    clock = Clock()
    waits = FirstWords(5, clock)
    arrivals = Arrivals(clock, lambda: 0, waits.mean_s)
    for _ in range(4):
        waits.note(2.0)
    assert come(arrivals, "one")  # a few slow ones say nothing of the rest
    waits.note(2.0)
    assert not come(arrivals, "two")
    clock.now += 5.1
    assert come(arrivals, "two")
    for _ in range(20):
        waits.note(0.05)
    assert come(arrivals, "three")


def test_pages_are_drawn_a_few_at_a_time() -> None:
    runs, ends, drawing, most = Runs(2), threading.Event(), set[int](), 0

    def draw_one(number: int) -> None:
        nonlocal most
        with suppress(ValueError), runs.one():
            drawing.add(number)
            most = max(most, len(drawing))
            ends.wait(20)
            drawing.remove(number)
            if number % 3 == 0:
                raise ValueError("a page that fails gives its place back")

    threads = [threading.Thread(target=draw_one, args=(number,)) for number in range(12)]
    for one in threads:
        one.start()
    until = time.monotonic() + 10
    while runs.open < len(threads) and time.monotonic() < until:
        time.sleep(0.01)
    assert runs.open == len(threads)  # those who wait are counted
    ends.set()
    for one in threads:
        one.join(10)
    assert (most, runs.open) == (2, 0)


def test_refused_handshakes_take_no_place_of_a_reader(besieged: Server) -> None:
    wrong = [status(ask(besieged.url, handshake(besieged.url, Origin="http://elsewhere.example"))) for _ in range(80)]
    assert set(wrong) == {403}
    assert status(ask(besieged.url, PAGE)) == 200


def test_pages_handed_out_to_one_address_leave_room_for_another(besieged: Server) -> None:
    codes = [status(ask(besieged.url, PAGE, source="127.0.0.4")) for _ in range(OF_ONE + 10)]
    assert codes.count(503) >= 5
    assert codes[:5] == [200] * 5
    assert status(ask(besieged.url, PAGE, source="127.0.0.5")) == 200


def test_behind_a_named_proxy_the_readers_address_counts_and_elsewhere_its_word_is_not_taken(small: Server) -> None:
    def told(source: str, reader: str) -> int:
        return status(
            ask(small.url, PAGE.replace(b"\r\n\r\n", f"\r\nX-Forwarded-For: {reader}\r\n\r\n".encode()), source=source)
        )

    by_proxy = [told("127.0.0.9", f"10.1.0.{n % 2}") for n in range(10)]
    assert set(by_proxy) == {200}
    alone = [told("127.0.0.6", f"10.2.0.{n}") for n in range(OF_ONE + 5)]
    assert 503 in alone
    assert told("127.0.0.9", "10.3.0.1") == 200


def test_idle_websockets_of_one_leave_room_for_others(small: Server) -> None:
    with ExitStack() as opened:
        codes = []
        for _ in range(SESSIONS):
            wire = opened.enter_context(socket.create_connection(place(small.url), 10, source_address=("127.0.0.2", 0)))
            wire.sendall(handshake(small.url))
            codes.append(wire.recv(4096))
        assert [status(code) for code in codes] == [101] * (SESSIONS // 2) + [503] * (SESSIONS // 2)
        assert b"retry-after: 10\r\n" in codes[-1].lower()
        page = ask(small.url, PAGE, source="127.0.0.2")
        assert status(page) == 503
        assert b"can&#x27;t be shown for the moment" in page
        time.sleep(WITHIN_S)  # what has arrived is past
        with session(small.url) as reader:
            assert draw(reader, "sites") == []
    time.sleep(0.5)
    assert status(ask(small.url, PAGE, source="127.0.0.2")) == 200


def test_connections_that_say_nothing_are_told_so_and_leave_room(small: Server) -> None:
    with ExitStack() as opened:
        idle = [
            opened.enter_context(socket.create_connection(place(small.url), 10, source_address=("127.0.0.3", 0)))
            for _ in range(SESSIONS + 5)
        ]
        assert status(ask(small.url, PAGE, source="127.0.0.3")) == 503
        assert status(ask(small.url, PAGE, source="127.0.0.8")) == 200
        idle[0].settimeout(connections.REQUEST_WITHIN_S + 5)
        started = time.monotonic()
        idle[1].sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert status(idle[0].recv(4096)) == 408
        assert time.monotonic() - started < connections.REQUEST_WITHIN_S + 2


@pytest.mark.parametrize(
    "header", [{"Cookie": "a" * (LINE_BYTES + 500)}, {f"X-{n}": "a" for n in range(150)}, {"Cookie": "a" * 70_000}]
)
def test_a_handshake_too_long_gets_an_answer(besieged: Server, header: dict[str, str]) -> None:
    assert status(ask(besieged.url, handshake(besieged.url, **header))) in (400, 431)


@pytest.mark.parametrize("upgrade", [False, True])
def test_a_request_with_two_lengths_is_refused(besieged: Server, upgrade: bool) -> None:
    lengths = {"Content_Length": "4", "Transfer_Encoding": "chunked"}
    if upgrade:
        request = handshake(besieged.url, **lengths)
    else:
        request = PAGE.replace(b"\r\n\r\n", b"\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = ask(besieged.url, request.replace(b"Connection: close\r\n", b"") + hidden)
    assert status(answer) == 400
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_body_that_trickles_holds_no_connection(besieged: Server) -> None:
    started = time.monotonic()
    request = b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx"
    assert status(ask(besieged.url, request)) == 404
    assert time.monotonic() - started < 5


def test_readers_feel_little_of_many_connections(besieged: Server) -> None:
    with feeling(besieged, "/healthz") as felt, ExitStack() as opened:
        for _ in range(300):
            opened.enter_context(socket.create_connection(place(besieged.url), 10, source_address=("127.0.0.7", 0)))
        time.sleep(1)
    assert felt.p95 < 0.2
    assert felt.codes == {200}


def test_there_are_descriptors_for_every_place() -> None:
    for descriptors in (256, 1024, 4096, 65_536):
        found = room(descriptors, 600)
        assert found.sessions * (DESCRIPTORS_A_SESSION - 1) + found.connections + 50 < descriptors
    assert room(65_536, 600).sessions == 600


def test_who_is_one_and_who_is_not() -> None:
    assert key_of("2001:db8:1:2:3::1") == key_of("2001:db8:1:2:ffff::2") != key_of("2001:db8:1:3::1")
    assert key_of("::ffff:10.0.0.1") == key_of("10.0.0.1") != key_of("10.0.0.2")
    assert key_of("no address") == "no address"
    assert "10.1.2.3" in Networks(["10.0.0.0/8"])
    assert "nonsense" not in Networks(["10.0.0.0/8"])
    places = Places(3, 2)
    for _ in range(2):
        places.take("one")
    assert not places.has_room("one")
    assert places.has_room("two")
    places.give_back("one")
    assert places.has_room("one")
