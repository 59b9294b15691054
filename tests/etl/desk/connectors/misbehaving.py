"""A server on this machine that behaves as its test says: slow, cut, of the wrong length, redirecting, unchanged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """What was asked of it (path and heads), and its address."""

    def __init__(self, answers: list[Answer]) -> None:
        self.asked: list[dict[str, str]] = []
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked.append({"path": self.path} | {name.lower(): value for name, value in self.headers.items()})
                (left.pop(0) if len(left) > 1 else left[0])(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        asked = self.asked
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    """A server that gives these answers one after another, the last one again and again."""
    server = Server(list(answers))
    thread = threading.Thread(target=server.http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def answering(body: bytes = b"", status: int = 200, length: int | None = None, **heads: str) -> Answer:
    """An answer; of a `length` that is not its own it is cut, and the line closed."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in heads.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = length is not None

    return give


def silent(until: threading.Event) -> Answer:
    """Heads, then nothing."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "10")
        handler.end_headers()
        until.wait(20)
        handler.close_connection = True

    return give
