"""Pages against their limits, side by side with an empty Streamlit page: first figure, bytes, filters, page switches.

Times in the browser run from the click to the last change of the whole page, with the drawings on the screen and a
quarter of a screen around it; those further away are made when the reader comes near, and are timed on their own, from
a jump to the last of them to its being there. The server's part is a session without a browser: from the request for a view that nobody has asked for before to the end of its run, beside
the processor time the server took for it. Bytes are counted on the wire, compressed as they are sent.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from websockets.asyncio.client import connect

from dashboard.screen.page import PAGES
from tests.bench.readers import run
from tests.bench.report import Report
from tests.bench.wire import wire
from tests.browser.conftest import settle
from tests.browser.harness import EMPTY, HOW_TO_GET_CHROMIUM, Server, chromium, serving

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(900),
    pytest.mark.skipif(chromium() is None, reason=HOW_TO_GET_CHROMIUM),
]
COLD_BYTES, WARM_BYTES = 1_700_000, 100_000
SECONDS, SERVER_MS, READY_SECONDS, TIMES_EMPTY = 0.40, 60, 6, 1.05
ALL_TIMES_EMPTY, SHIFT, BLOCKED_S = 1.5, 0.1, 0.7
PATHS = [page.path for page in PAGES]
FIRST = "[data-figure] .value"  # and where a page has none, its first sentence
FIRST_OF = {"/": ".strip-drawing", "/evidence": ".sentences p", "an empty page": "[data-testid=stMarkdownContainer] p"}

# Notes when any of what is named is first seen: the first in the document may be a label for screen readers alone.
SEEN = """(() => {
    const isSeen = found => found.getBoundingClientRect().height > 1;
    const look = () => {
        if ([...document.querySelectorAll('FIRST')].some(isSeen)) window.seen = performance.now();
        else requestAnimationFrame(look);
    };
    look();
})()"""

# Starts a clock at the next click or key, and stops it at the last change of the page once the run has ended. A run may
# be over before the page says that it goes on: after three seconds without a change it has been.
CLOCK = """() => {
    window.took = null;
    let start = 0, last = 0, ran = false;
    const begin = () => { if (!start) start = last = performance.now(); };
    for (const kind of ['click', 'keydown']) addEventListener(kind, begin, {capture: true, once: true});
    const app = document.querySelector('[data-testid=stApp]');
    const state = () => app.dataset.testScriptState;
    const seen = new MutationObserver(() => {
        if (!start) return;
        last = performance.now();
        ran ||= state() === 'running';
    });
    seen.observe(app, {subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ['data-test-script-state', 'd', 'points', 'transform', 'value', 'data-stale', 'href']});
    const wait = setInterval(() => {
        const quiet = performance.now() - last;
        if (!start || state() !== 'notRunning' || quiet < (ran ? 300 : 3000)) return;
        clearInterval(wait); seen.disconnect();
        window.took = (last - start) / 1000;
    }, 20);
}"""


def new_context(browser: Browser) -> BrowserContext:
    # Waiting for an expression is an `eval`, which the page's own policy refuses.
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.set_default_timeout(30_000)
    return context


def timed(page: Page, act: Callable[[], None]) -> float:
    """Seconds from the click or key of `act` to the last change of the page."""
    page.evaluate(CLOCK)
    act()
    page.wait_for_function("window.took !== null")
    return float(page.evaluate("window.took"))


@pytest.fixture(scope="module")
def warm_site(site: Server, browser: Browser) -> Server:
    """The server after each page was shown once."""
    context = new_context(browser)
    for path in PATHS:
        page = context.new_page()
        page.goto(site.url + path)
        settle(page)
    context.close()
    return site


def test_a_second_start_is_ready_soon(published: Path) -> None:
    report = Report("Start")
    seconds, worked = [], []
    for _ in range(3):
        with serving(published) as server:
            seconds.append(server.seconds_to_ready)
            worked.append(sum(psutil.Process(server.process.pid).cpu_times()[:2]))
    report.add("siyada serve: ready", seconds, READY_SECONDS, "s")
    report.add("siyada serve: processor until ready", worked, READY_SECONDS, "s")
    report.check()


def test_the_first_figure_comes_soon(warm_site: Server, published: Path, browser: Browser) -> None:
    report = Report("First figure, beside an empty Streamlit page from the same server")

    def seen(name: str, url: str, context: BrowserContext) -> float:
        page = context.new_page()
        page.add_init_script(SEEN.replace("FIRST", FIRST_OF.get(name, FIRST)))
        page.goto(url)
        page.wait_for_function("window.seen > 0")
        page.wait_for_timeout(500)
        found = float(page.evaluate("window.seen")) / 1000
        page.close()
        return found

    with serving(published, EMPTY) as empty:
        urls = {"an empty page": empty.url} | {path: warm_site.url + path for path in PATHS}
        cold: dict[str, list[float]] = {name: [] for name in urls}
        warm: dict[str, list[float]] = {name: [] for name in urls}
        for _, (name, url) in itertools.product(range(5), urls.items()):
            context = new_context(browser)
            cold[name].append(seen(name, url, context))
            warm[name].append(seen(name, url, context))
            context.close()
    for browsers, found in (("new browser", cold), ("browser that was here before", warm)):
        least = report.add(f"an empty page, {browsers}: first element", found["an empty page"], None, "s")
        for path in PATHS:
            report.add(f"{path}, {browsers}: first figure", found[path], TIMES_EMPTY * least, "s")
    report.check()


def test_few_bytes_are_sent(warm_site: Server, browser: Browser) -> None:
    report = Report("Bytes on the wire to the browser: HTTP and WebSocket, with their headers")
    with wire(warm_site.url) as counting:

        def sent(context: BrowserContext, path: str) -> int:
            before = counting.bytes_down
            page = context.new_page()
            page.goto(counting.url + path)
            settle(page)
            page.wait_for_timeout(1000)
            page.close()
            return counting.bytes_down - before

        for path in PATHS:
            context = new_context(browser)
            report.add(f"{path}: new browser", [sent(context, path) / 1000], COLD_BYTES / 1000, "kB")
            report.add(f"{path}: browser that was here before", [sent(context, path) / 1000], WARM_BYTES / 1000, "kB")
            context.close()
    report.check()


def radios(page: Page) -> Iterator[Callable[[], None]]:
    """Click through the buttons of the page's first row of them."""
    buttons = page.locator(".st-key-controls [role=radiogroup]").first.get_by_role("radio")
    buttons = buttons if buttons.count() else page.locator(".st-key-controls [role=toolbar]").first.locator("button")
    for number in itertools.cycle((1, 0)):
        yield buttons.nth(number).click


