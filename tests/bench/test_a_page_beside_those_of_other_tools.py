"""The chapter on shares beside a Dash page and a plain Streamlit page of the same content, and an empty page, in one run.

Nothing is judged here: the others are what a reader would get without us, and our own limits are in `test_pages_are_quick.py`.
"""

from __future__ import annotations

import itertools
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.warehouse.build import Build
from tests.bench.peers.content import write_content
from tests.bench.report import Report
from tests.bench.test_pages_are_quick import DRAWN, SEEN, new_context
from tests.bench.wire import wire
from tests.browser.harness import EMPTY, HOW_TO_GET_CHROMIUM, Server, chromium, free_port, serving

PEERS = Path(__file__).parent / "peers"
DASH = Path(sys.prefix) / "peers" / "bin" / "python"
RUNS, EMPTY_PAGE = 5, "an empty page"
pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(900),
    pytest.mark.skipif(chromium() is None, reason=HOW_TO_GET_CHROMIUM),
    pytest.mark.skipif(not DASH.exists(), reason="make bench installs Dash"),
]


@dataclass(frozen=True)
class Peer:
    """A page: where it is, what its first key figure and its drawings are."""

    url: str
    first: str
    drawing: str = ".js-plotly-plot .cartesianlayer"


@contextmanager
def run(*command: str | Path) -> Iterator[str]:
    """The address of a page that a command serves; {port} in it is a free one."""
    port = free_port()
    words = [str(word).format(port=port) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def peers(
    site: Server, published: Path, published_build: Build, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Peer]]:
    """Every page by name, each shown once before it is measured."""
    content = tmp_path_factory.mktemp("peers") / "content.json"
    content.write_text(write_content(published_build), encoding="utf-8")
    plain = (sys.executable, "-m", "streamlit", "run", PEERS / "streamlit_page.py", "--server.headless=true",
             "--server.port={port}", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none", "--", content)  # fmt: skip
    with (
        serving(published, EMPTY) as empty,
        run(*plain) as streamlit,
        run(DASH, PEERS / "dash_page.py", content, "{port}") as dash,
    ):
        yield {
            EMPTY_PAGE: Peer(empty.url, "[data-testid=stMarkdownContainer] p"),
            "Siyada": Peer(f"{site.url}/share?lang=en", "[data-figure] .value"),
            "plain Streamlit": Peer(streamlit, "[data-testid=stMetricValue]"),
            "Dash": Peer(dash, ".kpi"),
        }


def opened(browser: Browser, peer: Peer, script: str, height: int = 900, url: str = "") -> Page:
    """The page in a new browser, once it says when `script` saw what it looks for."""
    context = new_context(browser)
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": height})
    page.add_init_script(script)
    page.goto(url or peer.url)
    page.wait_for_function("window.seen > 0 || window.drawn > 0", timeout=60_000)
    page.wait_for_timeout(500)
    return page


def all_drawn(peer: Peer, count: int) -> str:
    """DRAWN for a page of another tool: it is whole when `count` charts are there."""
    ready = f"document.querySelectorAll('{peer.drawing}').length >= {count}"
    head, _, tail = DRAWN.partition("        const whole")
    return (
        head + f"        if ({ready}) window.drawn = performance.now();\n" + tail[tail.index("        else request") :]
    )


def measured(peers: dict[str, Peer], measure: Callable[[Peer], float]) -> dict[str, list[float]]:
    """What `measure` says of each page, in turns."""
    found: dict[str, list[float]] = {name: [] for name in peers}
    for _, (name, peer) in itertools.product(range(RUNS), peers.items()):
        found[name].append(measure(peer))
    return found


def tell(title: str, unit: str, found: dict[str, list[float]]) -> None:
    """Print what was found, which nothing judges."""
    report = Report(title)
    for name, values in found.items():
        report.add(name, values, None, unit)
    report.check()


def test_the_first_figure_of_a_new_reader(peers: dict[str, Peer], browser: Browser) -> None:
    def seconds(peer: Peer) -> float:
        page = opened(browser, peer, SEEN.replace("FIRST", peer.first))
        found = float(page.evaluate("window.seen")) / 1000
        page.context.close()
        return found

    tell("First key figure, new browser", "s", measured(peers, seconds))


def test_every_chart_in_a_tall_window(peers: dict[str, Peer], browser: Browser, published_build: Build) -> None:
    count = len(next(iter(json.loads(write_content(published_build)).values()))["charts"])
    notes: dict[str, dict[str, list[float]]] = {"shifted": {}, "blocked": {}}
    pages = {name: peer for name, peer in peers.items() if name != EMPTY_PAGE}

    def seconds(name: str, peer: Peer) -> float:
        script = DRAWN if name == "Siyada" else all_drawn(peer, count)
        page = opened(browser, peer, script, 9000)
        for what, found in notes.items():
            found.setdefault(name, []).append(float(page.evaluate(f"window.{what}")))
        drawn = float(page.evaluate("window.drawn")) / 1000
        page.context.close()
        return drawn

    found: dict[str, list[float]] = {name: [] for name in pages}
    for _, (name, peer) in itertools.product(range(RUNS), pages.items()):
        found[name].append(seconds(name, peer))
    tell("All charts in a tall window, new browser", "s", found)
    tell("Layout shift", "", notes["shifted"])
    tell("Main thread held up", "ms", notes["blocked"])


def test_bytes_of_a_new_reader(peers: dict[str, Peer], browser: Browser) -> None:
    def kilobytes(peer: Peer) -> float:
        with wire(peer.url) as counting:
            path = peer.url.partition("localhost:")[2].partition("/")
            page = opened(browser, peer, SEEN.replace("FIRST", peer.first), url=f"{counting.url}/{path[2]}")
            page.wait_for_timeout(2500)
            page.context.close()
            return counting.bytes_down / 1000

    tell("Bytes on the wire, new browser", "kB", measured(peers, kilobytes))
