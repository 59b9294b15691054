"""Compression of what is sent over a WebSocket: each message by itself, so that one sent to many is compressed once.

Streamlit sends a page as a few long messages, the same to every reader of a view. Compressed one after the other in a
window that goes on from message to message (RFC 7692, context takeover) no two readers' bytes are alike, and deflating
was a third of what a new reader cost. By itself a long message is hardly larger, and a session holds no window.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode

LEAST_BYTES = 256  # a shorter message is sent as it is
KEPT_BYTES = 24 * 1024 * 1024  # of compressed messages, of all readers together


class Packed:
    """Compressed messages, the least lately used forgotten first. For the event loop alone: it has no lock."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._total = most_bytes, 0
        self._kept: OrderedDict[tuple[int, bytes], bytes] = OrderedDict()

    def get(self, key: tuple[int, bytes]) -> bytes | None:
        """What was kept under a key, None where nothing was."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: tuple[int, bytes], packed: bytes) -> None:
        """Keep it, and forget others where all would be too much."""
        self._kept[key] = packed
        self._total += len(packed)
        while self._total > self._most:
            self._total -= len(self._kept.popitem(last=False)[1])


PACKED = Packed(KEPT_BYTES)  # of this process


class PackOnce(PerMessageDeflate):
    """The extension of one connection, which takes what another one compressed before."""

    def encode(self, frame: Frame) -> Frame:
        """The frame as it is sent. A message is one frame here, for nothing is sent in fragments."""
        if len(frame.data) < LEAST_BYTES or frame.opcode not in (Opcode.TEXT, Opcode.BINARY):
            return frame
        key = (self.local_max_window_bits, blake2b(frame.data, digest_size=16).digest())
        packed = PACKED.get(key)
        if packed is None:
            packed = bytes(super().encode(frame).data)
            PACKED.keep(key, packed)
        return Frame(frame.opcode, packed, frame.fin, rsv1=True)


class PackOnceFactory(ServerPerMessageDeflateFactory):
    """Agrees with a client that each message of ours is compressed by itself."""

    def __init__(self) -> None:
        # The widest window: receipts repeat their sources far apart, and a page is a third smaller than with uvicorn's 4 KiB.
        super().__init__(server_no_context_takeover=True, compress_settings={"memLevel": 8})

    def process_request_params(
        self, params: Sequence[tuple[str, str | None]], accepted_extensions: Sequence[Any]
    ) -> tuple[list[tuple[str, str | None]], PerMessageDeflate]:
        """What is agreed on, and the extension that keeps to it."""
        agreed, plain = super().process_request_params(params, accepted_extensions)
        own = PackOnce(
            plain.remote_no_context_takeover,
            plain.local_no_context_takeover,
            plain.remote_max_window_bits,
            plain.local_max_window_bits,
            plain.compress_settings,
        )
        return agreed, own