def themes(page: Page) -> Iterator[Callable[[], None]]:
    """Choose and take away one entry of the page's second list after another."""
    field = page.locator(".st-key-controls [data-testid=stMultiSelect] input").nth(1)
    while True:
        field.focus()
        page.keyboard.press("ArrowDown")
        page.get_by_role("option").first.wait_for()
        yield page.get_by_role("option").first.click
        page.keyboard.press("Escape")
        field.focus()
        yield lambda: page.keyboard.press("Backspace")


def lever(page: Page) -> Iterator[Callable[[], None]]:
    """Move the first lever, always to where nobody had it."""
    page.locator(".st-key-controls [data-testid=stExpander] summary").first.click()
    slider = page.locator(".st-key-controls").get_by_role("slider").first
    slider.wait_for()
    while True:
        slider.focus()
        yield lambda: slider.press("ArrowRight")


FILTERS = {
    "/progress": radios,
    "/share": lever,
    "/sites": radios,
    "/connectivity": radios,
    "/investment": radios,
    "/neighbours": themes,
}


def test_a_filter_and_a_page_switch_are_drawn_at_once(warm_site: Server, browser: Browser) -> None:
    report = Report("From the click to the last change on the page")
    context = new_context(browser)
    for path, acts in FILTERS.items():
        page = context.new_page()
        page.goto(warm_site.url + path)
        settle(page)
        page.wait_for_timeout(500)
        some = itertools.islice(acts(page), 9)
        name = "a lever to the redrawn chart" if path == "/share" else "a filter"
        report.add(f"{path}: {name}", [timed(page, act) for act in some], SECONDS, "s")
        page.close()
    page = context.new_page()
    page.goto(warm_site.url)
    settle(page)
    links = page.locator(".st-key-chapters a")
    spans: dict[str, list[float]] = {path: [] for path in PATHS}
    for _, number in itertools.product(range(4), range(len(PATHS))):
        to = (number + 1) % len(PATHS)
        spans[PATHS[to]].append(timed(page, links.nth(to).click))
    for path, found in spans.items():
        report.add(f"to {path}: page switch", found[1:], SECONDS, "s")
    context.close()
    report.check()


def test_plotly_is_there_soon_after_a_reader_reaches_for_a_chart(warm_site: Server, browser: Browser) -> None:
    report = Report("From pointing at a chart to Plotly's being there, drawn")
    for name, runs in (("its library to be fetched", 1), ("its library known to the browser", 4)):
        spans = []
        context = new_context(browser)
        for _ in range(runs):
            page = context.new_page()
            page.goto(warm_site.url + "/share")
            settle(page)
            page.locator(".plot").first.scroll_into_view_if_needed()
            page.wait_for_timeout(500)
            started = time.perf_counter()
            page.locator(".plot").first.hover()
            page.locator(".plot[data-live]").first.wait_for()
            spans.append(time.perf_counter() - started)
            page.close()
        context.close()
        report.add(f"/share: {name}", spans, None, "s")
    report.check()


