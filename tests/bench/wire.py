"""What goes over the wire, counted by a stand-in between the browser and the server: every byte as it is sent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """Passes bytes on between a free port of ours and a server, and counts those that go to the browser."""

    def __init__(self, url: str) -> None:
        self._server = ("localhost", urlsplit(url).port or 80)
        self._listening = socket.create_server(("localhost", 0), backlog=64)
        self.url = f"http://localhost:{self._listening.getsockname()[1]}"
        self.bytes_down = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                server = socket.create_connection(self._server)
                for source, sink, counts in ((browser, server, False), (server, browser, True)):
                    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    threading.Thread(target=self._pass_on, args=(source, sink, counts), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if counts:
                    self.bytes_down += len(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """A counting stand-in for the server at `url`."""
    found = Wire(url)
    try:
        yield found
    finally:
        found.close()
