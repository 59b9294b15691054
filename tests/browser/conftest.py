"""A browser that notes everything wrong it sees, before a server of the real evidence or of the invented pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.harness import HOW_TO_GET_CHROMIUM, SAMPLE, Server, chromium, launch, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Chromium and says so."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_CHROMIUM))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where SIYADA_BROWSER=required (continuous integration), a test skipped for whatever reason has failed."""
    report = yield
    if report.skipped and os.environ.get("SIYADA_BROWSER") == "required" and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though SIYADA_BROWSER=required: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(published: Path) -> Iterator[Server]:
    """The dashboard on the real evidence; whatever was asked of it, it has not loaded pandas (see `dashboard.web.server`)."""
    with serving(published) as server:
        yield server
        if sys.platform == "linux":
            loaded = {file.path for file in psutil.Process(server.process.pid).memory_maps()}
            assert [path for path in loaded if "/pandas/" in path] == []


@pytest.fixture(scope="session")
def sample(published: Path) -> Iterator[Server]:
    """The frame around the invented pages, which hold every kind of content and of widget."""
    with serving(published, SAMPLE) as server:
        yield server


expect.set_options(timeout=15_000)  # a machine that runs other tests beside is slow
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"


OPEN_ALL = "for (const fold of document.querySelectorAll('details.folding, details.controls')) fold.open = true"


class Reader:
    """Opens pages and remembers what went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.wrongs: list[str] = []
        self.requests: list[str] = []

    def open(self, url: str, *, width: int = 1440, mode: str = "light", as_arrived: bool = False) -> Page:
        """Open `url` in a window of its own, wait until it is drawn to the footer, and open every section.

        `as_arrived` leaves sections and widgets that are folded at first as they are.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if mode == "dark" else "light",
            user_agent=PHONE if width < 600 else None,
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: self.wrongs.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.wrongs.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.goto(url)
        settle(page)
        if not as_arrived:
            page.evaluate(OPEN_ALL)
        return page


def settle(page: Page) -> None:
    """Wait until a run has come to its end: the footer is the last thing drawn, and nothing is left stale."""
    page.locator("footer.footer").wait_for()
    page.locator("[data-test-script-state=notRunning], [data-test-script-state=running]").first.wait_for(
        state="attached"
    )
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader whose pages must stay free of errors: what went wrong fails the test at its end."""
    found = Reader(browser)
    yield found
    for context in browser.contexts:
        context.close()
    assert found.wrongs == []