# Notes shifts of the layout and tasks that hold the page up, and when the last drawing of a tall window is there.
DRAWN = """(() => {
    window.shifted = 0; window.blocked = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { window.shifted += one.value; })).observe({type: 'layout-shift', buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(one => { window.blocked += Math.max(one.duration - 50, 0); })).observe({type: 'longtask', buffered: true});
    const look = () => {
        const whole = document.querySelector('footer.footer') && !document.getElementById('first');
        if (whole && ![...document.querySelectorAll('.plot')].some(one => !one.querySelector('svg'))) window.drawn = performance.now();
        else requestAnimationFrame(look);
    };
    look();
})()"""


def test_all_charts_are_drawn_soon_and_nothing_moves(warm_site: Server, published: Path, browser: Browser) -> None:
    report = Report(
        "All charts of a page in a tall window, beside an empty page; layout shift; time the page was held up"
    )
    drawn: dict[str, list[float]] = {}
    shifts: dict[str, list[float]] = {}
    blocks: dict[str, list[float]] = {}
    with serving(published, EMPTY) as empty:
        for _, path in itertools.product(range(5), ("an empty page", *PATHS)):
            context = browser.new_context(viewport={"width": 1440, "height": 4000}, bypass_csp=True)
            page = context.new_page()
            page.add_init_script(SEEN.replace("FIRST", FIRST_OF[path]) if path == "an empty page" else DRAWN)
            page.goto(empty.url if path == "an empty page" else warm_site.url + path)
            page.wait_for_function("window.seen > 0 || window.drawn > 0")
            page.wait_for_timeout(300)
            drawn.setdefault(path, []).append(float(page.evaluate("window.seen || window.drawn")) / 1000)
            if path != "an empty page":
                shifts.setdefault(path, []).append(float(page.evaluate("window.shifted")))
                blocks.setdefault(path, []).append(float(page.evaluate("window.blocked")) / 1000)
            context.close()
    least = report.add("an empty page: first element", drawn.pop("an empty page"), None, "s")
    for path, spans in drawn.items():
        report.add(f"{path}: all charts", spans, ALL_TIMES_EMPTY * least, "s")
    for path, found in shifts.items():
        report.add(f"{path}: layout shift", found, SHIFT, "")
    for path, found in blocks.items():
        report.add(f"{path}: main thread held up", found, BLOCKED_S, "s")
    report.check()


VIEWS: dict[str, list[str]] = {
    "overview": ["lang=ar", "lang=en", ""],
    "progress": [f"pillar={code}" for code in ("digital_economy", "talent", "startups", "public_services")],
    "share": [f"growth={0.1 + step / 100:.2f}" for step in range(1, 8)],
    "sites": ["country=EGY", "country=KEN", "size=count", "control=national", "status=operational"],
    "connectivity": ["with_medusa=yes", "failed_countries=ESP", "failed_countries=FRA", "peers=KEN", "peers=EGY"],
    "networks": ["peers=KEN", "peers=EGY", "peers=TUN", "metric=ixp_count"],
    "investment": ["currency=USD", "currency=EUR", "country=EGY", "country=KEN"],
    "neighbours": ["countries=KEN", "countries=EGY", "countries=TUN", "countries=KEN,EGY"],
}


async def server_part(server: Server, page: str, queries: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock and of the server's processor, for views that follow one another in one session."""
    spans, worked = [], []
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    process = psutil.Process(server.process.pid)
    async with connect(address, subprotocols=["streamlit"], origin=server.url, max_size=None) as socket:
        known: list[str] = []
        await run(socket, page, "", known)
        for query in queries:
            await asyncio.sleep(0.2)
            before = sum(process.cpu_times()[:2])
            spans.append(await run(socket, page, query, known))
            worked.append(1000 * (sum(process.cpu_times()[:2]) - before))
    return spans, worked


def test_the_server_s_part_is_small(published: Path) -> None:
    report = Report("The server's part of a rerun, for views nobody has asked for before and for known ones")
    with serving(published) as server, ThreadPoolExecutor(1) as pool:
        for page in VIEWS:  # and the server's own warming comes to its end meanwhile
            pool.submit(lambda page=page: asyncio.run(server_part(server, page, [""] * 5))).result()
        for again in ("new view", "known view"):
            for page, queries in VIEWS.items():
                job = pool.submit(lambda page=page, queries=queries: asyncio.run(server_part(server, page, queries)))
                spans, worked = job.result()
                note = f"processor {sorted(worked)[len(worked) // 2]:.0f} ms"
                is_filter = again == "known view" or page != "overview"  # a new language is no filter
                report.add(f"{page}: {again}", spans, SERVER_MS if is_filter else None, "ms", note)
    report.check()
