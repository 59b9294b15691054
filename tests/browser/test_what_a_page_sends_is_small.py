"""What a reader's browser sends while pages are read and levers moved is far from the bound of a message."""

from __future__ import annotations

from dashboard.screen.page import PAGES
from dashboard.web.websocket import MESSAGE_BYTES
from tests.browser.conftest import Reader, settle
from tests.browser.harness import Server

LONG = "phases=" + ",".join(f"phase_{n}~0.5~0.25~2029" for n in range(20))


def test_on_every_page_after_many_runs(reader: Reader, site: Server) -> None:
    sizes: list[int] = []
    page = reader.open(f"{site.url}/share?{LONG}&growth=0.2")
    page.on("websocket", lambda wire: wire.on("framesent", lambda sent: sizes.append(len(sent))))
    page.reload()
    settle(page)
    for _ in range(2):
        for number in range(len(PAGES)):
            page.locator(".st-key-chapters a").nth(number).click()
            settle(page)
    assert len(sizes) > 2 * len(PAGES)
    assert max(sizes) < MESSAGE_BYTES / 10
