"""What a client sends is bounded before it is opened: by frame, by message, by connection and for all together."""

from __future__ import annotations

import asyncio
import socket
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from dashboard.web import websocket
from dashboard.web.websocket import FRAGMENTS, MESSAGE_BYTES, BoundedWebSocket, Pool
from tests.browser.harness import Server
from tests.hostile.conftest import feeling
from tests.hostile.wires import draw, handshake, place, rerun, run_apart, session

FIN, CONTINUED, BINARY, PING, COMPRESSED = 0x80, 0x0, 0x2, 0x9, 0x40
CONNECTIONS = 100


def deflated(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return (packer.compress(bytes(size)) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def frame(first: int, body: bytes, claimed: int | None = None) -> bytes:
    """A frame of a client, masked with zeros; `claimed` is another length than the true one."""
    size = len(body) if claimed is None else claimed
    if size < 126:
        head = bytes([first, 0x80 | size])
    elif size < 1 << 16:
        head = bytes([first, 0x80 | 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([first, 0x80 | 127]) + size.to_bytes(8, "big")
    return head + bytes(4) + body


@contextmanager
def wire(server: Server) -> Iterator[socket.socket]:
    """A websocket to which anything may be sent."""
    with socket.create_connection(place(server.url), 15, source_address=("127.0.0.2", 0)) as found:
        found.sendall(handshake(server.url, Sec_WebSocket_Extensions="permessage-deflate"))
        assert found.recv(12) == b"HTTP/1.1 101"
        yield found


def ended(found: socket.socket, within_s: float = 15) -> int:
    """The closing code that the server sends before it hangs up, 0 for none."""
    found.settimeout(within_s)
    last = b""
    try:
        while part := found.recv(1 << 16):
            last = (last + part)[-200:]
            if any(last[-size - 2 : -size] == bytes([0x88, size]) for size in range(2, 126)):
                break  # the server waits for an answer to this
    except ConnectionResetError:
        pass
    at = max(last.rfind(b"\x88" + bytes([size])) for size in range(2, 126))
    return int.from_bytes(last[at + 2 : at + 4], "big") if at >= 0 else 0


def test_a_hundred_that_send_15_kb_holding_15_mb_move_nobody(besieged: Server) -> None:
    bomb = frame(FIN | COMPRESSED | BINARY, deflated(15_000_000)) * 4

    def throw(found: socket.socket) -> int:
        try:
            found.sendall(bomb)
        except ConnectionError:
            return 1009
        return ended(found)

    with ExitStack() as opened, ThreadPoolExecutor(10) as pool:
        wires = [opened.enter_context(wire(besieged)) for _ in range(CONNECTIONS)]
        with feeling(besieged) as quiet:
            time.sleep(2)
        with feeling(besieged) as felt:
            codes = list(pool.map(throw, wires))
            time.sleep(2)
    assert set(codes) <= {0, 1009}
    assert felt.grown < 200e6
    assert felt.p95 < quiet.p95 + 0.1
    assert felt.codes == {200}


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (frame(FIN | COMPRESSED | BINARY, deflated(MESSAGE_BYTES + 1)), 1009),
        (frame(FIN | BINARY, bytes(100), claimed=MESSAGE_BYTES + 1), 1009),
        (frame(FIN | BINARY, b"", claimed=1 << 62), 1009),
        (frame(BINARY, bytes(100)) + frame(CONTINUED, bytes(100)) * (FRAGMENTS + 1), 1008),
        (frame(COMPRESSED | BINARY, deflated(MESSAGE_BYTES - 9)) + frame(CONTINUED, deflated(1000)), 1009),
        (frame(FIN | BINARY, b"\xff\xff no message of Streamlit's"), 1002),
    ],
)
def test_what_is_too_much_is_closed_with_its_reason(besieged: Server, sent: bytes, code: int) -> None:
    with wire(besieged) as found:
        found.sendall(sent)
        assert ended(found) == code


def test_a_flood_of_small_frames_waits_its_turn(besieged: Server) -> None:
    flood = frame(FIN | PING, b"") * 5000 + frame(FIN | COMPRESSED | BINARY, deflated(MESSAGE_BYTES - 100)) * 200
    with feeling(besieged) as felt:
        for _ in range(2):
            with wire(besieged) as found:
                found.settimeout(1)
                try:
                    for _ in range(10):
                        found.sendall(flood)
                except (TimeoutError, ConnectionError):
                    pass
    assert felt.p95 < 0.2
    assert felt.grown < 50e6


def test_who_does_not_read_is_not_drawn_for_again_and_again(besieged: Server) -> None:
    with feeling(besieged) as felt, wire(besieged) as found:
        for n in range(60):  # each would be a page of some hundred kB
            found.sendall(frame(FIN | BINARY, rerun("sites", f"lang={('fr', 'ar', 'en')[n % 3]}")))
            time.sleep(0.05)
    assert felt.grown < 100e6


def test_a_reader_notices_none_of_this(besieged: Server) -> None:
    with session(besieged.url) as reader:
        for page in ("", "share", "sites", "evidence"):
            assert draw(reader, page, "lang=ar") == []


@pytest.mark.parametrize(
    ("given", "limit"),
    [(b"", "SPEAK_WITHIN_S"), (frame(BINARY, b"half"), "WHOLE_WITHIN_S"), (b"\x82\xfe\x10", "WHOLE_WITHIN_S")],
)
def test_silence_and_half_messages_end(given: bytes, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits themselves are tens of seconds: here they are short, and the protocol runs in a loop of its own."""
    assert getattr(websocket, limit) <= 30
    monkeypatch.setattr(websocket, limit, 0.2)
    assert run_apart(closing_code(given)) == 1008


async def closing_code(given: bytes) -> int:
    """How a server of the protocol alone closes a connection that sends `given` after its handshake."""

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    config = uvicorn.Config(app, ws=BoundedWebSocket, lifespan="off", log_level="error")
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: H11Protocol(config, state, {}), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(handshake(f"http://127.0.0.1:{port}"))
    await reader.readuntil(b"\r\n\r\n")
    writer.write(given)
    last = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    server.close()
    return int.from_bytes(last[2:4], "big")


def test_all_together_hold_no_more_than_the_pool() -> None:
    pool = Pool(100)
    assert pool.moves(60)
    assert pool.moves(40)
    assert not pool.moves(1)
    assert pool.moves(-50)
    assert pool.moves(20)
