"""What is sent over a websocket is compressed by itself: any client reads it, and the same to the next reader costs nothing."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode

from dashboard.web import deflate
from dashboard.web.deflate import LEAST_BYTES, Packed, PackOnceFactory
from dashboard.web.themes import read_themes_once

THEMES = ("theme", *(f"theme.{name}" for name in ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")))


def agree(window_bits: int | None = None) -> tuple[PerMessageDeflate, PerMessageDeflate]:
    """A server's extension and a client's that agreed with it."""
    offer = ClientPerMessageDeflateFactory(server_max_window_bits=window_bits, client_max_window_bits=True)
    agreed, server = PackOnceFactory().process_request_params(offer.get_request_params(), [])
    client = offer.process_response_params(agreed, [])
    assert isinstance(client, PerMessageDeflate)
    return server, client


@given(st.lists(st.binary(max_size=3000) | st.binary(max_size=40).map(lambda part: part * 200), max_size=6))
def test_a_client_reads_each_message_as_it_was(messages: list[bytes]) -> None:
    for window_bits in (None, 10):
        server, client = agree(window_bits)
        for message in messages + messages:
            sent = server.encode(Frame(Opcode.BINARY, message))
            assert bytes(client.decode(sent).data) == message


def test_the_second_reader_gets_the_bytes_made_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deflate, "PACKED", Packed(100_000))
    message = b"a page of a chapter " * 500
    first, second = (agree()[0].encode(Frame(Opcode.BINARY, message)).data for _ in range(2))
    assert first is second
    assert len(first) < len(message) / 20


def test_a_client_with_a_smaller_window_gets_bytes_of_its_own() -> None:
    message = bytes(range(256)) * 100
    wide, narrow = (agree(bits)[0].encode(Frame(Opcode.BINARY, message)).data for bits in (None, 9))
    assert wide is not narrow
    assert zlib.decompressobj(wbits=-9).decompress(bytes(narrow) + b"\x00\x00\xff\xff") == message


def test_what_is_short_and_what_controls_is_sent_as_it_is() -> None:
    server, _ = agree()
    for frame in (Frame(Opcode.BINARY, b"x" * (LEAST_BYTES - 1)), Frame(Opcode.PING, b"x" * 100)):
        assert server.encode(frame) is frame


def test_no_more_is_kept_than_there_is_room_for() -> None:
    packed = Packed(100)
    for number in range(10):
        packed.keep((15, bytes([number])), bytes(30))
    assert [number for number in range(10) if packed.get((15, bytes([number])))] == [7, 8, 9]
    packed.get((15, bytes([7])))
    packed.keep((15, b"new"), bytes(30))
    assert packed.get((15, bytes([7]))) is not None
    assert packed.get((15, bytes([8]))) is None


def test_every_run_has_the_theme_that_streamlit_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    original = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", original)
    read_themes_once()
    for _ in range(2):
        theirs, ours = CustomThemeConfig(), CustomThemeConfig()
        for section in THEMES:
            for message, populate in ((theirs, original), (ours, app_session._populate_theme_msg)):
                part = message
                for name in section.split(".")[1:]:
                    part = getattr(part, name)
                populate(part, section)
        assert ours.SerializeToString(deterministic=True) == theirs.SerializeToString(deterministic=True)
