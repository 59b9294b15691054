"""Walk through a server that can reach nobody: python -m tests.hostile.walk WAREHOUSE FILE, best under `unshare -rn`.

Writes on standard output, as JSON, what was walked, what the server's Python asked of other machines, and how often
this network, which leads nowhere, had no way for a packet of anybody's.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx

from dashboard.screen.page import PAGES
from tests.browser.harness import serving
from tests.hostile.wires import ask, draw, handshake, session, status

ELSEWHERE = ("http://elsewhere.example", "https://203.0.113.7", "http://203.0.113.7:8501", "null", "file://")

FRAME = "/oembed?url=http://localhost/embed/share/fan"


def loopback_up() -> None:
    """Switch on the loopback of a network of our own (Linux)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        fcntl.ioctl(wire, 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS, IFF_UP | IFF_RUNNING


def lost(pid: int) -> int:
    """Packets and connections for which the network of a process had no way."""
    four = Path(f"/proc/{pid}/net/snmp").read_text().split("\n")
    names, values = (line.split() for line in four[:2])
    six = re.search(r"Ip6OutNoRoutes\s+(\d+)", Path(f"/proc/{pid}/net/snmp6").read_text())
    return int(values[names.index("OutNoRoutes")]) + int(six[1] if six else 0)


def addresses(client: httpx.Client) -> Iterator[str]:
    """Every address of the API's own description that needs no more than a name, and one document."""
    examples = {"name": "share", "table": "sites", "table_id": "presets", "chart_id": "fan", "layer": "regions"}
    examples["figure_id"] = "sites.it_load_operational_mw"
    for path, methods in client.get("/api/v1/openapi.json").json()["paths"].items():
        if "build_id" not in path and "snapshot" not in path:
            asked = [one for one in methods["get"].get("parameters", ()) if one["in"] == "query" and one["required"]]
            query = "&".join(f"{one['name']}={one['schema']['examples'][0]}" for one in asked)
            form = "svg" if "{chart_id}" in path else "pdf" if path.endswith("note.{form}") else "csv"
            yield f"/api/v1{path.format(**examples, form=form)}?{query}"
    yield "/api/v1/snapshot.pdf?chapters=overview&lang=ar"


def walk(url: str) -> dict[str, int]:
    """Go everywhere; the status by address."""
    found = {}
    with httpx.Client(base_url=url, timeout=60) as client:
        for page in PAGES:
            found[page.path] = client.get(page.path).status_code
        others = (
            "/brief",
            "/search",
            "/search?q=asilah&lang=ar",
            "/healthz",
            "/readyz",
            "/_stcore/health",
            "/nowhere",
            "/embed/share/fan",
            FRAME,
        )
        for path in (*others, *addresses(client)):
            found[path] = client.get(path, headers={"Origin": ELSEWHERE[0]}).status_code
        found["another host"] = client.get("/", headers={"Host": "elsewhere.example"}).status_code
    with session(url) as wire:
        for page in PAGES:
            found[f"drawn {page.path}"] = len(draw(wire, page.path.strip("/"), "lang=ar"))
    for origin in ELSEWHERE:
        found[f"handshake of {origin}"] = status(ask(url, handshake(url, Origin=origin)))
    return found


def main() -> None:
    warehouse, written = Path(sys.argv[1]), Path(sys.argv[2])
    is_alone = os.environ.get("ALONE") == "1"
    if is_alone:
        loopback_up()
    before = lost(os.getpid())
    watched = Path(__file__).parent / "watched"
    with serving(warehouse, settings={"WATCHED": str(written)}, path=(watched,)) as server:
        walked = walk(server.url)
        count = lost(server.process.pid) - before if is_alone else 0
    asked = written.read_text().splitlines() if written.exists() else []
    json.dump({"walked": walked, "asked": asked, "lost": count}, sys.stdout)


if __name__ == "__main__":
    main()
